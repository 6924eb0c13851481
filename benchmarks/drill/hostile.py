"""Files made to do harm, as posts, glossaries, settings, models and edited documents: told in prose, quickly, in little memory.

uv run python -m benchmarks.drill.hostile [--only WORDS]     # of the name of a case
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from benchmarks.drill.report import Ended, Trial, report, residue, site, translate

SECONDS, MEGABYTES = 60, 700
"""What a command may take here, with the start of the program and its model; of the processor, which others may share."""
CODES = (0, 1, 2, 3)
RUN = ("run", "posts", "--format", "md,docx,json,html,xlsx,csv,tmx,xliff")
Files = Mapping[str, bytes | Callable[[], bytes]]


def packed(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def docx(body: bytes, **more: bytes) -> bytes:
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return packed({"word/document.xml": head + body + b"</w:body></w:document>", **more})


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'.encode()


def post(data: bytes | str, name: str = "a.md") -> Files:
    return {f"posts/{name}": data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data}


EXPANDING = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi")
)
GLOSSARY = "source,target\n天气,".encode()
OF_DOCX = ("import", "a.docx")
WITH_TERM = post("天气。\n")
DESCRIBED = b'{"from_code": "zh", "to_code": "en"}'
ZEROS = {"m/metadata.json": DESCRIBED, "m/sentencepiece.model": b"", "m/model/model.bin": bytes(300_000_000)}
CASES: tuple[tuple[str, Files, tuple[str, ...]], ...] = (
    ("NUL and control characters", post("# 公\0园\x01\x1b[2J\n\n天\x08气\x7f很好。\n"), RUN),
    ("bytes that are no text", post(bytes(range(256)) * 40), RUN),
    ("half a surrogate", post("公园\ud800很好。\n"), RUN),
    ("UTF-16 without a mark", post("公园很好。\n".encode("utf-16-le")), RUN),
    ("a million brackets", post("[" * 1_000_000), RUN),
    ("5,000 brackets and text", post("[" * 5000 + "天气很好。" + "]" * 5000 + "\n"), RUN),
    ("100,000 stars", post("*a" * 50_000 + "天气\n"), RUN),
    ("a thousand nested quotes", post(">" * 1000 + "天气很好。\n"), RUN),
    ("a thousand nested lists", post("- " * 1000 + "天气很好。\n"), RUN),
    ("a line of 200,000 characters", post("天气很好" * 50_000), RUN),
    ("front matter that expands", post(f"---\n{EXPANDING}title: 天气\n---\n\n好。\n"), RUN),
    ("a name of 80 Hanzi", post("你好。\n", "很" * 80 + ".md"), RUN),
    ("a name with controls", post("你好。\n", "a\x07\x1b[2J\n.md"), RUN),
    ("names like flags", post("你好。\n", "--help.md"), RUN),
    ("placeholders of ours", post("⟦0⟧ ⟦1⟧ \ufffc <!---->天气很好。<!--a827627cb0-->\n"), RUN),
    ("settings of brackets", {"bilingual.toml": b"a = " + b"[" * 5000, **post("你好。\n")}, RUN),
    ("settings with NUL", {"bilingual.toml": b'output = "a\0b"', **post("你好。\n")}, RUN),
    ("a glossary of quotes", {"glossaries/terms.csv": b"source,target\n" + b'"' * 100_001, **post("你好。\n")}, RUN),
    ("a glossary cell of 5 MB", {"glossaries/terms.csv": GLOSSARY + b"x" * 5_000_000, **WITH_TERM}, RUN),
    ("a glossary of formulas", {"glossaries/terms.csv": GLOSSARY + b"=cmd|'/c calc'!A0\n", **WITH_TERM}, RUN),
    ("a bomb as DOCX", {"a.docx": lambda: docx(b"<w:p/>", **{"word/media/x": bytes(300_000_000)})}, OF_DOCX),
    ("a DOCX of runs", {"a.docx": lambda: docx(b"<w:p>" + b"<w:r/>" * 3_000_000 + b"</w:p>")}, OF_DOCX),
    ("a DOCX that nests", {"a.docx": lambda: docx(b"<w:p>" * 100_000)}, OF_DOCX),
    ("XML that expands, in DOCX", {"a.docx": lambda: packed({"word/document.xml": billion_laughs()})}, OF_DOCX),
    ("XML that expands, XLIFF", {"a.xliff": billion_laughs}, ("import", "a.xliff")),
    ("XML that expands, TMX", {"a.tmx": billion_laughs}, ("memory", "import", "a.tmx")),
    ("a bomb as XLSX", {"a.xlsx": lambda: packed({"xl/worksheets/sheet1.xml": b"<row/>" * 20_000_000})}, ("import", "a.xlsx")),
    ("a ZIP that leads out", {"a.docx": lambda: packed({"../../evil": b"x", "word/document.xml": b"<x/>"})}, OF_DOCX),
    ("a model of zeros", {"m.zip": lambda: packed(ZEROS)}, ("models", "install", "m.zip")),
    ("a CSV of NUL", {"a.csv": bytes(1_000_000)}, ("import", "a.csv")),
    ("half a DOCX", {"a.docx": lambda: docx(b"<w:p/>")[:200]}, OF_DOCX),
)  # fmt: skip
"""A name, files, a command."""


def trials(only: str) -> Iterator[Trial]:
    for kind, files, command in (case for case in CASES if only in case[0]):
        with site([]) as folder:
            for name, data in files.items():
                (folder / name).write_bytes(data if isinstance(data, bytes) else data())
            yield Trial(kind, _wrong(translate(folder, *command, timeout=900)) or ", ".join(residue(folder)))


def _wrong(ended: Ended) -> str:
    if ended.fault or ended.code not in CODES or (ended.code and not ended.err):
        return f"exit code {ended.code}: {ended.fault}"
    if "\x1b[2J" in ended.out + ended.err:
        return "a terminal is steered"
    slow = ended.cpu > SECONDS or ended.megabytes > MEGABYTES
    return f"{ended.cpu:.0f} s, {ended.megabytes:.0f} MB" if slow else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    raise SystemExit(report("Hostile files", trials(parser.parse_args().only)))
