"""A policy as a machine in SCXML."""

import xml.etree.ElementTree as ET

import attrs
import pytest

from invented import (
    BRANCHING,
    FIELDS_JOINED,
    LADDER,
    REVOCABLE,
    STATED,
    TRUSTED,
    transition,
)
from renkei_model import AtLeast, AtMost, Requirement, SomeOf, TransitionKind, Wording
from renkei_model.conditions import AnyOf
from renkei_model.diagrams import scxml
from renkei_model.windows import SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR

SCXML = "{http://www.w3.org/2005/07/scxml}"
OURS = "{urn:renkei_model}"


def _document(policy, language="en"):
    return ET.fromstring(scxml(policy, language))  # noqa: S314 - our own document


def _steps(policy, language="en"):
    found = {}
    for stage in _document(policy, language).iterfind(f"{SCXML}state/{SCXML}state"):
        for step in stage.iterfind(f"{SCXML}transition"):
            found[step.get("event")] = step
    return found


def test_the_stages_stand_inside_one_state_that_counts():
    """Ids are keys after `stage_`, so that no engine takes them for names of its own."""
    root = _document(REVOCABLE, "ja")
    (outer,) = root.iterfind(f"{SCXML}state")

    assert (root.get("name"), root.get("initial")) == ("minori_revocable", "Stages")
    assert root.get(f"{OURS}policy") == str(REVOCABLE.stamp)
    assert root.get(f"{OURS}label") == "みのりの育ち方"
    assert (outer.get("id"), outer.get("initial")) == ("Stages", "stage_meeting")
    assert [
        (stage.get("id"), stage.get(f"{OURS}label"), stage.get(f"{OURS}basis"))
        for stage in outer.iterfind(f"{SCXML}state")
    ] == [
        ("stage_meeting", "出会い期", "stated"),
        ("stage_working", "協働期", "stated"),
        ("stage_resting", "休止期", "stated"),
    ]


def test_records_are_counted_in_the_windows_that_steps_ask_for():
    """Neighbours count ever and since entry; accounts ever, to be last year's on 1 April."""
    root = _document(REVOCABLE)
    told = {
        heard.get("event"): [(each.get("location"), each.get("expr")) for each in heard]
        for heard in root.iterfind(f"{SCXML}state/{SCXML}transition")
    }

    assert [each.get("id") for each in root.iterfind(f"{SCXML}datamodel/{SCXML}data")] == [
        "ever__neighbours_met",
        "since_stage_entry__neighbours_met",
        "ever__accounts_filed",
        "through_last_fiscal_year__accounts_filed",
    ]
    assert told == {
        "record.neighbours_met": [
            ("ever__neighbours_met", "ever__neighbours_met + 1"),
            ("since_stage_entry__neighbours_met", "since_stage_entry__neighbours_met + 1"),
        ],
        "record.accounts_filed": [("ever__accounts_filed", "ever__accounts_filed + 1")],
        "fiscal_year.begins": [
            ("through_last_fiscal_year__accounts_filed", "ever__accounts_filed")
        ],
    }


def test_entering_a_stage_begins_its_count_anew():
    """What must be done since the stage was entered is counted from nought in every stage."""
    entries = _document(REVOCABLE).findall(f".//{SCXML}onentry")

    assert [[(each.get("location"), each.get("expr")) for each in entry] for entry in entries] == [
        [("since_stage_entry__neighbours_met", "0")]
    ] * 3
    assert _document(LADDER).findall(f".//{SCXML}onentry") == []


def test_a_fact_of_different_items_is_told_for_each_window_in_which_an_item_is_new():
    """SCXML has no lists that every engine reads, so whoever tells it says what is new where."""
    needs = tuple(
        Requirement(
            key=during.value,
            condition=AtLeast(FIELDS_JOINED, during=during),
            wording=Wording("分野", "fields"),
            basis=STATED,
        )
        for during in (THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR, SINCE_STAGE_ENTRY)
    )
    back = transition(
        "back", LADDER.stages[1], LADDER.stages[0], *needs, kind=TransitionKind.WITHDRAWAL
    )
    policy = attrs.evolve(
        LADDER, transitions=(LADDER.transitions[0], back), stages=LADDER.stages[:2]
    )
    told = {
        heard.get("event"): [each.get("expr") for each in heard]
        for heard in _document(policy).iterfind(f"{SCXML}state/{SCXML}transition")
        if "fields_joined" in heard.get("event") or "year" in heard.get("event")
    }

    assert told == {
        "record.fields_joined.ever": ["ever__fields_joined + 1"],
        "record.fields_joined.this_fiscal_year": ["this_fiscal_year__fields_joined + 1"],
        "record.fields_joined.since_stage_entry": ["since_stage_entry__fields_joined + 1"],
        "fiscal_year.begins": ["ever__fields_joined", "0"],
    }


@pytest.mark.parametrize(
    ("condition", "expression"),
    [
        (AtLeast(FIELDS_JOINED, n=2), "(ever__fields_joined >= 2)"),
        (AtMost(FIELDS_JOINED, n=3), "(3 >= ever__fields_joined)"),
        (TRUSTED.condition, "false"),
        (
            AtLeast(FIELDS_JOINED) & TRUSTED.condition,
            "((ever__fields_joined >= 1) && false)",
        ),
        (
            AnyOf(TRUSTED.condition, AtLeast(FIELDS_JOINED)),
            "(false || (ever__fields_joined >= 1))",
        ),
        (
            SomeOf(2, AtLeast(FIELDS_JOINED), TRUSTED.condition, AtLeast(FIELDS_JOINED, n=3)),
            "(((ever__fields_joined >= 1) + false + (ever__fields_joined >= 3)) >= 2)",
        ),
    ],
    ids=["at least", "at most", "unspecified", "all of", "any of", "some of"],
)
def test_each_condition_has_one_expression(condition, expression):
    """Only comparisons, +, && and || are used, which ECMAScript and its relatives read alike."""
    need = Requirement(key="need", condition=condition, wording=Wording("要", "n"), basis=STATED)
    back = transition(
        "back", LADDER.stages[1], LADDER.stages[0], need, kind=TransitionKind.WITHDRAWAL
    )
    policy = attrs.evolve(LADDER, transitions=(*LADDER.transitions, back))

    assert _steps(policy)["take.back"].get("cond") == expression


def test_a_step_carries_all_its_requirements_and_what_they_say():
    """Two requirements are both asked; an open gate asks nothing."""
    first, gate = (
        _steps(LADDER)["take.meeting_to_working"],
        _steps(BRANCHING)["take.club_to_standing"],
    )

    assert first.get("cond") == "(ever__neighbours_met >= 2) && (ever__issues_listed >= 1)"
    assert first.get("target") == "stage_working"
    assert first.get(f"{OURS}kind") == "progress"
    assert first.get(f"{OURS}label") == (
        "・neighbours know each other (assumed)\n・the issues are known (stated)"
    )
    assert gate.get("cond") is None
    assert gate.get(f"{OURS}label") == "(no condition)"


def test_any_text_makes_a_sound_document():
    """Markup, quotes, line ends and tabs come back; control characters are marked as such."""
    said = Wording('甲 & "乙" <丙>\r\n\t]]> --\0', "a & 'b' -- <c>\ud800")
    stage = attrs.evolve(LADDER.stages[0], wording=said)
    policy = attrs.evolve(LADDER, stages=(stage, *LADDER.stages[1:]), title=said)

    assert [_document(policy, language).get(f"{OURS}label") for language in ("ja", "en")] == [
        '甲 & "乙" <丙>\r\n\t]]> --\ufffd',
        "a & 'b' -- <c>\ufffd",
    ]
    assert scxml(policy, "ja").encode()


def test_the_document_says_above_what_the_machine_cannot_say():
    """Comments tell what the policy assumes and that the machine is two-valued, without hyphens."""
    comments = [line for line in scxml(LADDER, "ja").splitlines() if line.startswith("<!--")]

    assert [comment[5:-4] for comment in comments] == [
        LADDER.caveat.ja,
        (
            "この機械は真偽の二値で判定する。"
            "記録を知らせていないことは，起きていないものとして数える。"
        ),
        "資料に定めのない条件（unspecified）は，常に満たさないものとする。",
        "ここで移行できることは，市の判断ではない。",
    ]
    assert "two‐valued" in scxml(LADDER, "en")
