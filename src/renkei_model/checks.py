"""What every value refuses when it is made: keys, counts, days and tuples that are none."""

from __future__ import annotations

import datetime

from renkei_model.errors import InvalidValue
from renkei_model.wording import Wording

__all__ = ["require_count", "require_day", "require_key", "require_kind", "require_tuples"]


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
            Wording(f"キー {key!r} は使えません", f"{key!r} cannot be a key"),
            Wording(
                "小文字の英字で始め，英小文字・数字・_ だけで書いてください",
                "use lower-case ASCII letters, digits and _, beginning with a letter",
            ),
        )


def require_count(what: str, value: object, *, least: int) -> None:
    """Refuse a number that is not whole or below its least value.

    Args:
        what: What is counted, for the error.
        value: The number.
        least: The least that it may be.

    Raises:
        InvalidValue: If `value` is no whole number of at least `least`.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise InvalidValue(
            what,
            Wording(
                f"{value!r} は{least}以上の整数ではありません",
                f"{value!r} is not a whole number of at least {least}",
            ),
            Wording(f"{least}以上の整数を書いてください", f"write {least} or more"),
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
        raise InvalidValue(
            what,
            Wording(f"{day!r} は日付ではありません", f"{day!r} is not a day"),
            Wording("datetime.date を渡してください", "give a datetime.date"),
        )


def require_kind(what: str, value: object, *kinds: type) -> None:
    """Refuse a value of another kind, such as a fact's key where the fact is meant.

    Args:
        what: What the value belongs to, for the error.
        value: The value.
        *kinds: What it may be.

    Raises:
        InvalidValue: If it is none of these.
    """
    if not isinstance(value, kinds):
        names = [kind.__name__ for kind in kinds]
        ja, en = "か".join(names), " or ".join(names)
        raise InvalidValue(
            what,
            Wording(f"{value!r} は {ja} ではありません", f"{value!r} is no {en}"),
            Wording(f"{ja} を渡してください", f"give a {en}"),
        )


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
