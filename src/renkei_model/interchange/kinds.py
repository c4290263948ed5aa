"""The kinds of single values in documents: how each is read, written, and told in a JSON Schema.

One declaration serves the three: what a loader takes, what a dump writes and what the schema
allows are never written apart.
"""

from __future__ import annotations

import datetime
import enum
import functools
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from renkei_model.checks import require_key
from renkei_model.dates import FiscalYear, Span
from renkei_model.interchange.strict_values import (
    read_count,
    read_day,
    read_name,
    read_not_negative,
    read_one_of,
    read_span,
    read_text,
    read_whole_number,
    read_yes_or_no,
    unexpected,
)
from renkei_model.wording import Wording

__all__ = [
    "COUNT",
    "DAY",
    "FISCAL_YEAR",
    "KEY",
    "NAME",
    "NOT_NEGATIVE",
    "SHARE",
    "SPAN",
    "TEXT",
    "WHOLE_NUMBER",
    "YES_OR_NO",
    "Kind",
    "Structure",
    "choice",
    "read_days",
]

Structure = Callable[[object, Any], Any]
"""Reads a plain value as a class: `(value, kind) -> thing`."""


@attrs.frozen(eq=False)
class Kind:
    """One kind of value in a document.

    Attributes:
        read: Makes the value of a plain one, or raises `Misfit`; it is also given what reads a
            part of it as a class.
        schema: What a JSON Schema says of the plain value.
        write: Makes the plain value of the value; None where its type says how.
        named: What a schema says where `schema` only refers to it; None where nothing more is.
        alone: What `read` does, of a value without parts; None of any other.
    """

    read: Callable[[object, Structure], Any]
    schema: Mapping[str, object]
    write: Callable[[Any], object] | None = None
    named: Mapping[str, object] | None = None
    alone: Callable[[object], Any] | None = None

    @classmethod
    def single(
        cls,
        read: Callable[[object], Any],
        schema: Mapping[str, object],
        write: Callable[[Any], object] | None = None,
    ) -> Kind:
        """Make the kind of a value that has no parts."""
        return cls(lambda value, _: read(value), schema, write, alone=read)


_TEXT: Final = {"type": "string"}
TEXT: Final = Kind.single(read_text, _TEXT)
NAME: Final = Kind.single(read_name, {**_TEXT, "pattern": r"\S"})
WHOLE_NUMBER: Final = Kind.single(read_whole_number, {"type": "integer"})
COUNT: Final = Kind.single(read_count, {"type": "integer", "minimum": 1})
NOT_NEGATIVE: Final = Kind.single(read_not_negative, {"type": "integer", "minimum": 0})
YES_OR_NO: Final = Kind.single(read_yes_or_no, {"type": "boolean"})


_DAYS_KEPT: Final = 8192
"""How many dates are kept as read: of many councils the same days stand in many records."""


def _day_or_iso(span: Span) -> datetime.date | str:
    """Leave a day as it is: whoever writes the text writes days as ISO 8601 has them."""
    first = span.first
    return first if first == span.last else span.iso


def read_days(value: object) -> Span:
    """Take the text of a date, read once however often it stands anywhere."""
    return _days_of(value) if isinstance(value, str) else read_span(value)


@functools.lru_cache(_DAYS_KEPT)
def _days_of(text: str) -> Span:
    return read_span(text)


SPAN: Final = Kind.single(
    read_days,
    {**_TEXT, "description": "A day, a month, a span (2023-04/2023-08) or any date in words."},
    _day_or_iso,
)
DAY: Final = Kind.single(read_day, {**_TEXT, "description": "One day."})


def _read_key(value: object) -> str:
    text = read_text(value)
    require_key("", text)
    return text


KEY: Final = Kind.single(_read_key, {**_TEXT, "pattern": "^[a-z_][a-z0-9_]*$"})


def _read_share(value: object) -> Fraction:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(_SHARE, text):
        raise unexpected(Wording('"1/2" のような分数', 'a fraction such as "1/2"'), value)
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise unexpected(Wording('"1/2" のような分数', 'a fraction such as "1/2"'), value) from None


_SHARE: Final = "[0-9]{1,9}(/[0-9]{1,9})?"
SHARE: Final = Kind.single(_read_share, {**_TEXT, "pattern": f"^{_SHARE}$"}, str)


def _read_year(value: object) -> FiscalYear:
    return FiscalYear(read_whole_number(value))


FISCAL_YEAR: Final = Kind.single(
    _read_year,
    {"type": "integer", "description": "A fiscal year, by the calendar year in which it begins."},
    lambda year: year.year,
)


def choice(what: Wording, members: type[enum.Enum] | Mapping[str, enum.Enum]) -> Kind:
    """Make the kind of one of a few names.

    Args:
        what: What is named.
        members: What may be meant, each by its value or by the name that it is given.
    """
    known = members if isinstance(members, Mapping) else {each.value: each for each in members}
    names = {member: name for name, member in known.items()}
    return Kind.single(read_one_of(what, known), {"enum": list(known)}, names.__getitem__)
