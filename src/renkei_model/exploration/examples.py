"""Distinguishable ledgers in words, and as councils that anything in the library can judge."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.checks import require_day
from renkei_model.councils import Council, StageChange
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue
from renkei_model.exploration.levels import ENTERED_THIS_YEAR, Period
from renkei_model.exploration.worlds import Filed, Point
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.stages import Stage
from renkei_model.windows import (
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    During,
)
from renkei_model.wording import Language, Wording

__all__ = ["Example", "day_of_examples", "exemplified", "exemplify"]

_DAYS: Final = datetime.timedelta(days=1)


@attrs.frozen
class Example:
    """A ledger of fewest records that shows something, and the day on which it does.

    Attributes:
        records: What is on record.
        on: The day that is judged.
        entered: The day on which the stage is entered.
        known: The facts of which nothing else happened: without it, they would be open.
        told: What is on record, in words: of each fact how many, and when if that matters.
    """

    records: tuple[Record, ...]
    on: datetime.date
    entered: datetime.date
    known: tuple[Fact, ...] = attrs.field(repr=False)
    told: tuple[Wording, ...] = attrs.field(default=(), repr=False)

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
        said = [each.text(language) for each in self.told or (_NOTHING,)]
        return ("，" if language == "ja" else "; ").join(said)


_SOMEWHERE: Final = "elsewhere"

_NOTHING: Final = Wording("記録なし", "nothing on record")


_FIRST_YEAR: Final = 2
"""The first fiscal year whose examples the calendar can hold: they need some days before it."""


def day_of_examples(policy: Policy, on: datetime.date | None) -> datetime.date:
    """Give the day on which examples are judged, the last of a fiscal year.

    Args:
        policy: The policy that judges them.
        on: A day of the fiscal year; None for the second of the policy.

    Raises:
        InvalidValue: If it is no day, or lies at the beginning of the calendar.
    """
    if on is None:
        year = FiscalYear.of(policy.published.last).year
        return FiscalYear(min(max(year + 1, _FIRST_YEAR), datetime.date.max.year - 1)).last
    require_day("on", on)
    asked = FiscalYear.of(on)
    if asked.year < _FIRST_YEAR:
        raise InvalidValue(
            "on",
            Wording(f"{on.isoformat()} は早すぎます", f"{on.isoformat()} lies too early"),
            Wording("2年4月1日以後の日を渡してください", "give a day from 0002-04-01 on"),
        )
    return asked.last


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
    told = (
        said
        for filed in point.filed
        for said in (
            _dated(filed, point.periods) if filed.windows else (_told(filed, filed.number),)
        )
    )
    return Example(records, on, entered, tuple(dict.fromkeys(facts)), tuple(told))


def _told(filed: Filed, number: int) -> Wording:
    name, said = filed.fact.wording, filed.fact.number(number)
    return Wording(f"「{name.ja}」{said.ja}", f"“{name.en}” {said.en}")


def _dated(filed: Filed, periods: tuple[Period, ...]) -> Iterator[Wording]:
    """Say how many there are in which days, as far as somebody counts them there."""
    for within, number in filed.kinds:
        days = [_when(filed, periods[place]) for place in within]
        ja, en = (dict.fromkeys(day.text(language) for day in days) for language in ("ja", "en"))
        how_many = _told(filed, number)
        yield Wording(f"{how_many.ja}（{'と'.join(ja)}）", f"{how_many.en} ({' and '.join(en)})")


def _when(filed: Filed, period: Period) -> Wording:
    within = {during for during, _ in period.readings}
    said = []
    if SINCE_STAGE_ENTRY in filed.windows:
        said.append(_SINCE_ENTRY if SINCE_STAGE_ENTRY in within else _BEFORE_ENTRY)
    if filed.windows & {THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR}:
        said.append(_THIS_YEAR if THIS_FISCAL_YEAR in within else _BY_LAST_YEAR)
    return Wording("・".join(each.ja for each in said), ", ".join(each.en for each in said))


_SINCE_ENTRY: Final = Wording("段階に入ってから", "since the stage was entered")
_BEFORE_ENTRY: Final = Wording("段階に入る前", "before the stage was entered")
_THIS_YEAR: Final = Wording("当該年度", "in the fiscal year")
_BY_LAST_YEAR: Final = Wording("前年度まで", "before the fiscal year")


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
