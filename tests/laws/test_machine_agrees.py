"""The living council and the lifecycle, driven side by side."""

import pytest
import transitions
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from renkei_model import kochi, lifecycle
from renkei_model.errors import StepError
from renkei_model.testing import LifecycleMachine


class SideBySide(LifecycleMachine):
    """Triggers of the machine are fired besides, as only its own users do."""

    @rule(data=st.data(), by=st.sampled_from(["", "事務局"]))
    def fire(self, data, by):
        """A raw trigger moves the living council exactly where `take` moves the value."""
        on = self.day_for_a_step(data)
        way = data.draw(st.sampled_from(self.ways()), label="way")
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
