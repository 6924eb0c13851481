"""What can go wrong and be put right by the user: each error has a fact, a remedy and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

LONGEST = 1_000
"""Characters of a value, or of a sentence with values in it, that a message shows."""
MOST = 100
"""Errors that are told one by one; a file that is no glossary can have a million."""


def shortened(text: str, most: int = LONGEST) -> str:
    """A text for a message: of a long one its beginning and its end, so that the words around a long value stay.

    >>> shortened("There is no format “" + "q" * 5_000_000 + "”. Choose another.", 50)
    'There is no format “qqqqq…qqqqqq”. Choose another.'
    """
    return text if len(text) <= most else f"{text[: most // 2]}…{text[len(text) - (most - 1) // 2 :]}"


def more_errors(count: int) -> str:
    """What stands below the first errors of many, about those that are not told; nothing where all are."""
    return f"{count - MOST:,} more were found. Correct these first, and run the same command again." if count > MOST else ""


class BilingualError(Exception):
    """Something the user can act on: `fact` says what is so, `remedy` what to do.

    >>> print(BilingualError("The post is empty.", "Write something in it.", path="a.md", line=1))
    a.md:1: The post is empty. Write something in it.
    """

    exit_code = 1
    is_failure = True
    """Whether a command that did its other files has failed by it."""

    def __init__(self, fact: str, remedy: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(fact, remedy)
        self.fact = shortened(fact)
        """One sentence: what is so."""
        self.remedy = shortened(remedy)
        """One sentence: what to do about it."""
        self.path = path
        """The file it is about, as the user named it."""
        self.line = line
        """The line in that file, from 1."""

    @property
    def place(self) -> str:
        """`file:line`, `file`, or nothing where the error is not about a file."""
        if self.path is None:
            return ""
        path = shortened(self.path)
        return path if self.line is None else f"{path}:{self.line}"

    def __str__(self) -> str:
        prefix = f"{self.place}: " if self.place else ""
        return f"{prefix}{self.fact} {self.remedy}".rstrip()


class UsageError(BilingualError):
    """The arguments or the configuration do not make sense."""

    exit_code = 2


class DocumentError(BilingualError):
    """A post cannot be read."""


class EmptyPost(DocumentError):
    """A post holds nothing yet: it is told and passed over where there are others."""

    is_failure = False

    def __init__(self, path: str | None = None) -> None:
        super().__init__("The post is empty.", "Write something in it.", path=path)


class UnknownKind(DocumentError):
    """A file is of no kind that is read as a post."""

    exit_code = 2


class GlossaryError(BilingualError):
    """A glossary cannot be used. `problems` holds every bad row at once, each with its line."""

    def __init__(
        self,
        fact: str,
        remedy: str,
        *,
        path: str | None = None,
        line: int | None = None,
        problems: tuple[BilingualError, ...] = (),
    ) -> None:
        super().__init__(fact, remedy, path=path, line=line)
        self.problems = problems

    def __str__(self) -> str:
        told = [*map(str, self.problems[:MOST]), *filter(None, [more_errors(len(self.problems))])]
        return "\n  ".join([super().__str__(), *told])


class GlossaryChanged(GlossaryError):
    """Somebody else wrote a glossary between its reading and its writing; nothing was written."""


class EngineError(BilingualError):
    """A translation engine does not work or does not keep its contract."""


class ModelMissing(EngineError):
    """No translation model where one is needed, or it cannot be fetched."""

    exit_code = 3


class LockBroken(BilingualError):
    """A locked term does not stand in the output as recorded: a defect, never written to a file."""


class StructureChanged(BilingualError):
    """A translated post would no longer have the structure of its source."""


class StoreError(BilingualError):
    """The translation memory cannot be read or written."""


class ExportError(BilingualError):
    """A document cannot be made or written."""


class NotMadeOf(ExportError):
    """A post has not what a format is for: it is told and passed over where there are others, or other formats."""

    is_failure = False


class InUse(BilingualError):
    """Another process is at it, for longer than one waits."""


class ImportFailed(BilingualError):
    """An edited file cannot be read back: not ours, damaged, dangerous, or of another post. Nothing was taken from it."""


class Defect(BilingualError):
    """A fault of the program itself: its `__cause__` is what went wrong."""


@contextmanager
def contained(path: str | None = None) -> Iterator[None]:
    """Turns whatever the program itself does wrong with one file into a `Defect` of that file, so that the others are done.

    >>> with contained("a.md"):
    ...     [][0]
    Traceback (most recent call last):
    bilingual.errors.Defect: a.md: The program has a fault: IndexError: list index out of range. Please report it.
    """
    try:
        yield
    except BilingualError:
        raise
    except OSError as error:
        fact = f"{error.filename or 'A file'} cannot be used: {error.strerror or error}."
        raise BilingualError(fact, "Mend that and try again.", path=path) from error
    except Exception as error:
        fact = f"The program has a fault: {type(error).__name__}: {error}".rstrip(" .:")
        raise Defect(f"{fact}.", "Please report it.", path=path) from error


def has_failed(errors: Iterable[BilingualError]) -> bool:
    """Whether a command that met these errors, each in one of its files, has failed."""
    return any(error.is_failure for error in errors)


@contextmanager
def of_add_on(kind: type[BilingualError], what: str, path: str | None = None) -> Iterator[None]:
    """Turns whatever an add-on (an engine, a format or a source of another package) does wrong into an error of ours.

    >>> with of_add_on(EngineError, "engine “x”"):
    ...     {}["address"]
    Traceback (most recent call last):
    bilingual.errors.EngineError: The engine “x” does not work: KeyError: 'address'. Report it to the authors of the add-on.
    """
    try:
        yield
    except BilingualError:
        raise
    except Exception as error:
        fact = f"The {what} does not work: {type(error).__name__}: {error}".rstrip(" .:")
        raise kind(f"{fact}.", "Report it to the authors of the add-on.", path=path) from error
