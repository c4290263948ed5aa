"""What renkei_model does, on a council with sixty dated records.

No verdict can be looked up: every call asks about another day. What is kept from call to call is
how records add up in a ledger, and which stages a pattern of verdicts leads to.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import operator
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.peers import telling
from benchmarks.rule import GATES, STAGES, Counts
from benchmarks.timing import Contestant, Job
from renkei_model import (
    Council,
    LivingCouncil,
    Record,
    TransitionBlocked,
    Verdict,
    advance,
    assess,
    kochi,
)
from renkei_model.errors import StepError

__all__ = [
    "ADVANCE",
    "ASSESS",
    "ASSESS_FRESH",
    "CONTESTANTS",
    "MAY_ADVANCE",
    "MAY_NOT_ADVANCE",
    "REFUSE",
    "REFUSE_IN_WORDS",
    "check_reasons",
    "last_stage",
    "living_without_its_ledger",
    "refusal_text",
]

_RECORDS: Final = 60
_FIRST_RECORD: Final = datetime.date(2021, 4, 10)
_FIRST_QUESTION: Final = datetime.date(2027, 4, 1)
_NAME: Final = "みのり地区連携協議会"
_LAST_GATE: Final = GATES["may_stand"]
_SECOND_GATE: Final = GATES["may_spread"]


def _council(*, lacking: tuple[str, ...] = ()) -> Council:
    """Make a council with sixty records, a month apart, of all facts in turn but a few.

    Args:
        lacking: The keys of the facts that were never recorded.
    """
    facts = itertools.cycle(fact for fact in kochi.FACTS if fact.key not in lacking)
    days = (_FIRST_RECORD + datetime.timedelta(days=30 * month) for month in itertools.count())
    records = [
        Record(fact, day, item=day.isoformat() if fact.distinct else "", evidence="会議録")
        for fact, day in itertools.islice(zip(facts, days, strict=False), _RECORDS)
    ]
    return Council(name=_NAME).add(*records)


def _days(number: int) -> Iterator[datetime.date]:
    """Give days after all records, each once."""
    return (_FIRST_QUESTION + datetime.timedelta(days=days) for days in range(number))


def _after(council: Council, steps: int) -> Council:
    """Give a council after some steps, taken on the day before the first question."""
    for _ in range(steps):
        council = advance(council, kochi.POLICY, _FIRST_QUESTION - datetime.timedelta(days=1))
    return council


# --- what is timed -------------------------------------------------------------------------------


def _assess_all(councils: list[Council]) -> Job:
    questions = list(zip(councils, _days(len(councils)), strict=True))

    def job() -> None:
        for council, day in questions:
            reading = assess(council, kochi.POLICY, day)
            reading.supported.surely  # noqa: B018 - it is read
            reading.supported.possibly  # noqa: B018
            for step in reading.transitions:
                step.verdict  # noqa: B018

    return job


def _assess(repeat: int) -> Job:
    council = _council(lacking=_LAST_GATE)
    assess(council, kochi.POLICY, _FIRST_RECORD)  # so that the ledger was read once
    return _assess_all([council] * repeat)


def _assess_fresh(repeat: int) -> Job:
    return _assess_all([_council(lacking=_LAST_GATE) for _ in range(repeat)])


def _may_advance(repeat: int) -> Job:
    whole = _council()
    return _ask([_after(whole, steps) for steps in range(len(GATES))], repeat, answer=True)


def _may_not_advance(repeat: int) -> Job:
    councils = [
        _after(_council(lacking=facts), steps) for steps, facts in enumerate(GATES.values())
    ]
    return _ask(councils, repeat, answer=False)


def _ask(councils: list[Council], repeat: int, *, answer: bool) -> Job:
    """Ask councils in every stage in turn."""
    living = [LivingCouncil(council, kochi.POLICY) for council in councils]
    if any(each.may_advance(_FIRST_QUESTION) is not answer for each in living):
        message = f"a council that should answer {answer} does not"
        raise ValueError(message)
    questions = list(zip(itertools.cycle(living), _days(repeat), strict=False))

    def job() -> None:
        for each, day in questions:
            each.may_advance(day)

    return job


def _advance(repeat: int) -> Job:
    council = _council()
    steps = [
        (LivingCouncil(council, kochi.POLICY).advance, day) for day in _days(repeat // len(GATES))
    ]

    def job() -> None:
        for step, day in steps:
            step(day)
            step(day)
            step(day)
            step(day)

    return job


def _blocked() -> LivingCouncil:
    return LivingCouncil(_after(_council(lacking=_SECOND_GATE), 1), kochi.POLICY)


def _refuse(read: Callable[[TransitionBlocked], object], repeat: int) -> Job:
    living, days = _blocked(), list(_days(repeat))

    def job() -> None:
        for day in days:
            try:
                living.advance(day)
            except TransitionBlocked as blocked:
                read(blocked)

    return job


_all_missing: Final = operator.attrgetter("missing")

ASSESS: Final = Contestant("assess", _assess)
ASSESS_FRESH: Final = Contestant("assess, fresh ledger", _assess_fresh)
MAY_ADVANCE: Final = Contestant("may_advance: yes", _may_advance)
MAY_NOT_ADVANCE: Final = Contestant("may_advance: no", _may_not_advance)
ADVANCE: Final = Contestant("advance", _advance)
REFUSE: Final = Contestant("advance, refused", functools.partial(_refuse, _all_missing))
REFUSE_IN_WORDS: Final = Contestant("refused in words", functools.partial(_refuse, str))

CONTESTANTS: Final = (
    ASSESS,
    ASSESS_FRESH,
    MAY_ADVANCE,
    MAY_NOT_ADVANCE,
    ADVANCE,
    REFUSE,
    REFUSE_IN_WORDS,
)


def living_without_its_ledger() -> LivingCouncil:
    """Make a living council of a council of its own, whose ledger and name exist already."""
    return LivingCouncil(Council(name=_NAME), kochi.POLICY)


# --- what is checked -----------------------------------------------------------------------------


def last_stage(counts: Counts) -> str:
    """Tell how far a living council gets that steps on as long as it may.

    Args:
        counts: How often each fact was recorded.
    """
    records = [
        Record(fact, _FIRST_RECORD, count=counts[fact.key])
        for fact in kochi.FACTS
        if counts.get(fact.key)
    ]
    living = LivingCouncil(Council(name=_NAME).add(*records), kochi.POLICY)
    for _ in STAGES:
        try:
            living.advance(_FIRST_QUESTION)
        except StepError:
            break
    return living.state


def refusal_text() -> str:
    """Say what a refusal tells that lacks three facts."""
    try:
        _blocked().advance(_FIRST_QUESTION)
    except TransitionBlocked as blocked:
        return telling(blocked)
    message = "a council that lacks three facts was not refused"
    raise ValueError(message)


def check_reasons() -> None:
    """Check that what is timed can be read to the end afterwards.

    Raises:
        ValueError: If a reason is missing from an assessment, or evidence from a recorded step.
    """
    council = _council(lacking=_LAST_GATE)
    reading = assess(council, kochi.POLICY, _FIRST_QUESTION)
    text = reading.explain("ja")
    missing = [leaf.requirement.key for leaf in reading.missing]
    remedies = [leaf.remedy.ja for leaf in reading.missing]
    wordings = [
        requirement.wording.ja
        for step in kochi.POLICY.transitions
        for requirement in step.requirements
    ]
    living = LivingCouncil(_council(), kochi.POLICY)
    changes = [living.advance(_FIRST_QUESTION, by="事務局") for _ in GATES]
    complete = {
        "what is missing": tuple(missing) == _LAST_GATE,
        "what to file": all(remedy and remedy in text for remedy in remedies),
        "every requirement": all(wording in text for wording in wordings),
        "the supported stage": [stage.key for stage in reading.supported.surely] == ["solving"],
        "the verdicts": sorted(step.verdict for step in reading.transitions)
        == [Verdict.OPEN, Verdict.MET, Verdict.MET, Verdict.MET],
        "the audit record": all(change.rests_on and change.policy for change in changes),
    }
    lost = [what for what, holds in complete.items() if not holds]
    if lost:
        message = f"an answer was not complete: {', '.join(lost)}"
        raise ValueError(message)
