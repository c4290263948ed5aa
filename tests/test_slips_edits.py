"""Slips in policies: every edit of a small invented policy by one slip of the pen, in words."""

import re

import pytest

from invented import BRANCHING, LADDER
from renkei_model.conditions import AllOf, AtLeast, SomeOf, Unspecified
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue, PolicyError
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips import one_slip_edits
from renkei_model.stages import Transition
from renkei_model.testing.minori import BASES, CITY, FACTS, GUIDE, STAGES, roundabout
from renkei_model.wording import Wording

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_, SURVEY_MADE, ISSUES_SHARED, *_ = FACTS
FIELD_LINKED = next(fact for fact in FACTS if fact.key == "fields_linked" and fact.distinct)

# Every edit of a policy of one step; those that the library refuses are marked by ×.
ONE_STEP = """
× requirements.surveyed: “a survey was made”: at least 1 → 0
  requirements.surveyed: “a survey was made”: at least 1 → 2
× requirements.surveyed: “a survey was made”: at least 1 → at most
× requirements.surveyed: “a survey was made”: at least 1 → “a survey was made”: at least 1 by the end of the previous fiscal year
× requirements.surveyed: “a survey was made”: at least 1 → “a survey was made”: at least 1 within the fiscal year
× requirements.surveyed: “a survey was made”: at least 1 → “a survey was made”: at least 1 since the stage was entered
  requirements.surveyed: “a survey was made”: at least 1 → “issues were shared”: at least 1
× transitions.there: requirement “surveyed” left out
× transitions.there: target “reaching out” → “getting acquainted”
× transitions.there: source “getting acquainted” → “reaching out”
  transitions.there: progress → withdrawal
  transitions.there: may → must
  transitions.there: made an open gate
× transitions.there: the transition left out
  facts.survey_made: records counted → different items counted
× stages: first stage “getting acquainted” → “reaching out”
"""  # noqa: E501 - one edit a line


def need(key, condition):
    """Make a requirement that is worded by its key."""
    return Requirement(key=key, condition=condition, wording=Wording.same(key), basis=BASES[0])


def way(key, source, target, *needs):
    """Make a step that is named by its key."""
    return Transition(key=key, source=source, target=target, requirements=needs, basis=BASES[0])


def policy_of(*ways, facts=(SURVEY_MADE, ISSUES_SHARED)):
    """Make a policy of some steps."""
    stages = dict.fromkeys(stage for each in ways for stage in (each.source, each.target))
    return Policy(
        key="small",
        version="1",
        title=CITY,
        jurisdiction=CITY,
        published=Span.month(2022, 4),
        facts=facts,
        stages=tuple(stages),
        transitions=ways,
        sources=(GUIDE,),
    )


FIRST, SECOND, THIRD = STAGES[:3]
SURVEYED, SHARED = need("surveyed", AtLeast(SURVEY_MADE)), need("shared", AtLeast(ISSUES_SHARED))
SMALL = policy_of(way("there", FIRST, SECOND, SURVEYED))
TWO_STEPS = policy_of(way("there", FIRST, SECOND, SURVEYED), way("on", SECOND, THIRD, SHARED))


def edits(policy):
    """Give the edits of a policy by their English text."""
    return {slip.text("en"): slip.outcome for slip in one_slip_edits(policy)}


def conditions_of(policy):
    """Give the conditions of each step by its key."""
    return {each.key: [n.condition for n in each.requirements] for each in policy.transitions}


def test_every_slip_in_a_policy_of_one_step():
    """The whole list, and which of the edits the library refuses by itself."""
    lines = [
        f"{'×' if slip.is_refused else ' '} {slip.text('en')}" for slip in one_slip_edits(SMALL)
    ]

    assert ONE_STEP.strip("\n").splitlines() == lines


def test_a_refused_edit_says_why():
    """Whoever reads the list sees the library's own sentence about what is wrong."""
    refusal = edits(SMALL)["transitions.there: requirement “surveyed” left out"]

    assert isinstance(refusal, PolicyError)
    assert [fault.problem.en for fault in refusal.faults] == ["it has no requirements"]


def test_an_edited_requirement_is_edited_wherever_it_stands():
    """A requirement is declared once, so a slip in it shows in every step that it guards."""
    twice = policy_of(way("there", FIRST, SECOND, SURVEYED), way("past", FIRST, THIRD, SURVEYED))
    edited = edits(twice)["requirements.surveyed: “a survey was made”: at least 1 → 2"]
    more = AtLeast(SURVEY_MADE, n=2)

    assert conditions_of(edited) == {"there": [more], "past": [more]}


def test_the_facts_of_two_leaves_are_exchanged():
    """Two facts change places, in one requirement or across steps; numbers stay where they were."""
    both = need("both", SomeOf(1, AtLeast(SURVEY_MADE, n=2), AtLeast(ISSUES_SHARED)))
    words = "“a survey was made” and “issues were shared” exchanged"
    within = edits(policy_of(way("there", FIRST, SECOND, both)))[f"requirements.both: {words}"]
    across = edits(TWO_STEPS)[f"requirements.surveyed, requirements.shared: {words}"]

    assert conditions_of(within)["there"] == [
        SomeOf(1, AtLeast(ISSUES_SHARED, n=2), AtLeast(SURVEY_MADE))
    ]
    assert conditions_of(across) == {
        "there": [AtLeast(ISSUES_SHARED)],
        "on": [AtLeast(SURVEY_MADE)],
    }


def test_a_rule_that_is_not_spelt_out_keeps_its_place_in_an_exchange():
    """Only leaves that count something have a fact to lose."""
    unknown = Unspecified(Wording("測り方", "how it is measured"))
    condition = AllOf(unknown, AtLeast(SURVEY_MADE, n=2), AtLeast(ISSUES_SHARED))
    policy = policy_of(way("there", FIRST, SECOND, need("both", condition)))
    edited = edits(policy)[
        "requirements.both: “a survey was made” and “issues were shared” exchanged"
    ]

    assert conditions_of(edited)["there"] == [
        AllOf(unknown, AtLeast(ISSUES_SHARED, n=2), AtLeast(SURVEY_MADE))
    ]


def test_a_requirement_is_left_out_moved_or_copied():
    """A line may be lost, or written under another step, or under both."""
    policy = policy_of(
        way("there", FIRST, SECOND, SURVEYED, SHARED), way("on", SECOND, THIRD, SURVEYED)
    )
    found = edits(policy)
    place, line = "transitions.there: requirement", "reaching out → solving issues"
    surveyed, shared = SURVEYED.condition, SHARED.condition

    assert conditions_of(found[f"{place} “shared” left out"]) == {
        "there": [surveyed],
        "on": [surveyed],
    }
    assert conditions_of(found[f"{place} “shared” moved to “{line}”"]) == {
        "there": [surveyed],
        "on": [surveyed, shared],
    }
    assert conditions_of(found[f"{place} “shared” copied to “{line}”"]) == {
        "there": [surveyed, shared],
        "on": [surveyed, shared],
    }
    assert f"{place} “surveyed” copied to “{line}”" not in found


def test_a_step_leads_from_or_to_another_stage():
    """Source and target may each be any other stage that leaves the policy sound."""
    key = "working_to_standing"
    ends = {
        words.removeprefix(f"transitions.{key}: "): (
            outcome.transition(key).source.key,
            outcome.transition(key).target.key,
        )
        for words, outcome in edits(BRANCHING).items()
        if re.match(f"transitions.{key}: (source|target)", words) and isinstance(outcome, Policy)
    }

    assert ends == {
        "source “working” → “meeting”": ("meeting", "standing"),
        "source “working” → “club”": ("club", "standing"),
        "target “standing” → “meeting”": ("working", "meeting"),
        "target “standing” → “club”": ("working", "club"),
    }


def test_progress_and_withdrawal_are_confused():
    """A way back may pass for progress, and a free step of progress for a withdrawal."""
    found = edits(roundabout(SURVEY_MADE, 1))

    assert found["transitions.back: withdrawal → progress"].transition("back").kind.value == (
        "progress"
    )
    assert found["transitions.there: progress → withdrawal"].transition("there").kind.value == (
        "withdrawal"
    )


def test_a_gate_is_opened_or_shut_by_a_word():
    """A guarded step may pass for an open gate; an open gate that is not declared is refused."""
    found = edits(BRANCHING)
    opened = found["transitions.meeting_to_club: made an open gate"].transition("meeting_to_club")
    shut = found["transitions.club_to_standing: the declaration as an open gate left out"]

    assert (opened.open_gate, opened.requirements) == (True, ())
    assert isinstance(shut, PolicyError)


def test_a_step_is_left_out():
    """Where another way leads on, a lost step leaves a policy that is sound."""
    edited = edits(BRANCHING)["transitions.club_to_standing: the transition left out"]

    assert [each.key for each in edited.transitions] == [
        "meeting_to_working",
        "meeting_to_club",
        "working_to_standing",
    ]


def test_a_fact_is_counted_otherwise():
    """Records pass for different items, in the catalogue and in every condition alike."""
    edited = edits(SMALL)["facts.survey_made: records counted → different items counted"]
    (fact,) = (fact for fact in edited.facts if fact.key == "survey_made")

    assert fact.distinct
    assert conditions_of(edited) == {"there": [AtLeast(fact)]}


@pytest.mark.parametrize(("n", "differs"), [(1, False), (2, True)])
def test_counting_records_of_items_matters_from_two_on(n, differs):
    """Whether there is any item is whether there is any record, so that edit decides nothing."""
    linked = need("linked", AtLeast(FIELD_LINKED, n=n))
    policy = policy_of(way("there", FIRST, SECOND, linked), facts=(FIELD_LINKED,))
    edit = "facts.fields_linked: different items counted → records counted"

    assert (edit in edits(policy)) is differs


def test_councils_begin_in_another_stage():
    """Another stage may be listed first, where every stage is still reached from it."""
    edited = edits(roundabout(SURVEY_MADE, 1))[
        "stages: first stage “getting acquainted” → “solving issues”"
    ]

    assert [stage.key for stage in edited.stages] == [
        "solving_issues",
        "getting_acquainted",
        "reaching_out",
    ]


def test_an_edit_that_decides_the_same_is_no_slip():
    """Two of two is all of them, and any of one is that one: nobody could notice the change."""
    condition = SomeOf(2, AtLeast(SURVEY_MADE), AtLeast(ISSUES_SHARED))
    found = edits(policy_of(way("there", FIRST, SECOND, need("both", condition))))
    place = "requirements.both: at least 2 of these 2"

    assert f"{place} → all of" not in found
    assert f"{place} → any of" in found
    assert isinstance(found[f"{place} → at least 3"], InvalidValue)


def test_what_no_requirement_reads_is_not_edited():
    """A fact that only the catalogue holds decides nothing, however it would be counted."""
    assert not any(words.startswith("facts.issues_shared") for words in edits(SMALL))


@pytest.mark.parametrize("policy", [SMALL, LADDER, BRANCHING, roundabout(SURVEY_MADE, 2)])
def test_every_slip_is_told_in_both_languages(policy):
    """Place and edit are written for a clerk and for an English reader alike."""
    slips = list(one_slip_edits(policy))

    assert [slip for slip in slips if not slip.place or not slip.edit] == []
    assert [slip.edit.en for slip in slips if JAPANESE.search(slip.edit.en)] == []
    assert [slip.edit.ja for slip in slips if "、" in slip.edit.ja] == []


def test_an_edit_reads_in_japanese_as_in_english():
    """The same slips, in the words of the city's documents."""
    texts = [slip.text("ja") for slip in one_slip_edits(SMALL)]

    assert [texts[1], *texts[7:]] == [
        "requirements.surveyed: 「住民アンケートの実施」1件以上 → 2",
        "transitions.there: 要件「surveyed」を書き落とす",
        "transitions.there: 移行先 波及期 → 親交期",
        "transitions.there: 移行元 親交期 → 波及期",
        "transitions.there: 進む移行 → 取消し",
        "transitions.there: することができる → しなければならない",
        "transitions.there: 要件をすべて外し，無条件（open_gate）にする",
        "transitions.there: 移行を書き落とす",
        "facts.survey_made: 記録の件数を数える → 異なるものの数を数える",
        "stages: 最初の段階 親交期 → 波及期",
    ]


def test_only_a_policy_has_slips():
    """A policy's key is not the policy."""
    with pytest.raises(InvalidValue, match="give a Policy"):
        next(one_slip_edits("small"))
