"""Where a rule or a record comes from, and who said it: the source, or the model.

A basis never changes what a rule means; it tells a reader how far to trust it. Stated, inferred
and assumed are never blurred.
"""

from __future__ import annotations

import enum
import functools
from typing import Final

import attrs

from renkei_model.checks import (
    require_count,
    require_each,
    require_kind,
    require_pair,
    require_tuples,
)
from renkei_model.dates import Span
from renkei_model.wording import Language, Wording

__all__ = [
    "RECORDED",
    "Basis",
    "BasisKind",
    "Citation",
    "Source",
    "assumed",
    "inferred",
    "recorded",
    "stated",
    "unstated",
    "weakest",
]


@attrs.frozen
class Source:
    """A published document.

    Attributes:
        key: Its key in files.
        title: Its title.
        publisher: Who published it.
        published: When.
        as_of: The last day it speaks about.
    """

    key: str
    title: Wording = attrs.field(repr=False)
    publisher: Wording = attrs.field(repr=False)
    published: Span = attrs.field(repr=False)
    as_of: Span = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind."""
        require_kind("Source.title", self.title, Wording)
        require_kind("Source.publisher", self.publisher, Wording)
        require_kind("Source.published", self.published, Span)
        require_kind("Source.as_of", self.as_of, Span)


@attrs.frozen
class Citation:
    """A place in a source.

    Attributes:
        source: The document.
        statement: The statement's stable id, such as `K066`.
        heading: The heading it stands under.
        position: Where on the page.
        gist: What it says, in our own words.
    """

    source: Source = attrs.field(repr=lambda source: source.key)
    statement: str
    heading: Wording = attrs.field(repr=False)
    position: Wording = attrs.field(repr=False)
    gist: Wording = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind."""
        require_kind("Citation.source", self.source, Source)
        require_kind("Citation.statement", self.statement, str)
        require_kind("Citation.heading", self.heading, Wording)
        require_kind("Citation.position", self.position, Wording)
        require_kind("Citation.gist", self.gist, Wording)

    def text(self, language: Language) -> str:
        """Write the citation: statement id, heading and position."""
        heading, position = self.heading.text(language), self.position.text(language)
        if language == "ja":
            return f"{self.statement}「{heading}」{position}"
        return f"{self.statement} “{heading}”, {position}"


@functools.total_ordering
class BasisKind(enum.Enum):
    """How firmly something stands, the firmest last.

    UNSTATED: the source is silent. ASSUMED: ours, with a reason and a plausible range.
    INFERRED: the source plus one sentence of reasoning. RECORDED: a council's own ledger says so.
    STATED: the source says it.
    """

    UNSTATED = "unstated"
    ASSUMED = "assumed"
    INFERRED = "inferred"
    RECORDED = "recorded"
    STATED = "stated"

    def __lt__(self, other: object) -> bool:
        """Compare by firmness: UNSTATED is the weakest, STATED the firmest."""
        if not isinstance(other, BasisKind):
            return NotImplemented
        order = list(BasisKind)
        return order.index(self) < order.index(other)

    def text(self, language: Language) -> str:
        """Name the kind for a reader."""
        return _KIND_WORDING[self].text(language)


_KIND_WORDING = {
    BasisKind.UNSTATED: Wording("記載なし", "unstated"),
    BasisKind.ASSUMED: Wording("仮定", "assumed"),
    BasisKind.INFERRED: Wording("推定", "inferred"),
    BasisKind.RECORDED: Wording("台帳の記録", "recorded in the ledger"),
    BasisKind.STATED: Wording("明記", "stated"),
}


def _in_short(citations: tuple[Citation, ...]) -> str:
    return f"({', '.join(citation.statement for citation in citations)})"


@attrs.frozen(cache_hash=True)
class Basis:
    """The basis of one rule or record.

    Attributes:
        kind: How firmly it stands.
        citations: The places it rests on.
        reason: Why the source is read so, or why the model assumes it.
        plausible: The range of a number that is no sharp limit, lowest and highest: what an assumed
            number might as well be, or how far one that the source calls “about” may be read.

    Raises:
        InvalidValue: If a part is of another kind, or the range ends below its beginning.
    """

    kind: BasisKind = attrs.field(repr=lambda kind: kind.value)
    citations: tuple[Citation, ...] = attrs.field(default=(), repr=_in_short)
    reason: Wording = attrs.field(default=Wording.same(""), repr=False)
    plausible: tuple[int, int] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind, and citations that could change."""
        require_kind("Basis.kind", self.kind, BasisKind)
        require_tuples("Basis", citations=self.citations)
        require_each("Basis.citations", self.citations, Citation)
        require_kind("Basis.reason", self.reason, Wording)
        if self.plausible is not None:
            require_tuples("Basis", plausible=self.plausible)
            low, high = require_pair("Basis.plausible", self.plausible)
            require_count("Basis.plausible", low, least=0)
            require_count("Basis.plausible", high, least=low)

    def text(self, language: Language) -> str:
        """Write the basis in one line: kind, places, reason, range."""
        places = [place.text(language) for place in self.citations]
        parts = [self.kind.text(language), *places, self.reason.text(language)]
        said = filter(None, [*parts, self.range_text(language)])
        return "／".join(said) if language == "ja" else "; ".join(said)

    def range_text(self, language: Language) -> str:
        """Write the range of a number that is no sharp limit; empty where there is none."""
        if self.plausible is None:
            return ""
        low, high = (f"{end:,}" for end in self.plausible)
        if self.kind is BasisKind.ASSUMED:
            return (
                f"妥当な範囲は{low}～{high}" if language == "ja" else f"plausibly {low} to {high}"
            )
        return f"範囲は{low}～{high}" if language == "ja" else f"range {low} to {high}"


def stated(*citations: Citation, plausible: tuple[int, int] | None = None) -> Basis:
    """Make the basis of what a source says.

    Args:
        citations: Where it says so.
        plausible: Of a number that it states softly (“about ten”), how far that may be read.
    """
    return Basis(BasisKind.STATED, citations, plausible=plausible)


def inferred(
    *citations: Citation, reason: Wording, plausible: tuple[int, int] | None = None
) -> Basis:
    """Make the basis of what follows from a source by one sentence of reasoning.

    Args:
        citations: Where the source says what it follows from.
        reason: The reasoning.
        plausible: Of a number that the source states softly (“about ten”), how far that may be
            read.
    """
    return Basis(BasisKind.INFERRED, citations, reason, plausible)


def assumed(
    *citations: Citation, reason: Wording, plausible: tuple[int, int] | None = None
) -> Basis:
    """Make the basis of what the model assumes; of a number, with the range it might as well have.

    Args:
        citations: The places that come nearest to it.
        reason: Why it is assumed so.
        plausible: For a number, the lowest and the highest that could be defended as well.
    """
    return Basis(BasisKind.ASSUMED, citations, reason, plausible)


def unstated(*citations: Citation, reason: Wording) -> Basis:
    """Make the basis of what a source mentions and does not spell out."""
    return Basis(BasisKind.UNSTATED, citations, reason)


def recorded(reason: Wording = Wording.same("")) -> Basis:
    """Make the basis of what a council's own ledger says."""
    return Basis(BasisKind.RECORDED, (), reason)


RECORDED: Final = recorded()
"""The basis of a record that somebody simply filed."""


def weakest(*bases: Basis) -> Basis | None:
    """Give the least firm of some bases, the first of equals; None when there are none."""
    return min(bases, key=lambda basis: basis.kind, default=None)
