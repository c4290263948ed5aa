"""The testing kit as a whole: its public names, and what it raises."""

import importlib.util
import pickle

import pytest

from renkei_model import testing
from renkei_model.testing.refusals import HypothesisMissing, LawBroken
from renkei_model.wording import Wording

BROKEN = LawBroken(Wording("記録は消えない", "records stay"), Wording("消えた", "one is gone"))


def test_every_public_name_is_there():
    """`__all__` and `dir` promise what can be imported, and nothing else."""
    missing = [name for name in testing.__all__ if not hasattr(testing, name)]

    assert missing == []
    assert dir(testing) == sorted(testing.__all__)


def test_no_public_name_is_hidden_by_a_module():
    """Whatever of the kit was imported before, a name is what it promises to be."""
    folder = testing.__name__
    hidden = [name for name in testing.__all__ if importlib.util.find_spec(f"{folder}.{name}")]

    assert hidden == []


def test_an_unknown_name_is_an_attribute_error():
    """A typo after `testing.` fails as in any module."""
    with pytest.raises(AttributeError, match="policys"):
        testing.policys  # noqa: B018 - the access is the point


def test_a_broken_law_is_an_assertion_that_failed_in_both_languages():
    """A test runner shows the law and what was found, whoever reads it."""
    assert isinstance(BROKEN, AssertionError)
    assert str(BROKEN).splitlines() == [
        "法則「記録は消えない」が成り立ちません: 消えた。",
        "the law “records stay” does not hold: one is gone.",
    ]


@pytest.mark.parametrize("error", [BROKEN, HypothesisMissing()], ids=lambda e: type(e).__name__)
def test_what_it_raises_survives_pickling(error):
    """A test that fails in another process says the same here."""
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
