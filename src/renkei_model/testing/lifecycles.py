"""A council that lives twice, as a value and as a machine, for state machines to drive."""

from __future__ import annotations

import copy
import datetime
import pickle
from collections.abc import Callable
from typing import ClassVar, Final, cast

import attrs
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from renkei_model import lifecycle
from renkei_model.checks import require_kind
from renkei_model.councils import Council, StageChange
from renkei_model.errors import RenkeiError, StageNotAssignable, UnknownName
from renkei_model.facts import Completeness, Record
from renkei_model.machine import LivingCouncil, build_machine
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition
from renkei_model.testing.dating import FIRST_DAY, days
from renkei_model.testing.filing import completeness, records
from renkei_model.testing.laws.holding import hold, of_day, stage_of
from renkei_model.testing.living import councils, filed_for, histories
from renkei_model.testing.ruling import policies
from renkei_model.wording import Wording

__all__ = ["LifecycleMachine", "lifecycle_machine"]

_SAME: Final = Wording(
    "機械としての協議会は，値としての協議会と同じ経過をたどる",
    "a living council and the value live the same life",
)
_APART: Final = Wording("両者が異なります", "the two differ")
_ASSIGNED: Final = Wording("段階を書き換えられました", "a stage could be set by hand")
_COPIES: Final[dict[str, Callable[[LivingCouncil], LivingCouncil]]] = {
    "copied": copy.copy,
    "deep-copied": copy.deepcopy,
    "pickled": lambda alive: pickle.loads(pickle.dumps(alive)),  # noqa: S301 - our own bytes
}
_CLERKS = st.sampled_from(["", "事務局", "the secretary"])


def _outcome(attempt: Callable[[], object]) -> object:
    """Give what an attempt returns, or the type and fields of the error it raises."""
    try:
        return attempt()
    except RenkeiError as refusal:
        event(type(refusal).__name__)
        kind = cast("type[attrs.AttrsInstance]", type(refusal))
        return kind, {field.name: getattr(refusal, field.name) for field in attrs.fields(kind)}


class LifecycleMachine(RuleBasedStateMachine):
    """One council as a value under `lifecycle`, the same one alive: nobody can tell them apart.

    Extend it by rules and invariants of your own: `pure` is the value, `alive` the living council,
    `policy` the policy and `today` the day.

    Attributes:
        policies: What the policy is drawn from.
    """

    policies: ClassVar[st.SearchStrategy[Policy]] = policies(unspecified=False) | policies()

    policy: Policy
    pure: Council
    alive: LivingCouncil
    today: datetime.date

    @initialize(data=st.data(), own_machine=st.booleans())
    def begin(self, data: st.DataObject, own_machine: bool) -> None:  # noqa: FBT001 - drawn
        """Let both begin with the same council, with or without recorded steps."""
        self.policy = data.draw(self.policies, label="policy")
        start = data.draw(st.one_of(councils(self.policy), histories(self.policy)), label="council")
        machine = build_machine(self.policy) if own_machine else None
        self.pure = start
        self.alive = LivingCouncil(start, self.policy, machine=machine)
        self.kept: list[tuple[LivingCouncil, Council]] = []
        self.today = max([FIRST_DAY, *(step.on.last for step in start.history)])

    @rule(duration=st.sampled_from([1, 30, 365]))
    def wait(self, duration: int) -> None:
        """Let some days pass."""
        self.today += datetime.timedelta(duration)

    @rule(data=st.data())
    def file(self, data: st.DataObject) -> None:
        """File a record, dated by day or span, or a statement that nothing else happened."""
        known = self.policy.facts
        entry: Record | Completeness = data.draw(
            records(known) | completeness(known), label="entry"
        )
        self._file(entry)

    @rule(data=st.data(), by=_CLERKS, note=_CLERKS)
    def advance(self, data: st.DataObject, by: str, note: str) -> None:
        """Both advance alike, or are refused with the same reasons."""
        on, stages = self.day_for_a_step(data), self.policy.stages
        keys = [stage.key for stage in stages]
        targets: list[Stage | str | None] = [*[None] * 9, *stages, *keys, "nowhere"]
        to = data.draw(st.sampled_from(targets), label="to")
        self._same(
            lambda: lifecycle.advance(self.pure, self.policy, on, to=to, by=by, note=note),
            lambda: self.alive.advance(on, to=to, by=by, note=note),
            _outcome(lambda: self.alive.may_advance(on, to=to)),
            is_declared=to != "nowhere",
        )

    @rule(data=st.data(), by=_CLERKS, note=_CLERKS)
    def take(self, data: st.DataObject, by: str, note: str) -> None:
        """Both take a named step alike, or are refused with the same reasons."""
        on, ways = self.day_for_a_step(data), self.ways()
        named: list[Transition | str] = [*ways, *[way.key for way in ways], "no_way"]
        way = data.draw(st.sampled_from(named), label="way")
        self._same(
            lambda: lifecycle.take(self.pure, self.policy, way, on, by=by, note=note),
            lambda: self.alive.take(way, on, by=by, note=note),
            _outcome(lambda: self.alive.may_take(way, on)),
            is_declared=way != "no_way",
        )

    @rule(data=st.data())
    def assign(self, data: st.DataObject) -> None:
        """No stage can be set by hand."""
        stage = data.draw(st.sampled_from(self.policy.stages), label="stage")
        try:
            self.alive.state = stage.key
        except StageNotAssignable:
            return
        hold(False, _SAME, _ASSIGNED)  # noqa: FBT003 - as `assert False` has it

    @rule(how=st.sampled_from(sorted(_COPIES)), go_on_as_the_copy=st.booleans())
    def double(self, how: str, go_on_as_the_copy: bool) -> None:  # noqa: FBT001 - drawn
        """Of two that were one, either may go on; the other stays."""
        twin = _COPIES[how](self.alive)
        if go_on_as_the_copy:
            self.alive, twin = twin, self.alive
        self.kept.append((twin, self.pure))

    @invariant()
    def they_are_the_same_council(self) -> None:
        """Ledger, recorded steps and stage are the same on both sides."""
        stage = stage_of(self.pure, self.policy)
        alive = (self.alive.council, self.alive.state, self.alive.stage)
        self._hold(alive == (self.pure, stage.key, stage))

    @invariant()
    def what_was_copied_stays_as_it_was(self) -> None:
        """Nothing that happens to one living council happens to another."""
        self._hold(all(then == twin.council for twin, then in self.kept))

    def _hold(self, holds: bool) -> None:  # noqa: FBT001 - as `assert` has it
        hold(holds, _SAME, of_day(self.today, _APART))

    def _file(self, *entries: Record | Completeness) -> None:
        self.pure = self.pure.add(*entries)
        self.alive.add(*entries)

    def ways(self) -> list[Transition]:
        """Give all ways, those that leave this stage more often: so that many attempts succeed."""
        ways = self.policy.transitions
        return [*ways, *[way for way in ways if way.source.key == self.alive.state] * 3]

    def day_for_a_step(self, data: st.DataObject) -> datetime.date:
        """Draw a day, mostly today, for which what some ways from here lack is filed on both sides.

        So steps come about, and ways compete. Some are asked for on another day, before the last
        step too.

        Args:
            data: Given by Hypothesis.
        """
        if not data.draw(st.sampled_from([True] * 5 + [False]), label="today"):
            return data.draw(days(), label="on")
        for read in lifecycle.assess(self.pure, self.policy, self.today).transitions:
            starts_here = read.transition.source.key == self.alive.state
            if starts_here and data.draw(st.sampled_from([True, True, False]), label="file"):
                for leaf in read.missing:
                    self._file(*filed_for(leaf.leaf, self.today))
        return self.today

    def _same(
        self,
        expected: Callable[[], Council],
        attempt: Callable[[], StageChange],
        may: object,
        *,
        is_declared: bool,
    ) -> None:
        recorded, told = _outcome(expected), _outcome(attempt)
        if isinstance(recorded, Council):
            event("a step")
            self._hold(may is True and recorded.history[-1] == told)
            self.pure = recorded
            return
        self._hold(recorded == told)
        # Whoever only asks is told of a typo first, also for a day that would be refused.
        is_typo = isinstance(may, tuple) and may[0] is UnknownName
        self._hold(may is False if is_declared else is_typo)


def lifecycle_machine(policy: Policy) -> type[LifecycleMachine]:
    """Make the state machine of a policy: a council that lives as a value and as a machine.

    Its `TestCase` is a test for pytest and unittest; subclasses may have further rules.

    Args:
        policy: The policy it lives under.

    Raises:
        InvalidValue: If it is no policy.

    Example:
        >>> from hypothesis import settings
        >>> from hypothesis.stateful import run_state_machine_as_test
        >>> from renkei_model import kochi
        >>> run_state_machine_as_test(
        ...     lifecycle_machine(kochi.POLICY),
        ...     settings=settings(max_examples=1, stateful_step_count=5, database=None),
        ... )
    """
    require_kind("policy", policy, Policy)
    return type(f"LifecycleOf_{policy.key}", (LifecycleMachine,), {"policies": st.just(policy)})
