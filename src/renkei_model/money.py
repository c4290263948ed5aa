"""Amounts of yen: whole numbers, as intervals where the evidence leaves them open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.checks import require_count, require_kind
from renkei_model.errors import InvalidValue
from renkei_model.wording import Language, Wording

__all__ = [
    "MOST_YEN",
    "NOTHING",
    "YEN",
    "YenRange",
    "parse_yen",
    "require_yen",
    "yen_text",
    "yen_wording",
]

MOST_YEN: Final = 1_000_000_000_000
"""More than any city gives its councils."""

_MOST_TOGETHER: Final = 1_000_000 * MOST_YEN
"""More than the amounts of all councils and districts add up to."""

YEN: Final = Wording("円", "yen")
"""The unit of a fact whose records count yen."""


def require_yen(what: str, value: object) -> None:
    """Refuse an amount that is no whole number of yen from 0 on.

    Args:
        what: What the amount belongs to, for the error.
        value: The amount.

    Raises:
        InvalidValue: If it is none.
    """
    require_count(what, value, least=0, most=MOST_YEN)


_YEN: Final = re.compile(
    r"[¥\\]?\s*(?P<sign>[-−▲△])?\s*[¥\\]?\s*"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})\s*(?:円|yen)?",
    re.IGNORECASE,
)
_HOW_TO_WRITE: Final = Wording(
    "1円単位の整数で「350000」「350,000円」のように書いてください",
    "write whole yen, like 350000 or 350,000",
)


def parse_yen(text: str) -> int:
    """Read an amount of whole yen as people write it: 350000, 350,000円, ￥350,000.

    Args:
        text: The amount, in half or full width.

    Raises:
        InvalidValue: If it is no amount of whole yen, below 0, or above `MOST_YEN`.
    """
    require_kind("parse_yen", text, str)
    written = _YEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if written is None:
        problem = Wording("金額として読めません", "it is not an amount of yen")
    elif written["sign"]:
        problem = Wording("0円を下回っています", "it is below 0 yen")
    elif (yen := int(written["digits"].replace(",", ""))) > MOST_YEN:
        problem = Wording(f"{MOST_YEN:,}円を超えています", f"it is above {MOST_YEN:,} yen")
    else:
        return yen
    raise InvalidValue(text, problem, _HOW_TO_WRITE)


def yen_wording(yen: int) -> Wording:
    """Write an amount: 400,000円, 400,000 yen."""
    return Wording(f"{yen:,}円", f"{yen:,} yen")


def yen_text(yen: int, language: Language) -> str:
    """Write an amount in one language."""
    return yen_wording(yen).text(language)


@attrs.frozen
class YenRange:
    """An amount of yen as far as the evidence tells it.

    Attributes:
        least: Surely this much.
        most: At most this much.

    Raises:
        InvalidValue: If one of them is no amount, or the least is above the most.
    """

    least: int
    most: int

    def __attrs_post_init__(self) -> None:
        """Refuse what is no amount, and an interval the wrong way round."""
        require_count("YenRange.least", self.least, least=0, most=_MOST_TOGETHER)
        require_count("YenRange.most", self.most, least=0, most=_MOST_TOGETHER)
        if self.least > self.most:
            raise InvalidValue(
                "YenRange",
                Wording(
                    f"下限（{self.least:,}円）が上限（{self.most:,}円）を超えています",
                    f"it begins at {self.least:,} yen, above its end of {self.most:,}",
                ),
                Wording("小さい方を先に書いてください", "put the smaller amount first"),
            )

    @classmethod
    def exactly(cls, yen: int) -> YenRange:
        """Make the interval of one known amount."""
        return cls(yen, yen)

    @classmethod
    def total(cls, ranges: Iterable[YenRange]) -> YenRange:
        """Add intervals up: an interval again."""
        listed = list(ranges)
        return cls(sum(each.least for each in listed), sum(each.most for each in listed))

    @property
    def is_closed(self) -> bool:
        """Whether the amount is known."""
        return self.least == self.most

    def text(self, language: Language) -> str:
        """Write the interval; one amount where it is known."""
        if self.is_closed:
            return yen_text(self.least, language)
        if language == "ja":
            return f"{self.least:,}円～{self.most:,}円"
        return f"{self.least:,} to {self.most:,} yen"


NOTHING: Final = YenRange(0, 0)
"""No yen at all."""
