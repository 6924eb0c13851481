"""TMX read back: the units of a post's export, as another program's memory gave them."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.formats.tmx.parse import parse_tmx
from bilingual.formats.tmx.units import POST, SIGNATURE, SPEAKER, TranslationUnit, bilingual_units, markdown
from bilingual.model import Column, Edited, EditedRow, ImportOptions, Remark


def read_tmx(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each unit with Chinese and English; `ImportFailed` where there is none, naming the languages."""
    file = parse_tmx(data, path)
    rows = tuple(_row(unit) for unit in bilingual_units(file, path))
    facts = dict(file.properties)
    notes = tuple(remark for unit in file.units for remark in _remarks(unit))
    return Edited(rows, facts.get(POST, ""), facts.get(SIGNATURE, ""), "tmx", notes)


def _remarks(unit: TranslationUnit) -> Iterator[Remark]:
    """Who speaks, and the notes."""
    place = f"line {unit.line}"
    if speaker := unit.property(SPEAKER):
        yield Remark("speaker", place, speaker, unit.id, "en")
    yield from (Remark("comment", place, note.strip(), unit.id) for note in unit.notes if note.strip())


def _row(unit: TranslationUnit) -> EditedRow:
    texts: dict[Column, str | None] = {"hans": None, "hant": None, "en": None}
    for column in texts:
        text = unit.text(column)
        texts[column] = markdown(text.content) if text else None
    english = unit.text("en")
    who, when = (english.who, english.when) if english else ("", "")
    return EditedRow(unit.id, texts["hans"], texts["hant"], texts["en"], place=f"line {unit.line}", author=who, when=when)
