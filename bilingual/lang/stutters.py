"""What a speaker says twice before the sentence goes on: 我我觉得, 那个那个那个短片, 所以我，所以我不去.

Transcripts keep it; a translation says it once, and a small model that is given it says it a third time or loses its thread.
Words that are doubled for a reason stay: 看看, 慢慢, 一个一个, 实实在在, 非常非常, 对对对.
"""

from __future__ import annotations

import re

from bilingual.lang.words import frequency

_DOUBLED = "我你您他她它咱这就也都又还很最被把从但为在是有的要跟和给让再只才"
"""Function words of one character that speakers say twice, after the closed classes of Chinese grammars; none that words end
with as often as 会 (机会会) or names hold, as 那."""
_WORDS = f"""
{" ".join(_DOUBLED)} 那 会 能 想 看 说 讲 去 来
我们 你们 他们 她们 它们 咱们 大家 自己 这个 那个 这种 那种 这样 那样 这些 那些 这里 那里 什么 怎么 哪个 一个 一种 一些
就是 就是说 不是 但是 可是 只是 还是 或者 然后 所以 因为 而且 如果 虽然 不过 其实 当时 现在 已经 曾经 全部 任何 可能 应该
可以 需要 实际上 理论上 基本上 本质上 事实上 相当于 包括 比如 比如说 等于 等于说 好像 觉得 认为 知道 看到 想到 说到
""".split()
"""Function words, and verbs of thinking and speaking that a speaker begins a sentence with again and again."""
_ALONE = frozenset(
    "那 会 能 想 看 说 讲 去 来 是的 一个 一种 什么 怎么 不是 可以 应该 可能 需要 知道 觉得 看到 想到 说到 大家 自己".split()
)
"""What may well be said twice by itself: an answer, an adverb of manner, a verb that is softened: 看看, 一个一个, 可以可以."""
_PRONOUNS = frozenset("我你您他她它咱这")
"""No word begins with one after itself: 我我们 is a stutter, too."""
_WORD = "|".join(sorted(set(_WORDS), key=len, reverse=True))
_AGAIN = re.compile(rf"((?:{_WORD}){{1,4}}?)(?:([，、,… ]*)\1)+")
_CLAUSE_START = re.compile(r"(?:^|[，。！？；：、,.!?;: ])$")


def fluent(text: str) -> str:
    """The text with what is stuttered said once.

    >>> fluent("我我觉得那个那个那个短片，所以我，所以我不去。"), fluent("有有有有好几个，一个一个看看。")
    ('我觉得那个短片，所以我不去。', '有好几个，一个一个看看。')
    >>> [fluent(text) for text in ("对对方来说", "实实在在", "可以可以。", "现在在线", "你借给我，我还你")]
    ['对对方来说', '实实在在', '可以可以。', '现在在线', '你借给我，我还你']
    """
    return _AGAIN.sub(lambda found: found[1] if _is_stutter(found) else found[0], text)


def _is_stutter(found: re.Match[str]) -> bool:
    unit, pause = found[1], found[2]
    before, after = found.string[: found.start()], found.string[found.end() :]
    if unit in _ALONE or (pause and not _CLAUSE_START.search(before)):  # 你借给我，我还你
        return False
    if len(unit) > 1:
        return True
    if not after[:1].isalnum() or before[-2:-1] == before[-1:] != "" or after[:1] == after[1:2]:
        return False  # an answer; 实实在在 and 是是非非
    return found.end() - found.start() > 2 or not _are_two_words(before, unit, after)


def _are_two_words(before: str, character: str, after: str) -> bool:
    """Whether a word ends with the first of two equal characters, or begins with the second: 现在在, 有有效期."""
    if character in _PRONOUNS:
        return False
    ends = before[-1:].isalnum() and frequency(before[-1:] + character)
    return bool(ends or any(frequency(character + after[:length]) for length in (1, 2, 3)))
