"""Our TMX and TBX files by their schemas, and by another program: OmegaT, where it is installed."""

from __future__ import annotations

import glob
import shutil
import subprocess
from pathlib import Path

import pytest

from bilingual.formats.termbases import TERM_FORMATS
from bilingual.formats.tmx.memory import write_tmx_memory
from bilingual.formats.tmx.serialize import serialize_tmx
from bilingual.formats.tmx.units import Tmx, TranslationUnit, Tuv, content
from bilingual.memory import HumanEntry
from bilingual.model import Code, PairedCode, Term

HERE = Path(__file__).parent
TERMS = [
    Term("物理引擎", "physics engine", "物理引擎", aliases=("引擎",), note="a & <b>", where="a.md:3", kind="product", case=False),
    Term("OpenAI", "", kind="keep"),
    Term("肖像", "Portrait", status="rejected", extra=(("owner", "Li"),)),
]
ENTRIES = [
    HumanEntry("谢谢大家。", "en", "Thank you all.", "a", "s1", "Li Wei", "2026-03-02T10:00:00Z", "a.docx"),
    HumanEntry("谢谢大家。", "hant", "謝謝大家。", "a", "s1"),
    HumanEntry("今天很好。", "en", "A “fine” day & night <b>.", "a", "", "Wu"),
]
CODES = ("用", PairedCode("**", ("AI", Code("`x`", "code")), "**", "emphasis"), Code("<br>", "html"))
MARKED = Tuv("zh", content(CODES), "Li", "2026-03-02T10:00:00Z", (("x-a", "b"),))
OMEGAT = "/usr/share/omegat/OmegaT.jar"
needs_omegat = pytest.mark.skipif(not (Path(OMEGAT).exists() and shutil.which("java")), reason="OmegaT is not installed")


def faults(data: bytes, dtd: str) -> list[str]:
    from lxml import etree

    schema = etree.DTD(str(HERE / dtd))
    schema.validate(etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True)))
    return [str(error) for error in schema.error_log]


@pytest.mark.parametrize(
    "data",
    [
        write_tmx_memory(ENTRIES),
        TERM_FORMATS["tmx"].write(TERMS),
        serialize_tmx(Tmx((TranslationUnit((MARKED,), "1", (), ("n",)),))),
        serialize_tmx(Tmx(())),
    ],
    ids=["memory", "terms", "codes", "empty"],
)
def test_tmx_is_valid(data: bytes) -> None:
    assert faults(data, "tmx14.dtd") == []


def test_tbx_is_valid() -> None:
    assert faults(TERM_FORMATS["tbx"].write(TERMS), "tbx2.dtd") == []


def test_the_schemas_see_faults() -> None:
    assert faults(b"<tmx version='1.4'><body/></tmx>", "tmx14.dtd")
    assert faults(TERM_FORMATS["tbx"].write(TERMS).replace(b"</term><termNote", b"</term><note/><termNote"), "tbx2.dtd")


# --- OmegaT -------------------------------------------------------------------------------------

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
READ = """
import org.omegat.core.Core
import org.omegat.core.data.*
import org.omegat.gui.glossary.*
def project = new ProjectProperties(new File(args[0]))
project.sourceLanguage = "ZH-CN"
project.targetLanguage = "EN-US"
Core.setProject([getProjectProperties: { project }, isProjectLoaded: { true }] as IProject)
def found = GlossaryReaderTBX.read(new File(args[0], "t.tbx"), false) + GlossaryReaderTSV.read(new File(args[0], "t.txt"), false)
found.each { println it.srcText + "=" + it.locText }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("source", "target", "glossary", "dictionary", "tm/auto", "omegat"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "omegat.project").write_text(PROJECT, "utf-8")
    return tmp_path


@pytest.mark.slow
@needs_omegat
def test_omegat_translates_with_our_memory(project: Path) -> None:
    (project / "tm" / "auto" / "ours.tmx").write_bytes(write_tmx_memory(ENTRIES))
    (project / "source" / "a.txt").write_text("谢谢大家。\n\n没有。\n\n今天很好。\n", "utf-8")
    command = ["java", "-jar", OMEGAT, f"--config-dir={project / 'config'}", str(project), "--mode=console-translate"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    translated = (project / "target" / "a.txt").read_text("utf-8").split("\n\n")
    assert [text.strip() for text in translated] == ["Thank you all.", "没有。", "A “fine” day & night <b>."]


@pytest.mark.slow
@needs_omegat
def test_omegat_reads_our_glossaries(project: Path) -> None:
    (project / "t.tbx").write_bytes(TERM_FORMATS["tbx"].write(TERMS[:2]))
    (project / "t.txt").write_bytes(TERM_FORMATS["tsv"].write(TERMS))
    (project / "read.groovy").write_text(READ, "utf-8")
    classes = ":".join([OMEGAT, *glob.glob("/usr/share/java/*.jar")])
    command = ["java", "-cp", classes, "groovy.ui.GroovyMain", str(project / "read.groovy"), str(project)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)
    lines = [line for line in done.stdout.decode().splitlines() if "=" in line]
    assert set(lines) == {"物理引擎=physics engine", "引擎=physics engine", "OpenAI=OpenAI"}
