"""Hypothesis knows our classes by their types."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, Condition, SomeOf, Unspecified
from renkei_model.councils import Council, StageChange
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition
from renkei_model.testing import register
from renkei_model.windows import Moment

CLASSES = (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    CommunityPlan,
    Completeness,
    Council,
    Fact,
    FiscalYear,
    Ledger,
    Moment,
    Policy,
    Record,
    Requirement,
    SomeOf,
    Span,
    Stage,
    StageChange,
    Transition,
    Unspecified,
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_value_can_be_drawn_by_its_class(kind, data):
    """Whoever names a class of ours gets values that the library accepts."""
    register()

    assert type(data.draw(st.from_type(kind))) is kind


@given(st.from_type(Condition))
def test_a_condition_can_be_drawn_of_any_kind(condition):
    """The union of conditions is drawn from its members."""
    assert isinstance(condition, Condition)


def test_importing_hypothesis_is_enough():
    """Where the library is installed, nothing of the kit need be imported for it."""
    program = (
        "from hypothesis import find, strategies as st; from renkei_model import Policy; "
        "print(len(find(st.from_type(Policy), lambda policy: True).stages))"
    )
    done = subprocess.run(  # noqa: S603 - a fresh Python of our own
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "2"
