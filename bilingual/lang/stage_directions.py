"""Stage directions of transcripts and subtitles, `（笑）`, `[掌声]`, `【音乐】`: what they say in English, and where they stand.

The words are those that transcripts of talks and subtitles for the deaf put into brackets, after the lists of sounds and manners
of speech in Netflix' "Timed Text Style Guide: Subtitles for the Deaf and Hard of Hearing (SDH)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TABLE = """
laughs: 笑 笑声 笑聲 笑了 大笑 哈哈 哈哈哈 哈哈大笑
laughs softly: 轻笑 輕笑 微笑 偷笑
laughs wryly: 苦笑
laughter: 众笑 眾笑 全场笑 全場笑 大众笑 大家笑 众人笑 眾人笑 全场大笑 全場大笑 全场笑声 全場笑聲 哄堂大笑
says with a laugh: 笑着说 笑著說
applause: 掌声 掌聲 鼓掌 全场掌声 全場掌聲 热烈掌声 熱烈掌聲 全场鼓掌 全場鼓掌 热烈鼓掌 熱烈鼓掌 掌声响起 掌聲響起
laughter and applause: 笑声和掌声 笑聲和掌聲 笑声掌声 笑聲掌聲
cheering: 欢呼 歡呼 欢呼声 歡呼聲
sighs: 叹气 嘆氣 叹息 嘆息 叹了口气 嘆了口氣
silence: 沉默 静默 靜默
pause: 停顿 停頓
music: 音乐 音樂 背景音乐 背景音樂 音乐声 音樂聲
music starts: 音乐起 音樂起 音乐响起 音樂響起
music fades: 音乐渐弱 音樂漸弱
music ends: 音乐停 音樂停 音乐止 音樂止
intro: 片头 片頭 片头音乐 片頭音樂
outro: 片尾 片尾音乐 片尾音樂
inaudible: 听不清 聽不清 听不清楚 聽不清楚
coughs: 咳 咳嗽 咳嗽声 咳嗽聲
clears throat: 清嗓子 清嗓
nods: 点头 點頭
shakes head: 摇头 搖頭
waves: 挥手 揮手
interrupts: 打断 打斷 插话 插話
in agreement: 附和
whispers: 小声 小聲 低声 低聲 耳语 耳語 小声地 小聲地 低声地 低聲地
loudly: 大声 大聲 大声地 大聲地
softly: 轻声 輕聲 轻声地 輕聲地
smiling: 笑着 笑著 微笑着 微笑著
excitedly: 兴奋 興奮 兴奋地 興奮地 激动 激動 激动地 激動地
surprised: 惊讶 驚訝 惊讶地 驚訝地 吃惊 吃驚 诧异 詫異
angrily: 生气 生氣 生气地 生氣地 愤怒 憤怒 愤怒地 憤怒地
happily: 高兴地 高興地 开心地 開心地
helplessly: 无奈 無奈 无奈地 無奈地
seriously: 认真 認真 认真地 認真地 严肃 嚴肅 严肃地 嚴肅地
sobs: 哽咽 哭 哭泣 抽泣
gasps: 倒吸一口气 倒吸一口氣
thinks: 思考 沉思
hesitates: 犹豫 猶豫
phone rings: 电话铃声 電話鈴聲 手机铃声 手機鈴聲 电话响 電話響
knocking: 敲门声 敲門聲 敲门 敲門
"""
_LINES = [line.split(": ") for line in _TABLE.strip().splitlines()]
_ENGLISH = frozenset(english for english, _ in _LINES)
DIRECTIONS = {chinese: english for english, words in _LINES for chinese in words.split()}
"""The English of each, Simplified and Traditional."""
_IN_BRACKETS = re.compile(rf"[（(\[［【](?P<words>{'|'.join(sorted(DIRECTIONS, key=len, reverse=True))})(?P<close>[）)\]］】])")


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction with its brackets at `start:end` of a string."""

    start: int
    end: int
    english: str


def stage_directions(text: str) -> Iterator[Direction]:
    """The directions of a text, in order.

    >>> [found.english for found in stage_directions("好（笑）。[掌声]【注】")]
    ['(laughs)', '[applause]']
    """
    for found in _IN_BRACKETS.finditer(text):
        opening, closing = "()" if found["close"] in "）)" else "[]"
        yield Direction(found.start(), found.end(), f"{opening}{DIRECTIONS[found['words']]}{closing}")


def is_stage_direction(words: str) -> bool:
    """Whether words say how somebody speaks or what is heard, in either language.

    >>> [is_stage_direction(words) for words in ("笑", "laughs", "小林")]
    [True, True, False]
    """
    return words in DIRECTIONS or words in _ENGLISH
