"""What a Word document needs beside its text: links, pictures, comments, footnotes, lists; and the numbers they get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bilingual.formats.docx.writing.wordprocessing import bookmark, paragraph
from bilingual.office.xml import escaped

AUTHOR = "bilingual"
"""Who signs the comments."""

INDENT = 300
"""How far a level of a list is indented, in twentieths of a point."""

BULLETS = "•◦▪"
"""Of the levels of a list, over and over."""

Marker = tuple[str, int, int]
"""What a list's items begin with: `bullet`, `.` or `)`; its level, from 0, of bullets the first one; and the first number."""


@dataclass(slots=True)
class Collected:
    """Collects while the text is written."""

    links: dict[str, str] = field(default_factory=dict)
    """Relationship ids of the addresses linked to, in order of first use."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Relationship ids of the pictures, by the address that stands in the post."""
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """The paragraphs of each comment, who signs it, and when that was; its id is its place."""
    notes: dict[str, int] = field(default_factory=dict)
    """The numbers of the footnotes referred to, by name."""
    lists: list[Marker] = field(default_factory=list)
    """What each list begins with; its id is its place, from 1."""
    marks: int = 0
    """How many bookmarks there are."""
    drawings: int = 0
    commenting: bool = True
    """False where Word allows no comments and no pictures of the document: in footnotes."""

    def mark(self, name: str, runs: str = "") -> str:
        """A bookmark around `runs`, or at a place."""
        self.marks += 1
        return bookmark(runs, self.marks, name)

    def link(self, address: str) -> str:
        """The relationship of a hyperlink."""
        return self.links.setdefault(address, f"rLink{len(self.links) + 1}")

    def picture(self, address: str) -> str:
        """The relationship of a picture."""
        return self.pictures.setdefault(address, f"rPicture{len(self.pictures) + 1}")

    def comment(self, about: str, paragraphs: Sequence[str], who: str = AUTHOR, when: str = "") -> str:
        """`about` with a comment; each of `paragraphs` is runs."""
        if not (self.commenting and paragraphs):
            return about
        number = len(self.comments)
        reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        lines = [f"{reference}<w:annotationRef/></w:r>{paragraphs[0]}", *paragraphs[1:]]
        self.comments.append(("".join(paragraph("CommentText", runs) for runs in lines), who, when))
        return (
            f'<w:commentRangeStart w:id="{number}"/>{about}<w:commentRangeEnd w:id="{number}"/>'
            f'{reference}<w:commentReference w:id="{number}"/></w:r>'
        )

    def list(self, kind: str, level: int, start: int) -> int:
        """The id of a new list."""
        self.lists.append((kind, level, start))
        return len(self.lists)

    def comments_part(self) -> str:
        """All comments, as they stand in their part."""
        return "".join(
            f'<w:comment w:id="{number}" w:author="{escaped(who, quoted=True)}"{_dated(when)}'
            f' w:initials="{escaped(who[:1], quoted=True)}">{text}</w:comment>'
            for number, (text, who, when) in enumerate(self.comments)
        )

    def lists_part(self) -> str:
        """The lists as they stand in `numbering.xml`. Each has a definition of its own: lists that share one count on."""
        kinds = "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{_level(*marker)}</w:abstractNum>'
            for number, marker in enumerate(self.lists, 1)
        )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(self.lists) + 1)
        )
        return kinds + lists


def _dated(when: str) -> str:
    return f' w:date="{escaped(when, quoted=True)}"' if when else ""


def _level(kind: str, level: int, start: int) -> str:
    """How a level of a list looks; all levels of a list of bullets, whose first bullet is that of `level`."""
    if kind == "bullet":
        return "".join(_shown(at, 1, "bullet", BULLETS[(at - level) % len(BULLETS)]) for at in range(9))
    return _shown(level, start, "decimal", f"%{level + 1}{kind}")


def _shown(level: int, start: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )
