"""Distinguishable ledgers in words, and as councils that anything in the library can judge."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from renkei_model.councils import Council, StageChange
from renkei_model.dates import FiscalYear, Span
from renkei_model.exploration.levels import ENTERED_THIS_YEAR, Period
from renkei_model.exploration.worlds import Filed, Point
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.stages import Stage
from renkei_model.windows import (
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    During,
)
from renkei_model.wording import Language, Wording

__all__ = ["Example", "exemplified", "exemplify"]

_DAYS: Final = datetime.timedelta(days=1)


@attrs.frozen
class Example:
    """A ledger of fewest records that shows something, and the day on which it does.

    Attributes:
        records: What is on record.
        on: The day that is judged.
        entered: The day on which the stage is entered.
        known: The facts of which nothing else happened: without it, they would be open.
        is_dated: Whether it matters on which days something happened.
    """

    records: tuple[Record, ...]
    on: datetime.date
    entered: datetime.date
    known: tuple[Fact, ...] = attrs.field(repr=False)
    is_dated: bool = False

    @property
    def ledger(self) -> Ledger:
        """The ledger, complete up to the day that is judged."""
        complete = tuple(Completeness(fact, self.on) for fact in self.known)
        return Ledger(self.records, complete)

    def council(self, stage: Stage | None = None) -> Council:
        """Make a council that has this ledger.

        Args:
            stage: The stage that it entered on the day that the example names; None for a council
                of which no stage is recorded.
        """
        council = Council(name="例", ledger=self.ledger)
        if stage is None:
            return council
        change = StageChange(
            transition=f"into_{stage.key}",
            source=_SOMEWHERE,
            target=stage.key,
            on=self.entered,
        )
        return attrs.evolve(council, history=(change,))

    def text(self, language: Language) -> str:
        """Say what is on record, shortly.

        Args:
            language: `"ja"` or `"en"`.
        """
        if not self.records:
            return _NOTHING.text(language)
        said = [_said(fact, records, language) for fact, records in self._by_fact().items()]
        told = ("，" if language == "ja" else "; ").join(said)
        if not self.is_dated:
            return told
        days = Wording(
            f"（判定日 {self.on.isoformat()}，段階に入った日 {self.entered.isoformat()}）",
            f" (judged on {self.on.isoformat()}, stage entered on {self.entered.isoformat()})",
        )
        dates = ", ".join(f"{each.fact.key} {each.on.iso} ×{each.count}" for each in self.records)
        return f"{told}{days.text(language)} [{dates}]"

    def _by_fact(self) -> Mapping[Fact, list[Record]]:
        found: dict[Fact, list[Record]] = {}
        for record in self.records:
            found.setdefault(record.fact, []).append(record)
        return found


_SOMEWHERE: Final = "elsewhere"

_NOTHING: Final = Wording("記録なし", "nothing on record")


def _said(fact: Fact, records: list[Record], language: Language) -> str:
    items = {record.item for record in records}
    number = len(items) if fact.distinct else sum(record.count for record in records)
    name, said = fact.wording.text(language), fact.number(number).text(language)
    return f"「{name}」{said}" if language == "ja" else f"“{name}” {said}"


def exemplify(point: Point, facts: tuple[Fact, ...], on: datetime.date) -> Example:
    """Make an example of a distinguishable ledger.

    Args:
        point: The ledger.
        facts: The facts of which nothing else happened.
        on: The day that is judged, the last of a fiscal year: before it is over nobody knows that
            nothing else happens in it.
    """
    begins = FiscalYear.of(on).first
    this_year = point.periods == ENTERED_THIS_YEAR
    entered = begins + 30 * _DAYS if this_year else begins - 90 * _DAYS
    records = tuple(
        record
        for filed in point.filed
        for record in _records(filed, point.periods, begins=begins, entered=entered)
    )
    is_dated = any(filed.is_dated for filed in point.filed)
    return Example(records, on, entered, tuple(dict.fromkeys(facts)), is_dated)


def exemplified(point: Point | None, facts: tuple[Fact, ...], on: datetime.date) -> Example | None:
    """Make an example of a distinguishable ledger, if there is one."""
    return None if point is None else exemplify(point, facts, on)


def _records(
    filed: Filed, periods: tuple[Period, ...], *, begins: datetime.date, entered: datetime.date
) -> Iterator[Record]:
    made = 0
    for within, number in filed.kinds:
        days = [_day(periods[place], begins=begins, entered=entered) for place in within]
        if not filed.fact.distinct:
            yield from (Record(filed.fact, Span.day(day), count=number) for day in days)
            continue
        for _ in range(number):
            made += 1
            yield from (Record(filed.fact, Span.day(day), item=f"例{made}") for day in days)


def _day(period: Period, *, begins: datetime.date, entered: datetime.date) -> datetime.date:
    """Give a day of a period."""
    windows: set[During] = {during for during, _ in period.readings}
    if SINCE_STAGE_ENTRY in windows:
        return max(begins, entered) + _DAYS if THIS_FISCAL_YEAR in windows else entered + _DAYS
    if THROUGH_LAST_FISCAL_YEAR in windows:
        return min(begins, entered) - _DAYS
    return begins + _DAYS
