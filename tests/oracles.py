"""The slow twin of ceilings: try every way in which what is not recorded may have been.

`renkei_model.testing.completions` does the same for verdicts, and says what a completion is. Of
plans, every day that something may have been on is tried.

Nothing here uses the library's counting or judging.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterator, Sequence

import attrs

from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import leaves
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanFacts, PlanRule
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.testing.completions import (
    answers_of_completions,
    day_after,
    evaluate,
    happened_how_often,
    worlds_of,
)
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import Moment

__all__ = [
    "ceilings_over_all_completions",
    "ceilings_over_all_worlds_of_plans",
    "left_over_all_completions",
]

_DAY = datetime.timedelta(days=1)
_FIRST_DAY = datetime.date.min


def ceilings_over_all_completions(
    rule: SubsidyRule, ledger: Ledger, moment: Moment, unseen: int = 2
) -> set[int]:
    """Give every ceiling that some completion of a ledger would give, in yen.

    Args:
        rule: The subsidy: of its ceilings, each of one amount, the first that holds applies.
        ledger: What was recorded.
        moment: The last day of the fiscal year, and what was known when.
        unseen: How many further events of a fact to imagine; at least as many as any leaf asks.
    """
    asked = [need.condition for need in rule.requirements]
    tiers = [[need.condition for need in tier.requirements] for tier in rule.ceilings]
    conditions = [*asked, *itertools.chain.from_iterable(tiers)]
    every = [leaf for condition in conditions for leaf in leaves(condition)]
    found = set()
    for answers in answers_of_completions(every, ledger, moment, moment.on, unseen):
        said = iter(answers)
        may = [evaluate(condition, said) for condition in asked]
        met = [[evaluate(condition, said) for condition in tier] for tier in tiers]
        first = rule.ceilings[list(map(all, met)).index(True)]
        found.add(first.amounts[0].yen if all(may) else 0)
    return found


def left_over_all_completions(
    limits: Sequence[TotalLimit],
    ledger: Ledger,
    year: FiscalYear,
    as_of: datetime.date,
    unseen: int,
) -> set[int]:
    """Give what every completion of a ledger would leave of limits on one fact, in yen.

    Args:
        limits: The limits, all of them on payments of the same fact.
        ledger: What was recorded, each yen as one event.
        year: The fiscal year.
        as_of: The last day that is known.
        unseen: How many further yen to imagine; at least as many as any limit has.
    """
    last = datetime.date(year.year, 3, 31)
    firsts = [
        _FIRST_DAY if limit.years is None else datetime.date(year.year - limit.years + 1, 4, 1)
        for limit in limits
    ]
    turns = {*firsts, day_after(last)}
    return {
        min(
            max(0, limit.yen - happened_how_often(limit.paid, world, first, last))
            for limit, first in zip(limits, firsts, strict=True)
        )
        for world in worlds_of(limits[0].paid, ledger, as_of, turns, unseen)
    }


def ceilings_over_all_worlds_of_plans(
    rule: SubsidyRule,
    plan_rule: PlanRule,
    council: Council,
    moment: Moment,
    days: Collection[datetime.date],
    unseen: int = 1,
) -> set[int]:
    """Give every ceiling that some completion of a council's plans and ledger would give, in yen.

    Of everything dated by a span, each of some days is tried; what is dated by one of a span of
    which no such day is, by its first and last day. So each ceiling given is a possible one.

    Args:
        rule: The subsidy: of its ceilings, each of one amount, the first that holds applies.
        plan_rule: When a term ends, and what plans are evidence of.
        council: The council with its plans and its ledger.
        moment: The last day of the fiscal year, and what was known when.
        days: The days to try.
        unseen: How many further events of a fact to imagine.
    """
    first_of_april = datetime.date(moment.on.year - 1, 4, 1)
    facts, ledger = plan_rule.facts, council.ledger
    lapsing = (facts.drafted, facts.complete, facts.recognised, facts.promoted)
    loose = [record for record in ledger.records if record.fact in lapsing]
    others = [record for record in ledger.records if record.fact not in lapsing]
    no_other_drafting = [made.through for made in ledger.complete if made.fact == facts.drafted]
    found: set[int] = set()
    worlds: dict[tuple[tuple[str, datetime.date], ...], Ledger] = {}
    tried = (
        [_plans_of(plan, plan_rule, days) for plan in council.plans],
        [[(record, day) for day in _some_of(record.on, days)] for record in loose],
    )
    for plans in itertools.product(*tried[0]):
        if any(
            one and other and one > other
            for (one, other) in itertools.pairwise(
                plan.drafted
                for _, plan in sorted(zip(council.plans, plans, strict=True), key=_by_number)
            )
        ):
            continue
        of_plans = [event for plan in plans for event in plan.tells(facts, first_of_april)]
        for filed in itertools.product(*tried[1]):
            drafted = [day for record, day in filed if record.fact == facts.drafted]
            if any(
                record.on == other.on and record.fact != facts.drafted == other.fact and day < on
                for (record, day), (other, on) in itertools.permutations(filed, 2)
            ):
                continue  # of one date, it was drafted first
            drafted += [plan.drafted for plan in plans if plan.drafted is not None]
            ends = [
                {
                    _ends(begun, plan_rule.years)
                    for begun in (
                        [day]
                        if record.fact == facts.drafted
                        else _begun(day, drafted, plan_rule.years, no_other_drafting)
                    )
                }
                for record, day in filed
            ]
            for chosen in itertools.product(*ends):
                kept = [
                    attrs.evolve(record, on=day)
                    for (record, day), end in zip(filed, chosen, strict=True)
                    if end >= first_of_april
                ]
                told = (*kept, *of_plans)
                worlds.setdefault(
                    tuple(sorted((record.fact.key, record.on.first) for record in told)),
                    Ledger((*others, *told), ledger.complete),
                )
    for world in worlds.values():
        found |= ceilings_over_all_completions(rule, world, moment, unseen)
    return found


def _by_number(pair: tuple[CommunityPlan, object]) -> int:
    return pair[0].number


def _some_of(on: Span, days: Collection[datetime.date]) -> list[datetime.date]:
    return [day for day in sorted(days) if on.first <= day <= on.last] or [on.first, on.last]


def _ends(begun: datetime.date, years: int) -> datetime.date:
    return begun.replace(year=begun.year + years) - _DAY


def _begun(
    day: datetime.date,
    drafted: Collection[datetime.date],
    years: int,
    no_other_drafting: Collection[datetime.date],
) -> list[datetime.date]:
    """Give when the plan may have been drafted that something in the ledger itself is of."""
    ago = day.replace(year=day.year - years)
    before = [on for on in drafted if on <= day]
    begun = [max([ago, *before])] if before else [ago, day]
    if not any(through >= day for through in no_other_drafting):
        begun.append(day)
    return begun


@attrs.frozen
class _Planned:
    """A plan of which every day is known."""

    drafting: datetime.date | None
    drafted: datetime.date | None
    recognised: datetime.date | None
    promoted: datetime.date | None
    ends: datetime.date | None
    plan: CommunityPlan
    is_whole: bool

    def tells(self, facts: PlanFacts, first_of_april: datetime.date) -> Iterator[Record]:
        making = facts.drafting if self.plan.number == 1 else facts.renewing
        named: list[tuple[Fact | None, datetime.date | None]] = [
            (making, day) for day in self._making()
        ]
        if self.ends is None or self.ends >= first_of_april:
            named += [
                (facts.drafted, self.drafted),
                (facts.complete, self.drafted if self.is_whole else None),
                (facts.recognised, self.recognised),
                (facts.promoted, self.promoted),
            ]
        for fact, on in named:
            if fact is not None and on is not None:
                yield Record(fact, on, item=f"plan {self.plan.number}")

    def _making(self) -> Iterator[datetime.date]:
        """Give days on which it was being drafted: one at least of each year in between."""
        begun, ended = self.drafting, self.drafted
        yield from {day for day in (begun, ended) if day is not None}
        if begun is not None and ended is not None:
            for year in range(begun.year, ended.year + 1):
                if begun < datetime.date(year, 4, 1) and datetime.date(year + 1, 3, 31) < ended:
                    yield datetime.date(year + 1, 3, 31)


def _plans_of(
    plan: CommunityPlan, rule: PlanRule, days: Collection[datetime.date]
) -> list[_Planned]:
    """Give everything that one plan may have been: each day of it before those that follow it."""
    is_whole = plan.parts is not None and {part.key for part in rule.parts} <= set(plan.parts)
    tried = [
        [None] if on is None else _some_of(on, days)
        for on in (plan.drafting, plan.recognised, plan.promoted)
    ]
    found = []
    for begun, recognised, promoted in itertools.product(*tried):
        later = [day for day in (recognised, promoted) if day is not None]
        drafted: list[datetime.date | None] = [None]
        if plan.drafted is not None:
            drafted = [*_some_of(plan.drafted, days)]
        elif later:
            ago = min(later).replace(year=min(later).year - rule.years)
            drafted = [*_some_of(Span(ago, min(later)), {*days, ago, min(later)})]
        for on in drafted:
            if on is not None and (
                (begun is not None and begun > on) or any(day < on for day in later)
            ):
                continue
            ends = None if on is None else _ends(on, rule.years)
            ends = ends if plan.term is None else plan.term.last
            found.append(_Planned(begun, on, recognised, promoted, ends, plan, is_whole))
    return found
