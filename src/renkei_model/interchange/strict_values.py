"""Read single values of a JSON document as what they are: nothing is coerced into anything."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import attrs

from renkei_model.date_text import parse_span
from renkei_model.dates import Span
from renkei_model.errors import Fault, InvalidDate
from renkei_model.wording import Wording, brief, nearest_names

__all__ = [
    "Misfit",
    "Moment",
    "read_count",
    "read_day",
    "read_list",
    "read_name",
    "read_not_negative",
    "read_object",
    "read_one_of",
    "read_span",
    "read_text",
    "read_whole_number",
    "read_yes_or_no",
    "unexpected",
]

_Value = TypeVar("_Value")
_LONGEST_SHOWN: Final = 40
_FEW: Final = 8
"""So many known names are told to whoever wrote another."""

_NO_FILE_HOLDS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Moment(str):
    """A date or time that a parser knows apart from text; as a text, it is refused."""

    __slots__ = ()


@attrs.frozen
class Misfit(Exception):
    """A value that does not fit where it stands; whoever knows the place makes it a fault.

    Attributes:
        problem: What is wrong with it.
        remedy: What to do about it.
        found: What stands there.
        nearest: Known names that may have been meant.
    """

    problem: Wording
    remedy: Wording = Wording.same("")
    found: str = attrs.field(default="", kw_only=True)
    nearest: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def at(self, path: str) -> Fault:
        """Give it its place: a path such as `$.council.records[3].on`."""
        return Fault(
            Wording.same(path), self.problem, self.remedy, found=self.found, nearest=self.nearest
        )


def unexpected(expected: Wording, value: object, remedy: Wording = Wording.same("")) -> Misfit:
    """Make the misfit of a value of another kind than the one that belongs there."""
    found = _found(value)
    return Misfit(
        Wording(
            f"{expected.ja}が必要なところに{found.ja}があります",
            f"expected {expected.en}, found {found.en}",
        ),
        remedy,
        found=found.en,
    )


def _found(value: object) -> Wording:
    match value:
        case dict():
            return Wording("オブジェクト", "an object")
        case list():
            return Wording("配列", "a list")
        case Moment():
            return Wording(f" {value} ", value)
        case _:
            text = json.dumps(value, ensure_ascii=False)
            shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
            return Wording(f" {shown} ", shown)


def read_text(value: object) -> str:
    """Take a text that a file can hold."""
    if not isinstance(value, str) or isinstance(value, Moment):
        quoted = Wording('" " で囲んでください', 'put it in " "')
        remedy = quoted if isinstance(value, Moment) else Wording.same("")
        raise unexpected(Wording("文字列", "a text"), value, remedy)
    # What can be printed holds no control character; of the rest only some are refused.
    letter = None if value.isprintable() else _NO_FILE_HOLDS.search(value)
    if letter is not None:
        code = f"U+{ord(letter[0]):04X}"
        raise Misfit(
            Wording(
                f"ファイルに書けない文字（{code}）があります",
                f"it holds {code}, which no file can",
            ),
            Wording("その文字を除いてください", "take it out"),
            found=code,
        )
    return value


def read_name(value: object) -> str:
    """Take a text that is not empty."""
    if not read_text(value).strip():
        raise unexpected(Wording("空でない名称", "a name that is not empty"), value)
    return read_text(value)


def read_whole_number(value: object) -> int:
    """Take a whole number; 3.0, "3" and true are none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise unexpected(Wording("整数", "a whole number"), value)
    return value


def read_count(value: object) -> int:
    """Take a whole number from 1 on."""
    number = read_whole_number(value)
    if number < 1:
        raise unexpected(Wording("1以上の整数", "a whole number from 1 on"), value)
    return number


def read_not_negative(value: object) -> int:
    """Take a whole number from 0 on."""
    number = read_whole_number(value)
    if number < 0:
        raise unexpected(Wording("0以上の整数", "a whole number from 0 on"), value)
    return number


def read_yes_or_no(value: object) -> bool:
    """Take true or false; 1, "yes" and null are neither."""
    if not isinstance(value, bool):
        raise unexpected(Wording("true か false ", "true or false"), value)
    return value


def read_span(value: object) -> Span:
    """Take the text of a date: a day, a month or a span, as people write it too."""
    try:
        return parse_span(str(value) if isinstance(value, Moment) else read_text(value))
    except InvalidDate as error:
        problem = Wording(
            f"「{error.text}」: {error.problem.ja}", f"{error.text!r}: {error.problem.en}"
        )
        raise Misfit(problem, error.remedy, found=error.text) from None


def read_day(value: object) -> datetime.date:
    """Take the text of a single day."""
    span = read_span(value)
    if not span.is_day:
        raise unexpected(Wording("一日の日付", "a single day"), value)
    return span.first


def read_list(value: object) -> list[object]:
    """Take a list; a text or an object is none."""
    if not isinstance(value, list):
        in_toml = Wording(
            "[ ] で囲んでください（TOML の表の一覧なら [[ ]]）",
            "put it in [ ] (a list of tables in TOML has [[ ]])",
        )
        raise unexpected(Wording("配列", "a list"), value, in_toml)
    return value


def read_object(value: object, keys: Sequence[str] = ()) -> dict[str, object]:
    """Take an object.

    Args:
        value: What stands there.
        keys: The keys that it needs, for whoever wrote something else.
    """
    if not isinstance(value, dict):
        remedy = Wording.same("")
        if keys:
            example = ", ".join(f"{key} = …" for key in keys)
            remedy = Wording(
                f'{{ {example} }} のように書いてください（JSON では {{"{keys[0]}": …}}）',
                f'write it like {{ {example} }} (in JSON {{"{keys[0]}": …}})',
            )
        raise unexpected(Wording("オブジェクト", "an object"), value, remedy)
    return value


def read_one_of(kind: Wording, known: Mapping[str, _Value]) -> Callable[[object], _Value]:
    """Make the reader of a name, which gives what the name means.

    Args:
        kind: What is named.
        known: What each name means.
    """

    def read(value: object) -> _Value:
        name = read_text(value)
        if name not in known:
            few = ", ".join(known) if len(known) <= _FEW else ""
            raise Misfit(
                Wording(
                    f"{kind.ja}「{brief(name)}」はありません", f"unknown {kind.en} {brief(name)!r}"
                ),
                Wording(f"使えるのは {few}", f"known: {few}")
                if few
                else Wording("名前を確かめてください", "check the name"),
                found=name,
                nearest=nearest_names(name, known),
            )
        return known[name]

    return read
