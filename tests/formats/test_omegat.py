"""OmegaT opens our XLIFF and TMX, translates and saves: exactly its edits come back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from bilingual.formats.registry import read_edited, write
from bilingual.formats.tmx.parse import parse_tmx
from bilingual.formats.tmx.units import bilingual_units, words
from bilingual.model import Translation, join
from bilingual.revision.compare import compare_edited

pytestmark = pytest.mark.slow

X = "{urn:oasis:names:tc:xliff:document:1.2}"
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>{source}</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>"""
SAVED = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN" datatype="plaintext"
creationtoolversion="3.6" segtype="sentence" srclang="{source}"/><body>{units}</body></tmx>"""
PAIR = '<tu><tuv lang="{source}"><seg>{old}</seg></tuv><tuv lang="EN" changeid="wei"><seg>{new}</seg></tuv></tu>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project of OmegaT's."""
    if not shutil.which("omegat"):
        pytest.skip("OmegaT is not installed (Debian: omegat)")
    for folder in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary"):
        (tmp_path / "p" / folder).mkdir(parents=True)
    return tmp_path / "p"


def translated(project: Path, source: str, pairs: dict[str, str], home: Path) -> None:
    """OmegaT's own command line makes the target files, with `pairs` as what a translator has typed."""
    units = "".join(PAIR.format(source=source, old=escape(old), new=escape(new)) for old, new in pairs.items())
    (project / "omegat.project").write_text(PROJECT.format(source=source), "utf-8")
    (project / "omegat/project_save.tmx").write_text(SAVED.format(source=source, units=units), "utf-8")
    done = subprocess.run(
        ["omegat", str(project), "--mode=console-translate"],
        capture_output=True, timeout=240, env=os.environ | {"HOME": str(home)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def shown(xml: bytes, id_: str) -> str:
    """A target as OmegaT shows it: codes are numbered tags with the first letter of their names."""
    unit = next(unit for unit in etree.fromstring(xml).iter(f"{X}trans-unit") if unit.get("id") == id_)
    numbers = iter(range(100))

    def text(element: etree._Element) -> str:
        pieces = [element.text or ""]
        for child in element:
            name = f"{child.tag.removeprefix(X)[0]}{next(numbers)}"
            inner = text(child)
            pieces.append(f"<{name}>{inner}</{name}>" if child.tag != f"{X}x" else f"<{name}/>")
            pieces.append(child.tail or "")
        return "".join(pieces)

    return text(unit.find(f"{X}target"))


def test_what_is_edited_in_omegat_comes_back_and_nothing_else(
    finished: dict[str, Translation], project: Path, home: Path
) -> None:
    result = finished["city-radio"]
    (file,) = write(result, "xliff")
    (project / "source/talk.xlf").write_bytes(file.data)
    often = [join(row.en) for row in result.units]
    once = (row for row in result.units if not row.locks and often.count(join(row.en)) == 1)
    plain = next(row for row in once if re.fullmatch(r"[A-Z][\w ,.]{20,}", join(row.en)))
    coded = next(row for row in result.units if re.search(r"\*\*\w+\*\*", join(row.en)) and len(row.locks) == 1)
    old = shown(file.data, coded.id)
    new = re.sub(r"^.*?(<g0>.*</g0>).*$", r"We speak of \1 & more.", old)
    translated(project, "EN-GB", {join(plain.en): 'Mine, "quoted" & new.', old: new}, home)
    edited = read_edited((project / "target/talk.xlf").read_bytes(), "talk.xlf")
    comparison = compare_edited(result, edited, "talk.xlf")
    stressed = re.search(r"\*\*\w+\*\*", join(coded.en))
    assert stressed is not None
    assert {own.row.id: (own.kind, own.after) for own in comparison.differences} == {
        plain.id: ("changed", 'Mine, "quoted" & new.'),
        coded.id: ("changed", f"We speak of {stressed[0]} & more."),
    }
    assert comparison.unchanged == len(result.units) - 2


def test_omegat_translates_from_our_tmx_and_we_read_its_own(finished: dict[str, Translation], project: Path, home: Path) -> None:
    result = finished["city-radio"]
    (memory,) = write(result, "tmx")
    (project / "tm/auto/talk.tmx").write_bytes(memory.data)
    rows = [row for row in result.units if row.hans == (join(row.hans),) and row.kind == "turn"][:5]
    (project / "source/talk.txt").write_text("\n\n".join(join(row.hans) for row in rows) + "\n", "utf-8")
    translated(project, "ZH-HANS", {}, home)
    (told,) = project.glob("*-level2.tmx")
    units = bilingual_units(parse_tmx(told.read_bytes(), told.name), told.name)
    pairs = {words(unit.texts[0].content): words(unit.texts[1].content) for unit in units}
    assert pairs == {join(row.hans).strip(): join(row.en) for row in rows}
