"""The living council and the lifecycle, driven side by side."""

import copy
import datetime
import pickle

import attrs
import pytest
import transitions
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from renkei_model import kochi, lifecycle
from renkei_model.errors import RenkeiError, StageNotAssignable, StepError, UnknownName
from renkei_model.machine import LivingCouncil, build_machine
from renkei_model.testing import (
    FIRST_DAY,
    completeness,
    councils,
    days,
    filed_for,
    histories,
    policies,
    records,
)

CLERKS = st.sampled_from(["", "事務局", "the secretary"])
COPIES = {
    "copied": copy.copy,
    "deep-copied": copy.deepcopy,
    "pickled": lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 - our own bytes
}


def outcome(attempt):
    """Give what an attempt returns, or the type and fields of the error it raises."""
    try:
        return attempt()
    except RenkeiError as refusal:
        event(type(refusal).__name__)
        return type(refusal), attrs.asdict(refusal, recurse=False)


class SideBySide(RuleBasedStateMachine):
    """One council as a value under `lifecycle`, the same one alive: nobody can tell them apart."""

    policies = policies(unspecified=False) | policies()

    @initialize(data=st.data(), own_machine=st.booleans())
    def begin(self, data, own_machine):
        """Let both begin with the same council, with or without recorded steps."""
        self.policy = data.draw(self.policies, label="policy")
        start = data.draw(st.one_of(councils(self.policy), histories(self.policy)), label="council")
        machine = build_machine(self.policy) if own_machine else None
        self.pure = start
        self.alive = LivingCouncil(start, self.policy, machine=machine)
        self.kept = []
        self.today = max([FIRST_DAY, *(step.on.last for step in start.history)])

    @rule(duration=st.sampled_from([1, 30, 365]))
    def wait(self, duration):
        """Let some days pass."""
        self.today += datetime.timedelta(duration)

    @rule(data=st.data())
    def file(self, data):
        """File a record, dated by day or span, or a statement that nothing else happened."""
        known = self.policy.facts
        self._file(data.draw(st.one_of(records(known), completeness(known)), label="entry"))

    @rule(data=st.data(), by=CLERKS, note=CLERKS)
    def advance(self, data, by, note):
        """Both advance alike, or are refused with the same reasons."""
        on, stages = self._prepared(data), self.policy.stages
        keys = [stage.key for stage in stages]
        to = data.draw(st.sampled_from([None] * 9 + [*stages, *keys, "nowhere"]), label="to")
        self._same(
            lambda: lifecycle.advance(self.pure, self.policy, on, to=to, by=by, note=note),
            lambda: self.alive.advance(on, to=to, by=by, note=note),
            outcome(lambda: self.alive.may_advance(on, to=to)),
            is_declared=to != "nowhere",
        )

    @rule(data=st.data(), by=CLERKS, note=CLERKS)
    def take(self, data, by, note):
        """Both take a named step alike, or are refused with the same reasons."""
        on, ways = self._prepared(data), self._ways()
        keys = [way.key for way in ways]
        way = data.draw(st.sampled_from([*ways, *keys, "no_way"]), label="way")
        self._same(
            lambda: lifecycle.take(self.pure, self.policy, way, on, by=by, note=note),
            lambda: self.alive.take(way, on, by=by, note=note),
            outcome(lambda: self.alive.may_take(way, on)),
            is_declared=way != "no_way",
        )

    @rule(data=st.data(), by=CLERKS)
    def fire(self, data, by):
        """A raw trigger moves the living council exactly where `take` moves the value."""
        on = self._prepared(data)
        way = data.draw(st.sampled_from(self._ways()), label="way")
        trigger = self.alive.machine.events[way.key].trigger
        if way.source.key != self.alive.state:
            with pytest.raises(transitions.MachineError):
                trigger(self.alive, on=on, by=by)
            return
        fired = trigger(self.alive, on=on, by=by)
        try:
            self.pure = lifecycle.take(self.pure, self.policy, way, on, by=by)
        except StepError:
            assert fired is False
        else:
            event("a step by trigger")
            assert fired is True

    @rule(data=st.data())
    def assign(self, data):
        """No stage can be set by hand."""
        stage = data.draw(st.sampled_from(self.policy.stages), label="stage")
        with pytest.raises(StageNotAssignable):
            self.alive.state = stage.key

    @rule(how=st.sampled_from(sorted(COPIES)), go_on_as_the_copy=st.booleans())
    def double(self, how, go_on_as_the_copy):
        """Of two that were one, either may go on; the other stays."""
        twin = COPIES[how](self.alive)
        if go_on_as_the_copy:
            self.alive, twin = twin, self.alive
        self.kept.append((twin, self.pure))

    @invariant()
    def they_are_the_same_council(self):
        """Ledger, recorded steps and stage are the same on both sides."""
        assert self.pure == self.alive.council
        expected = self.pure.history[-1].target if self.pure.history else self.policy.initial.key
        assert expected == self.alive.state == self.alive.stage.key

    @invariant()
    def what_was_copied_stays_as_it_was(self):
        """Nothing that happens to one living council happens to another."""
        assert all(then == twin.council for twin, then in self.kept)

    def _file(self, *entries):
        self.pure = self.pure.add(*entries)
        self.alive.add(*entries)

    def _ways(self):
        # All, and those that leave this stage three times more, so that many attempts succeed.
        ways = self.policy.transitions
        return [*ways, *[way for way in ways if way.source.key == self.alive.state] * 3]

    def _prepared(self, data):
        # Most steps are dated today, and what some ways from here lack is filed first: so steps
        # come about and ways compete. Some are asked for on another day, before the last one too.
        if not data.draw(st.sampled_from([True] * 5 + [False]), label="today"):
            return data.draw(days(), label="on")
        for read in lifecycle.assess(self.pure, self.policy, self.today).transitions:
            starts_here = read.transition.source.key == self.alive.state
            if starts_here and data.draw(st.sampled_from([True, True, False]), label="file"):
                for leaf in read.missing:
                    self._file(*filed_for(leaf.leaf, self.today))
        return self.today

    def _same(self, expected, attempt, may, *, is_declared):
        recorded, told = outcome(expected), outcome(attempt)
        if isinstance(recorded, tuple):
            assert recorded == told
            # Whoever only asks is told of a typo first, also for a day that would be refused.
            assert may is False if is_declared else may[0] is UnknownName
        else:
            event("a step")
            assert recorded.history[-1] == told
            assert may is True
            self.pure = recorded


class SideBySideInKochi(SideBySide):
    """The same under the policy of Kochi City."""

    policies = st.just(kochi.POLICY)


SETTINGS = settings(stateful_step_count=30, suppress_health_check=list(HealthCheck))


def test_the_machine_agrees_with_the_lifecycle():
    """Under any policy a living council and the lifecycle record and refuse the same steps."""
    run_state_machine_as_test(SideBySide, settings=SETTINGS)


def test_the_machine_agrees_with_the_lifecycle_in_kochi():
    """Under Kochi's policy a living council and the lifecycle record and refuse the same steps."""
    run_state_machine_as_test(SideBySideInKochi, settings=SETTINGS)
