"""Many councils at once: their counts as arrays, and what a policy says to them.

The same rules as `assess`, judged with a few array operations for a city, a country or a simulation
instead of one council after the other. NumPy's arrays do, and those of any library that compares
them place by place; none is imported here.
"""

from renkei_model.columns.counts import UNBOUNDED, CountColumns, Counted, count_columns
from renkei_model.columns.verdicts import RequirementColumns, TransitionColumns, judge_columns

__all__ = [
    "UNBOUNDED",
    "CountColumns",
    "Counted",
    "RequirementColumns",
    "TransitionColumns",
    "count_columns",
    "judge_columns",
]
