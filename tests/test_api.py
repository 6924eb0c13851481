"""What `import bilingual` offers: these names and no others."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bilingual
from bilingual.errors import BilingualError, ExportError, GlossaryError, ModelMissing
from bilingual.model import Document, join

POST = "### 公园\n\n主持人: 今天的天气很好。\n\n老王: 我们去公园。\n\n主持人: 好。\n\n老王: 再见。\n"
FUNCTIONS = {
    "check", "compare", "join", "open_engine", "open_memory", "plain", "read_document", "read_edited", "read_translation",
    "translate", "write",
}  # fmt: skip
TYPES = {
    "BilingualError", "Comparison", "Difference", "Document", "Edited", "EditedRow", "ExportOptions", "Glossary", "Lock",
    "Diagnostic", "Project", "Signature", "Speaker", "Term", "TermSpan", "Translation", "Unit",
}  # fmt: skip
OLD = {"export", "parse", "render"}


@pytest.fixture
def glossary(tmp_path: Path) -> bilingual.Glossary:
    path = tmp_path / "g.csv"
    path.write_text("source,target\n公园,Park\n", "utf-8")
    return bilingual.Glossary.load([path])


def test_the_public_names() -> None:
    assert set(bilingual.__all__) == FUNCTIONS | TYPES | OLD
    assert set(bilingual.__all__) <= set(dir(bilingual))
    assert all(callable(getattr(bilingual, name)) for name in FUNCTIONS | OLD)
    assert all(isinstance(getattr(bilingual, name), type) for name in TYPES)
    with pytest.raises(AttributeError, match="no attribute 'pipeline_'"):
        bilingual.pipeline_  # noqa: B018


def test_from_a_post_to_a_document(glossary: bilingual.Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = bilingual.read_document(POST.encode())
    assert isinstance(document, Document)
    assert document.source == POST
    (result,) = bilingual.translate([document], glossary=glossary, engine=bilingual.open_engine("starter"))
    assert [join(row.hant) for row in result.units][:3] == ["公園", "今天的天氣很好。", "我們去公園。"]
    assert join(result.units[0].en) == "Park"
    assert [row.speaker.en for row in result.units if row.speaker][:2] == ["Host", "Lao Wang"]
    assert zipfile.ZipFile(io.BytesIO(bilingual.write(result, "docx"))).testzip() is None
    assert bilingual.write(result, "json").startswith(b'{\n"signature": "bilingual ')
    assert "Park" in bilingual.write(result, "md", layout="interleaved").decode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["g.csv"], "nothing is written"


def test_every_argument_has_a_default() -> None:
    results = bilingual.translate(bilingual.read_document(text.encode()) for text in (POST, "大家好。"))
    assert [len(result.units) for result in results] == [5, 1]
    assert bilingual.translate([]) == []


def test_an_engine_by_name_and_a_memory_by_path(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "memory.sqlite"
    documents = [bilingual.read_document("今天的天气很好。".encode())]
    (first,) = bilingual.translate(documents, engine="starter", memory=memory)
    (second,) = bilingual.translate(documents, engine="starter", memory=str(memory))
    assert [first.units[0].origin, second.units[0].origin] == ["machine", "memory"]
    assert first.units[0].en == second.units[0].en


def test_variants_and_glosses() -> None:
    documents = [bilingual.read_document("软件里有**护城河**（Moat: 竞争优势）。".encode())]
    (result,) = bilingual.translate(documents, variant="twp", glosses="drop")
    assert join(result.units[0].hant).startswith("軟體裡有")
    assert join(result.units[0].en).count("Moat") == 1
    assert "(" not in join(result.units[0].en)


def test_errors_can_be_acted_upon(tmp_path: Path) -> None:
    (result,) = bilingual.translate([bilingual.read_document("大家好。".encode())])
    with pytest.raises(ExportError, match="There is no format “rtf”"):
        bilingual.write(result, "rtf")
    with pytest.raises(ExportError, match="4 files, not one"):
        bilingual.write(result, "md", layout="per-language")
    with pytest.raises(ModelMissing):
        bilingual.translate([], engine=tmp_path / "none")
    with pytest.raises(GlossaryError) as found:
        bilingual.Glossary.load([tmp_path / "none.csv"])
    assert isinstance(found.value, BilingualError)
    assert found.value.remedy


@pytest.fixture(scope="module")
def translation() -> bilingual.Translation:
    (found,) = bilingual.translate([bilingual.read_document(POST.encode(), name="post", path="post.md")], engine="starter")
    return found


def test_a_post_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(POST, "utf-8")
    document = bilingual.read_document(tmp_path / "talk.md")
    assert (document.name, document.path, document.source) == ("talk", str(tmp_path / "talk.md"), POST)
    with pytest.raises(BilingualError, match="cannot be read"):
        bilingual.read_document(tmp_path / "none.md")


def test_a_file_is_written_and_read_back(translation: bilingual.Translation, tmp_path: Path) -> None:
    data = bilingual.write(translation, "json", tmp_path / "new/post.json")
    assert (tmp_path / "new/post.json").read_bytes() == data
    assert bilingual.read_translation(tmp_path / "new/post.json") == translation
    assert bilingual.read_translation(data) == translation
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="cannot be written"):
        bilingual.write(translation, "json", tmp_path / "file/post.json")


def test_an_edited_document_is_compared(translation: bilingual.Translation, tmp_path: Path) -> None:
    text = bilingual.write(translation, "csv").decode("utf-8-sig")
    before = join(translation.units[1].en)
    edited = bilingual.read_edited(text.replace(before, "What a fine day.").encode(), path="post.csv")
    (difference,) = bilingual.compare(translation, edited).differences
    assert (difference.kind, difference.before, difference.after) == ("changed", before, "What a fine day.")


def test_a_post_is_checked(translation: bilingual.Translation) -> None:
    report = bilingual.check(translation)
    assert (report.path, report.rows) == ("post.md", len(translation.units))


def test_a_memory_by_its_path(tmp_path: Path) -> None:
    with bilingual.open_memory(str(tmp_path / "memory.sqlite")) as memory:
        assert memory.stats().entries == 0


def test_the_names_of_the_last_release_still_work(translation: bilingual.Translation) -> None:
    with pytest.warns(DeprecationWarning, match="read_document"):
        document = bilingual.parse(POST, name="post")
    with pytest.warns(DeprecationWarning, match=r"document\.source"):
        assert bilingual.render(document) == POST
    with pytest.warns(DeprecationWarning, match=r"bilingual\.write"):
        assert bilingual.export(translation, "json") == bilingual.write(translation, "json")


def test_importing_the_package_loads_next_to_nothing() -> None:
    code = "import sys, bilingual; print(len([name for name in sys.modules if name.startswith('bilingual')]))"
    assert int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) == 1


def test_the_package_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "bilingual", "--version"], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("bilingual ")
