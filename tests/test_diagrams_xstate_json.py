"""A policy as an XState machine in JSON."""

import json

from invented import BRANCHING, LADDER, REVOCABLE
from renkei_model.diagrams import xstate


def _machine(policy, language="en"):
    return json.loads(xstate(policy, language))


def _step(machine, stage, step):
    return machine["states"][stage]["on"][f"take.{step}"]


def test_a_machine_has_the_policys_stages_and_counts_only_what_steps_count():
    """Keys are the policy's own; every fact that a step reads begins at nought in each window."""
    machine = _machine(LADDER)

    assert (machine["id"], machine["version"], machine["initial"]) == ("minori", "1", "meeting")
    assert [*machine["states"]] == ["meeting", "working", "standing"]
    assert [*machine["context"]["counts"]] == [
        "neighbours_met",
        "issues_listed",
        "plan_adopted",
        "fields_joined",
        "events_held",
    ]
    assert machine["context"]["counts"]["events_held"] == {
        "ever": 0,
        "through_last_fiscal_year": 0,
        "this_fiscal_year": 0,
        "since_stage_entry": 0,
    }


def test_only_facts_of_different_items_keep_their_items():
    """What was counted is a number; for fields joined it is which fields."""
    assert _machine(LADDER)["context"]["items"] == {
        "fields_joined": {"ever": [], "this_fiscal_year": [], "since_stage_entry": []}
    }


def test_events_tell_records_and_the_fiscal_year():
    """A record adds one, whatever the stage; 1 April moves counts; nothing else is listened to."""
    machine = _machine(REVOCABLE, "ja")

    assert machine["on"] == {
        "record.neighbours_met": {
            "description": "顔合わせの会",
            "actions": [{"type": "record", "params": {"fact": "neighbours_met"}}],
        },
        "record.accounts_filed": {
            "description": "会計報告",
            "actions": [{"type": "record", "params": {"fact": "accounts_filed"}}],
        },
        "fiscal_year.begins": {"actions": [{"type": "begin_fiscal_year"}]},
    }
    assert [each["entry"] for each in machine["states"].values()] == [[{"type": "enter_stage"}]] * 3


def test_guards_are_data():
    """Each node is a type and its parameters, with nothing left out for an importer to guess."""
    guard = _step(_machine(LADDER), "working", "working_to_standing")["guard"]
    linked, planned = guard["params"]["of"]
    _, some = linked["params"]["of"]

    assert (guard["type"], linked["type"]) == ("all_of", "any_of")
    assert planned == {
        "type": "at_least",
        "params": {"fact": "plan_adopted", "n": 1, "during": "ever"},
    }
    assert some["type"] == "some_of"
    assert some["params"]["k"] == 2
    assert [part["type"] for part in some["params"]["of"]] == ["at_least", "at_least", "all_of"]
    assert some["params"]["of"][0] == {
        "type": "at_least",
        "params": {"fact": "fields_joined", "n": 2, "during": "ever"},
    }


def test_a_withdrawal_is_marked_and_may_ask_that_something_did_not_happen():
    """The kind of a step and of each basis stand in its meta; its words are the description."""
    step = _step(_machine(REVOCABLE, "ja"), "working", "working_to_resting")

    assert step == {
        "description": "[取消し]\n・前年度まで会計報告がない\n（明記）",
        "meta": {
            "kind": "withdrawal",
            "requirements": [{"key": "silent", "basis": "stated"}],
        },
        "target": "resting",
        "guard": {
            "type": "at_most",
            "params": {
                "fact": "accounts_filed",
                "n": 0,
                "during": "through_last_fiscal_year",
            },
        },
    }


def test_an_open_gate_has_no_guard():
    """A step that asks for nothing can always be taken."""
    step = _step(_machine(BRANCHING), "club", "club_to_standing")

    assert "guard" not in step
    assert step["description"] == "(no condition)"


def test_a_machine_says_of_itself_what_it_is():
    """Title, fingerprint, what the policy assumes, and that it knows only true and false."""
    lines = _machine(LADDER)["description"].splitlines()

    assert lines == [
        "How Minori grows",
        str(LADDER.stamp),
        LADDER.caveat.en,
        "This machine is two-valued: what nobody told it counts as not having happened.",
        "What the source does not spell out (unspecified) is never true.",
        "That a step can be taken here is not the city's judgement.",
    ]
