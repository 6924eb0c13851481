"""Pages for the tests: of any Markdown, with an engine that answers every sentence with the same words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import html as parser

from bilingual.engines import EngineInfo, Request, Search
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.model import Column, ExportOptions, Hypothesis, Term, Translation, Unit
from bilingual.pipeline import stages
from bilingual.sources import parse

CASES = Path(__file__).parents[1] / "cases" / "formats"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'


class Words:
    """An engine that keeps its slots."""

    info = EngineInfo("words", "words", slots=tuple(f"⟦{n}⟧" for n in range(10)), limit=200)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        sources = [request.text for request in requests]
        return [Hypothesis("Some words " + " ".join(slot for slot in self.info.slots if slot in source)) for source in sources]


def post(markdown: str, *terms: Term) -> Translation:
    (result,) = stages.translate([parse(markdown, name="post")], glossary=Glossary(terms), engine=Words())
    return result


def page(result: Translation, options: ExportOptions | None = None) -> str:
    (output,) = write(result, "html", options or ExportOptions())
    assert output.suffix == ".html"
    return output.data.decode("utf-8")


def tree(text: str) -> parser.HtmlElement:
    return parser.document_fromstring(text.encode("utf-8"))


def cells(row: Unit, root: parser.HtmlElement) -> dict[Column, str]:
    """The texts of a segment's columns, as the page shows them."""
    (element,) = root.xpath(f'//*[@id="s-{row.id}"]')
    columns: tuple[Column, ...] = ("hans", "hant", "en")
    return {column: " ".join(own.text_content().split()) for column in columns for own in element.find_class(column)}
