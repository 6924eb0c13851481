"""What is wrong with records by their JSON Schema, told in a few words with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from bilingual.formats.json.write import schema

if TYPE_CHECKING:
    from fastjsonschema import JsonSchemaValueException

_LISTS = ("minItems", "maxItems", "uniqueItems")


def records_fault(value: Any) -> str:
    """The first thing that is wrong with what should be records, with its place; empty where nothing is.

    >>> records_fault([]), records_fault({"signature": 1})
    ('the whole is no object', '“post” is missing')
    """
    return fault(value, _validator())


def validator(schema: Mapping[str, Any]) -> Callable[[Any], Any]:
    """A function that checks values; the library knows draft 7, of which the records' schema uses nothing more."""
    import fastjsonschema

    compiled: Callable[[Any], Any] = fastjsonschema.compile({**schema, "$schema": "http://json-schema.org/draft-07/schema#"})
    return compiled


@cache
def _validator() -> Callable[[Any], Any]:
    return validator(schema())


def fault(value: Any, check: Callable[[Any], Any]) -> str:
    """The first thing that is wrong with a value, with its place; empty where nothing is.

    >>> rows = validator({"type": "array", "items": {"type": "object", "required": ["id"]}})
    >>> fault([{"id": 1}, {}], rows), fault([{"id": 1}], rows)
    ('“id” is missing in [1]', '')
    """
    from fastjsonschema import JsonSchemaValueException

    try:
        check(value)
    except JsonSchemaValueException as error:
        return _words(error)
    return ""


def _words(error: JsonSchemaValueException) -> str:
    place = str(error.name or "").removeprefix("data").removeprefix(".")
    within, rule, value = f" in {place}" if place else "", error.definition, error.value
    if error.rule == "required":
        return f"“{next(key for key in rule['required'] if key not in value)}” is missing{within}"
    if error.rule == "additionalProperties":
        return f"“{next(key for key in value if key not in rule['properties'])}” is not known{within}"
    if error.rule == "type":
        return f"{place or 'the whole'} is no {rule['type']}"
    if error.rule == "oneOf":
        return f"{place} is of no kind that may stand there"
    return f"{place} is not a list as it should be" if error.rule in _LISTS else f"{place} has a value that it cannot have"
