"""What stands in parentheses behind words and is no name of them: a unit (`高度（cm）`), a quantity (`3 miles`), a mark (`a`).

Sources: the SI Brochure, 9th edition, tables 2 to 8 (units and prefixes), IEC 80000-13 (bits and bytes), ISO 4217 (currencies),
ISO 8601 (forms of dates); customary units by NIST Handbook 44, appendix C.
"""

from __future__ import annotations

import re

from bilingual.lang.dates import MONTH_NAME


def _any(words: str) -> str:
    return "|".join(words.split())


_PREFIXED = _any(
    "m g s A K mol cd Hz N Pa J W C V F Ω S Wb T H lm lx Bq Gy Sv L l eV cal Wh Ah VA bar B b bit byte bps pc FLOPS? px Hg"
)
"""Units that take a prefix of the SI."""
_ALONE = _any(
    "min hr hrs h d sec secs mins yr yrs ha t u dB dBm rpm r/min dpi ppi fps bpm ppm ppb psi mmHg in ft yd mi mph kph oz"
    " lbs? gal pt qt °C °F ℃ ℉ ° sqm sqft cc pcs em rem vh vw rad sr mil nit nits ct kn kt Mach pH yuan deg"
    " Kbps KBps"
)
_SYMBOL = rf"(?:(?:[YZEPTGMkhdcmμµunpfa]|da|[KMGT]i)?(?:{_PREFIXED})|{_ALONE})(?:[²³⁻¹]+|\^?-?[1-3])?"
_UNIT = re.compile(
    rf"(?![A-Z]{{2,}}$)(?:{_SYMBOL}(?:\s?(?:[·*×.-]|per)\s?{_SYMBOL}){{0,3}}|[A-Z]{{3}}(?=/))"
    rf"(?:\s?(?:/|per)\s?\d*{_SYMBOL}){{0,2}}"
)
_SHOUTED = re.compile(
    r"[KMGTP]B|[MGT]W|[MGT]HZ|"
    + _any("IU lux RPM DPI PPI FPS BPM PPM PSI MPH USD CNY RMB EUR GBP JPY HKD TWD KRW SGD AUD CAD CHF INR RUB AM PM UTC GMT")
)
"""Capitals that are units behind what can be measured and names elsewhere: 容量（GB）, but 知识库（KB）, 结核病（TB）."""
_MEASURED = re.compile(
    r"(?:[格度量率积積速长長宽寬高重深厚径徑距值数數价價额額费費薪压壓热熱电電龄齡期差]|"
    + _any(
        "大小 尺寸 时间 時間 时长 時長 时刻 時刻 容量 内存 記憶體 存储 儲存 空间 空間 成本 收入 支出 预算 預算 工资"
        " 工資 利润 利潤 营收 營收 市值 余额 餘額 海拔 里程 寿命 壽命 延迟 延遲 范围 範圍 规格 規格 单位 單位 带宽 頻寬"
        " 费用 費用 花销 花銷 开销 開銷 用量 距离 距離 分辨率 解析度 转速 功耗 负载 負載 上限 下限 最大 最小 平均"
    )
    + ")$"
)
"""The end of what can be measured."""
_NAMES = {
    symbol: names.split(" ")
    for symbol, _, names in (
        line.partition(" ")
        for line in """
m 米 公尺
km 公里 千米
cm 厘米 公分
mm 毫米 公厘
g 克
kg 千克 公斤
mg 毫克
t 吨 噸
L 升 公升
mL 毫升
ml 毫升
s 秒
ms 毫秒
min 分钟 分鐘
h 小时 小時
Hz 赫兹 赫茲
V 伏特
A 安培
W 瓦特 瓦
kW 千瓦
kWh 千瓦时 度
J 焦耳
cal 卡路里 卡
kcal 千卡 大卡
N 牛顿 牛頓
Pa 帕斯卡
dB 分贝 分貝
px 像素
bit 比特 位元
byte 字节 位元組
B 字节 位元組
ha 公顷 公頃
ft 英尺
in 英寸
mi 英里
lb 磅
oz 盎司
eV 电子伏特 電子伏特
mol 摩尔 摩爾
rad 弧度
mph 英里每小时
ppm 百万分率
ppb 十亿分率
mAh 毫安时 毫安時
dpi 每英寸点数 每英寸點數
bps 比特每秒
fps 帧每秒 每秒帧数
rpm 转每分 每分钟转数
UTC 协调世界时间 協調世界時間 世界标准时间 世界標準時間 世界时间
GMT 格林尼治时间 格林威治时间 格林威治時間 格林尼治标准时间 格林威治标准时间 格林威治標準時間
pH 酸碱度 酸鹼度 氢离子浓度指数
IU 国际单位 國際單位
lux 勒克斯
℃ 摄氏度 攝氏度
°C 摄氏度 攝氏度
°F 华氏度 華氏度
""".strip().splitlines()
    )
}
"""Chinese names of units: `千米（km）` does say what the words are called."""
_KIND = r"(?:(?:square|cubic|sq\.?|nautical|US|Hong Kong|Canadian) |light[ -])?"
_WORD = _KIND + (
    r"(?:miles?|feet|foot|inch(?:es)?|yards?|pounds?|ounces?|gallons?|pints?|acres?|hectares?"
    r"|degrees?(?: (?:Celsius|Fahrenheit))?|(?:kilo|centi|milli)?met(?:er|re)s?|(?:kilo|milli)?grams?"
    r"|(?:milli)?lit(?:er|re)s?|tons?|tonnes?|hours?|minutes?|seconds?|days?|weeks?|months?"
    r"|years?(?: (?:old|ago))?|decades?|centur(?:y|ies)|percent|per cent|percentage points?|dollars?|cents?"
    r"|euros?|yuan|yen|pounds sterling|people|times|copies|calories|kilowatts?|megabytes?|gigabytes?|bits?"
    r"|bytes?)"
)
_UNIT_WORD = re.compile(_WORD)
_SCALE = r"(?: ?(?:hundred|thousand|million|billion|trillion|mn|bn|[kKMB]\b))*"
_NUMERAL = _any("a one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred")
_AMOUNT = rf"(?:(?:[A-Z]{{2,3}})?[$€£¥] ?)?(?:[+-]?\d[\d,.]*|(?:{_NUMERAL})\b){_SCALE}"
_NEARLY = r"about|approx\.?|approximately|roughly|around|circa|ca?\.|some|over|nearly|almost|up to|more than|less than|[~≈<>≤≥±]"
_ABOUT = rf"(?:(?:{_NEARLY})\s?)*"
_QUANTITY = re.compile(
    rf"{_ABOUT}{_AMOUNT}(?:\s?(?:to|[-–—~])\s?{_AMOUNT})?(?:[ -]?(?:{_WORD}|{_SYMBOL}(?:/{_SYMBOL})?|[ap]\.?m\.?|[A-Z]{{3}}))"
    rf"(?:,? (?:and )?{_AMOUNT} ?(?:{_WORD}|{_SYMBOL}))?(?: (?:each|long|wide|high|tall|deep|away|(?:per|an?) {_WORD}))?"
    rf"|{_ABOUT}(?:[A-Z]{{2,3}})?[$€£¥] ?\d[\d,.]*{_SCALE}|(?:thousand|million|billion|trillion)s? (?:of )?(?:[A-Z]{{3}}|{_WORD})"
    r"|%\s?[A-Z][A-Za-z]{0,3}|[A-Za-z]{1,8}/(?:sec|min|hr?|d(?:ay)?|wk|week|mo|month|yr|year|s)|[mkIμµ]?U/[md]?L"
)
_MARK = re.compile(
    r"[A-Za-zΑ-Ωα-ω][)'′]?|[ivx]{1,5}|(?=X{0,2}V?I{2,3}$)[XVI]+|[a-z]?\d{1,3}[a-z]?"
    r"|(?:[Ff]ig|[Nn]o|[Pp]{1,2}|[Cc]h|[Vv]ol|[Ee]q|[Tt]ab|[Ss]ec|[Ee]d|[Vv]er)s?\.\s?[\dA-Za-z]{1,5}|[vV]\d[\d.]*\+?"
    r"|[Yy]{2,4}[-/.]?[Mm]{1,2}(?:[-/.]?[Dd]{1,2})?|[DdMm]{2}[-/.][DdMm]{2}(?:[-/.][Yy]{2,4})?|[Hh]{1,2}:[Mm]{2}(?::[Ss]{2})?"
    r"|(?:UTC|GMT)\s?[+-]\d[\d:]*|(?:\d{1,2}(?:[:.]\d\d)?\s?)?[apAP]\.?[mM]\.?|n/a|N/A|[Nn]one|[Nn]ull|nil|NULL|[Tt]rue|[Ff]alse|TRUE|FALSE"
    r"|[Yy]/[Nn]|[Yy]{4}|HH|hh|[A-Za-z]\s?[=<>≤≥]\s?\d[\d.]*%?|--?[a-z][\w-]*|(?:in|since|until) (?:19|20)\d\d"
    r"|see (?:below|above)|[Pp]{1,2}\.\s?\d+[-–]\d+|e\.?g\.?|i\.?e\.?|etc\.?"
)
"""Letters and numbers of lists and figures, references, versions, forms of dates and times, values of programs."""
_NUMBERED = re.compile(
    r"(?:Plan|Option|Step|Figure|Table|Type|Part|Class|Version|Appendix|Article|Section|Chapter|Level|Phase|Group|Case|Item|Question"
    r"|Page|Line|Note) (?:[A-Z]|\d+|[IVX]+)"
)
"""One of several, by its letter or number: a name of what has a number itself (`第八条（Article 8）`)."""
_NUMERAL_OF_TERM = re.compile("[A-Za-z\\d一二三四五六七八九十百甲乙丙丁]")


_THING = re.compile(
    r"(?:(?:Ctrl|Control|Cmd|Command|Alt|Option|Shift|Fn|Win|Meta|Esc|Tab)\s?[+-]\s?)+\S{1,9}|[⌘⌥⌃⇧⎋⏎⇥↵]+\S{0,3}|F(?:1[0-2]|[1-9])"
    r"|(?:~|\.{1,2})?(?:/[\w.@-]*)+|[\w.-]+\.(?:md|txt|csv|json|ya?ml|toml|ini|cfg|conf|log|lock|xml|html?|css|scss|py|ts|tsx|jsx|sh|rs|go|java"
    r"|rb|php|sql|c|h|cpp|exe|dll|docx?|xlsx?|pptx?|pdf|png|jpe?g|gif|svg|webp|mp[34]|wav|zip|gz|tar)"
    r"|(?:https?://)?(?:[a-z\d-]+\.)+(?:com|org|net|cn|edu|gov|io|dev|app|me|tv|cc|xyz)(?:/\S*)?"
    r"|\S*@\w[\w.-]*|#\w+|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}|[\w()]{1,8}\s?=\s?\S+"
    rf"|{MONTH_NAME} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {MONTH_NAME}(?: \d{{4}})?|{MONTH_NAME} \d{{4}}"
)
"""Keys, paths, files, addresses, handles, hashes, colours, formulas, dates: they say what is meant here, and name nothing."""
_PLACEHOLDERS = {"TODO": "待办|待辦", "TBD": "待定", "TBA": "待公[布佈]", "WIP": "[进進]行中", "FIXME": "修"} | dict.fromkeys(
    ("Q1", "Q2", "Q3", "Q4", "H1", "H2"), "[季年]"
)
"""What stands for something else, and in which words it does say what they are called: `第三季度（Q3）`."""


def names_nothing(term: str, text: str) -> bool:
    """Whether `text`, in parentheses behind a term, is a unit, a quantity or a mark, and no name of the term.

    Empty `term`: where nothing tells which words are meant.

    >>> [names_nothing("高度", text) for text in ("cm", "km/h", "3 miles", "a", "Height")]
    [True, True, True, True, False]
    >>> names_nothing("容量", "GB"), names_nothing("知识库", "KB"), names_nothing("公里", "km")
    (True, False, False)
    """
    text = text.strip()
    if _SHOUTED.fullmatch(text):
        return not term or (_MEASURED.search(term) is not None and term not in _NAMES.get(text, ()))
    if text in _PLACEHOLDERS:
        return not re.search(_PLACEHOLDERS[text], term)
    if _THING.fullmatch(text):
        return True
    if _QUANTITY.fullmatch(text) or (_MARK.fullmatch(text) and text not in _NAMES):
        return True
    if _NUMBERED.fullmatch(text) and not _NUMERAL_OF_TERM.search(term):
        return bool(term)
    if _UNIT_WORD.fullmatch(text):
        return _MEASURED.search(term) is not None
    return _UNIT.fullmatch(text) is not None and term not in _NAMES.get(text, ())
