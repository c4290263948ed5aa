"""What every value refuses when it is made: keys, counts, days and tuples that are none."""

from __future__ import annotations

import datetime
from typing import Final, TypeVar

from renkei_model.errors import InvalidValue
from renkei_model.wording import Wording

__all__ = [
    "GREATEST_NUMBER",
    "MOST_COUNTED",
    "require_count",
    "require_day",
    "require_each",
    "require_key",
    "require_kind",
    "require_name",
    "require_pair",
    "require_tuples",
    "shown",
    "unchecked",
]

T = TypeVar("T")

_LONGEST: Final = 80

MOST_COUNTED: Final = 100_000_000
"""How much can be recorded or asked for: far beyond what a council does, or is paid in yen."""

GREATEST_NUMBER: Final = 999_999_999
"""The greatest number that a council can have in a registry: what its tables can hold."""


def shown(value: object) -> str:
    """Write a value for an error: its repr, cut short where it is long."""
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write whole numbers of thousands of digits.
        return f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def require_key(what: str, key: object) -> None:
    """Refuse a key that is not lower-case ASCII letters, digits and underscores.

    Args:
        what: What the key belongs to, for the error.
        key: The key.

    Raises:
        InvalidValue: If `key` is no such name.
    """
    if not (isinstance(key, str) and key.isascii() and key.isidentifier() and key == key.lower()):
        raise InvalidValue(
            what,
            Wording(f"キー {shown(key)} は使えません", f"{shown(key)} cannot be a key"),
            Wording(
                "英小文字か _ で始め，英小文字・数字・_ だけで書いてください",
                "use lower-case ASCII letters, digits and _, beginning with a letter or _",
            ),
        )


def require_count(what: str, value: object, *, least: int, most: int = MOST_COUNTED) -> None:
    """Refuse a number that is not whole, below its least value, or above its greatest.

    Args:
        what: What is counted, for the error.
        value: The number.
        least: The least that it may be.
        most: The most that it may be.

    Raises:
        InvalidValue: If `value` is no whole number from `least` to `most`.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise InvalidValue(
            what,
            Wording(
                f"{shown(value)} は{least}以上の整数ではありません",
                f"{shown(value)} is not a whole number of at least {least}",
            ),
            Wording(f"{least}以上の整数を書いてください", f"write {least} or more"),
        )
    if value > most:
        raise InvalidValue(
            what,
            Wording(
                f"{shown(value)} は{most:,}を超えています", f"{shown(value)} is above {most:,}"
            ),
            Wording(f"{most:,}以下の整数を書いてください", f"write a whole number up to {most:,}"),
        )


def require_day(what: str, day: object) -> None:
    """Refuse anything that is not a plain day, a time of day too.

    Args:
        what: What the day is of, for the error.
        day: The day.

    Raises:
        InvalidValue: If `day` is no `datetime.date`.
    """
    if not isinstance(day, datetime.date) or isinstance(day, datetime.datetime):
        remedy = Wording("datetime.date を渡してください", "give a datetime.date")
        if isinstance(day, str):
            remedy = Wording(
                ja=f"{remedy.ja}（文字列は datetime.date.fromisoformat か parse_span で読めます）",
                en=f"{remedy.en}; datetime.date.fromisoformat and parse_span read text",
            )
        raise InvalidValue(
            what,
            Wording(f"{shown(day)} は日付ではありません", f"{shown(day)} is not a day"),
            remedy,
        )


def require_kind(what: str, value: object, *kinds: type, hint: Wording = Wording.same("")) -> None:
    """Refuse a value of another kind, such as a fact's key where the fact is meant.

    Args:
        what: What the value belongs to, for the error.
        value: The value.
        *kinds: What it may be.
        hint: How to come by one, to be said after "give a …".

    Raises:
        InvalidValue: If it is none of these.
    """
    if not isinstance(value, kinds):
        names = [kind.__name__ for kind in kinds]
        ja, en = "か".join(names), " or ".join(names)
        raise InvalidValue(
            what,
            Wording(f"{shown(value)} は {ja} ではありません", f"{shown(value)} is no {en}"),
            Wording(f"{ja} を渡してください{hint.ja}", f"give a {en}{hint.en}"),
        )


def require_name(what: str, name: object, remedy: Wording) -> None:
    """Refuse a name that is no text, or that says nothing.

    Args:
        what: What the name belongs to, for the error.
        name: The name.
        remedy: What to write.

    Raises:
        InvalidValue: If it is none.
    """
    require_kind(what, name, str)
    if not str(name).strip():
        raise InvalidValue(what, Wording("名称が空です", "it is empty"), remedy)


def require_each(what: str, values: tuple[object, ...], *kinds: type) -> None:
    """Refuse a tuple that holds a value of another kind.

    Args:
        what: What the values belong to, for the error.
        values: The values.
        *kinds: What each of them may be.

    Raises:
        InvalidValue: If one of them is none of these; with its place, from 0.
    """
    if not set(map(type, values)).issubset(kinds):
        for place, value in enumerate(values):
            require_kind(f"{what}[{place}]", value, *kinds)


def require_tuples(what: str, **values: object) -> None:
    """Refuse lists and other things where a tuple is meant, for values never change.

    Args:
        what: What the values belong to, for the error.
        **values: The values by name.

    Raises:
        InvalidValue: If one of them is no tuple.
    """
    for name, value in values.items():
        if not isinstance(value, tuple):
            kind, place = type(value).__name__, f"{what}.{name}"
            raise InvalidValue(
                place,
                Wording(f"{kind} は使えません", f"a {kind} cannot stand here"),
                Wording("tuple を渡してください", "give a tuple"),
            )


def require_pair(what: str, values: tuple[T, ...]) -> tuple[T, T]:
    """Refuse a tuple that does not hold two values, and give them.

    Args:
        what: What the values belong to, for the error.
        values: The values.

    Raises:
        InvalidValue: If there are fewer or more.
    """
    match values:
        case (one, other):
            return one, other
        case _:
            raise InvalidValue(
                what,
                Wording(f"{shown(values)} は二つの値ではありません", f"{shown(values)} is no pair"),
                Wording("二つの値を書いてください", "give two values"),
            )


def unchecked(kind: type[T], /, **parts: object) -> T:
    """Make a frozen value of parts that were all checked before, without asking each of them again.

    Only for what is made many times of parts that are sound already: half the cost of recording a
    step was to check again what the ledger, the policy and the council had checked.

    Args:
        kind: The value's class.
        **parts: All its attributes, converted already.
    """
    value, put = object.__new__(kind), object.__setattr__
    for name, part in parts.items():
        put(value, name, part)
    return value
