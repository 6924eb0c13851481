"""What essays, recipes, reviews and manuals label: never a speaker, however often it recurs."""

from __future__ import annotations

import re

from bilingual.lang.roles import is_part

_STOP_WORDS = frozenset(
    """
    注 备注 備註 附注 附註 注意 注意事项 注意事項 提示 小贴士 贴士 警告 重要 声明 聲明 免责声明 免責聲明 说明 說明 补充 補充
    更正 更新 勘误 编者按 編者按 编按 編按 按 译注 譯註 译者注 譯者註 结论 結論 总结 總結 小结 小結 总之 總之 综上 綜上 例
    例如 比如 譬如 举例 舉例 示例 例子 案例 实例 實例 定义 定義 解释 解釋 概念 含义 含義 意思 时间 時間 日期 地点 地點 人物
    对象 對象 来源 來源 出处 出處 作者 译者 譯者 编者 編者 校对 校對 原文 译文 譯文 标题 標題 题目 題目 副标题 链接 鏈接
    連結 网址 網址 地址 邮箱 郵箱 电话 電話 微信 公众号 公眾號 摘要 关键词 關鍵詞 标签 標籤 分类 分類 目录 目錄 简介 簡介
    介绍 介紹 主题 主題 背景 目标 目標 目的 意义 意義 价值 價值 原因 理由 结果 結果 后果 後果 影响 影響 启示 啟示 启发 建议
    建議 推荐 推薦 参考 參考 阅读 延伸阅读 优点 優點 缺点 缺點 优势 優勢 劣势 劣勢 好处 好處 坏处 壞處 特点 特點 特征 特徵
    亮点 亮點 不足 局限 风险 風險 机会 機會 挑战 挑戰 难点 痛点 适合 適合 适用 适用场景 场景 場景 用途 功能 用法 方法 做法
    步骤 步驟 流程 技巧 原理 原则 原則 策略 方案 思路 要点 要點 重点 重點 关键 關鍵 核心 本质 观点 觀點 论点 論點 论据 证据
    證據 事实 事實 数据 數據 价格 價格 费用 費用 成本 评价 評價 评分 評分 性能 质量 品质 外观 尺寸 重量 颜色 材质 配置 规格
    型号 品牌 类型 類型 版本 平台 语言 語言 输入 輸入 输出 輸出 返回 参数 參數 环境 環境 要求 条件 條件 前提 内容 內容 形式
    格式 状态 狀態 进度 首先 其次 再次 然后 然後 接着 最后 最後 此外 另外 同时 同時 但是 所以 因此 因为 因為 问题 問題 答案
    解答 分析 讨论 討論 思考 反思 感想 心得 收获 正面 反面 一方面 另一方面 换句话说 也就是说 简单来说 简而言之 具体来说
    事实上 食材 材料 配料 调料 用料 早餐 午餐 晚餐 早上 上午 中午 下午 晚上 今天 昨天 明天 预告 片名 导演 主演 编剧 图 圖 表
    附 见 見 源 又及 上联 下联 歌词 词 曲 实战 速度 难度 高度 高级 高效 温度 湿度 金额 余额 方向 方式 白色 黑色 黄色 向量
    管理 项目 左侧 右侧 左边 右边 毛利 程序 程度 金属 查询 体验 口味 口感 服务 位置 交通 住宿 门票 营养 做工 手感 音质 画质
    续航 屏幕 拍照 价位 售价 门槛 前景 薪资 学历 年龄 性别 职业 身高 体重 爱好 星座 姓名 公司 职位 安全 易用性 稳定性 兼容性
    可靠性 春天 夏天 秋天 冬天 note notes tip tips warning caution important info todo fixme faq example e.g i.e eg ie
    summary conclusion source author date time title tag tags link url http https ftp mailto file update edit pro pros con
    cons ps p.s nb result input output return goal reason usage step see ref cost price key value name type id version
    error warn debug fatal trace log 小知识 小知識
    例句 翻译 翻譯 错误 錯誤 正确 正確 中文 英文 日文 新增 修复 修復 优化 優化 移除 删除 改进 改進 愿望 願望 现实 現實
    武器 科目 写法 寫法 错误写法 錯誤寫法 正确写法 正確寫法 反例 正例
    期望 预期 预想 症状 症狀 治疗 治療 病因 预防 預防 诊断 診斷 之前 之后 之後 以前 以后 以後 过去 現在 现在 将来
    否则 否則 不然 不过 不過 而且 并且 並且 于是 於是 相反 反之 如果 那么 那麼 甚至 当然 當然 其实 其實 实际上 實際上 尤其
    同样 同樣 或者 以及 与此同时 相比之下 除此之外 更多 其他 其它 其余 其餘 默认 默認 否 是
    已知 修改前 修改后 误区 真相 status location where when what who why how translator original advantages disadvantages
    """.split()
)
_FIRMS = frozenset(
    """
    小米 华为 華為 荣耀 苹果 蘋果 三星 魅族 一加 真我 红米 紅米 努比亚 阿里 阿里巴巴 腾讯 騰訊 百度 京东 京東 美团 美團 滴滴
    字节跳动 抖音 快手 拼多多 网易 網易 新浪 搜狐 微软 微軟 谷歌 亚马逊 亞馬遜 英伟达 輝達 英特尔 英特爾 高通 特斯拉 比亚迪
    比亞迪 蔚来 小鹏 理想 吉利 大众 大眾 丰田 豐田 本田 宝马 寶馬 奔驰 賓士 奥迪 奧迪 大疆 索尼 任天堂 松下 格力 海尔 海爾 联想
    聯想 戴尔 華碩 华硕
    """.split()
)
"""Firms and brands that reviews compare under such labels, by the lists of makers on Chinese shopping and news sites; some look
like nicknames (小米, 阿里)."""
_MODEL = re.compile(rf"(?:(?:{'|'.join(_FIRMS)}) ?|[A-Za-z]+ )[A-Za-z]{{0,4}} ?\d{{1,3}}(?: ?[A-Za-z]+)?")
"""A thing with the number of its model: `小米 13`, `Mate 60 Pro`, `华为 P60`. `Speaker 1` is a part."""
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十百\d]+(?:[点點步条條章节節个個种種类類天周年月日层層级級期集回次版轮輪]|阶段|階段|部分|方面)?|(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:步骤|步驟|阶段|階段|原则|原則|方案|方法|案例|例|图|圖"
    r"|表|问题|問題|技巧|误区|要点|场景|选项|版本|模块|策略|建议|规则|任务|目标|项目"
    r"|part|step|case|figure|fig\.?|table|chapter|section|option)\s?[\dA-Za-z一二三四五六七八九十]{0,3}",
    re.IGNORECASE,
)


def is_stop_word(label: str) -> bool:
    """Whether it is what authors label, not who speaks.

    >>> is_stop_word("结论"), is_stop_word("第一步"), is_stop_word("小米 13"), is_stop_word("闲哥")
    (True, True, True, False)
    """
    is_word = label.lower().rstrip(".") in _STOP_WORDS or label in _FIRMS or _NUMBERED.fullmatch(label) is not None
    return is_word or (_MODEL.fullmatch(label) is not None and not is_part(label))
