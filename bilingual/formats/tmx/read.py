"""TMX read back: the units of a post's export, as another program's memory gave them."""

from __future__ import annotations

from bilingual.formats.tmx.file import POST, SIGNATURE, TranslationUnit, bilingual_units, markdown, parse_tmx
from bilingual.model import Column, Edited, EditedRow, ImportOptions, Remark


def read_tmx(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """A row for each unit with Chinese and English; `ImportFailed` where there is none, naming the languages."""
    file = parse_tmx(data, path)
    rows = tuple(_row(unit) for unit in bilingual_units(file, path))
    facts = dict(file.properties)
    notes = tuple(
        Remark("comment", f"line {unit.line}", note.strip(), unit.id)
        for unit in file.units
        for note in unit.notes
        if note.strip()
    )
    return Edited(rows, facts.get(POST, ""), facts.get(SIGNATURE, ""), "tmx", notes)


def _row(unit: TranslationUnit) -> EditedRow:
    texts: dict[Column, str | None] = {"hans": None, "hant": None, "en": None}
    for column in texts:
        text = unit.text(column)
        texts[column] = markdown(text.content) if text else None
    english = unit.text("en")
    who, when = (english.who, english.when) if english else ("", "")
    return EditedRow(unit.id, texts["hans"], texts["hant"], texts["en"], place=f"line {unit.line}", author=who, when=when)
