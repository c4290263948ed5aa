"""Kochi's policy by counts as a table, and what it makes of the 29 councils."""

from collections import Counter

import pytest

from renkei_model import kochi
from renkei_model.conditions import AtLeast
from renkei_model.lifecycle import assess
from renkei_model.verdicts import Verdict

# Transition, requirement, how many, basis, plausible range, statements.
THRESHOLDS = """
設立前 → 親交期     | founded              | 1 | 推定 |     | K074 K076
親交期 → 波及期     | member_bodies        | 2 | 仮定 | 2-5 | K010 K065
親交期 → 波及期     | sharing_meetings     | 2 | 仮定 | 1-6 | K006 K065
親交期 → 波及期     | issues_recorded      | 1 | 仮定 | 1-5 | K066
親交期 → 波及期     | issues_shared        | 1 | 推定 |     | K066
波及期 → 課題解決期 | fields_linked        | 3 | 仮定 | 2-4 | K068 K023 K024
波及期 → 課題解決期 | joint_events         | 2 | 仮定 | 2-4 | K068
波及期 → 課題解決期 | publicity_items      | 1 | 仮定 | 1-4 | K069
課題解決期 → 自立期 | solutions_considered | 1 | 仮定 | 1-3 | K071
課題解決期 → 自立期 | plan_complete        | 1 | 仮定 |     | K049 K072
課題解決期 → 自立期 | plan_recognised      | 1 | 仮定 |     | K045 K072
"""

# Requirement, how many of the 29 councils meet it as of August 2023; no other is surely unmet.
MET = """
founded              | 29
member_bodies        |  0
sharing_meetings     | 26
issues_recorded      |  0
issues_shared        |  0
fields_linked        |  0
joint_events         |  0
publicity_items      |  8
solutions_considered |  2
plan_complete        |  0
plan_recognised      |  0
"""

# The kinds left when general meetings, officers' meetings and working groups are not counted.
MEETINGS_OF_ALL_BODIES = {"定例会", "情報共有会", "全体会", "意見交換会", "世話人会"}


def _rows(table):
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


def _findings():
    """Give every finding on the 29 councils by its requirement's key."""
    for council in kochi.COUNCILS:
        reading = assess(council, kochi.INDICATOR_POLICY, kochi.REGISTRY_AS_OF)
        for finding in reading.findings:
            yield council.number, finding.requirement.key, finding.verdict


def test_the_thresholds_with_their_basis_and_range():
    """Each row is one that a reader can check: number, basis, range of what is assumed, bullet."""
    thresholds = []
    for way in kochi.INDICATOR_POLICY.transitions:
        for need in way.requirements:
            plausible = need.basis.plausible
            thresholds.append(
                [
                    way.text("ja"),
                    need.key,
                    str(need.condition.n),
                    need.basis.kind.text("ja"),
                    "" if plausible is None else "{}-{}".format(*plausible),
                    " ".join(place.statement for place in need.basis.citations),
                ]
            )

    assert _rows(THRESHOLDS) == thresholds


def test_every_requirement_counts_one_fact_of_its_name():
    """A requirement is one fact, so that every number has a basis and a range of its own."""
    assert [(need.key, need.condition) for need in kochi.INDICATOR_POLICY.requirements] == [
        (key, AtLeast(kochi.INDICATOR_POLICY.fact(key), n=int(n)))
        for _, key, n, *_ in _rows(THRESHOLDS)
    ]


def test_every_assumed_number_lies_in_its_own_range():
    """A range that left its number out would say that the number cannot be defended."""
    outside = [
        need.key
        for need in kochi.INDICATOR_POLICY.assumed
        if need.basis.plausible is not None
        and not need.basis.plausible[0] <= need.condition.n <= need.basis.plausible[1]
    ]

    assert outside == []


def test_every_number_stands_in_the_words_of_its_requirement():
    """What a secretary reads names the number that is counted."""
    words = {
        need.key: (need.wording.ja, need.wording.en) for need in kochi.INDICATOR_POLICY.requirements
    }

    assert words["sharing_meetings"] == (
        "情報を共有する会議を2回以上開いている",
        "meetings that share information have been held 2 times or more",
    )
    assert words["fields_linked"] == (
        "3以上の分野が連携している",
        "3 or more fields have been linked",
    )


def test_stages_and_steps_are_those_of_the_default_policy():
    """A step recorded under one policy is a step of the other."""
    shape = [
        (policy.stages, [(way.key, way.source, way.target, way.kind) for way in policy.transitions])
        for policy in (kochi.POLICY, kochi.INDICATOR_POLICY)
    ]

    assert shape[0] == shape[1]
    assert kochi.POLICY.facts == kochi.INDICATOR_POLICY.facts


def test_founding_and_sharing_are_asked_for_as_the_default_policy_does():
    """What is a bullet and no number keeps the default policy's rule and its basis."""
    shared = set(kochi.INDICATOR_POLICY.requirements) - set(kochi.INDICATOR_POLICY.assumed)

    assert {need.key for need in shared} == {"founded", "issues_shared"}
    assert shared <= set(kochi.POLICY.requirements)


def test_that_publicity_stands_for_understanding_is_said():
    """The bullet on understanding has no count, and the policy says what it puts in its place."""
    (publicity,) = (
        need for need in kochi.INDICATOR_POLICY.requirements if need.key == "publicity_items"
    )

    assert "understanding promoted has no count of its own" in publicity.basis.reason.en
    assert "「理解を促す」ことには数えられるものがなく" in publicity.basis.reason.ja


def test_the_policy_says_that_it_is_not_the_citys_own_wording():
    """Nine of eleven requirements are assumed, and the policy says so of itself."""
    assert kochi.INDICATOR_POLICY.caveat.ja == (
        "この基準は市の資料の文言どおりではありません。"
        "11要件のうち9要件は，求める数も含めて，このモデルの仮定です。"
    )
    assert kochi.INDICATOR_POLICY.caveat.en == (
        "This is not the city's own wording. "
        "The model assumes 9 of the 11 requirements, thresholds included."
    )


# --- what it makes of the 29 councils ------------------------------------------------------------


def test_how_many_councils_meet_each_requirement():
    """65 of 319 conditions are met on the leaflet's evidence alone, and none is unmet."""
    met = Counter(key for _, key, verdict in _findings() if verdict is Verdict.MET)
    verdicts = Counter(verdict for *_, verdict in _findings())

    assert _rows(MET) == [
        [need.key, str(met[need.key])] for need in kochi.INDICATOR_POLICY.requirements
    ]
    assert verdicts == {Verdict.MET: 65, Verdict.OPEN: 254}


def test_which_councils_have_too_few_meetings_on_record():
    """Nos. 5 and 10 list one meeting, and no. 26 only its founding, which shares nothing yet."""
    open_ones = [
        number
        for number, key, verdict in _findings()
        if key == "sharing_meetings" and verdict is Verdict.OPEN
    ]

    assert open_ones == [5, 10, 26]


def test_which_councils_have_a_publicity_item():
    """A bulletin, a newspaper or a calendar is named for eight councils."""
    met = [
        number
        for number, key, verdict in _findings()
        if key == "publicity_items" and verdict is Verdict.MET
    ]

    assert met == [4, 5, 10, 13, 15, 16, 27, 29]


def test_why_meetings_of_every_kind_count():
    """Were general and officers' meetings left out, 15 of the 29 councils would have none."""
    meetings = kochi.POLICY.fact("sharing_meetings")
    without = [
        council.number
        for council in kochi.COUNCILS
        if not MEETINGS_OF_ALL_BODIES & {record.item for record in council.ledger.of(meetings)}
    ]

    assert len(without) == 15


@pytest.mark.parametrize("council", kochi.COUNCILS, ids=lambda council: council.name)
def test_every_council_is_surely_getting_acquainted_and_possibly_self_standing(council):
    """By counts, too, the leaflet alone places no council more narrowly."""
    supported = assess(council, kochi.INDICATOR_POLICY, kochi.REGISTRY_AS_OF).supported

    assert [stage.wording.ja for stage in supported.surely] == ["親交期"]
    assert [stage.wording.ja for stage in supported.possibly] == ["自立期"]
