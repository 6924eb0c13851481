"""Chinese surnames: one table, with the readings of those that are not read as the word is."""

from __future__ import annotations

_NAME_LIKE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖金石贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧"
    "蕭葉蘇呂盧鐘鍾譚陸範賈韋鄒龍賀顧龔萬錢嚴湯單欧歐阳柯施倪翁殷俞章樊葛温溫祝欒鲍鮑梅裴季童霍尤柳管甘焦包司庄莊晏柴瞿阎"
    "閻冉芦盛查靳左项項褚穆詹岳費费廉岑仇仲伍佟刁卞婁娄寇庞龐戚栾牟祁窦竇翟聂聶臧苟虞邢邬鄔閆闵閔阮隋骆駱蔣"
)
"""Frequent surnames that begin few words: a label of two to four characters that begins so looks like a name."""
_WORD_LIKE = frozenset(
    "常康文牛安齐易乔颜鲁申耿关兰宁尚符舒纪凌毕单涂成苗谷曲蓝路游辛蒙华喻蒲房滕屈饶解艾时农卓古吉缪简车连麦景党宫卜冷席卫"
    "柏宗桂全应边姬师商沙荣巫桑郎甄丛餘齊喬顏魯關蘭寧紀畢塗藍華饒農時簡車連蘆麥黨宮衛應邊師叢"
)
"""Frequent surnames that begin many words (安全, 成本, 时间): they tell a name where a title follows, not by themselves."""
_READINGS = """
chen:谌諶 ge:盖蓋葛 miao:缪繆 mou:牟 ou:区區 pang:逄 piao:朴 qin:覃 qiu:仇 shan:单單 shao:召 she:佘折 wei:隗 xian:冼 xie:解
yao:么 yue:乐樂 yun:员員 zeng:曾 zha:查 zhai:翟 bo:薄 chu:褚 zhan:占
"""
"""Surnames that are read otherwise than as a word, after the usual lists of Chinese surnames; some are no frequent ones."""
_COMPOUND = """
欧阳:ouyang 歐陽:ouyang 司马:sima 司馬:sima 上官:shangguan 诸葛:zhuge 諸葛:zhuge 东方:dongfang 東方:dongfang 皇甫:huangfu
尉迟:yuchi 尉遲:yuchi 公孙:gongsun 公孫:gongsun 慕容:murong 司徒:situ 令狐:linghu 宇文:yuwen 长孙:zhangsun 長孫:zhangsun
夏侯:xiahou 轩辕:xuanyuan 軒轅:xuanyuan 端木:duanmu 百里:baili 东郭:dongguo 東郭:dongguo 南宫:nangong 南宮:nangong
西门:ximen 西門:ximen 独孤:dugu 獨孤:dugu 澹台:tantai 澹臺:tantai 万俟:moqi 萬俟:moqi 申屠:shentu 呼延:huyan 钟离:zhongli
鍾離:zhongli 鲜于:xianyu 鮮于:xianyu 闻人:wenren 聞人:wenren 司空:sikong 太史:taishi 淳于:chunyu 完颜:wanyan 完顏:wanyan
赫连:helian 赫連:helian 纳兰:nalan 納蘭:nalan 拓跋:tuoba 乐正:yuezheng 樂正:yuezheng 左丘:zuoqiu 公冶:gongye 宗政:zongzheng
濮阳:puyang 濮陽:puyang 贺兰:helan 賀蘭:helan 耶律:yelyu 爱新觉罗:aisin-gioro 愛新覺羅:aisin-gioro
"""
"""Surnames of two characters and more."""

SURNAMES: frozenset[str] = _NAME_LIKE | _WORD_LIKE
"""The frequent surnames of one character, Simplified and Traditional."""
READINGS: dict[str, str] = {
    surname: reading for entry in _READINGS.split() for reading, surnames in [entry.split(":")] for surname in surnames
}
"""How a surname of one character is read where the character alone would be read otherwise."""
COMPOUND_READINGS: dict[str, str] = {surname: reading for entry in _COMPOUND.split() for surname, reading in [entry.split(":")]}
"""The surnames of several characters, and how they are read."""


def has_surname(name: str) -> bool:
    """Whether a Chinese name begins with a surname.

    >>> has_surname("张三"), has_surname("欧阳娜娜"), has_surname("物理")
    (True, True, False)
    """
    return name[:1] in SURNAMES or name[:2] in COMPOUND_READINGS


def begins_like_name(text: str) -> bool:
    """Whether a text begins with a surname that begins few words.

    >>> begins_like_name("王五"), begins_like_name("安全")
    (True, False)
    """
    return text[:1] in _NAME_LIKE


def compound_surname(name: str) -> str:
    """The surname of several characters that a full name begins with; empty for any other.

    >>> compound_surname("欧阳娜娜"), compound_surname("欧阳"), compound_surname("张三")
    ('欧阳', '', '')
    """
    return next((name[:length] for length in (4, 2) if len(name) > length and name[:length] in COMPOUND_READINGS), "")
