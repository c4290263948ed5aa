"""Parse TOML text: what stands in it is what JSON would hold, and nothing is coerced.

What the parser would take without bound is refused first: it needs seconds for some megabytes, and
memory by the square of how many keys a dotted key joins.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange.files import broken_file, too_large, too_many_digits
from renkei_model.interchange.strict_values import Moment
from renkei_model.wording import Wording

__all__ = ["parse_toml"]

_LARGEST: Final = 2_000_000
_LINE: Final = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_MOST_JOINED: Final = 100
_KEY: Final = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?<![\w.-])(?:{_KEY}\.[ \t]*+){{{_MOST_JOINED}}}")
_LARGEST_INTEGER: Final = 2**63 - 1


def parse_toml(text: str, document: str) -> object:
    """Parse a TOML text.

    Args:
        text: The text, with or without a byte order mark.
        document: The file's name, for errors.

    Returns:
        Its plain value; dates and times are `Moment`s.

    Raises:
        DocumentError: If it is no TOML, larger than 2 MB, nested too deeply, or holds a number
            beyond 64 bits, which TOML does not promise.
    """
    if len(text) > _LARGEST:
        raise too_large(document, _LARGEST)
    if _LONG_KEY.search(text):
        raise _too_deep(document)
    try:
        return _plain(tomllib.loads(text.removeprefix("\ufeff")))
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(document, (_syntax_fault(str(error), text),)) from None
    except RecursionError:
        raise _too_deep(document) from None
    except ValueError:  # Python reads no number of some thousand digits
        raise too_many_digits(document) from None


def _too_deep(document: str) -> DocumentError:
    return broken_file(
        document,
        Wording("入れ子が深すぎます", "it is nested too deeply"),
        Wording("条件を分けてください", "split its conditions"),
    )


_WIDE: Final = re.compile("[“”‘’＂＇，＝：\u3000［］｛｝＃０-９]")
_LONGEST_LINE: Final = 60


def _syntax_fault(said: str, text: str) -> Fault:
    """Say where a text ceases to be TOML, with the line that stands there."""
    found, line = _LINE.search(said), ""
    what = said[: found.start()].strip() if found else said
    place = Wording("ファイルの終わり", "the end of the file")
    remedy = Wording("この場所の前後を確かめてください", "check what stands here")
    if found and found[1]:
        number, column = int(found[1]), int(found[2])
        place = Wording(f"{number}行目 {column}文字目", f"line {number}, column {column}")
        line = text.splitlines()[number - 1].strip()[:_LONGEST_LINE]
    if _WIDE.search(line):
        remedy = Wording(
            "全角の記号や空白，“ ” の引用符を半角に直してください",
            "write signs, blanks and quotes in half width",
        )
    shown = Wording(f"「{line}」" if line else "", f" {line!r}" if line else "")
    return Fault(
        place,
        Wording(
            f"TOMLとして読めません{shown.ja}（解析器の指摘:「{what}」）",
            f"it is not TOML{shown.en} ({what})",
        ),
        remedy,
        found=line,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - plain values
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case int() if abs(value) > _LARGEST_INTEGER:
            raise ValueError
        case str() | int() | float():
            return value
        case _:
            return Moment(value.isoformat())
