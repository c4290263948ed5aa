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

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    Unspecified,
)
from renkei_model.dates import Span
from renkei_model.facts import Fact
from renkei_model.ledgers import Ledger, Window
from renkei_model.verdicts import Verdict
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THROUGH_LAST_FISCAL_YEAR,
    During,
    Moment,
)

__all__ = [
    "Event",
    "World",
    "answers_of_completions",
    "day_after",
    "evaluate",
    "happened_how_often",
    "holds",
    "possible_counts",
    "verdict_over_all_completions",
    "worlds_of",
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
    return evaluate(condition, iter(answers))


def evaluate(condition: Condition, answers: Iterator[bool]) -> bool:
    """Tell the same with answers that are taken one by one, so that others may follow."""
    if isinstance(condition, AtLeast | AtMost | Unspecified):
        return next(answers)
    parts = [evaluate(part, answers) for part in condition.parts]
    if isinstance(condition, AllOf):
        return all(parts)
    if isinstance(condition, AnyOf):
        return any(parts)
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


def day_after(day: datetime.date) -> datetime.date:
    """Give the next day; after the last day that a date can have, that day."""
    return day if day == _LAST_DAY else day + _DAY


def worlds_of(
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
        day_after(as_of),
        *(made.since for made in statements if made.since is not None),
        *(day_after(made.through) for made in statements),
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
        worlds = worlds_of(fact, ledger, as_of, {first, day_after(last)}, unseen)
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
        for answers in answers_of_completions(asked, ledger, moment, entered, unseen)
    }
    if outcomes == {True}:
        return Verdict.MET
    return Verdict.UNMET if outcomes == {False} else Verdict.OPEN


def _first_days(ledger: Ledger, opens: Span) -> list[datetime.date]:
    turns = {opens.last}
    for record in ledger.records:
        turns |= {record.on.first, day_after(record.on.last)}
    for made in ledger.complete:
        turns |= {made.since or _FIRST_DAY, day_after(made.through)}
    return _representatives(opens.first, opens.last, turns)


def answers_of_completions(
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
        turns = {turn for first, last in windows for turn in (first, day_after(last))}
        ways.append(
            {
                tuple(
                    (place, _leaf_holds(leaf, world, moment.on, entered)) for place, leaf in counted
                )
                for world in worlds_of(fact, ledger, moment.as_of, turns, unseen)
            }
        )
    for combination in itertools.product(*ways):
        by_place = dict(itertools.chain.from_iterable(combination))
        yield tuple(by_place[place] for place in range(len(asked)))
