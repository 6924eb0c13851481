"""The one place of a run that reads and writes beside its posts: pictures, the records of the run before, the finished files.

It belongs on the machine where those are; who translates may be elsewhere (`bilingual.runners.ray`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bilingual.memory import MadeOf
from bilingual.model import Diagnostic, Document, Output, Site, Translation
from bilingual.runners import JobSpec
from bilingual.runners.files import base_address
from bilingual.runners.records import records_path
from bilingual.runners.replacing import Replacing, replace_outputs
from bilingual.runners.staging import settle


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a post and its files, and goes into them."""

    base: str
    """What leads from the files to the post, as an address."""
    records: bytes | None = None
    """Those of the run before."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures by their addresses in the post, where a format carries them."""
    notices: tuple[Diagnostic, ...] = ()
    """Why some pictures are not among them."""


class Desk:
    """Where the finished files of a job go. Raises `StoreError` where it cannot be known what a person changed in those there."""

    def __init__(self, spec: JobSpec) -> None:
        self._spec = spec
        self._replacing = Replacing.of_job(spec)
        self._open = ExitStack()
        self._memory = self._open.enter_context(self._replacing.opened())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def beside(self, name: str, document: Document) -> Beside:
        """What the files of the post of that name are made with, besides its translation."""
        from bilingual.runners.outputs import pictures

        folder = self._spec.output / name
        settle(folder)
        try:
            records = records_path(name, self._spec.output).read_bytes()
        except OSError:
            records = None
        images, notices = pictures(document, self._spec.formats_of(document), self._spec.root)
        return Beside(base_address(document.path, folder), records, images, notices)

    def put(self, name: str, outputs: Sequence[Output], text: MadeOf) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
        """Writes a post's files, all or none: where they are, and what a person should know of those that stood there."""
        folder, records = self._spec.output / name, records_path(name, self._spec.output)
        return replace_outputs(folder, name, outputs, records, self._replacing, self._memory, text)

    def put_pages(self, name: str, result: Translation, site: Site) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
        """Writes a post's pages in other languages where the generator of its site looks for them; see `put`."""
        from bilingual.runners.sites import write_pages

        records = records_path(name, self._spec.output)
        return write_pages(result, site, self._spec.export.columns, records, self._replacing, self._memory)
