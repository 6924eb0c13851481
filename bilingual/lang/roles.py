"""Roles on labels instead of names, and titles that follow names: one table each, the same for everybody.

A role is what a post calls somebody who speaks and is not named: 主持人, 嘉宾2, 面试官, 女观众. On a label it has an English word
of its own; inside a sentence it is an ordinary word, so it is never locked as a name.
"""

from __future__ import annotations

import re

_SPEAKING = """
# Interviews and podcasts
Host: 主持人 主持 主播
Co-host: 联合主持 聯合主持 联合主持人 聯合主持人 搭档 搭檔
Moderator: 主持嘉宾 主持嘉賓 协调人 協調人
Guest: 嘉宾 嘉賓 来宾 來賓
Reporter: 记者 記者
Interviewer: 采访 採訪 采访者 採訪者 采访人 採訪人 访谈者 訪談者 访问者 訪問者 面试官 面試官
Interviewee: 受访者 受訪者 被访者 被訪者 受访人 受訪人 被采访者 被採訪者 被访谈者 被訪談者
Candidate: 候选人 候選人 应聘者 應聘者 面试者 面試者 求职者 求職者
Participant: 与会者 與會者 参会者 參會者 参会人 參會人 与会人 與會人
Discussant: 讨论者 討論者 与谈人 與談人 讨论人 討論人
Questioner: 提问者 提問者 提问人 提問人 提问 提問 发问者 發問者
Respondent: 回答者 答者 回答
Q: 问 問
A: 答 甲
B: 乙
C: 丙
D: 丁
# Those who listen, and write in
Audience: 观众 觀眾 听众 聽眾 现场观众 現場觀眾 全场 全場
Reader: 读者 讀者
Netizen: 网友 網友
Caller: 来电者 來電者
# Talks and films
Speaker: 主讲 主講 主讲人 主講人 讲话人 講話人 发言人 發言人 演讲者 演講者 演讲人 演講人 讲者 講者 说话人 說話人 演讲 演講
Speaker: 说话者 說話者 发言者 發言者 话者 話者
Narrator: 旁白 讲述者 講述者 叙述者 敘述者
Voice-over: 画外音 畫外音
Caption: 字幕
Interpreter: 译员 譯員 口译 口譯
Editor: 编辑 編輯
Announcer: 播音员 播音員 报幕 報幕 司仪 司儀
# Everyday people who are called by what they are
Teacher: 老师 老師
Student: 学生 學生 同学 同學
Doctor: 医生 醫生
Patient: 患者
Judge: 法官 审判长 審判長
Lawyer: 律师 律師
Prosecutor: 检察官 檢察官 公诉人 公訴人
Man: 男声 男聲 男
Woman: 女声 女聲 女
All: 众人 眾人 合 齐声 齊聲
Unknown: 未知 未知说话人 未知說話人
"""
"""Roles that a label is believed to name by themselves when they recur: hardly anything else is labelled so."""
_OTHER = """
Guest: 客人
Reporter: 通讯员 通訊員
Audience: 台下
Narrator: 解说 解說 解说员 解說員
Voice-over: 配音
Spokesperson: 新闻发言人 新聞發言人
Editor: 编者 編者 小编 小編
Editor-in-chief: 主编 主編 总编辑 總編輯
Author: 作者 笔者 筆者
Translator: 译者 譯者
Commentator: 评论员 評論員 点评 點評 评论 評論
Producer: 制作人 製作人 制片人 製片人
Director: 导演 導演
Teacher: 教师 教師 讲师 講師
Professor: 教授
Student: 学员 學員
Principal: 校长 校長
Doctor: 大夫 医师 醫師
Patient: 病人
Expert: 专家 專家
Analyst: 分析师 分析師
Researcher: 研究员 研究員 研究者
Engineer: 工程师 工程師
Translator: 翻译 翻譯
Founder: 创始人 創始人
Investor: 投资人 投資人 投资者 投資者
Entrepreneur: 创业者 創業者 企业家 企業家
Manager: 经理 經理
Chair: 主席 会议主席 會議主席
Judge: 评委 評委
Defendant: 被告 被告人
Plaintiff: 原告
Witness: 证人 證人
Soldier: 士兵 战士 戰士
Officer: 军官 軍官 警官
Driver: 司机 司機
Customer: 顾客 顧客 客户 客戶
Customer service: 客服
Party A: 甲方
Party B: 乙方
Buyer: 买家 買家
Seller: 卖家 賣家
User: 用户 用戶
Assistant: 助手 助理 AI助手 助教
System: 系统 系統
Man: 男子 男人 男士
Woman: 女子 女人 女士
Child: 孩子 小孩 儿童 兒童
Mother: 母亲 母親 妈妈 媽媽
Father: 父亲 父親 爸爸
All: 大家 所有人
Unknown: 不明 佚名 匿名
Passer-by: 路人
Shop assistant: 店员 店員
Character: 角色 人物
Voice: 声音 聲音
Channel: 声道 聲道
Robot: 机器人 機器人
Volunteer: 志愿者 志願者
Staff: 工作人员 工作人員
"""
"""Roles that essays, credits and adverts label as well (作者, 客户, 点评): they count as speakers where others speak."""
_IN_ENGLISH = (
    "host co-host cohost guest interviewer interviewee moderator speaker audience audience-member narrator question answer"
    " questioner participant user assistant unknown spk q a"
)
"""Roles that labels of Chinese posts give in English; they stay as they are written."""
_IN_SCRIPTS = "human ai bot robot person voice character caller agent client customer talker actor model me channel"
"""What scripts, forms and logs of chats call those who talk: words that label many other things too."""
_TITLES = """
Professor: 教授
Academician: 院士
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
"""Titles after a name, with the English that stands before it."""
_ADDRESSES = "总 總 哥 姐 叔 姨 爷 爺 师傅 師傅 导 導 工 公 董"
"""What people are called by after their surname, and has no English."""


def _inverted(table: str) -> dict[str, str]:
    lines = (line.split(": ") for line in table.strip().splitlines() if not line.startswith("#"))
    return {chinese: english for english, words in lines for chinese in words.split()}


_SPEAKERS = _inverted(_SPEAKING)
ROLES: dict[str, str] = _inverted(_OTHER) | _SPEAKERS
"""The English of roles, Simplified and Traditional."""
TITLES: dict[str, str] = _inverted(_TITLES)
"""The English of titles that follow a name."""

_NUMERALS = dict(zip("一二三四五六七八九十甲乙丙丁戊己", [*map(str, range(1, 11)), *"ABCDEF"], strict=True))
_VARIED = re.compile(
    r"(?:(?P<first>\d{1,3})[号號])?(?P<sex>[男女](?=..))?(?P<role>\D+?)"
    rf"[ ]?(?:(?P<number>[{''.join(_NUMERALS)}]|[A-Ha-h]|\d{{1,3}})[号號]?)?"
)
_SEXES = {"男": "Male ", "女": "Female "}
_COUNTED = rf"[ _-]?(?:\d{{1,3}}|[A-Ha-h]|[{''.join(_NUMERALS)}])?"
_ENGLISH = re.compile(rf"(?i:{'|'.join(_IN_ENGLISH.split()).replace('-', '[- ]')}){_COUNTED}|S\d{{1,2}}")
"""`S1` as Speechmatics' diarisation has it."""
_SCRIPTED = re.compile(rf"(?i:{'|'.join(_IN_SCRIPTS.split())}){_COUNTED}|P\d{{1,2}}|[A-H]")
_WITH_TITLE = re.compile("(?:" + "|".join((*TITLES, *_ADDRESSES.split())) + ")$")


def role(name: str) -> str:
    """The English of a role, numbered or not; empty for a name.

    >>> role("主持人"), role("嘉宾2"), role("观众甲"), role("女嘉宾A"), role("张三")
    ('Host', 'Guest 2', 'Audience A', 'Female Guest A', '')
    """
    return _of(name, ROLES)


def is_role(name: str) -> bool:
    """Whether a label names a role rather than somebody.

    >>> is_role("面试官"), is_role("Speaker 2"), is_role("优点")
    (True, True, False)
    """
    return bool(role(name))


def is_speaking_role(name: str) -> bool:
    """Whether a label names a role that hardly anything but a conversation has.

    >>> is_speaking_role("受访者"), is_speaking_role("作者")
    (True, False)
    """
    return bool(_of(name, _SPEAKERS))


def is_part(name: str) -> bool:
    """Whether a label may name a part in a dialogue: a role, or what scripts and logs of chats call those who talk.

    >>> is_part("角色A"), is_part("客服"), is_part("Person 1"), is_part("AI"), is_part("优点")
    (True, True, True, True, False)
    """
    return is_role(name) or _SCRIPTED.fullmatch(name) is not None


def has_title(name: str) -> bool:
    """Whether a name ends with a title or a form of address.

    >>> has_title("陈老师"), has_title("闲哥"), has_title("速度")
    (True, True, False)
    """
    return _WITH_TITLE.search(name) is not None


def _of(name: str, table: dict[str, str]) -> str:
    if name in table:
        return table[name]
    if _ENGLISH.fullmatch(name):
        return name
    found = _VARIED.fullmatch(name)
    if not found or found["role"] not in table:
        return ""
    number = found["first"] or found["number"] or ""
    if len(found["role"]) < 2 and not number.isascii():  # 男一 is a part in a play, 问号 a mark
        return ""
    english = _SEXES.get(found["sex"] or "", "") + table[found["role"]]
    return f"{english}{'' if len(english) < 2 else ' '}{_NUMERALS.get(number, number.upper())}".rstrip()
