"""Posts made by rule, as many as are wanted, for what is measured and tested on whole sites: the same number, the same post.

They hold what posts hold (speakers, glosses, terms and their other names, Latin names and numbers, emphasis, links, code, lists,
tables) and sentences that stand in other posts too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

GLOSSARY = """source,target,aliases
物理引擎,Physics Engine,引擎
降噪,Noise Reduction,
播客,Podcast,播客节目
志愿者,Volunteer,义工
"""
WHO = "我 我们 小林 他的朋友 隔壁的老师 这位志愿者 很多义工 她妈妈 开发人员 一个学生".split()
WHEN = "今天 昨天晚上 上个星期 每年夏天 二零一九年 早上七点 下雨的时候 后来 有时候 第二天".split()
HOW = "用{name} 跟朋友一起 在图书馆 在网上 很认真地 第一次 花了{number}块钱 坐公共汽车".split()
DOES = """写了一封信 修好了收音机 录制播客 讨论降噪的办法 学习{name} 打扫院子 测试物理引擎 换了引擎 种了{number}棵树
听了一个播客节目 做了一个*很大*的决定 读了[一本书](https://example.org/{number}) 运行`{name}` 帮助别人""".split()
SO = "，但是没有成功。 ，大家都很高兴。 ，所以睡得很晚。 ，花了{number}个小时。 。 ！ ，你觉得呢？ ，因为天气很好。".split()
NAMES = ("Claude", "Python", "Linux", "GPT-5", "IBM", "Photoshop", "Wikipedia", "Audacity")
COMMON = ("谢谢大家。", "我们下次再见。", "这个问题很有意思。", "你说得对。", "好的。")
TURN = ("主持人", "小林", "王医生")


def post(number: int, sentences: int = 0) -> str:
    """The post of that number, of about so many sentences; by default it depends on the number: six to forty."""
    chance = Random(number)
    wanted = sentences or chance.randint(6, 40)
    text = f"---\ntitle: 第{number}期{chance.choice(DOES[:5]).format(name='Linux', number=3)}\n---\n\n# 第{number}期\n\n"
    text += f"今天我们谈谈**大模型**（Large Language Model: 语言模型）。{_sentence(chance)}\n\n"
    while text.count("。") < wanted:
        text += chance.choice(PARTS)(chance) + "\n\n"
    return text


def site(folder: Path, posts: int, sentences: int = 0) -> list[Path]:
    """So many posts below a folder, and a glossary beside them in `glossaries/`."""
    (folder / "posts").mkdir(parents=True)
    (folder / "glossaries").mkdir()
    (folder / "glossaries/terms.csv").write_text(GLOSSARY, "utf-8")
    (folder / "bilingual.toml").write_text("", "utf-8")
    files = [folder / f"posts/post-{number:05}.md" for number in range(posts)]
    for number, file in enumerate(files):
        file.write_text(post(number, sentences), "utf-8")
    return files


def _sentence(chance: Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(COMMON)
    words = "".join(map(chance.choice, (WHEN, WHO, HOW, DOES, SO)))
    return words.format(name=chance.choice(NAMES), number=chance.randint(2, 90_000))


def _paragraph(chance: Random) -> str:
    return "".join(_sentence(chance) for _ in range(chance.randint(1, 4)))


def _turns(chance: Random) -> str:
    return "\n\n".join(f"{name}: {_paragraph(chance)}" for name in TURN)


def _list(chance: Random) -> str:
    return "\n".join(f"- {_sentence(chance)}" for _ in range(3))


def _table(chance: Random) -> str:
    return f"| 时间 | 事情 |\n| --- | --- |\n| {chance.choice(WHEN)} | {_sentence(chance)} |"


def _heading(chance: Random) -> str:
    return f"## {chance.choice(WHEN)}{chance.choice(DOES[:4])}"


PARTS: tuple[Callable[[Random], str], ...] = (_paragraph, _paragraph, _turns, _list, _table, _heading)
