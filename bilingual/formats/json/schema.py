"""What is wrong with a JSON value by a JSON Schema: the part of draft 2020-12 that the records' schema uses.

The libraries that do this fully take longer for the records of one post than everything else that is done with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "null": type(None), "boolean": bool
}  # fmt: skip


def fault(value: Any, schema: Mapping[str, Any]) -> str:
    """The first thing that is wrong, with its place; empty where nothing is.

    >>> rows = {"type": "array", "items": {"type": "object", "required": ["id"]}}
    >>> fault([{"id": 1}, {}], rows), fault([{"id": 1}], rows)
    ('“id” is missing in [1]', '')
    """
    return next(_faults(value, schema, schema, ""), "")


def _faults(value: Any, own: Mapping[str, Any], whole: Mapping[str, Any], place: str) -> Iterator[str]:
    while "$ref" in own:
        own = whole["$defs"][own["$ref"].removeprefix("#/$defs/")]
    if "oneOf" in own:
        if all(next(_faults(value, one, whole, place), "") for one in own["oneOf"]):
            yield f"{place} is of no kind that may stand there"
    elif not _is(value, own.get("type")):
        yield f"{place or 'the whole'} is no {own['type']}"
    elif isinstance(value, dict):
        yield from _in_object(value, own, whole, place)
    elif isinstance(value, list):
        yield from _in_list(value, own, whole, place)
    elif not _fits(value, own):
        yield f"{place} has a value that it cannot have"


def _is(value: Any, kind: str | None) -> bool:
    if kind is None:
        return True
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _fits(value: Any, own: Mapping[str, Any]) -> bool:
    if "enum" in own:
        return value in own["enum"]
    if isinstance(value, str):
        return len(value) >= own.get("minLength", 0) and re.search(own.get("pattern", ""), value) is not None
    return not isinstance(value, int) or value >= own.get("minimum", value)


def _in_object(value: dict[str, Any], own: Mapping[str, Any], whole: Mapping[str, Any], place: str) -> Iterator[str]:
    where = f" in {place}" if place else ""
    known, others = own.get("properties", {}), own.get("additionalProperties", True)
    yield from (f"“{key}” is missing{where}" for key in own.get("required", ()) if key not in value)
    for key, inner in value.items():
        if key in known:
            yield from _faults(inner, known[key], whole, f"{place}.{key}" if place else key)
        elif others is False:
            yield f"“{key}” is not known{where}"
        elif others is not True:
            yield from _faults(inner, others, whole, f"{place}.{key}" if place else key)


def _in_list(value: list[Any], own: Mapping[str, Any], whole: Mapping[str, Any], place: str) -> Iterator[str]:
    first, rest = own.get("prefixItems", ()), own.get("items", True)
    too_many = rest is False and len(value) > len(first)
    if too_many or len(value) < own.get("minItems", 0) or (own.get("uniqueItems") and len(set(map(str, value))) < len(value)):
        yield f"{place} is not a list as it should be"
    for index, item in enumerate(value):
        kind = first[index] if index < len(first) else rest
        if isinstance(kind, Mapping):
            yield from _faults(item, kind, whole, f"{place}[{index}]")
