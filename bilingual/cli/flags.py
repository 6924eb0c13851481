"""The flags of `translate run`: what each is called, its variable, and what help says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingual.project.corrections import WHERE
from bilingual.project.jobs import AUDIENCES, EFFORTS, GLOSSES, LAYOUTS, VARIANTS

Posts = Annotated[list[str], typer.Argument(metavar="POSTS", help="Files, folders, patterns, or - for standard input.")]


def named_path(folder: str) -> Path:
    """The path that a flag names; no name at all would be the working folder, which nobody means."""
    if not folder.strip():
        raise typer.BadParameter("it has no name")
    return Path(folder)


Github = Annotated[
    bool,
    typer.Option("--github", help="Say what went wrong as annotations of GitHub too, beside the lines of a pull request."),
]
Shard = Annotated[
    str | None,
    typer.Option(
        metavar="I/N", envvar="BILINGUAL_SHARD", help="Only the I-th of N shares of the posts, about as large as the others."
    ),
]
ChangedFrom = Annotated[
    str | None,
    typer.Option(metavar="COMMIT", help="Only posts that git knows to have changed since, and those that hold a changed term."),
]
Runner = Annotated[
    str, typer.Option(metavar="NAME", help="What does the work: local, ray (several machines), or that of an add-on.")
]
Address = Annotated[str, typer.Option(metavar="HOST:PORT", help="The cluster of the runner; without one, this machine alone.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="DIR", envvar="BILINGUAL_OUTPUT", help="Folder to write to [outputs].", parser=named_path
    ),
]
FinishedIn = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        envvar="BILINGUAL_OUTPUT",
        help="Where the records and documents are [outputs].",
        parser=named_path,
    ),
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option(
        "-g",
        "--glossary",
        metavar="GLOSSARY",
        envvar="BILINGUAL_GLOSSARY",
        help="Glossary file or folder; may be repeated [glossaries/*.csv].",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="KIND",
        envvar="BILINGUAL_FROM",
        help="What the posts are, where their names or their structure do not tell: markdown, srt, vtt, ass, feishu, tingwu, "
        "transcript, whisper, whisperx, funasr, paraformer.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMATS",
        envvar="BILINGUAL_FORMAT",
        help="Any of md, docx, json, html, epub, pdf, xliff, tmx, csv, xlsx, jsonl, srt, vtt, ass, with commas or repeated "
        "[md,docx,json; of subtitles their kind too].",
    ),
]
Layout = Annotated[
    str | None,
    typer.Option(
        metavar="LAYOUT",
        envvar="BILINGUAL_LAYOUT",
        autocompletion=lambda: list(LAYOUTS),
        help="Of the Markdown: side-by-side, interleaved or per-language [side-by-side].",
    ),
]
Site = Annotated[
    str | None,
    typer.Option(
        metavar="GENERATOR",
        envvar="BILINGUAL_SITE",
        help="Write each post in the other languages where 11ty, hugo, hexo or docusaurus looks for it.",
    ),
]
Variant = Annotated[
    str | None,
    typer.Option(
        metavar="VARIANT",
        envvar="BILINGUAL_VARIANT",
        autocompletion=lambda: list(VARIANTS),
        help="Traditional Chinese of Taiwan (tw), with its vocabulary too (twp), of Hong Kong (hk), or none [tw].",
    ),
]
Glosses = Annotated[
    str | None,
    typer.Option(
        metavar="WHERE",
        envvar="BILINGUAL_GLOSSES",
        autocompletion=lambda: list(GLOSSES),
        help="Where English explains a term: inline as in the post, at the first place only, or drop [inline].",
    ),
]
Corrections = Annotated[
    str | None,
    typer.Option(
        metavar="WHERE",
        envvar="BILINGUAL_CORRECTIONS",
        autocompletion=lambda: list(WHERE),
        help="What corrections.csv puts right: the translator's input, the text itself, or none [translator].",
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="BILINGUAL_ENGINE",
        help="starter, argos, or another that `translate models list` shows [the best installed].",
    ),
]
Effort = Annotated[
    str | None,
    typer.Option(
        metavar="EFFORT",
        envvar="BILINGUAL_EFFORT",
        autocompletion=lambda: list(EFFORTS),
        help="normal, or low: faster drafts, a little worse; engines without a narrower search pass over it [normal].",
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(metavar="PATH", envvar="BILINGUAL_MODEL", help="An Argos package or a CTranslate2 folder, in its place."),
]
AllowRemote = Annotated[
    bool,
    typer.Option("--allow-remote", help="Let a server on another machine, which --engine names, have every sentence."),
]
NoMemory = Annotated[
    bool,
    typer.Option("--no-memory", envvar="BILINGUAL_NO_MEMORY", help="Neither read nor write the translation memory."),
]
TrustHtml = Annotated[
    bool,
    typer.Option("--trust-html", help="Use the posts' HTML on the page (--format html) as it is, programs included."),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="COLUMNS",
        envvar="BILINGUAL_COLUMNS",
        help="Any two or three of hans,hant,en, in the order wanted; two stand upright in Word [all].",
    ),
]
Paper = Annotated[
    str | None,
    typer.Option(metavar="PAPER", envvar="BILINGUAL_PAPER", help="Of Word documents: a4 or letter [a4]."),
]
For = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="WHO",
        envvar="BILINGUAL_FOR",
        help="Whom Word documents are for: editor, with people's comments and what checks found, or reader, without any.",
        autocompletion=lambda: list(AUDIENCES),
    ),
]
ShowFlags = Annotated[
    bool,
    typer.Option("--flags", help="Show in Word documents, as comments, what checks found in a row."),
]
Template = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        envvar="BILINGUAL_TEMPLATE",
        help="A Word document (.docx, .dotx) whose styles the Word documents get.",
    ),
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace documents that somebody changed, too; a dated copy of each is kept.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")]
Strict = Annotated[bool, typer.Option("--strict", envvar="BILINGUAL_STRICT", help="Exit 1 if a check finds a problem.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say only what went wrong.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say which engine, memory and glossaries are used.")]
