"""Slips of the pen in a policy, and the boundary cases that must notice each of them.

Guards are data, so neither coverage nor mutation tools see what is written in them. Here the data
itself is edited, by one slip at a time, and reviewed cases say which edits would go unnoticed.
"""

from renkei_model.slips.boundaries import BoundaryCase, unnoticed_edits
from renkei_model.slips.edits import Slip, one_slip_edits

__all__ = ["BoundaryCase", "Slip", "one_slip_edits", "unnoticed_edits"]
