"""What type checkers see of a machine that can be drawn: it is of the type that was asked for."""

from typing import assert_type

from transitions.extensions import GraphMachine

from renkei_model import Policy
from renkei_model.machine import build_machine


def a_machine_that_draws_itself(policy: Policy) -> None:
    """Whoever names the type of a machine gets one of that type, with its own options."""
    assert_type(build_machine(policy, machine_type=GraphMachine, title="甲市"), GraphMachine)
