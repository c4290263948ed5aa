"""Text in the two languages of the library: Japanese and English, always both."""

from __future__ import annotations

import datetime
import difflib
import heapq
import os.path
from collections.abc import Iterable
from typing import Final, Literal

import attrs

from renkei_model.eras import era_day

__all__ = ["Language", "Wording", "brief", "listed", "named", "nearest_names"]

Language = Literal["ja", "en"]
"""The language a person reads: `"ja"` or `"en"`."""


@attrs.frozen
class Wording:
    """One text in Japanese and in English, as equals.

    Attributes:
        ja: The text as a clerk of the city would write it.
        en: The same text in English.

    Example:
        >>> Wording("親交期", "getting acquainted").text("en")
        'getting acquainted'
    """

    ja: str
    en: str

    def text(self, language: Language) -> str:
        """Give the text in one language.

        Args:
            language: `"ja"` or `"en"`.

        Raises:
            ValueError: If `language` is neither.
        """
        texts: dict[str, str] = {"ja": self.ja, "en": self.en}
        if language not in texts:
            message = f"language is {language!r}; write 'ja' or 'en'"
            raise ValueError(message)
        return texts[language]

    @classmethod
    def same(cls, text: str) -> Wording:
        """Make a wording that reads the same in both languages (a key, a path, a number)."""
        return cls(text, text)

    @classmethod
    def day(cls, day: datetime.date) -> Wording:
        """Write a day: 令和8年4月1日, 2026-04-01."""
        return cls(era_day(day), day.isoformat())

    def __bool__(self) -> bool:
        """Tell whether both languages say something."""
        return bool(self.ja.strip()) and bool(self.en.strip())


def named(kind: Wording, name: Wording) -> Wording:
    """Name a thing after what it is: 要件「設立」, requirement “founded”."""
    return Wording(f"{kind.ja}「{name.ja}」", f"{kind.en} “{name.en}”")


def listed(wordings: Iterable[Wording]) -> Wording:
    """Write wordings one after the other, with commas between them."""
    each = tuple(wordings)
    return Wording("，".join(one.ja for one in each), ", ".join(one.en for one in each))


_LONGEST: Final = 80


def brief(text: str) -> str:
    """Cut a text that somebody gave to what a sentence can hold."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_MOST_COMPARED: Final = 100


def nearest_names(name: str, known: Iterable[str], *, at_least: float = 0.6) -> tuple[str, ...]:
    """Find the known names that a mistyped name most likely meant.

    Args:
        name: What somebody wrote.
        known: What they may have meant.
        at_least: How alike they must be, from 0 to 1 for the same.

    Returns:
        Up to three names, the nearest first; empty when nothing is near, and for a text of more
        than 80 characters, which is no slip in a name. Of very many names only those are compared
        that begin and end most like it.
    """
    if len(name) > _LONGEST:
        return ()
    names = sorted({each for each in known if len(each) <= _LONGEST})
    if len(names) > _MOST_COMPARED:
        names = heapq.nlargest(_MOST_COMPARED, names, key=lambda each: _ends_alike(name, each))
    return tuple(difflib.get_close_matches(name, names, n=3, cutoff=at_least))


def _ends_alike(name: str, other: str) -> int:
    """Count the characters that two names share at their beginnings and ends."""
    ends = (name, other), (name[::-1], other[::-1])
    return sum(len(os.path.commonprefix(pair)) for pair in ends)  # noqa: RUF071 - no paths
