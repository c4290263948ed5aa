"""Parse JSON text without losing anything, and write it.

Repeated keys, broken ends and depth are faults. Where orjson is installed (the extra `fast`), it
writes the same text sooner.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange.files import (
    LARGEST,
    broken_file,
    held_by_no_file,
    too_large,
    too_many_digits,
)
from renkei_model.wording import Wording, brief

try:
    import orjson
except ImportError:  # pragma: no cover - the environment decides
    _ORJSON: types.ModuleType | None = None
else:
    _ORJSON = orjson

__all__ = ["parse_json", "write_json"]


def parse_json(text: str, document: str) -> tuple[object, tuple[Fault, ...]]:
    """Parse a JSON text.

    Args:
        text: The text, with or without a byte order mark.
        document: The file's name, for errors.

    Returns:
        Its plain value, and a fault for each key that stands twice in one object.

    Raises:
        DocumentError: If it is no JSON, larger than 20 MB or nested too deeply.
    """
    if len(text) > LARGEST:
        raise too_large(document)
    try:
        written = text.removeprefix("\ufeff")
        plain, is_plain = _parsed(written)
        return plain, () if is_plain else tuple(_repeated_keys(_with_repeats(written), ("$",)))
    except json.JSONDecodeError as error:
        raise DocumentError(document, (_syntax_fault(error),)) from None
    except RecursionError:
        raise broken_file(
            document,
            Wording("入れ子が深すぎます", "it is nested too deeply"),
            Wording(
                "書き出したときの形に戻してください", "give it the form in which it was written"
            ),
        ) from None
    except ValueError:  # Python reads no number of some thousand digits
        raise too_many_digits(document) from None


def _parsed(text: str) -> tuple[object, bool]:
    """Parse a text, and tell whether no key stands twice in one object."""
    is_plain = True

    def made(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal is_plain
        plain = dict(pairs)
        if len(plain) < len(pairs):
            is_plain = False
        return plain

    return json.loads(text, object_pairs_hook=made), is_plain


class _Object(dict[str, object]):
    """A JSON object, with the keys that stand in it more than once."""

    repeated: tuple[str, ...] = ()


def _with_repeats(text: str) -> object:
    """Parse a text once more, so that each object knows which keys it repeats."""
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key in made if times[key] > 1)
    return made


def _syntax_fault(error: json.JSONDecodeError) -> Fault:
    place = Wording(
        f"{error.lineno}行目 {error.colno}文字目", f"line {error.lineno}, column {error.colno}"
    )
    problem = Wording(
        f"JSONとして読めません（解析器の指摘:「{error.msg}」）", f"it is not JSON ({error.msg})"
    )
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        problem = Wording("JSONが途中で終わっています", "the JSON ends before it is complete")
    remedy = Wording(
        "この場所の前後を確かめるか，書き出し直してください",
        "check what stands here, or write the document again",
    )
    return Fault(place, problem, remedy)


def _repeated_keys(plain: object, steps: tuple[str, ...]) -> Iterator[Fault]:
    """Find keys that stand twice in one object: the second would silently win."""
    if isinstance(plain, _Object):
        for key in plain.repeated:
            yield Fault(
                Wording.same("".join((*steps, f".{brief(key)}"))),
                Wording("同じキーが二度あります", "this key stands here twice"),
                Wording("どちらか一方にしてください", "keep one of the two"),
                found=key,
            )
        for key, value in plain.items():
            if isinstance(value, (dict, list)):
                yield from _repeated_keys(value, (*steps, f".{brief(key)}"))
    if isinstance(plain, list):
        for index, value in enumerate(plain):
            if isinstance(value, (dict, list)):
                yield from _repeated_keys(value, (*steps, f"[{index}]"))


# --- writing -------------------------------------------------------------------------------------


def write_json(
    plain: object, what: str, plain_of: Callable[[Any], object] = datetime.date.isoformat
) -> str:
    """Write plain values as JSON, indented by two; days as ISO 8601 has them.

    Args:
        plain: The values.
        what: What they are of, for errors.
        plain_of: Makes plain values of what else stands among them, as each is written: those of
            many things need not stand in memory together.

    Raises:
        InvalidValue: If a text in them holds what no file can.
    """
    try:
        written = _written(plain, plain_of)
    except UnicodeEncodeError as error:
        # Only half of a character cannot be encoded; whole ones, such as emoji, can.
        raise held_by_no_file(what, f"{ord(error.object[error.start]):04X}") from None
    # It is looked through only if there is any escape that could be of a control character.
    if b"\\" in written and (found := _NO_FILE_HOLDS.search(written)):
        raise held_by_no_file(what, found[1].decode().upper())
    return str(written, "utf-8")


_NO_FILE_HOLDS: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u(00(?:0[0-8b-c]|0[e-f]|1[0-9a-f]))")


_INDENTED: Final = 0 if _ORJSON is None else _ORJSON.OPT_INDENT_2 | _ORJSON.OPT_APPEND_NEWLINE


def _written(plain: object, plain_of: Callable[[Any], object]) -> bytes:
    if _ORJSON is not None:
        # Numbers beyond 64 bits, and texts that no file can hold, are left to the slow way.
        with contextlib.suppress(TypeError):
            written: bytes = _ORJSON.dumps(plain, default=plain_of, option=_INDENTED)
            return written

    def known(value: object) -> object:
        return value.isoformat() if isinstance(value, datetime.date) else plain_of(value)

    text = json.dumps(plain, ensure_ascii=False, indent=2, default=known)
    return f"{text}\n".encode()
