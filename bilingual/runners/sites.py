"""The pages of one finished post in other languages, where the generator of its site looks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from string import Template

from bilingual.errors import ExportError, StructureChanged
from bilingual.formats.markdown.sites import SitePost
from bilingual.memory import SqliteMemory
from bilingual.model import Column, Diagnostic, Output, Site, Translation
from bilingual.runners.files import base_address
from bilingual.runners.records import display_path
from bilingual.runners.replacing import Replacing, replace_outputs
from bilingual.sources import leads_to_siblings

BY_HAND = "{} was not written by this program: it stays."
TAKEN_FOR = "The site takes {} for “{}”, since its name says no language: there is no page beside it in that one."
OF_ANOTHER = "Posts in the other Chinese need a site, or a default language, of their own."


def write_pages(
    result: Translation,
    site: Site,
    columns: Sequence[Column],
    records: Path,
    replacing: Replacing,
    memory: SqliteMemory | None,
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Writes the pages, those of one folder all or none, and gives where they are and what a person should know.

    A page that somebody else wrote stays; for one that a person changed since it was written, `OutputChanged`. Raises
    `ExportError` for a post that is in no place of the site. Pages of a post that would be mangled are left out and told.
    """
    path = Path(result.document.path).absolute()
    if not path.is_file():
        fact = "A post that is no file has no place on a site."
        raise ExportError(fact, "Name its file, or leave out --site.", path=result.document.path or None)
    post = SitePost(result, site, path, replacing.root.absolute(), tuple(columns))
    pages: dict[Path, list[Output]] = {}
    notices: list[Diagnostic] = []
    if post.place != post.author:
        fact = TAKEN_FOR.format(path.name, site.languages[post.place])
        notices.append(Diagnostic("output", fact, OF_ANOTHER, line=1, severity="note"))
    try:
        for column in post.languages:
            folder, file = page_folder(site, path, column), post.file(column)
            page = post.page(column, base_address(str(path), folder))
            if _is_by_hand(folder / file, site, memory):
                notices.append(Diagnostic("output", BY_HAND.format(display_path(folder / file)), "", line=1, severity="note"))
                continue
            pages.setdefault(folder, []).append(Output(file.removeprefix(path.stem), page))
    except StructureChanged as error:
        return (), (Diagnostic("structure", error.fact, error.remedy, line=error.line or 1),)
    written: list[Path] = []
    for folder, outputs in pages.items():
        files, told = replace_outputs(folder, path.stem, outputs, records, replace(replacing, within=None), memory)
        written += files
        notices += told
    return tuple(written), tuple(notices)


def _is_by_hand(file: Path, site: Site, memory: SqliteMemory | None) -> bool:
    """Whether somebody else wrote a page: it does not lead to other languages, as ours do, and the memory does not know it."""
    if not site.links or not file.is_file():
        return False
    data = file.read_bytes()
    return not (leads_to_siblings(data.decode("utf-8", "replace")) or (memory and memory.knows_file(data)))


def page_folder(site: Site, post: Path, column: Column) -> Path:
    """The folder that a post in another language goes to; `ExportError` where the post is in none that the site has."""
    if not site.places:
        return post.parent
    for root in post.parents:
        if any(root.glob(site.configuration)):
            for folder, place in site.places.items():
                if post.is_relative_to(root / folder):
                    there = Template(place).substitute(language=site.languages[column])
                    return root / there / post.parent.relative_to(root / folder)
    places = " or ".join(site.places)
    fact = f"The post is not in {places} of a site that has a {site.configuration}."
    raise ExportError(fact, "Put it there, or leave out --site.", path=str(post))
