"""Supports: what a city offers besides money is named where it helps, and decides nothing."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    EVENTS_HELD,
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    NEIGHBOURS_MET,
    STATED,
    council,
    day,
)
from renkei_model.conditions import Unspecified
from renkei_model.errors import InvalidValue, PolicyError
from renkei_model.facts import Record
from renkei_model.lifecycle import assess
from renkei_model.provenance import stated
from renkei_model.supports import Support, SupportRole, suggestion
from renkei_model.wording import Wording

TODAY = day("2024-10-01")
UNKNOWN = Unspecified(Wording("測り方", "how it is measured"))
ADVICE = SupportRole(
    key="advice",
    wording=Wording("課題の整理", "sorting issues"),
    basis=STATED,
    helps_with=(ISSUES_LISTED,),
    reading=INFERRED,
)
HALL = SupportRole(
    key="hall",
    wording=Wording("集会所の貸出し", "lending the hall"),
    basis=STATED,
    helps_with=(NEIGHBOURS_MET, EVENTS_HELD, ISSUES_LISTED),
)
OFFICE = Support(
    key="office",
    wording=Wording("地区の窓口", "the district office"),
    invitation=Wording("窓口に相談できます", "you can ask the office"),
    basis=STATED,
    roles=(ADVICE, HALL),
)
CLERK = Support(
    key="clerk",
    wording=Wording("書記の派遣", "a clerk"),
    invitation=Wording("書記を頼めます", "you can ask for a clerk"),
    basis=STATED,
    roles=(attrs.evolve(ADVICE, key="minutes"),),
)
OFFERING = attrs.evolve(LADDER, supports=(OFFICE, CLERK))


def test_the_first_support_that_helps_is_suggested_in_the_roles_that_do():
    """Each role is told with its statement, and inferred where that it helps is a reading."""
    missing = suggestion(OFFERING.supports, {ISSUES_LISTED})

    assert missing.ja == "窓口に相談できます: 課題の整理（N1，推定），集会所の貸出し（N1，明記）"
    assert missing.en == (
        "you can ask the office: sorting issues (N1, inferred); lending the hall (N1, stated)"
    )
    assert suggestion((CLERK, OFFICE), {EVENTS_HELD}).en == (
        "you can ask the office: lending the hall (N1, stated)"
    )


def test_nothing_is_suggested_where_nothing_helps():
    """An empty text: no line is added."""
    assert not suggestion(OFFERING.supports, set())
    assert not suggestion((), {ISSUES_LISTED})


def test_a_support_helps_with_what_its_roles_help_with():
    """Each fact once, in the order of the roles."""
    assert OFFICE.helps_with == (ISSUES_LISTED, NEIGHBOURS_MET, EVENTS_HELD)


def test_an_assessment_names_the_support_once_for_each_step():
    """The line stands below what is missing, and not where all is met."""
    met = council(Record(NEIGHBOURS_MET, TODAY, count=2))
    text = assess(met, OFFERING, TODAY).explain("en")
    done = met.add(Record(ISSUES_LISTED, TODAY))

    assert [line for line in text.splitlines() if "you can ask" in line] == [
        "  you can ask the office: sorting issues (N1, inferred); lending the hall (N1, stated)"
    ] * 2
    assert (
        text.count("you can ask") - assess(done, OFFERING, TODAY).explain("en").count("you can ask")
        == 1
    )


def test_a_support_changes_no_verdict():
    """With and without it the policy is the same, and so is what it says of a council."""
    one, other = (
        assess(council(Record(NEIGHBOURS_MET, TODAY)), policy, TODAY)
        for policy in (LADDER, OFFERING)
    )

    assert OFFERING == LADDER
    assert OFFERING.fingerprint == LADDER.fingerprint
    assert (one.supported, one.missing) == (other.supported, other.missing)


def test_a_condition_that_is_not_spelt_out_is_helped_by_nobody():
    """Nothing is counted there, so nothing could be helped along."""
    unknown = attrs.evolve(
        OFFERING,
        transitions=(
            attrs.evolve(
                OFFERING.transitions[0],
                requirements=(attrs.evolve(ACQUAINTED, condition=UNKNOWN),),
            ),
            OFFERING.transitions[1],
        ),
    )
    first, *_ = assess(council(), unknown, TODAY).explain("en").split("working → standing")

    assert "you can ask" not in first


def test_everything_wrong_with_a_support_is_told_at_once():
    """A fact of no catalogue, a basis without a source, a text in one language."""
    stranger = attrs.evolve(ISSUES_LISTED, key="listed_issues")
    role = attrs.evolve(HALL, wording=Wording("貸出し", ""), basis=stated())
    reading = attrs.evolve(ADVICE, helps_with=(stranger,), reading=stated())
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, supports=(attrs.evolve(OFFICE, roles=(role, reading)),))

    assert [(fault.place.en, fault.problem.en) for fault in refusal.value.faults] == [
        ("supports.office.hall", "its wording is missing in Japanese or English"),
        ("supports.office.hall.basis", "its basis (stated) lacks its source or its reason"),
        (
            "supports.office.advice.reading.basis",
            "its basis (stated) lacks its source or its reason",
        ),
        ("supports.office", "fact 'listed_issues' is not in the policy's catalogue"),
    ]


def test_two_supports_or_roles_of_one_key_are_refused():
    """A support is found by its key, and a role within it by its own."""
    twice = attrs.evolve(OFFICE, roles=(ADVICE, attrs.evolve(HALL, key="advice")))
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, supports=(twice, attrs.evolve(CLERK, key="office")))

    assert [(fault.place.en, fault.problem.en) for fault in refusal.value.faults] == [
        ("supports.office", "two different things have this key"),
        ("supports.office.advice", "two different things have this key"),
    ]


@pytest.mark.parametrize(
    ("thing", "field", "value"),
    [
        (OFFICE, "key", "地区の窓口"),
        (OFFICE, "wording", "窓口"),
        (OFFICE, "invitation", "窓口"),
        (OFFICE, "basis", None),
        (OFFICE, "roles", [ADVICE]),
        (OFFICE, "roles", ("advice",)),
        (ADVICE, "key", "課題の整理"),
        (ADVICE, "wording", "課題の整理"),
        (ADVICE, "basis", None),
        (ADVICE, "helps_with", [ISSUES_LISTED]),
        (ADVICE, "helps_with", ("issues_listed",)),
        (ADVICE, "reading", "N1"),
    ],
)
def test_a_support_refuses_parts_of_another_kind(thing, field, value):
    """Keys are for files, texts are in two languages, and lists could change."""
    with pytest.raises(InvalidValue, match=f"{type(thing).__name__}.{field}"):
        attrs.evolve(thing, **{field: value})
