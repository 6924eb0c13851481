"""Roles that stand on labels instead of names, titles that follow names, and how surnames are read."""

from __future__ import annotations

import re

from bilingual.lang.characters import script

_ROLES = """
Host: 主持人 主持 主播 主講 主讲
Co-host: 联合主持 聯合主持 联合主持人 聯合主持人 搭档 搭檔
Moderator: 主持嘉宾 主持嘉賓 协调人 協調人
Guest: 嘉宾 嘉賓 来宾 來賓 客人
Reporter: 记者 記者 通讯员 通訊員
Interviewer: 采访者 採訪者 采访人 採訪人 访谈者 訪談者 访问者 訪問者
Interviewee: 受访者 受訪者 被采访者 被採訪者
Questioner: 提问者 提問者 提问人 提問人 提问 提問 发问者 發問者
Respondent: 回答者 答者 回答
Q: 问 問
A: 答
Audience: 观众 觀眾 听众 聽眾 现场观众 現場觀眾 台下 全场 全場
Reader: 读者 讀者
Netizen: 网友 網友
Caller: 来电者 來電者
Narrator: 旁白 解说 解說 解说员 解說員 讲述者 講述者 叙述者 敘述者
Voice-over: 画外音 畫外音 配音
Speaker: 发言人 發言人 演讲者 演講者 演讲人 演講人 讲者 講者 说话人 說話人
Spokesperson: 新闻发言人 新聞發言人
Editor: 编辑 編輯 编者 編者 小编 小編
Editor-in-chief: 主编 主編 总编辑 總編輯
Author: 作者 笔者 筆者
Translator: 译者 譯者 翻译 翻譯 口译 口譯
Commentator: 评论员 評論員 点评 點評 评论 評論
Producer: 制作人 製作人 制片人 製片人
Director: 导演 導演
Teacher: 老师 老師 教师 教師 讲师 講師
Professor: 教授
Student: 学生 學生 同学 同學 学员 學員
Principal: 校长 校長
Doctor: 医生 醫生 大夫 医师 醫師
Patient: 患者 病人
Expert: 专家 專家
Analyst: 分析师 分析師
Researcher: 研究员 研究員 研究者
Engineer: 工程师 工程師
Founder: 创始人 創始人
Investor: 投资人 投資人 投资者 投資者
Entrepreneur: 创业者 創業者 企业家 企業家
Manager: 经理 經理
Chair: 主席 会议主席 會議主席
Judge: 法官 审判长 審判長 评委 評委
Prosecutor: 检察官 檢察官 公诉人 公訴人
Lawyer: 律师 律師
Defendant: 被告 被告人
Plaintiff: 原告
Witness: 证人 證人
Soldier: 士兵 战士 戰士
Officer: 军官 軍官 警官
Driver: 司机 司機
Customer: 顾客 顧客 客户 客戶
User: 用户 用戶
Assistant: 助手 助理 AI助手 助教
System: 系统 系統
Man: 男子 男人 男声 男聲 男
Woman: 女子 女人 女声 女聲 女
Child: 孩子 小孩 儿童 兒童
Mother: 母亲 母親 妈妈 媽媽
Father: 父亲 父親 爸爸
All: 众人 眾人 大家 所有人 齐声 齊聲 合
Unknown: 未知 不明 未知说话人 未知說話人 佚名 匿名
Passer-by: 路人
Volunteer: 志愿者 志願者
Staff: 工作人员 工作人員
Announcer: 播音员 播音員 报幕 報幕 司仪 司儀
"""
_TITLES = """
Professor: 教授
Dr.: 博士 医生 醫生 大夫 医师 醫師
Mr.: 先生
Ms.: 女士
Miss: 小姐
Mrs.: 夫人 太太
Teacher: 老师 老師
Student: 同学 同學
Attorney: 律师 律師
Reporter: 记者 記者
Editor: 编辑 編輯
Director: 主任 导演 導演 总监 總監
Manager: 经理 經理
Dean: 院长 院長
Principal: 校长 校長
Minister: 部长 部長
President: 总统 總統
Premier: 总理 總理
Chairman: 主席 董事长 董事長
Governor: 省长 省長 州长 州長
Mayor: 市长 市長
Senator: 参议员 參議員
Representative: 众议员 眾議員
Ambassador: 大使
Judge: 法官
Officer: 警官
Coach: 教练 教練
Engineer: 工程师 工程師
Father: 神父
Pastor: 牧师 牧師
Master: 大师 大師 法师 法師
Marshal: 元帅 元帥
General: 将军 將軍 上将 上將
Admiral: 海军上将 海軍上將
Lieutenant General: 中将 中將
Major General: 少将 少將
Brigadier General: 准将 准將
Senior Colonel: 大校
Colonel: 上校
Lieutenant Colonel: 中校
Major: 少校
Captain: 上尉 队长 隊長 船长 船長
Lieutenant: 中尉
Second Lieutenant: 少尉
Sergeant: 中士 军士 軍士
"""
_SURNAME_READINGS = """
chen:谌諶 ge:盖蓋葛 miao:缪繆 mou:牟 ou:区區 pang:逄 piao:朴 qin:覃 qiu:仇 shan:单單 shao:召 she:佘折 wei:隗 xian:冼 xie:解
yao:么 yue:乐樂 yun:员員 zeng:曾 zha:查 zhai:翟 bo:薄 chu:褚 zhan:占
"""
_COMPOUND_SURNAMES = """
欧阳:ouyang 歐陽:ouyang 司马:sima 司馬:sima 上官:shangguan 诸葛:zhuge 諸葛:zhuge 东方:dongfang 東方:dongfang 皇甫:huangfu
尉迟:yuchi 尉遲:yuchi 公孙:gongsun 公孫:gongsun 慕容:murong 司徒:situ 令狐:linghu 宇文:yuwen 长孙:zhangsun 長孫:zhangsun
夏侯:xiahou 轩辕:xuanyuan 軒轅:xuanyuan 端木:duanmu 百里:baili 东郭:dongguo 東郭:dongguo 南宫:nangong 南宮:nangong
西门:ximen 西門:ximen 独孤:dugu 獨孤:dugu 澹台:tantai 澹臺:tantai 万俟:moqi 萬俟:moqi 申屠:shentu 呼延:huyan 钟离:zhongli
鍾離:zhongli 鲜于:xianyu 鮮于:xianyu 闻人:wenren 聞人:wenren 司空:sikong 太史:taishi 淳于:chunyu 完颜:wanyan 完顏:wanyan
赫连:helian 赫連:helian 纳兰:nalan 納蘭:nalan 拓跋:tuoba 乐正:yuezheng 樂正:yuezheng 左丘:zuoqiu 公冶:gongye 宗政:zongzheng
濮阳:puyang 濮陽:puyang 贺兰:helan 賀蘭:helan 耶律:yelyu 爱新觉罗:aisin-gioro 愛新覺羅:aisin-gioro
"""


def _inverted(table: str) -> dict[str, str]:
    pairs = (line.split(": ") for line in table.strip().splitlines())
    return {chinese: english for english, words in pairs for chinese in words.split()}


ROLES: dict[str, str] = _inverted(_ROLES)
"""The English of roles, Simplified and Traditional."""
TITLES: dict[str, str] = _inverted(_TITLES)
"""The English of titles that follow a name."""
SURNAME_READINGS: dict[str, str] = {
    character: reading for pair in _SURNAME_READINGS.split() for reading, chars in [pair.split(":")] for character in chars
}
"""Surnames that are read otherwise than as a word, after the usual lists of Chinese surnames."""
COMPOUND_SURNAMES: dict[str, str] = {
    surname: reading for pair in _COMPOUND_SURNAMES.split() for surname, reading in [pair.split(":")]
}
"""Surnames of two characters and more, with their reading."""

COMMON_SURNAMES: frozenset[str] = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章"
    "鲁岳翟申詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蔣餘葉蘇呂盧鐘鍾譚陸範韋賈鄒閆龍賀顧龔萬錢戴嚴湯溫齊喬龐顏莊聶魯歐關蘭俞寧紀畢單塗藍駱"
    "蒙華饒農時簡車項連蘆麥婁竇黨宮費衛應臧閔鄔邊師欒叢滕"
)
"""The frequent surnames, Simplified and Traditional: what tells a name before a title from an ordinary word."""

_NUMERALS = dict(zip("一二三四五六七八九十甲乙丙丁戊己", [*map(str, range(1, 11)), *"ABCDEF"], strict=True))
_NUMBERED = re.compile(r"(?P<role>\D+?)[ ]?(?P<number>[一二三四五六七八九十甲乙丙丁戊己]|[A-Z]|[0-9]{1,3})")


def role(name: str) -> str:
    """The English of a role, numbered or not; empty for a name.

    >>> role("主持人"), role("嘉宾2"), role("观众甲"), role("张三")
    ('Host', 'Guest 2', 'Audience A', '')
    """
    if name in ROLES:
        return ROLES[name]
    found = _NUMBERED.fullmatch(name)
    if not found or len(found["role"]) < 2 or found["role"] not in ROLES:
        return ""
    return f"{ROLES[found['role']]} {_NUMERALS.get(found['number'], found['number'])}"


def is_role(name: str) -> bool:
    """Whether a label names a role rather than somebody."""
    return bool(role(name))


_POSITION = re.compile(
    r"(?i)(?:\bC[A-Z]O|\bE?VP|\bPM|(?:co-?)?founder|host|guest|professor|reporter|editor|director|partner|analyst|chair(?:man)?"
    r"|president|manager|engineer|scientist|researcher|investor|author|minister|inc\.?|ltd\.?|university|lab|times|news)$"
)


def is_english_name(note: str) -> bool:
    """Whether the parenthesis on a label is the speaker's name in English rather than a position or a company.

    >>> is_english_name("Kai-Fu Lee"), is_english_name("OpenAI"), is_english_name("OpenAI CEO")
    (True, False, False)
    """
    return script(note) == "latin" and len(note.split()) > 1 and not _POSITION.search(note)
