"""What taking steps, and judging them again, comes to: as a value and as a machine."""

from __future__ import annotations

import datetime
from typing import Final

import attrs

from renkei_model.conditions import Unspecified, leaves
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.errors import ChoiceRequired, RenkeiError, StepError
from renkei_model.lifecycle import (
    advance,
    assess,
    judge_transition,
    may_advance,
    may_take,
    replay,
    take,
)
from renkei_model.machine import LivingCouncil
from renkei_model.policy import Policy
from renkei_model.stages import Transition
from renkei_model.testing.laws.holding import hold, of_day, stage_of
from renkei_model.testing.living import filed_for
from renkei_model.verdicts import Verdict
from renkei_model.windows import THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

__all__ = [
    "a_step_only_adds_itself",
    "advance_follows_the_verdicts",
    "filing_what_is_missing_opens_the_step",
    "machine_agrees",
    "may_tells_what_take_does",
    "replay_is_the_fold_of_advance",
    "what_is_due_must_and_may_be_taken",
]

_ADVANCE: Final = Wording(
    "進めるのは，満たした移行がちょうど一つあるときに限る",
    "a council advances exactly where one way is met",
)
_MAY: Final = Wording(
    "移れるという答えと，移った結果は一致する", "what may be taken can be taken, and nothing else"
)
_ADDS: Final = Wording(
    "移行の記録は，履歴に一件を足すだけである", "a step adds itself to the history and no more"
)
_FILED: Final = Wording(
    "足りないものをすべて記録すれば移れる", "filing all that is missing opens the step"
)
_REPLAY: Final = Wording(
    "履歴が正しいのは，順に移れるときに限る",
    "a history is legal exactly when its steps can be taken in turn",
)
_DUE: Final = Wording(
    "しなければならない移行は，義務であり，かつ移れるものである",
    "what is due is what must and may be taken",
)
_MACHINE: Final = Wording(
    "機械としての協議会は，値としての協議会と同じに移る",
    "a living council takes the steps that the value takes",
)


def advance_follows_the_verdicts(council: Council, policy: Policy, on: datetime.date) -> None:
    """Hold that advancing takes the only way that is met, and is refused where it is not the only.

    A council that cannot go on at all that day, as its steps are not in order, is passed over.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If it advances otherwise, or not at all.
    """
    if not _may_go_on(council, on):
        return
    ways = policy.ways_from(stage_of(council, policy))
    met = [way for way in ways if judge_transition(council, policy, way, on).verdict is Verdict.MET]
    try:
        taken = [advance(council, policy, on).history[-1].transition]
    except ChoiceRequired as choice:
        taken = list(choice.ways)
        hold(len(taken) > 1, _ADVANCE, of_day(on, _WAYS))
    except StepError:
        taken = []
    hold(taken == [way.key for way in met], _ADVANCE, of_day(on, _WAYS))
    hold(may_advance(council, policy, on) == (len(met) == 1), _ADVANCE, of_day(on, _WAYS))


_WAYS: Final = Wording("満たした移行と結果が異なります", "it is not the way that is met")


def may_tells_what_take_does(council: Council, policy: Policy, on: datetime.date) -> None:
    """Hold that `may_take` is True exactly where `take` takes a step, and that step is met.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If the quick answer and the step differ.
    """
    for way in policy.transitions:
        taken = _taken(council, policy, way, on)
        is_met = judge_transition(council, policy, way, on).verdict is Verdict.MET
        agrees = may_take(council, policy, way, on) == (taken is not None)
        hold(agrees and (taken is None or is_met), _MAY, of_day(on, _of_way(way)))


def a_step_only_adds_itself(council: Council, policy: Policy, on: datetime.date) -> None:
    """Hold that a step leaves ledger and earlier steps as they were, and rests on sure records.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If a step changes something else, or rests on what is not on record that day.
    """
    for way in policy.transitions:
        taken = _taken(council, policy, way, on)
        if taken is not None:
            *earlier, change = taken.history
            same = attrs.evolve(council, history=taken.history) == taken
            sure = all(record.on.last <= on for record in change.rests_on)
            is_this = (change.transition, change.on) == (way.key, Span.day(on))
            holds = same and sure and is_this and council.history == tuple(earlier)
            hold(holds, _ADDS, of_day(on, _of_way(way)))


def filing_what_is_missing_opens_the_step(
    council: Council, policy: Policy, on: datetime.date
) -> None:
    """Hold that a refusal is complete: what it lists, filed that day, opens the step.

    Steps of which a rule is not spelt out, and steps that count what happened by the end of the
    last fiscal year, cannot be opened so and are passed over.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If a step stays closed although all that was missing is filed.
    """
    if not _may_go_on(council, on):
        return
    for way in policy.ways_from(stage_of(council, policy)):
        if all(_can_be_filed(way)):
            missing = judge_transition(council, policy, way, on).missing
            filed = council.add(
                *(entry for found in missing for entry in filed_for(found.leaf, on))
            )
            hold(may_take(filed, policy, way, on), _FILED, of_day(on, _of_way(way)))


def _can_be_filed(way: Transition) -> list[bool]:
    return [
        not isinstance(leaf, Unspecified) and leaf.during is not THROUGH_LAST_FISCAL_YEAR
        for need in way.requirements
        for leaf in leaves(need.condition)
    ]


def replay_is_the_fold_of_advance(council: Council, policy: Policy) -> None:
    """Hold that recorded steps are legal exactly when taking them one by one gives the same.

    What the steps say that they rest on is left aside: evidence may have been withdrawn since. A
    history in which some step is dated by more than a day is passed over.

    Args:
        council: The council.
        policy: The policy.

    Raises:
        LawBroken: If a replay and the steps differ.
    """
    if any(change.on.first != change.on.last for change in council.history):
        return
    bare = tuple(attrs.evolve(change, rests_on=()) for change in council.history)
    found = Wording("再判定の結果が異なります", "the replay says otherwise")
    legal = replay(attrs.evolve(council, history=bare), policy).is_legal
    hold(legal == _can_be_taken_in_turn(council, policy), _REPLAY, found)


def _can_be_taken_in_turn(council: Council, policy: Policy) -> bool:
    taken = attrs.evolve(council, history=())
    for change in council.history:
        try:
            taken = take(taken, policy, change.transition, change.on.first)
        except RenkeiError:
            return False
    return [(step.source, step.target) for step in taken.history] == [
        (step.source, step.target) for step in council.history
    ]


def what_is_due_must_and_may_be_taken(council: Council, policy: Policy, on: datetime.date) -> None:
    """Hold that an assessment calls due exactly those duties that may be taken that day.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If something else is called due, or something is forgotten.
    """
    if not _may_go_on(council, on):
        return
    due = {read.transition for read in assess(council, policy, on).due}
    for way in policy.transitions:
        expected = way in policy.duties and may_take(council, policy, way, on)
        hold((way in due) == expected, _DUE, of_day(on, _of_way(way)))


def machine_agrees(council: Council, policy: Policy, on: datetime.date) -> None:
    """Hold that a living council takes and refuses each step as the value does.

    Args:
        council: The council.
        policy: The policy.
        on: The day.

    Raises:
        LawBroken: If one of them takes a step that the other refuses, or another one.
    """
    for way in policy.transitions:
        alive = LivingCouncil(council, policy)
        try:
            alive.take(way, on)
        except StepError:
            hold(alive.council == council, _MACHINE, of_day(on, _of_way(way)))
            hold(_taken(council, policy, way, on) is None, _MACHINE, of_day(on, _of_way(way)))
        else:
            same = alive.council == _taken(council, policy, way, on)
            hold(same and alive.stage == way.target, _MACHINE, of_day(on, _of_way(way)))


def _taken(council: Council, policy: Policy, way: Transition, on: datetime.date) -> Council | None:
    try:
        return take(council, policy, way, on)
    except StepError:
        return None


def _may_go_on(council: Council, on: datetime.date) -> bool:
    """Tell whether a council's steps are in order, and none is later than a day."""
    last = datetime.date.min
    for change in council.history:
        if change.on.last < last:
            return False
        last = max(last, change.on.first)
    return all(change.on.last <= on for change in council.history)


def _of_way(way: Transition) -> Wording:
    return Wording(f"移行「{way.text('ja')}」が異なります", f"the step “{way.text('en')}” differs")
