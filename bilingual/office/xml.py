"""XML from elsewhere, read safely: no entities of its own, no DTD, no network, and nothing without a limit.

A document type declaration without entities is let by, since TMX and TBX files carry one; the DTD it names is not read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from bilingual.errors import ImportFailed

if TYPE_CHECKING:
    from lxml.etree import XMLPullParser, _Element

LARGEST = 256 * 1024 * 1024
"""Bytes of one file."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute `xml:lang`, as lxml names it."""
_PIECE = 64 * 1024
"""Bytes given to the parser at once: the declaration of entities is seen before much of the file is."""
REFUSED = dict.fromkeys(code for code in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if code not in (0x09, 0x0A, 0x0D))
"""What XML 1.0 cannot hold, for `str.translate`: a single one makes a file unopenable."""
_MARKUP = REFUSED | str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPED = _MARKUP | str.maketrans({"\r": "&#13;"})
_QUOTED = _ESCAPED | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_ONE_LINE = _MARKUP | str.maketrans({'"': "&quot;", "\t": " ", "\n": " ", "\r": " "})


def parse_xml(data: bytes, path: str, what: str = "XML") -> _Element:
    """The root of a file; `ImportFailed` with the line where it is not sound or not safe. `what` names its format."""
    (root,) = deque(_finished(data, path, what), maxlen=1)  # the parser refuses a file without elements
    return root


def elements(data: bytes, path: str, what: str, names: AbstractSet[str]) -> Iterator[_Element]:
    """Each finished element of those local names, in order; what it holds goes when the next one is asked for.

    So a large file takes little memory. An element within one that is named too must not be asked for.
    """
    for element in _finished(data, path, what):
        if local(element) in names:
            yield element
            element.clear()


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def all_text(element: _Element) -> str:
    """All text inside an element, as it stands."""
    return "".join(element.itertext())


def serialised(root: _Element) -> bytes:
    """A part of an office document as it stands in its file."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def writable(text: str) -> str:
    """The text without the characters that XML cannot hold (https://www.w3.org/TR/xml/#charsets).

    >>> writable("a\\x0bb\\tc")
    'ab\\tc'
    """
    return text.translate(REFUSED)


def escaped(text: str, *, quoted: bool = False) -> str:
    """The text as it stands in XML: without what XML cannot hold; `quoted` for the value of an attribute.

    >>> escaped("a<b\\r"), escaped('"\\n', quoted=True)
    ('a&lt;b&#13;', '&quot;&#10;')
    """
    return text.translate(_QUOTED if quoted else _ESCAPED)


def escaped_line(text: str) -> str:
    """The text for an element or an attribute alike, on one line.

    >>> escaped_line("a\\0 <\\n\\"b\\"")
    'a &lt; &quot;b&quot;'
    """
    return text.translate(_ONE_LINE)


def check_start(start: bytes, path: str) -> None:
    """Raises `ImportFailed` where the start of a file is no XML, or declares a document type before its first element."""
    from lxml.etree import XMLPullParser, XMLSyntaxError

    parser: XMLPullParser = XMLPullParser(events=("start",), resolve_entities=False, load_dtd=False, no_network=True)
    first: _Element | None = None
    try:
        parser.feed(start)
        _, first = next(iter(parser.read_events()), ("", None))
    except XMLSyntaxError as error:
        raise ImportFailed(f"It is no sound XML: {_reason(error)}.", "Save the file again.", path=path) from error
    if first is None or first.getroottree().docinfo.internalDTD is not None:
        raise ImportFailed("It declares a document type, which can be used to attack.", "Nothing was read.", path=path)


def _finished(data: bytes, path: str, what: str) -> Iterator[_Element]:
    """Every element when it is complete, the root last."""
    from lxml.etree import XMLPullParser, XMLSyntaxError

    if len(data) > LARGEST:
        raise ImportFailed(f"The file is larger than {LARGEST // 2**20} MiB.", "Split it.", path=path)
    parser: XMLPullParser = XMLPullParser(
        events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_pis=True, remove_comments=True,
    )  # fmt: skip
    checked = False
    try:
        for start in range(0, len(data) + 1, _PIECE):
            parser.feed(data[start : start + _PIECE])
            for event, element in parser.read_events():
                checked = checked or _is_safe(element, path)
                if event == "end":
                    yield element
        parser.close()
        yield from (element for event, element in parser.read_events() if event == "end")
    except XMLSyntaxError as error:
        fact = f"The file is no sound {what}: {_reason(error)}."
        raise ImportFailed(fact, "Save it again in the program it comes from.", path=path, line=error.lineno) from error


def _is_safe(element: _Element, path: str) -> bool:
    """True, or `ImportFailed` where the document declares entities: they can read files and fill the memory."""
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        fact = "The file declares entities of its own, which can read other files or fill the memory."
        raise ImportFailed(fact, "Nothing was read. Save it without them.", path=path)
    return True


def _reason(error: SyntaxError) -> str:
    return (error.msg or "it cannot be parsed").split(", line ")[0]
