# mypy: disallow-any-expr
"""What type checkers see of the machine: the living council, and machines of one's own."""

import datetime
from typing import assert_type

import transitions

from renkei_model import Assessment, Council, LivingCouncil, Policy, Record, Stage, StageChange
from renkei_model.machine import CouncilModel, build_machine, machine_of

MAY = datetime.date(2026, 5, 1)


def living_councils(council: Council, policy: Policy, record: Record) -> None:
    """Its steps give what was recorded; its questions give yes or no."""
    living = LivingCouncil(council, policy)
    assert_type(living.add(record), None)
    assert_type(living.may_advance(on=MAY), bool)
    assert_type(living.may_take("dissolve", MAY), bool)
    assert_type(living.advance(on=MAY, to=policy.initial, by="事務局"), StageChange)
    assert_type(living.take(policy.transitions[0], MAY), StageChange)
    assert_type(living.assess(MAY), Assessment)
    assert_type(living.stage, Stage)
    assert_type(living.state, str)
    assert_type(living.council, Council)
    assert_type(living.machine, transitions.Machine)


class Announcing(LivingCouncil):
    """A living council that tells somebody of every step."""

    __slots__ = ()

    def after_stage_change(self, event: transitions.EventData) -> None:
        """See what `transitions` knows of the step."""
        assert_type(event.event.name, str)
        assert_type(self.council.history[-1], StageChange)


class OwnModel:
    """A model of one's own: all it needs is a council that can be replaced."""

    def __init__(self, council: Council) -> None:
        """Begin with a council."""
        self.council = council


def machines(council: Council, policy: Policy) -> None:
    """A machine drives models of one's own, too."""
    model: CouncilModel = OwnModel(council)
    assert_type(machine_of(policy), transitions.Machine)
    assert_type(build_machine(policy), transitions.Machine)
    assert_type(build_machine(policy, model, language="en"), transitions.Machine)
    assert_type(build_machine(policy, [model, OwnModel(council)]), transitions.Machine)
    assert_type(build_machine(policy).events["founded"].trigger(model, on=MAY), bool)
