"""What the pipeline promises of every post, asserted on rows and records of real runs with the real model."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.engines import open_engine
from bilingual.formats.json import write as records
from bilingual.formats.markdown.per_language import write_posts
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.model import OPAQUE_KINDS, Document, ExportOptions, Term, Translation, join, leaves
from bilingual.pipeline import stages
from bilingual.pipeline.options import Options
from bilingual.sources import parse, render
from bilingual.sources.segmentation import split
from tests.conftest import STARTER_VERSION

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
HANZI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
GLOSSARY = Glossary(
    (
        Term("公园", "Park"),
        Term("人工智能", "Artificial Intelligence", traditional="人工智慧"),
        Term("抖音", "", kind="keep"),
        Term("TikTok", ""),
        Term("用户", "user"),
        Term("用户界面", "UI"),
        Term("小米", "Xiaomi (小米)"),
    )
)
POSTS = {
    "heading": "# 公园里的人工智能\n\n今天的天气很好。我们去公园！\n",
    "turns": "主持人: 大家好。\n\n老王: 谢谢，我也喜欢人工智能。\n\n主持人: 好的。\n\n老王: 再见。\n",
    "front matter": "---\ntitle: 用户界面\ntags: [抖音]\nspeaker: 老王\n---\n\n用户打开抖音。\n",
    "gloss": "今天讲**护城河**（Moat: 竞争优势），也讲**TPU**（Tensor Processing Unit: 芯片）和 TikTok。\n\n护城河很重要。\n",
    "list": "- 公园\n- 用户界面的颜色\n  1. 买了三本书\n  2. `代码` 不变\n",
    "table": "| 名称 | 说明 |\n| --- | --- |\n| 抖音 | 短视频平台 |\n| 公园 | |\n",
    "quote": "> 他说：“我们去公园吧。”\n>\n> 然后走了。\n",
    "links": "请看[公园的地图](https://example.org/公园)和![小猫](cat.png)。网址是 https://example.org 。\n",
    "emphasis": "这是**非常重要**的，*用户*不知道。人工**智能**也是。\n",
    "footnote": "今天下雨[^1]。\n\n[^1]: 公园关门了。\n",
    "html": "<p>不译的标签</p>\n\n他按<kbd>Ctrl</kbd>键，<b>用户</b>看见了。\n",
    "shortcode": "{% note %}\n今天的{{ name }}很好。\n\n{% raw %}不译{% endraw %}\n",
    "code": "```\n公园\n```\n\n用`公园`命令。\n",
    "off": "<!-- translate:off -->\n公园\n<!-- translate:on -->\n\n公园。\n",
    "Traditional": "今天的天氣很好，我們去公園。他買了三本書。\n",
    "mixed": "今天的天气很好。\n\n我們買了書。\n",
    "English": "# Notes\n\nThis is plain English, with nothing else in it.\n\n公园很大。\n",
    "CRLF and BOM": "\ufeff# 标题\r\n\r\n第一句。第二句。\r\n",
    "no end": "小米的用户界面很好",
    "rare": "𠀀是一个字。👍🏽很好。他用TikTok，TikTok和tiktok。\n",
    "dense": "用户用用户界面、抖音、TikTok、人工智能、小米、公园、抖音、TikTok、小米。\n",
    "numbers": "2025年有3.5亿用户，花了1,200元，第五届。\n",
    "long": "我们" + "在公园里看见了用户，然后" * 30 + "回家了。\n",
    "odd marks": "（公园）“用户”《抖音》……——！？\n\n。\n\n１２３ＡＢＣ\n",
}


def translated(documents: Sequence[Document], glossary: Glossary = GLOSSARY, **options: Any) -> list[Translation]:
    return stages.translate(documents, glossary=glossary, engine=open_engine("starter"), options=Options(**options))


@pytest.fixture(scope="session")
def results() -> dict[str, Translation]:
    """The posts above and the examples, in one run."""
    texts = POSTS | {path.stem: path.read_bytes().decode("utf-8") for path in EXAMPLES}
    documents = [parse(text, name=name, path=f"{name}.md") for name, text in texts.items()]
    return dict(zip(texts, translated(documents), strict=True))


@pytest.fixture(scope="session")
def real(sample: Path) -> Translation:
    """The real post, with what it glosses itself."""
    text = sample.read_bytes().decode("utf-8")
    (result,) = translated([parse(text, name=sample.stem, path=sample.name)], Glossary())
    return result


def holds_its_promises(result: Translation) -> None:
    """What is promised of every post, whatever stands in it."""
    source = result.document.source
    assert render(result.document) == source
    segments = split(result.document)
    assert [(row.id, row.block, row.span) for row in result.units] == [(s.id, s.block, s.span) for s in segments]
    assert len({row.id for row in result.units}) == len(result.units)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(result.units))
    for row, segment in zip(result.units, segments, strict=True):
        assert source[slice(*row.span)] == join(segment.parts)
        written = join(row.en)
        assert all(written[slice(*lock.span)] == lock.target for lock in row.locks)
        assert all(source[slice(*lock.source_span)] == lock.source for lock in row.locks)
        assert all(row.span[0] <= lock.source_span[0] <= lock.source_span[1] <= row.span[1] for lock in row.locks)
        ends = sorted(lock.span for lock in row.locks)
        assert all(a[1] <= b[0] for a, b in pairwise(ends)), "no two locks share a character"
        assert not re.search("[\ue000-\uf8ff\ufffc\0⟦⟧]", join(row.hans) + join(row.hant) + written)
        if row.origin != "copy":
            words = [leaf for leaf in leaves(row.en) if isinstance(leaf, str)]
            assert not [word for word in words if HANZI.search(word)], "Chinese that no term holds"
    valid(result)


def valid(result: Translation) -> None:
    """The records fit their schema and say the same as the rows."""
    (output,) = write(result, "json")
    content = json.loads(output.data)
    jsonschema.Draft202012Validator(records.schema()).validate(content)
    assert content["signature"] == str(result.signature)
    assert content["signature"].endswith(f"|segments:{len(content['rows'])}")
    for row in content["rows"]:
        assert all(row["en"][slice(*lock["span"])] == lock["target"] for lock in row["locks"])


@pytest.mark.slow
@pytest.mark.parametrize("name", [*POSTS, *(path.stem for path in EXAMPLES)])
def test_promises(results: dict[str, Translation], name: str) -> None:
    holds_its_promises(results[name])


@pytest.mark.parametrize("name", [*POSTS, *(path.stem for path in EXAMPLES)])
def test_both_chinese_columns_are_filled_and_the_author_s_own_is_untouched(results: dict[str, Translation], name: str) -> None:
    for row in results[name].units:
        source = results[name].document.source[slice(*row.span)]
        assert join(row.hans).strip()
        assert join(row.hant).strip()
        assert source in (join(row.hans), join(row.hant)) or name == "mixed"


@pytest.mark.parametrize("name", [*POSTS, *(path.stem for path in EXAMPLES)])
def test_every_occurrence_of_a_term_is_a_lock(results: dict[str, Translation], name: str) -> None:
    """Counted without the program's own matching: the Chinese sources, longest first, in what is translated."""
    result = results[name]
    terms = sorted((term.source for term in GLOSSARY.terms if HANZI.search(term.source)), key=len, reverse=True)
    pattern = re.compile("|".join(terms))
    for row in result.units:
        if row.origin != "copy":
            words = "\0".join(str(leaf) for leaf in leaves(row.hans) if not hasattr(leaf, "kind"))
            words = re.sub(r"人工\0智能", "", words)
            found = Counter(match[0] for match in pattern.finditer(words))
            locked = Counter(lock.source for lock in row.locks)
            simplified = Counter({source: locked[source] for source in found})
            if name not in ("Traditional", *(path.stem for path in EXAMPLES)):
                assert simplified == found, join(row.hans)


def test_whole_columns(results: dict[str, Translation]) -> None:
    def rows(name: str) -> list[tuple[str, str, str]]:
        return [(join(row.hans), join(row.hant), join(row.en)) for row in results[name].units]

    assert rows("table")[2] == ("抖音", "抖音", "抖音")
    assert rows("table")[0][:2] == ("名称", "名稱")
    assert rows("Traditional")[0][:2] == ("今天的天气很好，我们去公园。", "今天的天氣很好，我們去公園。")
    assert rows("heading")[0][1] == "公園裡的人工智慧", "the glossary's Traditional form"
    assert rows("English")[:2] == [("Notes",) * 3, ("This is plain English, with nothing else in it.",) * 3]
    assert "Xiaomi (小米)" in rows("no end")[0][2]
    assert [row.origin for row in results["English"].units] == ["copy", "copy", "machine"]


def test_what_is_not_translated_has_no_row(results: dict[str, Translation]) -> None:
    for result in results.values():
        opaque = {block.id for block in result.document.blocks if block.kind in OPAQUE_KINDS}
        assert not opaque & {row.block for row in result.units}
    assert len(results["off"].units) == 1
    assert len(results["code"].units) == 1
    assert "`公园`" in join(results["code"].units[0].en)


def test_links_code_and_shortcodes_are_the_same_in_every_column(results: dict[str, Translation]) -> None:
    kept = {
        "links": ["](https://example.org/公园)", "](cat.png)", "https://example.org"],
        "html": ["<kbd>Ctrl</kbd>"],
        "shortcode": ["{{ name }}"],
        "list": ["`代码`"],
        "footnote": ["[^1]"],
    }
    for name, pieces in kept.items():
        for column in ("hans", "hant", "en"):
            written = " ".join(join(getattr(row, column)) for row in results[name].units)
            assert [piece for piece in pieces if piece not in written] == [], (name, column)


def test_the_signature_says_how(results: dict[str, Translation]) -> None:
    engine = re.escape(f"starter {STARTER_VERSION}")
    assert re.fullmatch(
        rf"bilingual \d+\.\d+\.\d+\|engine:{engine}\|glossary:[0-9a-f]{{6}}\|variant:tw\|segments:3",
        str(results["heading"].signature),
    )
    digests = {result.signature.glossary for result in results.values()}
    assert results["heading"].signature.glossary == GLOSSARY.digest
    assert len(digests) > 1, "what a post glosses is in its digest"


def test_equal_sentences_are_translated_once() -> None:
    counts: list[int] = []
    document = parse("今天的天气很好。\n\n> 今天的天气很好。\n\n- 今天的天气很好。\n")
    (result,) = stages.translate([document], engine=open_engine("starter"), expect=counts.append)
    assert counts == [1]
    assert len({join(row.en) for row in result.units}) == 1
    assert len({row.id for row in result.units}) == 3


def test_progress_adds_up() -> None:
    expected: list[int] = []
    done: list[int] = []
    documents = [parse(text, name=name) for name, text in POSTS.items()]
    stages.translate(documents, engine=open_engine("starter"), expect=expected.append, progress=done.append)
    assert sum(done) == sum(expected) > 20


def test_no_posts_and_posts_without_text() -> None:
    assert translated([]) == []
    (result,) = translated([parse("```\n公园\n```\n")])
    assert result.units == ()
    valid(result)
    assert all(output.data for kind in ("md", "docx", "json") for output in write(result, kind))


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["side-by-side", "interleaved", "per-language"])
@pytest.mark.parametrize("kind", ["md", "docx", "json"])
def test_every_format_and_layout_is_written_for_every_post(results: dict[str, Translation], kind: str, layout: Any) -> None:
    for result in results.values():
        outputs = write(result, kind, ExportOptions(layout, "tw"))
        suffixes = [output.suffix for output in outputs]
        assert len(set(suffixes)) == len(suffixes) == (4 if (kind, layout) == ("md", "per-language") else 1)
        assert outputs == write(result, kind, ExportOptions(layout, "tw")), "the same bytes each time"


@pytest.mark.parametrize("name", [*POSTS, *(path.stem for path in EXAMPLES)])
def test_a_post_in_each_language_reads_as_the_same_blocks(results: dict[str, Translation], name: str) -> None:
    result = results[name]
    kinds = [block.kind for block in result.document.blocks]
    for output in write_posts(result, ExportOptions("per-language")):
        text = output.data.decode("utf-8")
        again = parse(text, speakers=frozenset(n for s in result.speakers.values() for n in (s.hans, s.hant, s.en)))
        assert [block.kind for block in again.blocks] == kinds, output.suffix
        assert text.count("\r\n") == text.count("\n") if "CRLF" in name else "\r" not in text


@pytest.mark.parametrize("variant", ["tw", "twp", "hk", "none"])
def test_variants(variant: Any) -> None:
    (result,) = translated([parse("人工智能的软件在这里。")], variant=variant)
    assert result.signature.variant == variant
    assert join(result.units[0].hant).startswith("人工智慧的") == (variant != "none")
    holds_its_promises(result)


FRAGMENTS = [
    "公园", "人工智能", "用户界面", "用户", "抖音", "TikTok", "小米", "我们", "很好", "看见了", "三个", "12%", "，", "。", "！",
    "**", "*", "`x`", "[", "](u)", "（", "）", "**词**（Word: 说明）", "\n", "\n\n", "\n- ", "\n> ", "\n# ", "甲: ", "“", "”",
    "{{ x }}", "<b>", "</b>", " ", "English", "𠀀", "👍🏽", "|", "\\", "天氣", "……",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=25).map("".join), min_size=8, max_size=8))
def test_promises_hold_for_any_post(texts: list[str]) -> None:
    for result in translated([parse(f"前言{text}", name=str(n)) for n, text in enumerate(texts)]):
        holds_its_promises(result)


@pytest.mark.parametrize("text", ["太棒了！[^1]\n\n[^1]: 这是注。\n", "甲:…\t……", "太棒了！[看](u)这里。"])
def test_posts_that_were_once_refused(text: str) -> None:
    (result,) = translated([parse(text)])
    holds_its_promises(result)
    assert write_posts(result, ExportOptions("per-language"))


def test_the_real_post(real: Translation) -> None:
    holds_its_promises(real)
    kinds = Counter(block.kind for block in real.document.blocks)
    assert (kinds["turn"], kinds["heading"]) == (126, 9)
    locks = [lock for row in real.units for lock in row.locks]
    assert len(locks) > 200
    assert real.document.notices == ()
    assert set(real.speakers) == {"主持人", "闲哥", "老修"}
    assert {row.origin for row in real.units} <= {"machine", "copy"}
    english = " ".join(leaf for row in real.units for leaf in leaves(row.en) if isinstance(leaf, str))
    assert not HANZI.search(english)


def test_the_glosses_of_the_real_post(real: Translation) -> None:
    from bilingual.model import Gloss

    glosses = [part for block in real.document.blocks for part in block.parts if isinstance(part, Gloss)]
    assert len(glosses) == 27
    english = " ".join(join(row.en) for row in real.units)
    assert "**UI** (User Interface)" in english
    assert "**物理引擎**" not in english
