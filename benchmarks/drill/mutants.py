"""Damaged posts: the source comes back byte for byte, every lock stands at its span, the records are read back, no socket opens.

uv run python -m benchmarks.drill.mutants [--count 2000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drill.report import Trial, report
from bilingual.engines import open_engine
from bilingual.errors import BilingualError
from bilingual.formats.json.read import restored
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.memory import open_memory
from bilingual.model import Document, Term, Translation, join
from bilingual.pipeline import stages
from bilingual.sources import read_document

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))  # another package of that name may be installed
from mutants import mutant

GLOSSARY = Glossary((Term("降噪", "Noise Reduction"), Term("AI", ""), Term("天气", "the Weather"), Term("风扇", "*fan* | fan")))
SOCKETS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
BATCH = 50


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in SOCKETS:
        raise AssertionError(f"a socket: {event} {arguments}")


def trials(count: int) -> Iterator[Trial]:
    sys.addaudithook(_refuse)
    engine = open_engine("starter")
    with tempfile.TemporaryDirectory() as folder, open_memory(Path(folder, "memory.sqlite")) as memory:
        for start in range(0, count, BATCH):
            documents = []
            for number in range(start, min(start + BATCH, count)):
                text = mutant(number)
                try:
                    documents.append(read_document(text.encode(), name=f"m{number}", path=f"m{number}.md"))
                except BilingualError as error:
                    yield Trial("mutants that are refused in prose", "" if error.remedy else f"{number}: {error}")
            for result in stages.translate(documents, glossary=GLOSSARY, engine=engine, memory=memory):
                yield Trial("mutants", _wrong(result.document, result))


def _wrong(document: Document, result: Translation) -> str:
    text = mutant(int(document.name[1:]))
    if document.source != text:
        return f"{document.name}: the source is another"
    for block in document.blocks:
        if block.parts and join(block.parts) != text[slice(*block.span)]:
            return f"{document.name}: a block is not its span: {join(block.parts)[:60]}"
    for unit in result.units:
        for lock in unit.locks:
            if join(unit.en)[slice(*lock.span)] != lock.target:
                return f"{document.name}: the lock of {lock.target} is broken"
    (records,) = write(result, "json")
    if [join(unit.en) for unit in restored(records.data, "m.json").units] != [join(unit.en) for unit in result.units]:
        return f"{document.name}: the records are read back otherwise"
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    raise SystemExit(report("Mutants", trials(parser.parse_args().count)))
