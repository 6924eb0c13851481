"""Words that say who spoke, after what was spoken: `“走吧。”他说。` One table, Simplified and Traditional."""

from __future__ import annotations

import re

_VERBS = """
说 說 讲 講 問 问 追问 追問 反问 反問 质问 質問 喊 大喊 叫 大叫 嚷 吼 骂 罵 答 回答 答应 答應 回应
回應 解释 解釋 补充 補充 接着说 接著說 接话 接話 插嘴 打断 打斷 感叹 感嘆 冷笑 嘀咕 嘟囔 嘟噥 喃喃 低语
低語 自语 自語 念叨 念叨着 提醒 承认 承認 强调 強調 抱怨 命令 宣布 建议 建議 央求 请求 請求 催促 安慰 劝
勸 吩咐 嘱咐 囑咐 表示 重复 重複 警告 反驳 反駁 开口 開口 哼 曰
指出 回绝 回絕 道歉 祝贺 祝賀 下令 吆喝 恳求 懇求 哀求 咆哮 训斥 訓斥 附和 插话 插話 调侃 調侃 感慨 叹息 嘆息
辩解 辯解 重申 保证 保證 发誓 發誓 提议 提議 坦言 直言 透露 声明 聲明 呵斥 怒斥 打趣 应声 應聲 附议 附議 纠正 糾正
打圆场 打圓場 哭诉 哭訴 承诺 承諾 介绍 介紹 总结 總結
惊呼 驚呼 尖叫 欢呼 歡呼 叮嘱 叮囑 告诉 告訴 评论 評論 想 心想
""".split()
"""Verbs of speaking, after the lists of reporting verbs in grammars of Chinese (引述动词)."""
_WITH_DAO = "[笑叹嘆哭怒写寫应應吟赞讚]"
"""Verbs that say so only with 道."""
_ADDRESSING = "[问問](?![题題候答])|告诉|告訴|提醒|警告|安慰|催促|命令|反问|反問|追问|追問|回答|反驳|反駁"
"""Verbs after which it may be told who is spoken to."""
_NO_VERBS = "听聽据據小传傳演学學疑访訪慰顾顧名问問理梦夢感思幻设設"
"""Before 说, 问, 叫, 答 and 想 they make another word: 小说, 疑问, 名叫, 问答, 梦想."""
_WORD = r"[^\s，。！？；：、,.!?;:“”‘’「」『』\"'（）()\ue000-\uf8ff]"
_NO_DAO = "知味街频頻赤人水轨軌渠管隧报報铁鐵跑国國车車霸力难難"
"""Before 道 they make another word: 知道, 街道."""
_LATIN_NAME = r"(?:[A-Z][A-Za-z.'-]*[ ]){0,2}"


def _any(least: int) -> str:
    """The verbs of one character (1) or of more (2), for a pattern."""
    return "|".join(sorted((verb for verb in _VERBS if min(len(verb), 2) == least), key=len, reverse=True))


_NO_PART = f"(?:(?<![{_NO_VERBS}])|(?<=同[学學]))"
"""Before a verb of one character: no part of another word; 同学说 is not 学说."""
_SPEECH_TAG = re.compile(
    rf"[ \u3000]?{_LATIN_NAME}{_WORD}{{0,12}}?(?:（[^（）]{{1,8}}）)?(?:(?<![{_NO_VERBS}])[说說](?:[着著完罢罷毕畢])|"
    rf"(?:(?:{_any(2)}|{_NO_PART}(?:{_any(1)}|{_WITH_DAO}道|[写寫](?=[着著])|(?<![{_NO_DAO}])道))道?"
    rf"|(?<![{_NO_VERBS}])(?:{_ADDRESSING}){_WORD}{{1,4}}(?=[，。]))"
    rf"(?:[着著]|[了过過]?(?:一句|一[声聲]|几句|幾句)?|(?:我|你|他|她|大家)[们們]?|起来|起來)(?=[，。！？；…,.!?;]|$))"
)


def is_speech_tag(text: str, start: int = 0) -> bool:
    """Whether words from `start` on say who spoke what stands before them.

    >>> [is_speech_tag(words) for words in ("他说。", "小林笑着说，", "大家都知道。", "她说：", "有人在看小说。")]
    [True, True, False, False, False]
    """
    return _SPEECH_TAG.match(text, start) is not None
