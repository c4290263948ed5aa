"""The slow twin of judging: try every way in which what is not recorded may have been.

A ledger leaves things open. A record dated by a span was on some day of it. Of a fact that nobody
declared complete, anything may have happened on the days left over. Each way of filling all that
in is a *completion*: a world in which everything is known and a condition simply holds or fails.
A verdict is right when it is MET if the condition holds in every completion, UNMET if in none, and
OPEN otherwise.

Nothing here uses the library's counting or judging. Two things keep it small. Days between which
nothing changes are represented by one of them. And once the day of stage entry is fixed, facts do
not concern each other, so each fact's completions are listed apart and joined by what they say to
the condition's leaves.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterator, Sequence

import attrs

from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    SomeOf,
    Unspecified,
)
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Fact, Record
from renkei_model.ledgers import Ledger, Window
from renkei_model.plan_rules import PlanFacts, PlanRule
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.total_limits import TotalLimit
from renkei_model.verdicts import Verdict
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    During,
    Moment,
)

__all__ = [
    "ceilings_over_all_completions",
    "ceilings_over_all_worlds_of_plans",
    "happened_how_often",
    "holds",
    "left_over_all_completions",
    "possible_counts",
    "verdict_over_all_completions",
]

_DAY = datetime.timedelta(days=1)
_FIRST_DAY, _LAST_DAY = datetime.date.min, datetime.date.max

Event = tuple[datetime.date, str]
"""One thing that happened: on which day, and which item it was."""

World = tuple[Event, ...]
"""Everything that happened of one fact."""


# --- a world in which everything is known ---------------------------------------------------------


def _days_that_count(
    during: During, on: datetime.date, entered: datetime.date
) -> tuple[datetime.date, datetime.date]:
    new_year = on.year if (on.month, on.day) >= (4, 1) else on.year - 1
    first_of_april = datetime.date(new_year, 4, 1)
    if during is EVER:
        return _FIRST_DAY, on
    if during is SINCE_STAGE_ENTRY:
        return entered, on
    if during is THROUGH_LAST_FISCAL_YEAR:
        return _FIRST_DAY, first_of_april - _DAY
    assert during is THIS_FISCAL_YEAR
    return first_of_april, datetime.date(new_year + 1, 3, 31)


def happened_how_often(fact: Fact, world: World, first: datetime.date, last: datetime.date) -> int:
    """Count what happened of a fact between two days, both included."""
    items = [item for day, item in world if first <= day <= last]
    return len(set(items)) if fact.distinct else len(items)


def _leaf_holds(leaf: AtLeast | AtMost, world: World, on: datetime.date, e: datetime.date) -> bool:
    often = happened_how_often(leaf.fact, world, *_days_that_count(leaf.during, on, e))
    return often >= leaf.n if isinstance(leaf, AtLeast) else often <= leaf.n


def holds(condition: Condition, answers: Sequence[bool]) -> bool:
    """Tell whether a condition holds when each of its leaves, in reading order, does or not."""
    return _evaluate(condition, iter(answers))


def _evaluate(condition: Condition, answers: Iterator[bool]) -> bool:
    if isinstance(condition, AtLeast | AtMost | Unspecified):
        return next(answers)
    parts = [_evaluate(part, answers) for part in condition.parts]
    if isinstance(condition, AllOf):
        return all(parts)
    if isinstance(condition, AnyOf):
        return any(parts)
    assert isinstance(condition, SomeOf)
    return sum(parts) >= condition.k


def _leaves(condition: Condition) -> list[Leaf]:
    if isinstance(condition, AtLeast | AtMost | Unspecified):
        return [condition]
    return [leaf for part in condition.parts for leaf in _leaves(part)]


# --- everything that may have been ----------------------------------------------------------------


def _representatives(
    first: datetime.date, last: datetime.date, turns: Collection[datetime.date]
) -> list[datetime.date]:
    """Give one day of each stretch between two days within which nothing turns."""
    return sorted({first, *(turn for turn in turns if first < turn <= last)})


def _day_after(day: datetime.date) -> datetime.date:
    return day if day == _LAST_DAY else day + _DAY


def _worlds(
    fact: Fact,
    ledger: Ledger,
    as_of: datetime.date,
    turns: Collection[datetime.date],
    unseen: int,
) -> set[World]:
    """Give what may have happened of a fact: seen, on some day each, and up to so many unseen."""
    statements = [made for made in ledger.complete if made.fact == fact]
    turns = {
        *turns,
        _day_after(as_of),
        *(made.since for made in statements if made.since is not None),
        *(_day_after(made.through) for made in statements),
    }
    records = [record for record in ledger.records if record.fact == fact]
    copies = [
        [(day, record.item) for day in _representatives(record.on.first, record.on.last, turns)]
        for record in records
        for _ in range(record.count)
    ]
    # What is dated after the day the ledger is known to is not known to have happened.
    seen = {
        tuple(sorted(event for event in world if event[0] <= as_of))
        for world in itertools.product(*copies)
    }
    free_days = [
        day
        for day in _representatives(_FIRST_DAY, _LAST_DAY, turns)
        if day > as_of
        or not any((made.since or _FIRST_DAY) <= day <= made.through for made in statements)
    ]
    old_items = {record.item for record in records} if fact.distinct else set()
    new_items = [f"unseen {number}" for number in range(unseen)] if fact.distinct else [""]
    unseen_events = list(itertools.product(free_days, [*sorted(old_items), *new_items]))
    hidden = {
        several
        for size in range(unseen + 1)
        for several in itertools.combinations_with_replacement(unseen_events, size)
    }
    return {tuple(sorted((*some, *more))) for some in seen for more in hidden}


def possible_counts(
    fact: Fact, ledger: Ledger, window: Window, as_of: datetime.date, unseen: int
) -> set[int]:
    """Give how often a fact may have happened in a window, with up to so many unseen."""
    last = window.closes
    counts: set[int] = set()
    for first in _first_days(ledger, window.opens or Span.day(_FIRST_DAY)):
        worlds = _worlds(fact, ledger, as_of, {first, _day_after(last)}, unseen)
        counts |= {happened_how_often(fact, world, first, last) for world in worlds}
    return counts


def verdict_over_all_completions(
    condition: Condition, ledger: Ledger, moment: Moment, unseen: int = 3
) -> Verdict:
    """Judge a condition by trying every completion of a ledger.

    Args:
        condition: What is asked.
        ledger: What was recorded.
        moment: The day that is judged.
        unseen: How many further events of a fact to imagine; at least as many as any leaf asks.
    """
    asked = _leaves(condition)
    outcomes = {
        holds(condition, answers)
        for entered in _first_days(ledger, moment.entered or Span(_FIRST_DAY, _LAST_DAY))
        for answers in _answers(asked, ledger, moment, entered, unseen)
    }
    if outcomes == {True}:
        return Verdict.MET
    return Verdict.UNMET if outcomes == {False} else Verdict.OPEN


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
    leaves = [leaf for condition in conditions for leaf in _leaves(condition)]
    found = set()
    for answers in _answers(leaves, ledger, moment, moment.on, unseen):
        said = iter(answers)
        may = [_evaluate(condition, said) for condition in asked]
        met = [[_evaluate(condition, said) for condition in tier] for tier in tiers]
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
    turns = {*firsts, _day_after(last)}
    return {
        min(
            max(0, limit.yen - happened_how_often(limit.paid, world, first, last))
            for limit, first in zip(limits, firsts, strict=True)
        )
        for world in _worlds(limits[0].paid, ledger, as_of, turns, unseen)
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


def _first_days(ledger: Ledger, opens: Span) -> list[datetime.date]:
    turns = {opens.last}
    for record in ledger.records:
        turns |= {record.on.first, _day_after(record.on.last)}
    for made in ledger.complete:
        turns |= {made.since or _FIRST_DAY, _day_after(made.through)}
    return _representatives(opens.first, opens.last, turns)


def _answers(
    asked: Sequence[Leaf],
    ledger: Ledger,
    moment: Moment,
    entered: datetime.date,
    unseen: int,
) -> Iterator[tuple[bool, ...]]:
    """Give every combination of yes and no that some completion says to the leaves."""
    ways: list[set[tuple[tuple[int, bool], ...]]] = []
    places_of: dict[Fact, list[int]] = {}
    for place, leaf in enumerate(asked):
        if isinstance(leaf, Unspecified):
            ways.append({((place, False),), ((place, True),)})
        else:
            places_of.setdefault(leaf.fact, []).append(place)
    for fact, places in places_of.items():
        counted = [
            (place, leaf) for place in places if not isinstance(leaf := asked[place], Unspecified)
        ]
        windows = {_days_that_count(leaf.during, moment.on, entered) for _, leaf in counted}
        turns = {turn for first, last in windows for turn in (first, _day_after(last))}
        ways.append(
            {
                tuple(
                    (place, _leaf_holds(leaf, world, moment.on, entered)) for place, leaf in counted
                )
                for world in _worlds(fact, ledger, moment.as_of, turns, unseen)
            }
        )
    for combination in itertools.product(*ways):
        by_place = dict(itertools.chain.from_iterable(combination))
        yield tuple(by_place[place] for place in range(len(asked)))
