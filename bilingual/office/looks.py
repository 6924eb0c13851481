"""What the properties of Word's runs say about how the text looks."""

from __future__ import annotations

from typing import Any

from bilingual.office.namespaces import W

OFF = frozenset({"0", "false", "off", "none"})
"""What a property is set to that does not hold."""
_RAISED = frozenset({"superscript", "subscript"})
_TOGGLES = {f"{W}b": "b", f"{W}i": "i", f"{W}strike": "s", f"{W}u": "u"}
_STYLES = {"strong": "b", "emphasis": "i", "intense emphasis": "i"}
"""Character styles that people use for emphasis."""
_ORDER = "b i s u superscript subscript".split()


def look(properties: Any, style: str) -> tuple[str, ...]:
    """Of `b i s u superscript subscript`, in this order, what the properties and the name of a character style say."""
    found = [_STYLES[style]] if style in _STYLES else []
    for element in () if properties is None else properties:
        if element.tag in _TOGGLES and element.get(f"{W}val", "1") not in OFF:
            found.append(_TOGGLES[element.tag])
        elif element.tag == f"{W}vertAlign" and element.get(f"{W}val") in _RAISED:
            found.append(element.get(f"{W}val"))
    return tuple(sorted(set(found), key=_ORDER.index))
