"""What rows are called: the same in Word, on the page of a post and on the page to edit on."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from bilingual.formats.common.numbering import row_names, row_numbers
from bilingual.formats.common.outline import outline_of
from bilingual.formats.docx.bookmarks import row_name
from bilingual.formats.docx.write import write_docx
from bilingual.formats.html.write import write_html
from bilingual.model import ExportOptions, Translation
from tests.formats.build import whole


@pytest.fixture(scope="module")
def post() -> Translation:
    return whole()


def test_a_row_has_the_number_that_word_and_html_give_it(post: Translation) -> None:
    numbers = row_numbers(post, outline_of(post))
    (word, *_) = write_docx(post, ExportOptions())
    with zipfile.ZipFile(io.BytesIO(word.data)) as archive:
        bookmarks = set(re.findall(r'w:name="(row\d+_\w+)"', archive.read("word/document.xml").decode()))
    assert {row_name(id_, number) for id_, number in numbers.items()} == bookmarks
    html = write_html(post, ExportOptions())[0].data.decode()
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    shown = {int(number) for span in re.findall(r'class="number"[^>]*>(\d+)(?:–(\d+))?<', html) for number in span if number}
    assert shown <= set(numbers.values())
    assert max(shown) == len(numbers)


def test_what_has_no_number_has_a_name(post: Translation) -> None:
    names = row_names(post, outline_of(post))
    of_kind = {(unit.kind, names[unit.id]) for unit in post.units if not names[unit.id].isdecimal()}
    assert {kind for kind, name in of_kind if name.startswith("§")} == {"heading"}
    assert ("heading", "§1") in of_kind
    assert ("front", "title") in of_kind
