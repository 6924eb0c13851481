"""Words on labels: roles in a conversation, what essays label, and what people's names look like."""

from __future__ import annotations

import re

ROLE = re.compile(
    r"(?:主持人?|主播|嘉宾|嘉賓|记者|記者|提问者?|提問者?|观众|觀眾"
    r"|听众|聽眾|网友|網友|读者|讀者|学生|學生|同学|同學|老师|老師|医生|醫生|患者"
    r"|受访者|受訪者|被访者|采访者?|採訪者?|访谈者|訪談者|面试官"
    r"|面試官|候选人|編輯|编辑|旁白|翻译|翻譯|译员|譯員|主讲人?|主講人?|演讲者|演講者"
    r"|讲者|講者|发言人|發言人|说话人|說話人|未知|法官|律师|律師|男声?|女声?|众人|眾人|全场|合|[甲乙丙丁]|[问問答QqAa]|回答者?"
    r"|Host|Co-?host|Guest|Interviewer|Interviewee|Moderator"
    r"|Speaker|Audience(?: Member)?|Narrator|Question|Answer|Questioner|Unknown)"
    r"[ ]?(?:\d{1,3}|[A-Ha-h]|[甲乙丙丁戊一二三四五六七八九十])?",
    re.IGNORECASE,
)
"""Who speaks in interviews and captions when nobody is named; a number or letter may follow."""

STOP_WORDS = frozenset(
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
    status location where when what who why how translator original advantages disadvantages
    """.split()
)
NUMBERED = re.compile(
    r"第?[一二三四五六七八九十百\d]+(?:[点點步条條章节節个個种種类類天周年月日层層级級期集回次版轮輪]|阶段|階段|部分|方面)?|(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:步骤|步驟|阶段|階段|原则|原則|方案|方法|案例|例|图|圖"
    r"|表|问题|問題|技巧|误区|要点|场景|选项|版本|模块|策略|建议|规则|任务|目标"
    r"|part|step|case|figure|fig\.?|table|chapter|section|option)\s?[\dA-Za-z一二三四五六七八九十]{0,3}",
    re.IGNORECASE,
)
"""What essays, recipes, reviews and manuals label: never a speaker, however often it recurs."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁"
    "潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝"
    "許韓馮鄧蕭葉蘇魏呂盧鐘鍾譚陸範賈韋鄒龍賀顧龔邵萬錢嚴湯單欧歐阳柯施倪翁殷俞章樊葛"
    "温溫祝欒鲍鮑梅裴季童霍尤柳管甘焦包司庄莊晏柴瞿阎閻冉芦盛查靳左项項褚穆詹岳費费廉岑"
)
"""First characters of common surnames, both scripts."""
TITLE = re.compile(
    r"(?:先生|女士|小姐|老师|老師|教授|博士|院士|校长|校長|主任|总|總|哥|姐|叔|姨|爷|爺|师傅|師傅|医生|醫生|律师"
    r"|律師|导|導|工|公|董|少将|将军|總統|总统|部长|主席)$"
)
NICKNAME = re.compile(r"[老小阿大][\u3400-\u9fff]{1,2}")
LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?: (?:[A-ZÀ-Þ][\w.'’\-]*|de|da|van|von|der|al|bin)){1,4}")
"""Two words at least: `Python：` stands in essays."""
TRANSLITERATED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Z.]{1,6}){1,3}")


def is_role(name: str) -> bool:
    """Whether it names a part in a conversation.

    >>> is_role("主持人"), is_role("Speaker 2"), is_role("优点")
    (True, True, False)
    """
    return ROLE.fullmatch(name) is not None


def is_stop_word(name: str) -> bool:
    """Whether it is what authors label, not who speaks.

    >>> is_stop_word("结论"), is_stop_word("第一步"), is_stop_word("闲哥")
    (True, True, False)
    """
    return name.lower().rstrip(".") in STOP_WORDS or NUMBERED.fullmatch(name) is not None


def is_name_like(name: str) -> bool:
    """Whether it looks like a person's name; many names do not, and some things do.

    >>> [*map(is_name_like, ["张三", "闲哥", "老修", "Sam Altman", "罗伯特·李", "速度"])]
    [True, True, True, True, True, False]
    """
    if is_role(name) or TRANSLITERATED.fullmatch(name) or LATIN_NAME.fullmatch(name):
        return True
    short = 2 <= len(name) <= 4 and name.isalpha()
    return short and (name[0] in SURNAMES or NICKNAME.fullmatch(name) is not None or TITLE.search(name) is not None)
