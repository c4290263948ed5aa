"""Explorations in words and as plain values: faults, and what was given up, among them."""

import attrs
import pytest

from renkei_model import Wording, kochi
from renkei_model.exploration import Discovery, Question, Stop, explore
from renkei_model.interchange.explorations import plain_exploration

FOUND = explore(kochi.POLICY)
HALF = attrs.evolve(
    FOUND,
    ledgers=None,
    guards=(attrs.evolve(FOUND.guards[0], is_all=False), *FOUND.guards[1:]),
    discoveries=(
        *FOUND.discoveries,
        Discovery(
            Question.REDUNDANT, "requirements.a", Wording("不要", "superfluous"), is_fault=True
        ),
    ),
    stops=(
        Stop(Question.OVERLAPPING, "transitions.a, transitions.b"),
        Stop(Question.IMPLIED, "requirements.a, requirements.b"),
        Stop(Question.WAYS, "transitions.a"),
        Stop(Question.WAYS, "stages.a"),
    ),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ja",
            (
                "[誤り] 何も左右しない",
                "[未確認] 同じ段階",
                "多すぎて数えていません",
                "ほかにもあります",
            ),
        ),
        (
            "en",
            ("[fault] is there a leaf", "[given up] can two", "too many ledgers", "there are more"),
        ),
    ],
)
def test_faults_and_what_was_given_up_are_told_as_such(language, said):
    """Nobody takes what was given up for proved."""
    told = HALF.explain(language)

    assert [each for each in said if each not in told] == []
    assert told.count(HALF.stops[2].text(language)) == 1
    assert told.count(HALF.stops[3].text(language)) == 1
    assert HALF.stops[1].text(language) in told


def test_as_plain_values_each_question_has_its_state():
    """A fault comes before what was given up, and that before what is only worth knowing."""
    states = {
        each["question"]: each["state"] for each in plain_exploration(HALF, "en")["questions"]
    }

    assert (states["redundant"], states["overlapping"]) == ("fault", "given_up")
    assert (states["implied"], states["unread"], states["reached"]) == (
        "given_up",
        "note",
        "proved",
    )
    assert plain_exploration(HALF, "ja")["ledgers"] is None


def test_a_withdrawal_may_open_on_nothing():
    """Its smallest ledger stands in place of the sets that it does not have."""
    empty = attrs.evolve(FOUND, guards=(attrs.evolve(FOUND.guards[0], ways=(), smallest=None),))

    assert "[unfounded_to_acquaintance]" in empty.explain("en")
    (guard,) = plain_exploration(empty, "en")["guards"]
    assert guard["smallest"] is None
