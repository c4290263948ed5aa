"""The same rules as a machine: states, triggers and callbacks of the `transitions` library.

`lifecycle` decides and this room carries it out: a machine built here holds no rule of its own.
Its states are the policy's stages, its triggers the policy's transitions, each guarded by one
condition that asks `lifecycle`. There are two ways to use it: `LivingCouncil`, an object that
changes as its council does, and `build_machine`, for a model and a machine of your own.
"""

from renkei_model.machine.building import CouncilModel, build_machine, machine_of
from renkei_model.machine.living import LivingCouncil, StepHeldBack, StepUnderWay

__all__ = [
    "CouncilModel",
    "LivingCouncil",
    "StepHeldBack",
    "StepUnderWay",
    "build_machine",
    "machine_of",
]
