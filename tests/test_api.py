"""What `import bilingual` offers: these names and no others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import bilingual
from bilingual.errors import BilingualError, ExportError, GlossaryError, ModelMissing
from bilingual.model import Document, join

POST = "### 公园\n\n主持人: 今天的天气很好。\n\n老王: 我们去公园。\n\n主持人: 好。\n\n老王: 再见。\n"
PUBLIC = {"Glossary", "export", "open_engine", "parse", "render", "translate"}


@pytest.fixture
def glossary(tmp_path: Path) -> bilingual.Glossary:
    path = tmp_path / "g.csv"
    path.write_text("source,target\n公园,Park\n", "utf-8")
    return bilingual.Glossary.load([path])


def test_the_public_names() -> None:
    assert set(bilingual.__all__) == PUBLIC
    assert all(callable(getattr(bilingual, name)) for name in PUBLIC)
    with pytest.raises(AttributeError, match="no attribute 'pipeline_'"):
        bilingual.pipeline_  # noqa: B018


def test_from_a_post_to_a_document(glossary: bilingual.Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = bilingual.parse(POST)
    assert isinstance(document, Document)
    assert bilingual.render(document) == POST
    (result,) = bilingual.translate([document], glossary=glossary, engine=bilingual.open_engine("starter"))
    assert [join(row.hant) for row in result.rows][:3] == ["公園", "今天的天氣很好。", "我們去公園。"]
    assert join(result.rows[0].en) == "Park"
    assert [row.speaker.en for row in result.rows if row.speaker][:2] == ["Host", "Lao Wang"]
    assert zipfile.ZipFile(io.BytesIO(bilingual.export(result, "docx"))).testzip() is None
    assert bilingual.export(result, "json").startswith(b'{\n"signature": "bilingual ')
    assert "Park" in bilingual.export(result, "md", layout="interleaved").decode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["g.csv"], "nothing is written"


def test_every_argument_has_a_default() -> None:
    results = bilingual.translate(bilingual.parse(text) for text in (POST, "大家好。"))
    assert [len(result.rows) for result in results] == [5, 1]
    assert bilingual.translate([]) == []


def test_an_engine_by_name_and_a_memory_by_path(tmp_path: Path) -> None:
    memory = tmp_path / "deep" / "memory.sqlite"
    documents = [bilingual.parse("今天的天气很好。")]
    (first,) = bilingual.translate(documents, engine="starter", memory=memory)
    (second,) = bilingual.translate(documents, engine="starter", memory=str(memory))
    assert [first.rows[0].origin, second.rows[0].origin] == ["machine", "memory"]
    assert first.rows[0].en == second.rows[0].en


def test_variants_and_glosses() -> None:
    documents = [bilingual.parse("软件里有**护城河**（Moat: 竞争优势）。")]
    (result,) = bilingual.translate(documents, variant="twp", glosses="drop")
    assert join(result.rows[0].hant).startswith("軟體裡有")
    assert join(result.rows[0].en).count("Moat") == 1
    assert "(" not in join(result.rows[0].en)


def test_errors_can_be_acted_upon(tmp_path: Path) -> None:
    (result,) = bilingual.translate([bilingual.parse("大家好。")])
    with pytest.raises(ExportError, match="There is no format “rtf”"):
        bilingual.export(result, "rtf")
    with pytest.raises(ExportError, match="4 files, not one"):
        bilingual.export(result, "md", layout="per-language")
    with pytest.raises(ModelMissing):
        bilingual.translate([], engine=tmp_path / "none")
    with pytest.raises(GlossaryError) as found:
        bilingual.Glossary.load([tmp_path / "none.csv"])
    assert isinstance(found.value, BilingualError)
    assert found.value.remedy
