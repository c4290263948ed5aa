"""Amounts of yen: whole numbers, as intervals where the evidence leaves them open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.checks import require_count
from renkei_model.errors import InvalidValue
from renkei_model.wording import Language, Wording

__all__ = ["MOST_YEN", "NOTHING", "YEN", "YenRange", "require_yen", "yen_text", "yen_wording"]

MOST_YEN: Final = 1_000_000_000_000
"""More than any city gives its councils."""

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
        require_yen("YenRange.least", self.least)
        require_yen("YenRange.most", self.most)
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
