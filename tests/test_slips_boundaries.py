"""Boundary cases: what a policy should decide, and which slips of the pen no case notices."""

import datetime

import attrs
import pytest

from invented import (
    ACCOUNTS_FILED,
    FIELDS_JOINED,
    LADDER,
    NEIGHBOURS_MET,
    REVOCABLE,
    change,
    council,
    day,
)
from renkei_model.conditions import AtLeast, describe
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Completeness, Record
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips import BoundaryCase, unnoticed_edits
from renkei_model.stages import ladder
from renkei_model.testing.minori import BASES, CITY, FACTS, GUIDE, STAGES
from renkei_model.verdicts import Verdict

MET, OPEN, UNMET = Verdict.MET, Verdict.OPEN, Verdict.UNMET
_, SURVEY_MADE, ISSUES_SHARED, *_ = FACTS
BEFORE, TODAY = day("2024-04-01"), day("2024-10-01")

LINKED_FIELDS = next(fact for fact in FACTS if fact.key == "fields_linked" and fact.distinct)
LINKED = AtLeast(LINKED_FIELDS, n=2)
SMALL = Policy(
    key="small",
    version="1",
    title=CITY,
    jurisdiction=CITY,
    published=Span.month(2022, 4),
    facts=(SURVEY_MADE, LINKED_FIELDS),
    stages=STAGES[:2],
    transitions=ladder(
        STAGES[:2],
        (
            (
                Requirement(
                    key="linked",
                    condition=LINKED,
                    wording=LINKED_FIELDS.wording,
                    basis=BASES[0],
                ),
            ),
        ),
        basis=BASES[0],
    ),
    sources=(GUIDE,),
)
STEP = "getting_acquainted_to_reaching_out"
FIRST, SECOND = ("getting_acquainted",), ("reaching_out",)


def fields(*items):
    """Give records of fields that were linked, well before the day."""
    return [Record(LINKED_FIELDS, BEFORE, item=item) for item in items]


TWO_FIELDS = BoundaryCase(
    name="two fields were linked",
    council=council(*fields("防災", "福祉")),
    on=TODAY,
    verdicts=((STEP, (MET,)),),
    surely=SECOND,
    possibly=SECOND,
    must=(),
)
ONE_FIELD_TWICE = BoundaryCase(
    name="one field was linked twice, and nothing else",
    council=council(*fields("防災", "防災"), Completeness(LINKED_FIELDS, TODAY)),
    on=TODAY,
    verdicts=((STEP, (UNMET,)),),
    surely=FIRST,
    possibly=FIRST,
)


def unnoticed(*cases, policy=SMALL):
    """Give the edits that some cases do not notice, in English."""
    return [slip.text("en") for slip in unnoticed_edits(policy, cases)]


def test_a_case_that_is_decided_as_it_was_written_is_given_back_as_it_is():
    """Comparing a case with what a policy makes of it shows whether it is right, and where not."""
    mistaken = attrs.evolve(TWO_FIELDS, possibly=FIRST)

    assert TWO_FIELDS.given_by(SMALL) == TWO_FIELDS
    assert mistaken.given_by(SMALL) == TWO_FIELDS
    assert not TWO_FIELDS.notices(SMALL)
    assert mistaken.notices(SMALL)


def test_without_cases_nothing_is_noticed():
    """What the library refuses by itself needs no case; everything else does."""
    assert unnoticed() == [
        "requirements.linked: “a field was linked”: at least 2 different → 1",
        "requirements.linked: “a field was linked”: at least 2 different → 3",
        f"requirements.linked: {describe(LINKED).en} → {describe(AtLeast(SURVEY_MADE, n=2)).en}",
        f"transitions.{STEP}: progress → withdrawal",
        f"transitions.{STEP}: may → must",
        f"transitions.{STEP}: made an open gate",
        "facts.fields_linked: different items counted → records counted",
    ]


def test_a_case_at_the_threshold_notices_what_asks_for_more():
    """Two fields are enough: asking for three shows, asking for one does not."""
    assert unnoticed(TWO_FIELDS) == [
        "requirements.linked: “a field was linked”: at least 2 different → 1",
        "facts.fields_linked: different items counted → records counted",
    ]


def test_cases_at_and_below_the_threshold_notice_everything():
    """One field linked twice is one field, and one is not enough."""
    assert unnoticed(TWO_FIELDS, ONE_FIELD_TWICE) == []


def test_records_that_could_not_be_filed_any_more_notice_the_edit():
    """A meeting has no item, so it could not be counted by different items."""
    first, second = LADDER.transitions
    case = BoundaryCase(
        name="neighbours met twice",
        council=council(Record(NEIGHBOURS_MET, BEFORE, count=2)),
        on=TODAY,
        verdicts=((first.key, (MET, OPEN)), (second.key, (OPEN, OPEN))),
        surely=("meeting",),
        possibly=("standing",),
    )
    edit = "facts.neighbours_met: records counted → different items counted"

    assert edit in unnoticed(policy=LADDER)
    assert edit not in unnoticed(case, policy=LADDER)
    with pytest.raises(InvalidValue, match="counts different items"):
        case.given_by(
            attrs.evolve(
                LADDER,
                facts=(attrs.evolve(NEIGHBOURS_MET, distinct=True), FIELDS_JOINED),
                transitions=(),
                stages=LADDER.stages[:1],
            )
        )


def resting(entered, met, **expected):
    """Make a case of a council that was put to rest and met again, each on a day."""
    return BoundaryCase(
        council=council(
            Record(NEIGHBOURS_MET, day(met)),
            Completeness(NEIGHBOURS_MET, TODAY),
            Record(ACCOUNTS_FILED, BEFORE),
            history=(
                change("meeting_to_working", "2023-04-01"),
                change("working_to_resting", entered),
            ),
        ),
        on=TODAY,
        **expected,
    )


MET_AFTER_REST = resting(
    "2024-06-01",
    "2024-06-02",
    name="met after it was put to rest",
    verdicts=(
        ("meeting_to_working", (UNMET,)),
        ("working_to_resting", (OPEN,)),
        ("resting_to_working", (MET,)),
    ),
    surely=("meeting",),
    possibly=("meeting",),
    enters=("working",),
)


def test_a_history_tells_what_was_done_since_a_stage_was_entered():
    """Meeting again after the rest opens the way back, and meeting before it does not."""
    met_before = resting(
        "2024-06-01",
        "2024-05-31",
        name="met before it was put to rest",
        verdicts=(
            ("meeting_to_working", (UNMET,)),
            ("working_to_resting", (OPEN,)),
            ("resting_to_working", (UNMET,)),
        ),
        surely=("meeting",),
        possibly=("meeting",),
        enters=(),
    )

    assert MET_AFTER_REST.given_by(REVOCABLE) == MET_AFTER_REST
    assert met_before.given_by(REVOCABLE) == met_before


def test_only_what_a_step_enters_tells_where_it_leads_back_to():
    """A way back into another stage is noticed by the case that looks at what may be entered."""
    edit = "transitions.resting_to_working: target “working” → “meeting”"
    blind = attrs.evolve(MET_AFTER_REST, enters=None)

    assert edit in unnoticed(blind, policy=REVOCABLE)
    assert edit not in unnoticed(MET_AFTER_REST, policy=REVOCABLE)


def test_without_a_recorded_stage_a_step_is_taken_from_the_first():
    """Nobody recorded a stage, so the first step is the one that may be taken."""
    case = attrs.evolve(TWO_FIELDS, enters=SECOND)

    assert case.given_by(SMALL) == case


def test_a_case_that_the_policy_decides_otherwise_comes_first():
    """A wrong case would notice every edit; it is to be mended before anything is concluded."""
    mistaken = attrs.evolve(TWO_FIELDS, surely=FIRST)

    with pytest.raises(InvalidValue) as refusal:
        unnoticed_edits(SMALL, [ONE_FIELD_TWICE, mistaken])

    assert refusal.value.explain("ja") == (
        "two fields were linked: 基準の判定が事例の記載と異なります。"
        "基準と事例のどちらが正しいか確かめ，先に直してください。"
    )
    assert refusal.value.explain("en") == (
        "two fields were linked: the policy decides otherwise than is written; "
        "find out which of the two is right, and mend the other first."
    )


def test_a_record_of_a_fact_that_the_policy_lacks_is_refused():
    """A case about another catalogue is no case of this policy."""
    stranger = attrs.evolve(TWO_FIELDS, council=council(Record(ISSUES_SHARED, BEFORE)))

    with pytest.raises(UnknownName, match="issues_shared"):
        stranger.given_by(SMALL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 1),
        ("council", "みのり地区協議会"),
        ("on", datetime.datetime(2024, 10, 1)),
        ("verdicts", [(STEP, (MET,))]),
        ("verdicts", ([STEP, (MET,)],)),
        ("surely", list(SECOND)),
        ("possibly", "reaching_out"),
        ("enters", list(SECOND)),
    ],
)
def test_a_case_refuses_what_could_never_be_decided(field, value):
    """Lists and things of another kind would be unequal to every answer."""
    with pytest.raises(InvalidValue, match=f"BoundaryCase.{field}"):
        attrs.evolve(TWO_FIELDS, **{field: value})


@pytest.mark.parametrize(("policy", "cases"), [("small", []), (SMALL, [TWO_FIELDS, "a case"])])
def test_only_a_policy_and_cases_are_compared(policy, cases):
    """Things of another kind are named, with their place among the cases."""
    with pytest.raises(InvalidValue):
        unnoticed_edits(policy, cases)
