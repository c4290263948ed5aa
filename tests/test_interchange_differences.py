"""Differences between policies as plain values, for programs."""

import attrs

from invented import (
    AWARE,
    FACTS,
    ISSUES_LISTED,
    LADDER,
    MEETING,
    RESTING,
    STATED,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.conditions import AtLeast
from renkei_model.differences import compare, compare_councils
from renkei_model.facts import FactKind
from renkei_model.interchange.differences import (
    plain_council_differences,
    plain_policy_difference,
)
from renkei_model.stages import TransitionKind

HAPPENED = attrs.evolve(ISSUES_LISTED, kind=FactKind.EVENT)
BEFORE = attrs.evolve(
    LADDER,
    stages=(MEETING, WORKING),
    transitions=(transition("meeting_to_working", MEETING, WORKING, AWARE),),
)
AFTER = attrs.evolve(
    BEFORE,
    facts=tuple(HAPPENED if fact == ISSUES_LISTED else fact for fact in FACTS),
    stages=(MEETING, WORKING, RESTING),
    transitions=(
        transition(
            "meeting_to_working",
            MEETING,
            WORKING,
            attrs.evolve(AWARE, condition=AtLeast(HAPPENED), basis=STATED),
        ),
        transition(
            "working_to_resting", WORKING, RESTING, kind=TransitionKind.WITHDRAWAL, open_gate=True
        ),
    ),
)


def test_what_differs_between_two_policies_is_given_by_keys():
    """Facts, stages and steps that differ stand under stable keys, with both sides."""
    plain = plain_policy_difference(compare(BEFORE, AFTER), "ja")

    assert plain["facts"] == [
        {
            "before": {"key": "issues_listed", "kind": "determination", "distinct": False},
            "after": {"key": "issues_listed", "kind": "event", "distinct": False},
        }
    ]
    assert plain["stages"] == {
        "dropped": [],
        "added": ["resting"],
        "reordered": False,
        "first": {"before": "meeting", "after": "meeting"},
    }
    assert plain["transitions"] == [
        {
            "key": "working_to_resting",
            "change": "added",
            "before": None,
            "after": {
                "source": "working",
                "target": "resting",
                "kind": "withdrawal",
                "force": "may",
            },
            "requirements": [],
            "requirements_reordered": False,
        }
    ]


def test_a_councils_difference_holds_where_it_stands_under_each_policy():
    """The recorded stage that a policy lacks, the range and the verdicts are given for both."""
    rested = council(history=(change("working_to_resting", "2026-05-01"),))
    councils = [rested, council()]
    found = compare_councils(BEFORE, AFTER, councils, day("2026-11-01"))
    plain = plain_council_differences(found, "en")
    (told,) = plain["councils"]

    assert (plain["read_alike"], plain["only_asked_otherwise"]) == (1, 0)
    assert told["decisive"]
    assert told["before"] == {
        "recorded_stage": None,
        "unknown_stage": "resting",
        "supported_stages": {"surely": ["meeting"], "possibly": ["working"]},
        "verdicts": {"meeting_to_working": "open"},
    }
    assert told["after"] == {
        "recorded_stage": "resting",
        "unknown_stage": None,
        "supported_stages": {"surely": ["meeting"], "possibly": ["working"]},
        "verdicts": {"meeting_to_working": "open", "working_to_resting": "met"},
    }
