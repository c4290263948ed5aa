"""A policy: what can be asked of it, and what makes it the same policy."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    AWARE,
    BRANCHING,
    COMPLAINTS,
    FACTS,
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    MEETING,
    NEIGHBOURS_MET,
    PLANNED,
    RESTING,
    REVOCABLE,
    STANDING,
    WORKING,
    transition,
)
from renkei_model.conditions import AtLeast
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.policy import PolicyStamp
from renkei_model.stages import TransitionKind
from renkei_model.wording import Wording


def with_first_guard(*requirements, **changes):
    """Give the transitions of the ladder with other requirements on its first step."""
    first, second = LADDER.transitions
    return (attrs.evolve(first, requirements=requirements, **changes), second)


def test_every_council_begins_in_the_first_stage():
    """The first stage declared is the initial one."""
    assert MEETING is LADDER.initial


def test_the_ways_from_a_stage_are_its_steps_of_progress():
    """Progress leaves a stage by several ways where they branch; withdrawals are not among them."""
    assert [way.key for way in BRANCHING.ways_from(MEETING)] == [
        "meeting_to_working",
        "meeting_to_club",
    ]
    assert REVOCABLE.ways_from(WORKING) == ()
    assert LADDER.ways_from(STANDING) == ()


def test_the_ways_from_a_stage_of_another_policy_are_unknown():
    """Asking for the ways from a stage that the policy does not have is refused."""
    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        LADDER.ways_from(RESTING)


def test_a_requirement_that_guards_two_steps_is_one_requirement():
    """The requirements of a policy are listed once each, in the order of its steps."""
    first, second = LADDER.transitions
    shared = attrs.evolve(
        LADDER, transitions=(first, attrs.evolve(second, requirements=(AWARE, PLANNED)))
    )

    assert shared.requirements == (ACQUAINTED, AWARE, PLANNED)


def test_a_policy_knows_the_facts_that_it_reads():
    """Facts of the catalogue that no requirement counts are not read."""
    assert frozenset(FACTS) - LADDER.facts_read >= {COMPLAINTS, LETTERS_SENT}
    assert {NEIGHBOURS_MET, ISSUES_LISTED} <= LADDER.facts_read


def test_stages_and_steps_are_found_by_key():
    """What files name by key is found in the policy."""
    assert WORKING is LADDER.stage("working")
    assert LADDER.transitions[1] is LADDER.transition("working_to_standing")


def test_an_unknown_stage_is_refused_with_near_misses():
    """A mistyped stage suggests the nearest one and lists them all."""
    with pytest.raises(UnknownName) as refusal:
        LADDER.stage("workin")

    assert refusal.value.nearest == ("working",)
    assert refusal.value.explain("ja") == (
        "段階「workin」はありません。「working」ではありませんか。"
        "使えるのは meeting, working, standing です。"
    )
    assert refusal.value.explain("en") == (
        "unknown stage 'workin'. Did you mean 'working'? Known: meeting, working, standing."
    )


def test_an_unknown_transition_is_refused_with_near_misses():
    """A mistyped transition suggests the nearest one and lists them all."""
    with pytest.raises(UnknownName) as refusal:
        LADDER.transition("meeting_to_workin")

    assert refusal.value.explain("ja") == (
        "移行「meeting_to_workin」はありません。「meeting_to_working」ではありませんか。"
        "使えるのは meeting_to_working, working_to_standing です。"
    )
    assert refusal.value.explain("en") == (
        "unknown transition 'meeting_to_workin'. Did you mean 'meeting_to_working'? "
        "Known: meeting_to_working, working_to_standing."
    )


def test_the_fingerprint_is_pinned():
    """The hash of Minori's ladder is the same on every machine and in every run."""
    assert LADDER.fingerprint == "775730144a62"
    assert PolicyStamp("minori", "1", "775730144a62") == LADDER.stamp
    assert str(LADDER.stamp) == "minori@1#775730144a62"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": Wording("別の題", "another title")},
        {"version": "2"},
        {"facts": (*FACTS[::-1],)},
        {"stages": tuple(attrs.evolve(stage, basis=INFERRED) for stage in LADDER.stages)},
        {
            "transitions": with_first_guard(
                attrs.evolve(ACQUAINTED, wording=Wording("別", "other"), basis=INFERRED), AWARE
            )
        },
    ],
    ids=["title", "version", "order of facts", "bases", "words"],
)
def test_the_fingerprint_is_blind_to_words_sources_and_versions(changes):
    """What changes no decision leaves the fingerprint as it was."""
    assert LADDER.fingerprint == attrs.evolve(LADDER, **changes).fingerprint


@pytest.mark.parametrize(
    "transitions",
    [
        with_first_guard(ACQUAINTED),
        with_first_guard(AWARE, ACQUAINTED),
        with_first_guard(attrs.evolve(ACQUAINTED, condition=AtLeast(NEIGHBOURS_MET, n=3)), AWARE),
        with_first_guard(ACQUAINTED, AWARE, key="renamed"),
        with_first_guard(ACQUAINTED, AWARE, kind=TransitionKind.WITHDRAWAL),
    ],
    ids=["dropped", "order", "threshold", "key", "kind"],
)
def test_the_fingerprint_tells_every_change_of_a_decision(transitions):
    """A requirement dropped, a threshold moved or a step renamed makes another fingerprint."""
    assert LADDER.fingerprint != attrs.evolve(LADDER, transitions=transitions).fingerprint


def test_the_fingerprint_tells_how_facts_are_counted():
    """Counting items instead of records decides otherwise, so the fingerprint differs."""
    distinct = attrs.evolve(ISSUES_LISTED, distinct=True)
    changed = attrs.evolve(
        LADDER,
        facts=tuple(distinct if fact == ISSUES_LISTED else fact for fact in FACTS),
        transitions=(
            transition(
                "meeting_to_working",
                MEETING,
                WORKING,
                ACQUAINTED,
                attrs.evolve(AWARE, condition=AtLeast(distinct)),
            ),
            transition("working_to_standing", WORKING, STANDING, PLANNED),
        ),
    )
    same_but_for_counting = attrs.evolve(
        changed,
        facts=FACTS,
        transitions=(*with_first_guard(ACQUAINTED, AWARE)[:1], changed.transitions[1]),
    )

    assert changed.fingerprint != same_but_for_counting.fingerprint


def test_a_policy_key_that_files_could_not_hold_is_refused():
    """A policy's key goes into files and receipts, so signs that they use are refused."""
    with pytest.raises(InvalidValue, match=r"Policy\.key: 'a@b' cannot be a key"):
        attrs.evolve(LADDER, key="a@b")


@pytest.mark.parametrize("place", ["facts", "stages", "transitions", "sources"])
def test_a_policy_of_lists_is_refused(place):
    """A policy never changes, so a list is refused with its place."""
    with pytest.raises(InvalidValue, match=rf"Policy\.{place}: a list cannot stand here"):
        attrs.evolve(LADDER, **{place: []})
