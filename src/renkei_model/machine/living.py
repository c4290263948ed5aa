"""A living council: an object whose stage changes as its steps are recorded."""

from __future__ import annotations

import datetime
from typing import cast

import attrs
import transitions

from renkei_model import lifecycle
from renkei_model.councils import Council, StageChange
from renkei_model.errors import StageNotAssignable, StepError
from renkei_model.facts import Completeness, Record
from renkei_model.machine.building import (
    SelfRecording,
    check_machine,
    decide,
    machine_of,
    permits,
    stage_of,
)
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition
from renkei_model.wording import Wording

__all__ = ["LivingCouncil", "StepHeldBack", "StepUnderWay"]


@attrs.frozen
class StepHeldBack(StepError):
    """A step whose requirements are met, kept back by something that was changed on the machine.

    Attributes:
        council: The council's name.
        transition: The transition's key.
    """

    council: str
    transition: str

    def sentence(self) -> Wording:
        """Say that the policy allows the step, and where to look."""
        return Wording(
            ja=f"{self.council}: 移行「{self.transition}」の要件は満たされていますが，"
            "記録されませんでした。状態機械に加えた変更（条件，on_exception など）を"
            "確かめてください。",
            en=f"{self.council}: the requirements of {self.transition!r} are met, but nothing was "
            "recorded; look at what was changed on the machine (conditions, on_exception).",
        )


@attrs.frozen
class StepUnderWay(StepError):
    """A step that was started from a callback of another one before that one was recorded.

    Attributes:
        council: The council's name.
        transition: The key of the transition that is not recorded yet.
    """

    council: str
    transition: str

    def sentence(self) -> Wording:
        """Say from which callbacks the next step can be taken."""
        return Wording(
            ja=f"{self.council}: 移行「{self.transition}」がまだ記録されていません。次の移行は "
            "on_enter か after_stage_change で始めてください。",
            en=f"{self.council}: {self.transition!r} is not recorded yet; start the next step from "
            "on_enter or after_stage_change.",
        )


@attrs.define(eq=False)
class _Step:
    """A step between its decision and its record."""

    before: Council
    after: Council
    change: StageChange
    event: transitions.EventData | None = None
    recorded: StageChange | None = None

    @classmethod
    def from_to(cls, before: Council, after: Council) -> _Step:
        return cls(before, after, after.history[-1])

    @property
    def is_over(self) -> bool:
        # An error is all that can keep a step that has begun from being recorded.
        return self.event is not None and self.event.error is not None


class LivingCouncil(SelfRecording):
    """A council that changes as its steps are taken, with callbacks around every step.

    It is never registered with its machine: its methods are declared, copies are independent,
    pickles hold no machine but its own, and two living councils of equal content stay two.

    A step is recorded at one point, with its stage, and callbacks run on both sides of it:

    1. before: the machine's `before_state_change`, `before_stage_change` below, the transition's
       `before`, the `on_exit` of the stage that is left. If one of them raises, nothing changed.
    2. the step is recorded. If a callback changed the council, it is first judged anew.
    3. after: the `on_enter` of the stage that is entered, `after_stage_change` below, the
       transition's `after`, the machine's `after_state_change`. If one of them raises, the step
       is recorded all the same.

    A callback of the third kind may take a further step; one of the first kind may not
    (`StepUnderWay`).

    Raw triggers work too, `living.machine.events[key].trigger(living, on=day)`: guarded alike,
    they record the step and answer True; answer False without a reason; raise
    `transitions.MachineError` from another stage, and InvalidValue without the day.

    Args:
        council: The council; one with recorded steps goes on from the last of them.
        policy: The policy to judge it by.
        machine: A machine of its own, from `build_machine(policy)`; else the shared one.

    Raises:
        UnknownName: If the council was recorded in a stage that the policy does not have.
        InvalidValue: If the machine follows another policy, or drives registered models only.

    Example:
        >>> import datetime
        >>> from renkei_model import Council, Record, kochi
        >>> living = LivingCouncil(Council(name="みのり地区連携協議会"), kochi.POLICY)
        >>> living.may_advance(on=datetime.date(2024, 5, 1))
        False
        >>> founded, *_ = kochi.FACTS
        >>> living.add(Record(founded, datetime.date(2024, 4, 20)))
        >>> living.advance(on=datetime.date(2024, 5, 1), by="事務局").target
        'acquaintance'
        >>> living.stage.text("ja")
        '親交期'
    """

    __slots__ = ("__weakref__", "_council", "_machine", "_policy", "_step")

    def __init__(
        self, council: Council, policy: Policy, *, machine: transitions.Machine | None = None
    ) -> None:
        """Bring a council to life."""
        stage_of(council, policy)
        if machine is not None:
            check_machine(machine, policy)
        self._council = council
        self._policy = policy
        self._machine = machine
        self._step: _Step | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._council.name!r}, state={self.state!r})"

    def __getstate__(self) -> object:
        """Leave the step under way behind: a copy stands where nothing of it is recorded."""
        attributes, slots = cast("tuple[object, dict[str, object]]", super().__getstate__())
        return attributes, {**slots, "_step": None}

    @property
    def council(self) -> Council:
        """The council as a value, with its ledger and its recorded steps."""
        return self._council

    @property
    def policy(self) -> Policy:
        """The policy it is judged by."""
        return self._policy

    @property
    def machine(self) -> transitions.Machine:
        """The machine that drives it: its own, or the one that its policy's councils share."""
        return machine_of(self._policy) if self._machine is None else self._machine

    @property
    def stage(self) -> Stage:
        """The stage of its last recorded step; before any, the policy's first one."""
        return stage_of(self._council, self._policy)

    @property
    def state(self) -> str:
        """The key of its stage, as `transitions` reads it; it cannot be assigned.

        Raises:
            StageNotAssignable: If it is set by anything but a step that was decided.
        """
        history = self._council.history
        return history[-1].target if history else self._policy.initial.key

    @state.setter
    def state(self, key: str) -> None:
        step = self._step
        if step is None or step.event is None or step.is_over or step.change.target != key:
            raise StageNotAssignable(self._council.name, key)
        if self._council is not step.before:
            step.after = decide(self._council, self._policy, step.event)
            step.change = step.after.history[-1]
        self._council, self._step = step.after, None
        step.recorded = step.change

    def assess(self, as_of: datetime.date) -> lifecycle.Assessment:
        """Tell where it stands on a day, and what is met and missing for every step.

        Args:
            as_of: The day that is judged; records after it do not count.
        """
        return lifecycle.assess(self._council, self._policy, as_of)

    def add(self, *entries: Record | Completeness) -> None:
        """File further entries in its ledger.

        Args:
            *entries: Records, and statements that nothing else happened.
        """
        self._council = self._council.add(*entries)

    def may_advance(self, on: datetime.date, *, to: Stage | str | None = None) -> bool:
        """Tell whether `lifecycle.advance` would record a step.

        Args:
            on: The day of the step.
            to: The stage to enter (or its key), where several ways may be open.

        Raises:
            UnknownName: If `to` is not one of the policy's stages.
        """
        return lifecycle.may_advance(self._council, self._policy, on, to=to)

    def may_take(self, transition: Transition | str, on: datetime.date) -> bool:
        """Tell whether `lifecycle.take` would record a step.

        Args:
            transition: The step, or its key.
            on: The day of the step.

        Raises:
            UnknownName: If the policy has no such transition.
        """
        return lifecycle.may_take(self._council, self._policy, transition, on)

    def advance(
        self, on: datetime.date, *, to: Stage | str | None = None, by: str = "", note: str = ""
    ) -> StageChange:
        """Take one step of progress whose requirements are all met on a day.

        Args:
            on: The day of the step; records after it do not count.
            to: The stage to enter (or its key), where several ways may be open.
            by: Who records it.
            note: What they remark.

        Returns:
            The step as it was recorded.

        Raises:
            TransitionBlocked: If no way is met on that day; with all that is missing.
            ChoiceRequired: If several ways are met, and `to` names none.
            NoSuchStep: If no single step leads there.
            OutOfOrder: If the day lies before the last recorded step.
            UnknownName: If `to` is not one of the policy's stages.
            StepHeldBack: If something that was changed on the machine kept it back.
            StepUnderWay: If it is called from a callback before the step there is recorded.
        """
        return self._fire(
            lifecycle.advance(self._council, self._policy, on, to=to, by=by, note=note)
        )

    def take(
        self, transition: Transition | str, on: datetime.date, *, by: str = "", note: str = ""
    ) -> StageChange:
        """Take one named step, of progress or of withdrawal, that is met on a day.

        Args:
            transition: The step, or its key.
            on: The day of the step; records after it do not count.
            by: Who records it.
            note: What they remark.

        Returns:
            The step as it was recorded.

        Raises:
            TransitionBlocked: If its requirements are not all met on that day.
            NoSuchStep: If it does not leave the stage that the council is in.
            OutOfOrder: If the day lies before the last recorded step.
            UnknownName: If the policy has no such transition.
            StepHeldBack: If something that was changed on the machine kept it back.
            StepUnderWay: If it is called from a callback before the step there is recorded.
        """
        return self._fire(
            lifecycle.take(self._council, self._policy, transition, on, by=by, note=note)
        )

    def before_stage_change(self, event: transitions.EventData) -> None:
        """Do nothing: a subclass says here what happens before a step is recorded.

        Args:
            event: What `transitions` knows of the step; `event.kwargs` holds on, by and note.
        """

    def after_stage_change(self, event: transitions.EventData) -> None:
        """Do nothing: a subclass says here what happens once a step is recorded.

        Args:
            event: What `transitions` knows of the step; the council holds it as its last one.
        """

    def _fire(self, decided: Council) -> StageChange:
        self._refuse_nested_step()
        step = self._step = _Step.from_to(self._council, decided)
        change = step.change
        event = self.machine.events.get(change.transition)
        try:
            if event is not None:
                event.trigger(self, on=change.on.last, by=change.by, note=change.note)
        finally:
            self._step = None
        if step.recorded is None:
            raise StepHeldBack(self._council.name, change.transition)
        return step.recorded

    def _decided(self, event: transitions.EventData) -> _Step | None:
        """Give the step that a method decided and this event is to record; else refuse to nest."""
        step = self._step
        if step is not None and step.event is None and step.change.transition == event.event.name:
            return step
        self._refuse_nested_step()
        return None

    def _refuse_nested_step(self) -> None:
        if self._step is not None and not self._step.is_over:
            raise StepUnderWay(self._council.name, self._step.change.transition)

    def _permits(self, event: transitions.EventData) -> bool:
        return self._decided(event) is not None or permits(self._council, self._policy, event)

    def _begin(self, event: transitions.EventData) -> None:
        step = self._decided(event)
        if step is None:
            step = _Step.from_to(self._council, decide(self._council, self._policy, event))
        step.event = event
        self._step = step
        self.before_stage_change(event)

    def _end(self, event: transitions.EventData) -> None:
        self.after_stage_change(event)
