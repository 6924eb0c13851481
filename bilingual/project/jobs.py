"""A batch as flags and settings ask for it; everything that can be refused is refused before anything is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from bilingual.errors import UsageError
from bilingual.model import Column, ExportOptions, GlossMode, Layout, Paper, Variant
from bilingual.project.corrections import WHERE as CORRECTED_WHERE
from bilingual.project.corrections import load_corrections
from bilingual.project.glossaries import load_layers
from bilingual.project.settings import EITHER, words

if TYPE_CHECKING:
    from bilingual.engines.base import Engine
    from bilingual.errors import GlossaryError
    from bilingual.memory import Memory
    from bilingual.project.settings import Settings
    from bilingual.runners.local import Job, Post

LAYOUTS: tuple[str, ...] = get_args(Layout)
VARIANTS: tuple[str, ...] = get_args(Variant)
GLOSSES: tuple[str, ...] = get_args(GlossMode)
COLUMNS: tuple[str, ...] = get_args(Column)
PAPERS: tuple[str, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class Asked:
    """What flags and variables say, before what the settings files say."""

    flags: Mapping[str, Any]
    settings: Settings

    def value(self, key: str, default: Any = None) -> Any:
        """The nearest value."""
        return self.flags[key] if key in self.flags else self.settings.get(key, default)

    def error(self, key: str, fact: str, remedy: str) -> UsageError:
        """An error about a value, naming the file if it comes from one."""
        return UsageError(fact, remedy, path=None if key in self.flags else self.settings.files.get(key))

    def one_of(self, key: str, choices: Sequence[str]) -> Any:
        """The value of a setting that names one of several, the first by default."""
        value = self.value(key, choices[0])
        if value not in choices:
            raise self.error(key, f"“{value}” is no value of {key}.", f"Choose one of {', '.join(choices)}.")
        return value


def job(posts: tuple[Post, ...], asked: Asked, *, memory: bool) -> tuple[Job, tuple[GlossaryError, ...]]:
    """The batch, and what is wrong with rows of the glossaries."""
    from bilingual.glossary.corrections import Corrections
    from bilingual.pipeline.plan import Options
    from bilingual.runners import files
    from bilingual.runners.local import Job
    from bilingual.sources import DEFAULT_KEYS

    variant: Variant = asked.one_of("variant", VARIANTS)
    export = export_options(asked, variant)
    where, (found, slips_wrong) = asked.one_of("corrections", CORRECTED_WHERE), load_corrections(asked.settings)
    options = Options(variant, asked.one_of("glosses", GLOSSES), found if where == "translator" else Corrections())
    wanted = formats(asked)
    output = Path(asked.value("output", asked.settings.root / "outputs"))
    files.check(output)
    terms = load_layers(posts, asked.flags.get("glossary", ()), asked.settings)
    engine, keys = _engine(asked), frozenset(asked.value("front-matter", DEFAULT_KEYS))
    return Job(
        terms.posts, terms.glossary, engine, _memory(asked, memory), output, wanted, export, options, keys,
        asked.settings.root, terms.hidden, found if where == "text" else Corrections(),
    ), (*terms.problems, *slips_wrong)  # fmt: skip


def export_options(asked: Asked, variant: Variant) -> ExportOptions:
    """What flags and settings ask of the documents; `variant` is that of the Traditional column."""
    from bilingual.checks.registry import FLAGS

    return ExportOptions(
        asked.one_of("layout", LAYOUTS),
        variant,
        trust_html=asked.value("trust-html", False),
        columns=_columns(asked, variant),
        paper=asked.one_of("paper", PAPERS),
        flags=FLAGS if asked.value("flags", False) else {},
        template=_template(asked),
    )


def _columns(asked: Asked, variant: Variant) -> tuple[Column, ...]:
    """The columns that are shown; all of them where none are named."""
    there = ("hans", "en") if variant == "none" else COLUMNS
    wanted = tuple(dict.fromkeys(words(asked.value("columns", []))))
    unknown = next((column for column in wanted if column not in there), None)
    if unknown is not None:
        why = " with --variant none" if unknown in COLUMNS else ""
        raise asked.error("columns", f"There is no column “{unknown}”{why}.", f"Choose from {','.join(there)}.")
    if len(wanted) == 1:
        raise asked.error("columns", f"“{wanted[0]}” alone is no bilingual document.", "Name two or three columns.")
    return cast(tuple[Column, ...], wanted)


def _template(asked: Asked) -> bytes:
    """The document whose styles are used, checked before anything is done; nothing where none is named."""
    path = asked.value("template")
    if path is None:
        return b""
    from bilingual.formats.docx.writing import template

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise asked.error("template", f"The template {path} cannot be read: {error.strerror}.", "Check its name.") from error
    template.check(data, str(path))
    return data


def formats(asked: Asked) -> tuple[str, ...]:
    """The formats asked for, each once; `UsageError` for one that there is not, `ExportError` for one that needs a program
    that is not on this machine."""
    from bilingual.formats import writers

    known = writers.formats()
    wanted = tuple(dict.fromkeys(words(asked.value("format", "md,docx,json"))))
    unknown = next((kind for kind in wanted if kind not in known), None)
    if unknown or not wanted:
        fact = f"There is no format “{unknown}”." if unknown else "No format is named."
        raise asked.error("format", fact, f"There are: {', '.join(known)}.")
    if "pdf" in wanted:
        from bilingual.formats.pdf.write import browser

        browser()
    return wanted


def _engine(asked: Asked) -> Engine:
    """The engine of the nearest of `--engine` and `--model`."""
    from bilingual.engines import open_engine

    source = asked.flags if set(EITHER) & set(asked.flags) else asked.settings.values
    return open_engine(source.get("model") or source.get("engine"))


def _memory(asked: Asked, wanted: bool) -> Memory:
    from bilingual.memory import NullMemory, default_path, open_memory

    return open_memory(default_path(asked.settings.root)) if wanted else NullMemory()
