"""Stages and the steps between them."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    AWARE,
    LADDER,
    LINKED,
    MEETING,
    PLANNED,
    STANDING,
    STATED,
    WORKING,
    transition,
)
from renkei_model.errors import InvalidValue
from renkei_model.stages import Force, Stage, TransitionKind, ladder, shortest_way


def test_a_ladder_leads_from_each_stage_to_the_next():
    """Three stages make two steps of progress, each with its requirements."""
    assert [(way.key, way.source, way.target, way.requirements) for way in LADDER.transitions] == [
        ("meeting_to_working", MEETING, WORKING, (ACQUAINTED, AWARE)),
        ("working_to_standing", WORKING, STANDING, (LINKED, PLANNED)),
    ]
    assert {TransitionKind.PROGRESS} == {way.kind for way in LADDER.transitions}


def test_a_ladder_needs_one_guard_for_each_step():
    """Too few or too many guards are refused with how many are needed."""
    with pytest.raises(InvalidValue) as refusal:
        ladder((MEETING, WORKING, STANDING), ((AWARE,),), basis=STATED)

    assert refusal.value.explain("ja") == (
        "ladder: 段階が3，要件の組が1で，数が合いません。"
        "隣り合う段階の間ごとに要件の組を一つ渡してください。"
    )
    assert refusal.value.explain("en") == (
        "ladder: 3 stages and 1 guards do not fit; give one guard for each step between two stages."
    )


def test_stages_and_steps_read_in_both_languages():
    """A stage has its name, and a step reads as source → target."""
    step = LADDER.transition("meeting_to_working")

    assert (MEETING.text("ja"), MEETING.text("en")) == ("出会い期", "meeting")
    assert (step.text("ja"), step.text("en")) == ("出会い期 → 協働期", "meeting → working")


def test_stages_and_steps_have_keys_that_files_can_hold():
    """Keys of stages and transitions are refused as keys of facts are."""
    with pytest.raises(InvalidValue, match=r"Stage\.key: '出会い' cannot be a key"):
        Stage(key="出会い", wording=MEETING.wording, basis=STATED)
    with pytest.raises(InvalidValue, match=r"Transition\.key: 'a→b' cannot be a key"):
        transition("a→b", MEETING, WORKING, AWARE)
    with pytest.raises(InvalidValue, match=r"Transition\.requirements: a list cannot stand here"):
        attrs.evolve(LADDER.transitions[0], requirements=[AWARE])


@pytest.mark.parametrize(
    ("value", "part", "kind"),
    [
        (MEETING, "wording", "Wording"),
        (MEETING, "basis", "Basis"),
        (LADDER.transitions[0], "source", "Stage"),
        (LADDER.transitions[0], "target", "Stage"),
        (LADDER.transitions[0], "kind", "TransitionKind"),
        (LADDER.transitions[0], "basis", "Basis"),
        (LADDER.transitions[0], "open_gate", "bool"),
        (AWARE, "wording", "Wording"),
        (AWARE, "basis", "Basis"),
    ],
)
def test_stages_steps_and_requirements_refuse_parts_of_another_kind(value, part, kind):
    """A bare text where a value of ours is meant says what to give."""
    place = rf"{type(value).__name__}\.{part}"
    with pytest.raises(InvalidValue, match=rf"{place}: 'x' is no {kind}; give a {kind}"):
        attrs.evolve(value, **{part: "x"})


def test_a_step_refuses_what_is_no_requirement():
    """A condition does not guard a step without wording and basis."""
    with pytest.raises(InvalidValue, match=r"Transition\.requirements\[0\]: .* is no Requirement"):
        transition("meeting_to_working", MEETING, WORKING, AWARE.condition)


@pytest.mark.parametrize(
    ("thing", "place", "value"),
    [
        (MEETING, "wording", "出会い期"),
        (MEETING, "basis", "明記"),
        (LADDER.transitions[0], "source", "meeting"),
        (LADDER.transitions[0], "target", "working"),
        (LADDER.transitions[0], "kind", "progress"),
        (LADDER.transitions[0], "force", "must"),
        (LADDER.transitions[0], "basis", None),
        (LADDER.transitions[0], "open_gate", "no"),
    ],
)
def test_a_part_of_another_kind_is_refused(thing, place, value):
    """A text where a wording, a basis or a stage is meant is refused when it is written."""
    kind = type(thing).__name__
    with pytest.raises(InvalidValue, match=rf"^{kind}\.{place}: .* is no "):
        attrs.evolve(thing, **{place: value})


def test_stages_and_steps_show_themselves_by_their_keys():
    """In a console a step shows its stages and requirements by their keys."""
    assert repr(MEETING) == "Stage(key='meeting')"
    assert repr(LADDER.transitions[0]) == (
        "Transition(key='meeting_to_working', source=meeting, target=working, "
        "requirements=(acquainted, aware), kind=progress, force=may, open_gate=False)"
    )


def test_may_and_must_are_said_as_ordinances_say_them():
    """The two words that tell a duty from a power, in each language."""
    assert [(force.value, force.text("ja"), force.text("en")) for force in Force] == [
        ("may", "することができる", "may"),
        ("must", "しなければならない", "must"),
    ]
    assert LADDER.transitions[0].force is Force.MAY


def test_a_shortest_way_leads_from_stage_to_stage_or_back():
    """The fewest steps, of two as short those declared first; none where no step leads there."""
    first, second = LADDER.transitions
    leap = transition("leap", MEETING, STANDING, PLANNED)
    again = transition("again", STANDING, MEETING, PLANNED)

    assert shortest_way(MEETING, STANDING, (first, second)) == (first, second)
    assert shortest_way(MEETING, STANDING, (first, second, leap)) == (leap,)
    assert shortest_way(MEETING, MEETING, (first, second, leap, again)) == (leap, again)
    assert shortest_way(STANDING, MEETING, (first, second)) == ()
