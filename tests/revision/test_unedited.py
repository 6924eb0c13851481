"""What nobody edited comes back without a difference: every format that is read back, every layout, whatever the post holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings

from bilingual.engines import EngineInfo, Request, Search
from bilingual.errors import BilingualError, StructureChanged
from bilingual.formats.registry import BUILT_IN, read_edited, write
from bilingual.glossary.termbase import Glossary
from bilingual.model import ExportOptions, Hypothesis, Layout, Output, Term, Translation
from bilingual.pipeline import stages
from bilingual.revision.compare import Comparison, compare_edited
from bilingual.sources import parse
from tests.mutants import mutant, seeds

GLOSSARY = Glossary((Term("降噪", "Noise Reduction"), Term("AI", ""), Term("风扇", "*fan*  | ventilator")))
TRADITIONAL = Glossary(
    (
        Term("三用電表", "Multimeter"),
        Term("維修權", "Right to Repair", aliases=("修理權",)),
        Term("網路", "network"),
        Term("頭髮", "hair"),
        Term("髮", "Hair"),
        Term("發", "Issue"),
        Term("AI", "AI"),
        Term("IoT", "IoT", note="Internet of Things"),
    )
)
"""Terms as a Traditional post has them: by itself, by an alias alone, two that are one character in Simplified, one that is the
same in every language."""
FORMATS = [format.name for format in BUILT_IN if format.read and format.write]
LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved", "per-language")


class Plain:
    """An engine that keeps its slots and answers every sentence with the same words."""

    info = EngineInfo("plain", "plain", slots=tuple(f"⟦{n}⟧" for n in range(10)), limit=200)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        sources = [request.text for request in requests]
        return [Hypothesis("Words " + " ".join(slot for slot in self.info.slots if slot in source)) for source in sources]


def written(text: str, glossary: Glossary = GLOSSARY) -> Iterator[tuple[Translation, Output]]:
    """The post in every format and layout that can be read back; nothing of one that is refused, or has no text."""
    try:
        document = parse(text, name="post", path="post.md")
    except BilingualError:
        return
    (result,) = stages.translate([document], glossary=glossary, engine=Plain())
    for name in FORMATS if result.units else ():
        for layout in LAYOUTS if name == "md" else LAYOUTS[:1]:
            try:
                outputs = write(result, name, ExportOptions(layout, result.signature.variant))
            except StructureChanged:
                continue  # said in prose, and nothing is written
            yield from ((result, output) for output in outputs[layout == "per-language" :])  # the first one stood there before


def news(found: Comparison) -> tuple[object, ...]:
    """Everything that an import would tell or take."""
    rows = found.rows
    told = (rows.split, rows.joined, rows.merged, rows.twice, rows.moved, rows.deleted, rows.unknown)
    return (*found.differences, *found.remarks, *filter(None, told))


def check(text: str, glossary: Glossary = GLOSSARY) -> None:
    for result, output in written(text, glossary):
        edited = read_edited(output.data, f"post{output.suffix}")
        assert not news(compare_edited(result, edited, f"post{output.suffix}")), output.suffix


def test_remarks_on_labels_come_back_as_they_were() -> None:
    talk = "采访者（以下简称“问”）：你好。\n\n**李想**（笑）：好。\n\n采访者：忙吗？\n\n"
    check(talk + "**李想（笑着说）：** 忙。\n\n- 采访者（打断）：多忙？\n")


def test_a_heading_with_a_name_for_links_comes_back_as_it_was() -> None:
    check("# 谈话 {#top}\n\n你好。\n\n## 开头 / 结尾 {#start .big} ##\n\n再见。\n\n完了 {#end}\n---\n\n散会。\n")


def test_columns_of_a_table_that_stand_to_one_side_come_back_as_they_were() -> None:
    check("| 城市 | 人口 | 面积 |\n| :--- | ---: | :---: |\n| 北京 | 2189 | 16410 |\n| 上海 | 2487 | 6340 |\n")


@pytest.mark.parametrize(
    "text",
    [
        "三用電表在這裡。",
        "他們爭取的是修理權。",
        "網路上有AI和IoT。",
        "頭髮，發，髮。",
        "**電容**（Capacitor）壞了，三用電表量得出來。AI說不出來。",
        "AI是AI。",
    ],
)
def test_the_glossary_of_a_traditional_post_comes_back_as_it_was(text: str) -> None:
    check(f"# 修理咖啡館\n\n我們說：{text}\n", TRADITIONAL)


def test_a_target_with_two_blanks_is_no_news() -> None:
    check("电风扇坏了。\n", Glossary((Term("电风扇", "electric  fan"),)))


@pytest.mark.slow
@settings(max_examples=100)
@given(seeds)
def test_any_mutant_comes_back_as_it_was(text: str) -> None:
    check(text)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(6))
def test_six_hundred_mutants_come_back_as_they_were(hundred: int) -> None:
    for number in range(100 * hundred, 100 * hundred + 100):
        try:
            check(mutant(number))
        except BaseException as error:
            error.add_note(f"mutant {number}")
            raise
