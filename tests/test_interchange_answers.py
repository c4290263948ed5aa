"""Answers as documents: loaded by asking again, and refused where they say something else."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from granting_strategies import granting_policies, projects
from invented import LADDER, NEIGHBOURS_MET, change, council, day
from invented_grants import FESTIVAL, GRANTS
from renkei_model import kochi
from renkei_model.dates import FiscalYear
from renkei_model.errors import DocumentError
from renkei_model.facts import Record
from renkei_model.interchange.answers import (
    dump_assessment,
    dump_subsidy_range,
    load_assessment,
    load_subsidy_range,
)
from renkei_model.lifecycle import assess
from renkei_model.subsidies import subsidy_range
from renkei_model.testing import councils, days, fiscal_years, policies

TODAY = day("2024-10-01")
WORKING = council(
    Record(NEIGHBOURS_MET, day("2024-04-01")), history=(change("meeting_to_working", TODAY),)
)
ASSESSED = dump_assessment(assess(WORKING, LADDER, TODAY))


def refusal(text, load=load_assessment, policy=LADDER):
    """Give what the refusal of a document says, in English and in Japanese, without its title."""
    with pytest.raises(DocumentError) as refused:
        load(text, policy)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


# --- what is written and read --------------------------------------------------------------------


@given(data=st.data(), policy=policies())
def test_an_assessment_is_loaded_as_it_was_dumped(data, policy):
    """Load after dump is the identity, and gives every finding again."""
    answer = assess(data.draw(councils(policy)), policy, data.draw(days()))
    loaded = load_assessment(dump_assessment(answer), policy)

    assert loaded == answer
    assert loaded.findings == answer.findings


@given(data=st.data(), policy=granting_policies())
def test_a_range_is_loaded_as_it_was_dumped(data, policy):
    """With its projects, or without any, or where nobody gave them."""
    year = data.draw(fiscal_years())
    answer = subsidy_range(
        data.draw(councils(policy)),
        policy,
        policy.subsidies[0],
        year,
        data.draw(days()),
        projects=data.draw(st.none() | st.lists(projects(policy, year), max_size=2)),
    )

    assert load_subsidy_range(dump_subsidy_range(answer), policy) == answer


def test_answers_on_the_29_councils_come_back_with_what_they_cite():
    """Where the statements are known, every record finds its place in the leaflet again."""
    for asked in kochi.COUNCILS:
        answer = assess(asked, kochi.POLICY, kochi.REGISTRY_AS_OF)
        citations = {
            place.statement: place
            for record in asked.ledger.records
            for place in record.basis.citations
        }
        loaded = load_assessment(dump_assessment(answer), kochi.POLICY, citations)

        assert loaded.explain("en") == answer.explain("en")


def test_a_document_says_in_short_what_was_answered():
    """Whoever reads it without the library finds the stage and every verdict by its key."""
    plain = json.loads(ASSESSED)["assessment"]

    assert plain["recorded"] == "working"
    assert plain["supported"] == {"surely": ["meeting"], "possibly": ["standing"]}
    assert plain["requirements"][0] == {"key": "linked", "verdict": "open"}


# --- what is refused -----------------------------------------------------------------------------


def test_an_answer_by_another_policy_is_refused():
    """Its stamp says by which policy it was given."""
    other = attrs.evolve(LADDER, version="2")
    english, japanese = refusal(ASSESSED, policy=other)

    assert english == [
        (
            f"$.assessment.policy: it was answered by {LADDER.stamp}, not by {other.stamp}. "
            "Load it with that policy, or ask this one anew."
        )
    ]
    assert japanese == [
        (
            f"$.assessment.policy: {LADDER.stamp} による答えであり，{other.stamp} "
            "によるものではありません。"
            "その基準で読み込むか，この基準であらためて尋ねてください。"
        )
    ]


def test_an_answer_without_a_stamp_is_refused_by_its_path():
    """Nobody can tell which policy gave it."""
    plain = json.loads(ASSESSED)
    del plain["assessment"]["policy"]
    english, _ = refusal(json.dumps(plain))

    assert english == ["$.assessment.policy: this key is missing. Add it."]


def test_a_stamp_of_another_kind_is_refused_as_that():
    """A version that is a number is no text: it is not told to be another policy's."""
    plain = json.loads(ASSESSED)
    plain["assessment"]["policy"]["version"] = 1
    english, _ = refusal(json.dumps(plain))

    assert english == ["$.assessment.policy.version: expected a text, found 1."]


def test_an_answer_that_was_altered_is_refused():
    """What the policy does not read in the council's records is not believed."""
    plain = json.loads(ASSESSED)
    plain["assessment"]["supported"]["surely"] = ["standing"]
    plain["assessment"]["requirements"][0]["verdict"] = "met"
    english, _ = refusal(json.dumps(plain))

    assert [line.split(": ")[0] for line in english] == [
        "$.assessment.supported",
        "$.assessment.requirements",
    ]


def grant_of(**changes):
    """Write what a council may receive for its festival, with something changed."""
    answer = subsidy_range(WORKING, GRANTS, "grant", FiscalYear(2024), TODAY, projects=(FESTIVAL,))
    plain = json.loads(dump_subsidy_range(answer))
    plain["subsidy_range"] |= changes
    return json.dumps(plain)


def test_a_council_of_a_stage_that_the_policy_does_not_know_is_refused():
    """The answer cannot be made anew, and the refusal says why."""
    plain = json.loads(ASSESSED)
    plain["assessment"]["council"]["history"][0]["target"] = "resting"
    (only,), _ = refusal(json.dumps(plain))

    assert only.startswith("$.assessment: ")
    assert "resting" in only


def test_a_question_that_cannot_be_asked_is_refused():
    """A subsidy that the policy has not, and a project of another year."""
    (unknown,), _ = refusal(grant_of(subsidy="grnat"), load_subsidy_range, GRANTS)
    (other,), (in_japanese,) = refusal(grant_of(fiscal_year=2025), load_subsidy_range, GRANTS)

    assert "unknown subsidy 'grnat'. Did you mean 'grant'?" in unknown
    assert "not of FY2025: まつり (FY2024)" in other
    assert "令和7年度の事業ではありません" in in_japanese


def test_what_is_wrong_with_a_document_is_told_by_its_path():
    """An unknown verdict, a fact that nobody asks of a project, a yen below nothing."""
    project = {"name": "まつり", "on": "2024-06-01", "cost": 3, "yes": ["open_to_al"]}
    changed = grant_of(
        projects=[project],
        ceiling={"least": -1, "most": 3},
        ceilings=[{"key": "basic", "verdict": "opne"}],
    )
    english, _ = refusal(changed, load_subsidy_range, GRANTS)

    assert english == [
        (
            "$.subsidy_range.projects[0].yes[0]: unknown fact of a project 'open_to_al'. "
            "Did you mean 'open_to_all'? Known: open_to_all, paid_elsewhere."
        ),
        "$.subsidy_range.ceiling.least: expected a whole number from 0 on, found -1.",
        (
            "$.subsidy_range.ceilings[0].verdict: unknown verdict 'opne'. Did you mean 'open'? "
            "Known: unmet, open, met."
        ),
    ]
