"""Words that stand for held things with engines that were never trained for slots, and what is known of each engine.

Which words an engine carries over is measured by `translate models probe` (`bilingual.engines.probing`) and kept beside
its model, or in the user's data where that folder cannot be written. Whatever comes back is verified word by word
afterwards, so a bad choice costs a second decode, never a lock. No form holds `_`: some tokenizers make a space of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bilingual.engines.base import Engine
from bilingual.errors import EngineError
from bilingual.files import write_whole
from bilingual.model import Carrier

FILE = "probe.json"
SLOTS = "slots"
"""The form of the slots that a model was trained with."""


def _alike(words: str) -> tuple[Carrier, ...]:
    return tuple(Carrier(word, word) for word in words.split())


FORMS: dict[str, tuple[Carrier, ...]] = {
    "latin": _alike("Tom Mary John Peter David Mike Anna Alice Jack Paul Lucy Bob London Paris Boston Berlin"),
    "names": tuple(
        Carrier(*pair.split("/"))
        for pair in "汤姆/Tom 玛丽/Mary 约翰/John 彼得/Peter 大卫/David 迈克/Mike 安娜/Anna 爱丽丝/Alice 杰克/Jack 保罗/Paul"
        " 露西/Lucy 鲍勃/Bob 比尔/Bill 吉姆/Jim 艾米丽/Emily 丽莎/Lisa 伦敦/London 巴黎/Paris 东京/Tokyo 波士顿/Boston".split()
    ),
    "nonces": _alike("Zorvex Kelmar Brintol Quaspen Velmora Trusket Nalgrim Fordelin Hespara Wimborel"),
    "capitals": _alike("XA XB XC XD XE XF XG XH XJ XK"),
    "numbers": _alike("7103 8209 6417 9306 5821 7924 4618 3957 2846 6039"),
}
"""The fixed forms: real names in Latin letters and in Hanzi, words that are none, pairs of capitals, numbers."""
MISLEADING = ("numbers",)
"""Forms that are measured and never used: numbers survive best of all, and the words around them suffer most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many sentences came back with every carrier once, at the first hypothesis."""

    form: str
    slots: int
    """Carriers in the sentence."""
    place: str
    """Where in its clause each of them stood: `start`, `middle` or `end`."""
    survived: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Probe:
    """What was measured of an engine, and what follows from it."""

    engine: str
    """Its signature; of another model nothing is believed."""
    forms: tuple[str, ...]
    """Worth trying, the best first; empty where none is."""
    most: int
    """Carriers in one decode."""
    carriers: dict[str, tuple[Carrier, ...]]
    """Of each form, the best first."""
    cells: tuple[Cell, ...] = ()


_FIELDS = {"survived": "kept"}
"""What a field is called in the file, which outlives the name here."""
UNPROBED = Probe("", ("latin", "names"), 2, {form: FORMS[form] for form in ("latin", "names")})
"""For an engine that nothing is known of: names, two to a decode."""


def known(engine: Engine) -> Probe:
    """What was measured of this very model, or `UNPROBED`."""
    for path in places(engine):
        found = _read(path)
        if found is not None and found.engine == engine.info.signature:
            return found
    return UNPROBED


def places(engine: Engine) -> tuple[Path, ...]:
    """Where the probe of an engine may lie: beside its model if it has a folder, and in the user's data."""
    import platformdirs

    info = engine.info
    user = Path(platformdirs.user_data_dir("bilingual")) / "probes"
    in_user_data = user / f"{''.join(c if c.isalnum() else '-' for c in info.signature)}.json"
    return (info.folder / FILE, in_user_data) if info.folder else (in_user_data,)


def save(probe: Probe, engine: Engine) -> Path:
    """Writes the probe where `known` finds it, whole or not at all; the first of `places` that can be written."""
    problem: OSError | None = None
    for path in places(engine):
        try:
            write_whole([(path, text(probe).encode())])
        except OSError as error:
            problem = error
        else:
            return path
    fact = f"What was measured cannot be written: {problem.strerror if problem else 'no folder'}."
    raise EngineError(fact, "Let XDG_DATA_HOME name a folder that can be written.", path=str(places(engine)[-1]))


def text(probe: Probe) -> str:
    """The probe as it stands in its file, a cell to a line.

    >>> _probe(json.loads(text(UNPROBED))) == UNPROBED
    True
    """
    carriers = {form: [f"{word.source}/{word.english}" for word in words] for form, words in probe.carriers.items()}
    cells = ",\n".join(f"  {json.dumps(_named(asdict(cell), _FIELDS), ensure_ascii=False)}" for cell in probe.cells)
    head = {"engine": probe.engine, "forms": list(probe.forms), "most": probe.most}
    lines = [f'"{key}": {json.dumps(field, ensure_ascii=False)}' for key, field in (*head.items(), ("carriers", carriers))]
    return "{\n" + ",\n".join([*lines, f'"cells": [\n{cells}\n]' if cells else '"cells": []']) + "\n}\n"


def _named(cell: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in cell.items()}


def _read(path: Path) -> Probe | None:
    """The probe in a file; none without the file. Raises `EngineError` for a file that is no probe."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    try:
        return _probe(json.loads(data))
    except (ValueError, KeyError, TypeError) as error:
        fact = "This is not what `translate models probe` writes."
        raise EngineError(fact, "Remove it and probe again.", path=str(path)) from error


def _probe(value: dict[str, Any]) -> Probe:
    carriers = {form: tuple(Carrier(*pair.split("/")) for pair in pairs) for form, pairs in value["carriers"].items()}
    cells = tuple(Cell(**_named(cell, {key: name for name, key in _FIELDS.items()})) for cell in value["cells"])
    return Probe(str(value["engine"]), tuple(value["forms"]), int(value["most"]), carriers, cells)
