"""A batch as flags and settings ask for it; what can be refused is refused before anything is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from bilingual.engines import SERVER, Effort
from bilingual.errors import UsageError
from bilingual.model import COLUMNS, Audience, Column, DetailsMode, ExportOptions, GlossMode, Layout, Paper, Site, Variant
from bilingual.project.corrections import WHERE, correction_rows
from bilingual.project.settings import EITHER, split_list
from bilingual.runners import JobSpec

if TYPE_CHECKING:
    from bilingual.errors import GlossaryError
    from bilingual.glossary.termbase import Shadow
    from bilingual.project.glossaries import Layers
    from bilingual.project.settings import Settings
    from bilingual.runners import Post

LAYOUTS: tuple[str, ...] = get_args(Layout)
VARIANTS: tuple[str, ...] = get_args(Variant)
GLOSSES: tuple[str, ...] = get_args(GlossMode)
DETAILS: tuple[str, ...] = get_args(DetailsMode)
EFFORTS: tuple[str, ...] = get_args(Effort)
PAPERS: tuple[str, ...] = get_args(Paper)
AUDIENCES: tuple[str, ...] = get_args(Audience)


@dataclass(frozen=True, slots=True)
class Request:
    """What flags and variables ask for, before what the settings files say."""

    flags: Mapping[str, Any]
    settings: Settings

    def value(self, key: str, default: Any = None) -> Any:
        """The nearest value."""
        return self.flags[key] if key in self.flags else self.settings.get(key, default)

    def error(self, key: str, fact: str, remedy: str) -> UsageError:
        """An error about a value, naming the file if it comes from one."""
        return UsageError(fact, remedy, path=None if key in self.flags else self.settings.files.get(key))

    def choice(self, key: str, choices: Sequence[str]) -> Any:
        """The value of a setting that names one of several, the first by default."""
        value = self.value(key, choices[0])
        if value not in choices:
            raise self.error(key, f"“{value}” is no value of {key}.", f"Choose one of {', '.join(choices)}.")
        return value


@dataclass(frozen=True, slots=True)
class Batch:
    """A job that can be run, and what a person should know of its glossaries."""

    spec: JobSpec
    hidden: tuple[Shadow, ...]
    """The glossaries' rows that do not count, because a nearer file has the same term."""
    problems: tuple[GlossaryError, ...]
    """What is wrong with rows of the glossaries and of the list of corrections."""
    left_out: int = 0
    """Posts that are of another shard, or did not change."""


def batch(posts: tuple[Post, ...], request: Request, *, memory: bool = True) -> Batch:
    """The batch that is asked for. Raises `UsageError`, `ExportError` or `GlossaryError` for what cannot be done."""
    from bilingual.memory import default_path
    from bilingual.project.glossaries import load_layers
    from bilingual.project.inputs import settled_names
    from bilingual.runners import files

    settings = request.settings
    variant: Variant = request.choice("variant", VARIANTS)
    export = export_options(request, variant)
    corrected = request.choice("corrections", WHERE)
    corrections, bad_corrections = correction_rows(settings)
    glosses = request.choice("glosses", GLOSSES)
    details = request.choice("details", DETAILS)
    wanted = formats(request)
    output = output_folder(request)
    files.check_output_folder(output)
    layers = load_layers(settled_names(posts, output), request.flags.get("glossary", ()), settings)
    wanted_posts = _selected(layers, request)
    keys = request.value("front-matter")
    engine, kind = _engine(request), _kind(request)
    spec = JobSpec(
        posts=tuple(replace(post.without_streams(), kind=kind) for post in wanted_posts),
        output=output,
        engine=engine,
        engine_table=_engine_table(request, engine),
        effort=request.choice("effort", EFFORTS),
        memory=default_path(settings.root) if memory else None,
        written=default_path(settings.root),
        overwrite=request.value("overwrite", False),
        glossary=layers.glossary.terms,
        formats=wanted,
        export=export,
        variant=variant,
        glosses=glosses,
        details=details,
        corrections=corrections,
        corrected=corrected,
        front_matter=None if keys is None else tuple(keys),
        off=tuple(settings.get("check.off", ())),
        root=settings.root,
    )
    return Batch(spec, layers.hidden, (*layers.problems, *bad_corrections), len(layers.posts) - len(wanted_posts))


def _selected(layers: Layers, request: Request) -> tuple[Post, ...]:
    """The posts that changed since a commit, and of these the share that is asked for; their names are settled by all."""
    from bilingual.project.sharding import read_share, shard

    commit, share = (request.flags.get(key) for key in ("changed-from", "shard"))
    posts = layers.posts
    if commit is not None:
        from bilingual.project.changed import Commit, changed_posts

        posts = changed_posts(posts, layers.glossary.terms, Commit(request.settings.root, commit))
    return shard(posts, *read_share(share)) if share is not None else posts


def output_folder(request: Request) -> Path:
    """The folder that runs write to."""
    return named_folder(Path(request.value("output", request.settings.output)))


def named_folder(folder: Path) -> Path:
    """The folder, as it is; `UsageError` for no name, and for `-`, which elsewhere means standard output."""
    if str(folder) == "-":
        raise UsageError("Documents are files in a folder: they cannot go to standard output.", "Name a folder with -o.")
    return folder


def export_options(request: Request, variant: Variant) -> ExportOptions:
    """What flags and settings ask of the documents; `variant` is that of the Traditional column."""
    from bilingual.checks.registry import FLAGS

    audience = request.choice("for", AUDIENCES) if request.value("for") else None
    flagged = audience == "editor" or (audience is None and request.value("flags", False))
    return ExportOptions(
        request.choice("layout", LAYOUTS),
        variant,
        trust_html=request.value("trust-html", False),
        columns=_columns(request, variant),
        paper=request.choice("paper", PAPERS),
        flags=FLAGS if flagged else {},
        audience=audience,
        site=_site(request),
        template=_template(request),
    )


def _site(request: Request) -> Site | None:
    """The rules of the site generator that is named, with what the site calls its languages where that is said."""
    if (name := request.value("site")) is None:
        return None
    from bilingual.formats.markdown.sites import site_named, site_names
    from bilingual.project.hugo import as_configured

    if name not in site_names():
        raise request.error(
            "site", f"There are no rules for a site generator “{name}”.", f"There are for {', '.join(site_names())}."
        )
    site, called = site_named(name), request.value("languages")
    if called and len(called) != len(COLUMNS):
        fact = f"“languages” has {len(called)} names."
        raise request.error("languages", fact, 'Write three, as the site has them: ["zh-cn", "zh-tw", "en"].')
    names = dict(zip(COLUMNS, called, strict=True)) if called else None
    if name == "hugo":
        return as_configured(site, request.settings.root, names)
    return replace(site, languages=names or site.languages)


def _columns(request: Request, variant: Variant) -> tuple[Column, ...]:
    """The columns that are asked for; all of them where none are named."""
    there = ("hans", "en") if variant == "none" else COLUMNS
    wanted = tuple(dict.fromkeys(split_list(request.value("columns", []))))
    unknown = next((column for column in wanted if column not in there), None)
    if unknown is not None:
        why = " with --variant none" if unknown in COLUMNS else ""
        raise request.error("columns", f"There is no column “{unknown}”{why}.", f"Choose from {','.join(there)}.")
    if len(wanted) == 1:
        raise request.error("columns", f"“{wanted[0]}” alone is no bilingual document.", "Name two or three columns.")
    return cast(tuple[Column, ...], wanted)


def _template(request: Request) -> bytes:
    """The document whose styles are used, checked before anything is done; nothing where none is named."""
    path = request.value("template")
    if path is None:
        return b""
    from bilingual.formats.registry import check_template

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise request.error("template", f"The template {path} cannot be read: {error.strerror}.", "Check its name.") from error
    check_template(data, str(path))
    return data


def formats(request: Request) -> tuple[str, ...]:
    """The formats asked for, each once, none where nothing is; `UsageError` for one that there is not, `ExportError` for one
    that needs a program that is not on this machine."""
    from bilingual.formats.registry import format_named, format_names

    asked = request.value("format")
    if asked is None:
        return ()
    known = format_names()
    wanted = tuple(dict.fromkeys(split_list(asked)))
    unknown = next((kind for kind in wanted if kind not in known), None)
    if unknown or not wanted:
        fact = f"There is no format “{unknown}”." if unknown else "No format is named."
        raise request.error("format", fact, f"There are: {', '.join(known)}.")
    for check in (format_named(name).check for name in wanted):
        if check:
            check()
    return wanted


def _kind(request: Request) -> str:
    """What the posts are said to be; nothing where that is told by each. `UsageError` for what there is not."""
    from bilingual.sources.registry import sources

    kind = str(request.value("from", ""))
    known = [source.name for source in sources()] if kind else [kind]
    if kind not in known:
        raise request.error("from", f"There is no kind of post “{kind}”.", f"There are: {', '.join(known)}.")
    return kind


def _engine_table(request: Request, engine: str | Path) -> Mapping[str, Any]:
    """What the engine is told, by its table of the settings and by a flag."""
    table = request.settings.engine_table(engine)
    flag = {"allow-remote": True} if request.value("allow-remote", False) and str(engine).startswith(SERVER) else {}
    return {**table, **flag}


def _engine(request: Request) -> str | Path:
    """The engine or the model that is named nearest; empty where neither is."""
    source = request.flags if set(EITHER) & set(request.flags) else request.settings.values
    named: str | Path = source.get("model") or source.get("engine") or ""
    return named
