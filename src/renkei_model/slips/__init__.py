"""Slips of the pen in a policy, and the boundary cases that must notice each of them.

Guards and subsidies are data, so neither coverage nor mutation tools see what is written in them.
Here the data itself is edited, by one slip at a time, and reviewed cases say which edits would go
unnoticed.
"""

from renkei_model.slips.boundaries import BoundaryCase, Case, unnoticed_edits
from renkei_model.slips.edits import Slip, one_slip_edits
from renkei_model.slips.grant_cases import PlanCase, SubsidyAnswer, SubsidyCase

__all__ = [
    "BoundaryCase",
    "Case",
    "PlanCase",
    "Slip",
    "SubsidyAnswer",
    "SubsidyCase",
    "one_slip_edits",
    "unnoticed_edits",
]
