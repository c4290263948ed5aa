"""A council's records together, and what they make certain: counts as intervals.

A `Ledger` is a council's records plus statements that nothing else happened. Counting it gives an
interval: at least this many, at most that many. Nobody writes "unknown": it follows.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_each, require_tuples
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.wording import Language

__all__ = ["Count", "Ledger", "Window", "how_many"]

_DAY: Final = datetime.timedelta(days=1)


@attrs.frozen
class Count:
    """How often something happened, as far as a ledger tells.

    Attributes:
        least: Surely this many.
        most: At most this many; None when nobody said that nothing else happened.
    """

    least: int
    most: int | None

    def text(self, fact: Fact, language: Language) -> str:
        """Write the interval: `2`, `1 to 3`, or `1 or more` when nothing bounds it.

        Args:
            fact: What was counted, whose unit is said.
            language: `"ja"` or `"en"`.
        """
        if self.most is not None and self.most != self.least:
            to = "～" if language == "ja" else " to "
            return fact.number(f"{self.least:,}{to}{self.most:,}").text(language)
        least = fact.number(self.least).text(language)
        if self.most is not None:
            return least
        return f"{least}以上" if language == "ja" else f"{least} or more"


@attrs.frozen
class Window:
    """The days in which records count.

    Attributes:
        opens: The day it opens, or the span that day lies in; None for the beginning of time.
        closes: Its last day.
    """

    opens: Span | None
    closes: datetime.date

    def surely_holds(self, on: Span, as_of: datetime.date) -> bool:
        """Tell whether something dated `on` surely lies in the window, and before `as_of` ends."""
        begun = self.opens is None or on.first >= self.opens.last
        return begun and on.last <= min(self.closes, as_of)

    def may_hold(self, on: Span, as_of: datetime.date) -> bool:
        """Tell whether something dated `on` may lie in the window, and before `as_of` ends."""
        begun = self.opens is None or on.last >= self.opens.first
        return begun and on.first <= min(self.closes, as_of)


_MOST_SHOWN: Final = 5


def _few_words(records: tuple[Record, ...]) -> str:
    words = [f"{record.fact.key} {record.on.iso}" for record in records[:_MOST_SHOWN]]
    more = len(records) - len(words)
    return f"({', '.join(words)}{f', and {more} more' if more else ''})"


def _how_many_statements(complete: tuple[Completeness, ...]) -> str:
    return f"<{len(complete)}>"


@attrs.frozen
class Ledger:
    """A council's records, and what is known to be complete.

    Attributes:
        records: What was recorded, in the order in which it was filed.
        complete: Statements that nothing else happened.
    """

    records: tuple[Record, ...] = attrs.field(default=(), repr=_few_words)
    complete: tuple[Completeness, ...] = attrs.field(default=(), repr=_how_many_statements)

    def __attrs_post_init__(self) -> None:
        """Refuse records that could change, and what is no record."""
        require_tuples("Ledger", records=self.records, complete=self.complete)
        require_each("Ledger.records", self.records, Record)
        require_each("Ledger.complete", self.complete, Completeness)

    def add(self, *entries: Record | Completeness) -> Ledger:
        """Give this ledger with further entries at its end.

        Raises:
            InvalidValue: If an entry is neither a record nor a completeness statement.
        """
        require_each("Ledger.add", entries, Record, Completeness)
        records = [entry for entry in entries if isinstance(entry, Record)]
        complete = [entry for entry in entries if isinstance(entry, Completeness)]
        return Ledger((*self.records, *records), (*self.complete, *complete))

    @functools.cached_property
    def _by_fact(self) -> dict[Fact, tuple[Record, ...]]:
        by_fact: dict[Fact, list[Record]] = {}
        for record in self.records:
            by_fact.setdefault(record.fact, []).append(record)
        return {fact: tuple(records) for fact, records in by_fact.items()}

    @functools.cached_property
    def _tallies(self) -> _Tallies:
        return _Tallies(self)

    def of(self, fact: Fact) -> tuple[Record, ...]:
        """Give the records of one fact, in order."""
        return self._by_fact.get(fact, ())

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it holds records or statements of, in order of appearance."""
        return tuple(dict.fromkeys([*self._by_fact, *(made.fact for made in self.complete)]))

    def least_by(self, fact: Fact, day: datetime.date, as_of: datetime.date) -> int:
        """Count what surely happened up to a day: the least of `count` since the beginning.

        Args:
            fact: What to count.
            day: The last day that matters.
            as_of: Nothing after this day is known.
        """
        tally = self._tallies[fact]
        known = day if day <= as_of else as_of  # noqa: FURB136 - min() takes three times as long
        return tally.surely_totals[bisect_right(tally.surely_days, known)]

    def most_by(self, fact: Fact, day: datetime.date, as_of: datetime.date) -> int | None:
        """Count what may have happened up to a day: the most of `count` since the beginning.

        Args:
            fact: What to count.
            day: The last day that matters.
            as_of: Nothing after this day is known.
        """
        tally = self._tallies[fact]
        if tally.complete_through is None or day > tally.complete_through or day > as_of:
            return None
        return tally.possibly_totals[bisect_right(tally.possibly_days, day)]

    def happened_by(self, fact: Fact, day: datetime.date) -> tuple[Record, ...]:
        """Give the identities of the records of a fact that surely happened up to a day, by date.

        Args:
            fact: Whose records.
            day: The last day that they may be dated by.
        """
        tally = self._tallies[fact]
        return tally.happened[: bisect_right(tally.happened_days, day)]

    def count(self, fact: Fact, window: Window, as_of: datetime.date) -> Count:
        """Count a fact in a window, as far as the ledger reaches on a day.

        Args:
            fact: What to count.
            window: The days that matter.
            as_of: Nothing after this day is known.

        Returns:
            The least: records that surely lie in the window. The most: records that may lie in
            it, if a completeness statement reaches the window's end; else no bound. A window that
            goes on after `as_of` has no upper bound, for the rest of it is yet to come.
        """
        surely = [record for record in self.of(fact) if window.surely_holds(record.on, as_of)]
        least = how_many(fact, surely)
        if window.closes > as_of or not self._is_complete(fact, window):
            return Count(least, None)
        return Count(least, how_many(fact, self.possibly_in(fact, window, as_of)))

    def possibly_in(self, fact: Fact, window: Window, as_of: datetime.date) -> tuple[Record, ...]:
        """Give the records of a fact that lie, or may lie, in a window."""
        return tuple(record for record in self.of(fact) if window.may_hold(record.on, as_of))

    def complete_in(self, fact: Fact, window: Window) -> tuple[Completeness, ...]:
        """Give the statements on a fact that speak of days in a window, by their last day."""
        opens = datetime.date.min if window.opens is None else window.opens.first
        return tuple(
            sorted(
                (
                    made
                    for made in self.complete
                    if made.fact == fact
                    and made.through >= opens
                    and (made.since or opens) <= window.closes
                ),
                key=lambda made: made.through,
            )
        )

    def _is_complete(self, fact: Fact, window: Window) -> bool:
        opens = datetime.date.min if window.opens is None else window.opens.first
        through = _complete_through(fact, self.complete, opens)
        return through is not None and through >= window.closes


def _complete_through(
    fact: Fact, complete: Iterable[Completeness], opens: datetime.date
) -> datetime.date | None:
    """Give the last day up to which statements reach without a gap from a day, or from before it.

    It lies before that day where they all end before it; None where none begins by it.
    """
    through, needed = None, opens
    for made in sorted(complete, key=_beginning):
        if made.fact == fact and _beginning(made) <= needed:
            through = made.through if through is None else max(through, made.through)
            needed = max(needed, min(made.through, datetime.date.max - _DAY) + _DAY)
    return through


def _beginning(made: Completeness) -> datetime.date:
    return datetime.date.min if made.since is None else made.since


@attrs.frozen
class _Tally:
    """How the count of one fact grows from the beginning of time, day by day.

    The days on which it grows are in order; the totals are those before and after each of them.
    """

    surely_days: list[datetime.date]
    surely_totals: list[int]
    possibly_days: list[datetime.date]
    possibly_totals: list[int]
    happened_days: list[datetime.date]
    happened: tuple[Record, ...]
    complete_through: datetime.date | None


class _Tallies(dict[Fact, _Tally]):
    """The tallies of a ledger, each made when it is first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger

    def __missing__(self, fact: Fact) -> _Tally:
        tally = self[fact] = _tally(fact, self._ledger)
        return tally


def _tally(fact: Fact, ledger: Ledger) -> _Tally:
    by_last = sorted(ledger.of(fact), key=lambda record: record.on.last)
    by_first = sorted(by_last, key=lambda record: record.on.first)
    surely, possibly = _counting(fact, by_last), _counting(fact, by_first)
    return _Tally(
        [record.on.last for record in surely],
        _totals(surely),
        [record.on.first for record in possibly],
        _totals(possibly),
        [record.on.last for record in by_last],
        tuple(record.identity for record in by_last),
        _complete_through(fact, ledger.complete, datetime.date.min),
    )


def _counting(fact: Fact, in_order: Sequence[Record]) -> Sequence[Record]:
    """Leave out the records that add nothing: where items are counted, all but each one's first."""
    if not fact.distinct:
        return in_order
    first: dict[str, Record] = {}
    for record in in_order:
        first.setdefault(record.item, record)
    return list(first.values())


def _totals(records: Iterable[Record]) -> list[int]:
    return list(itertools.accumulate((record.count for record in records), initial=0))


def how_many(fact: Fact, records: Iterable[Record]) -> int:
    """Add up some records of a fact: their counts, or their different items."""
    if fact.distinct:
        return len({record.item for record in records})
    return sum(record.count for record in records)
