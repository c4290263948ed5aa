"""Taking steps: what is recorded, what is refused, and that a refusal is complete."""

import copy
import datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import Unspecified
from renkei_model.councils import Council
from renkei_model.errors import ChoiceRequired, NoSuchStep, OutOfOrder, StepError, UnknownName
from renkei_model.facts import Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import (
    TransitionBlocked,
    advance,
    assess,
    judge_transition,
    take,
)
from renkei_model.stages import Force, TransitionKind
from renkei_model.testing import days, filed_for, histories, laws, policies
from renkei_model.testing.minori import FACTS, roundabout
from renkei_model.verdicts import Verdict


@st.composite
def lives(draw, ways_filed_for=(1, 0, 9), **shape):
    """Draw a policy, a council that took some steps under it, and a day on which it may go on.

    For so many of its ways on, what was missing has been filed.
    """
    policy = draw(policies(**shape))
    council = draw(histories(policy, steps=3))
    if draw(st.sampled_from([True, True, True, False])):
        council = with_a_way_on(council, policy)
    on = max([draw(days()), *(change.on.last for change in council.history)])
    ways = policy.ways_from(present_stage(council, policy))
    for way in ways[: draw(st.sampled_from(ways_filed_for))]:
        council = with_all_that_is_missing(council, judge_transition(council, policy, way, on), on)
    return policy, council, on


def with_a_way_on(council, policy):
    """Give the council as it was before it came to the end of its way."""
    while not policy.ways_from(present_stage(council, policy)):
        council = attrs.evolve(council, history=council.history[:-1])
    return council


def with_all_that_is_missing(council, read, on):
    """Give the council with a record on a day for every leaf that a step lacks."""
    return council.add(*(entry for leaf in read.missing for entry in filed_for(leaf.leaf, on)))


def present_stage(council, policy):
    """Give the stage a council is in."""
    return policy.stage(council.history[-1].target) if council.history else policy.initial


def attempts(council, policy, on, **options):
    """Give what taking each way of progress from here does: the council, or the refusal."""
    for way in policy.ways_from(present_stage(council, policy)):
        try:
            yield way, take(council, policy, way, on, **options)
        except TransitionBlocked as refusal:
            yield way, refusal


def outcome(council, policy, on, **options):
    """Give what advancing does: the council, or the refusal."""
    try:
        return advance(council, policy, on, **options)
    except StepError as refusal:
        return refusal


@given(lives())
def test_advance_follows_the_verdicts_of_the_ways_from_here(life):
    """No way that is met is refused, several need a choice, and open is not met."""
    policy, council, on = life

    laws.advance_follows_the_verdicts(council, policy, on)


@given(lives())
def test_a_refusal_names_the_ways_that_were_tried(life):
    """Where nothing leads on there is no step; where ways do, the refusal reads each of them."""
    policy, council, on = life
    ways = policy.ways_from(present_stage(council, policy))
    refusal = outcome(council, policy, on)

    assert isinstance(refusal, NoSuchStep) == (ways == ())
    if isinstance(refusal, TransitionBlocked):
        assert list(ways) == [read.transition for read in refusal.ways]


@given(lives())
def test_a_step_may_be_taken_exactly_when_taking_it_is_not_refused(life):
    """The quick answer `may_take` is what the whole one comes to."""
    policy, council, on = life

    laws.may_tells_what_take_does(council, policy, on)


@given(lives())
def test_a_step_never_skips(life):
    """Each step leaves the stage that the one before it entered; the first leaves the first."""
    policy, council, _ = life
    sources = [change.source for change in council.history]
    targets = [change.target for change in council.history]

    assert [policy.initial.key, *targets][: len(sources)] == sources
    for change in council.history:
        way = policy.transition(change.transition)
        assert (way.source.key, way.target.key) == (change.source, change.target)


@given(lives())
def test_a_step_only_adds_to_the_history(life):
    """Taking a step leaves name, ledger and earlier steps as they were, and dates the new one."""
    policy, council, on = life

    laws.a_step_only_adds_itself(council, policy, on)
    for _, taken in attempts(council, policy, on, by="事務局", note="総会で報告"):
        if isinstance(taken, Council):
            change = taken.history[-1]

            assert (change.by, change.note, change.policy) == ("事務局", "総会で報告", policy.stamp)


@given(lives())
def test_a_step_rests_on_enough_records_to_carry_it(life):
    """With nothing but the evidence it names, all of it sure, a step could be taken again."""
    policy, council, on = life
    for way, taken in attempts(council, policy, on):
        if isinstance(taken, Council):
            rests_on = taken.history[-1].rests_on
            bare = attrs.evolve(council, ledger=Ledger(rests_on))
            again = take(bare, policy, way, on).history[-1].rests_on

            assert all(record.on.last <= on for record in rests_on)
            assert sorted(rests_on, key=repr) == sorted(again, key=repr)


def test_a_step_rests_on_each_of_two_equal_records():
    """Two meetings on one day, filed in two equal lines, are both named as evidence."""
    policy, fact = roundabout(FACTS[0], 2), FACTS[0]
    day = datetime.date(2024, 5, 1)
    council = Council(name="みのり地区連携協議会").add(Record(fact, day), Record(fact, day))

    assert (Record(fact, day),) * 2 == take(council, policy, "past", day).history[-1].rests_on


def test_what_counts_since_stage_entry_counts_from_the_beginning_in_the_first_stage():
    """A council that never left the first stage need not record when it entered it."""
    policy, fact = roundabout(FACTS[0], 2), FACTS[0]
    day = datetime.date(2024, 5, 1)
    council = Council(name="みのり地区連携協議会").add(Record(fact, day, count=2))

    assert take(council, policy, "past", day).history[-1].source == policy.initial.key
    assert judge_transition(council, policy, policy.transition("on"), day).verdict is Verdict.OPEN


@given(lives())
def test_a_refused_step_changes_nothing(life):
    """After a refusal the council is what it was, and the refusal carries it."""
    policy, council, on = life
    before = copy.deepcopy(council)
    for _, refusal in attempts(council, policy, on):
        assert before == council
        if isinstance(refusal, TransitionBlocked):
            assert refusal.council is council


@given(lives())
def test_a_refusal_lists_what_the_assessment_calls_missing(life):
    """Asking first and trying give the same list, once a stage is on record."""
    policy, council, on = life
    refusal = outcome(council, policy, on)

    if isinstance(refusal, TransitionBlocked):
        assert refusal.missing != ()
        if council.history:
            assert assess(council, policy, on).missing == refusal.missing


@given(lives(ways_filed_for=(0,), unspecified=False))
def test_a_refusal_is_complete(life):
    """Filing, on that day, all that a refusal lists for a way opens that way."""
    policy, council, on = life

    laws.filing_what_is_missing_opens_the_step(council, policy, on)


@given(lives(ways_filed_for=(0,)))
def test_a_refusal_says_for_every_missing_leaf_what_to_do(life):
    """In both languages, each missing leaf stands in the refusal's text with its remedy."""
    policy, council, on = life
    for _, refusal in attempts(council, policy, on):
        if isinstance(refusal, TransitionBlocked):
            texts = {language: refusal.explain(language) for language in ("ja", "en")}
            for leaf in refusal.missing:
                assert leaf.remedy
                for language, text in texts.items():
                    assert leaf.asks.text(language) in text
                    assert leaf.remedy.text(language) in text


@given(lives())
def test_a_rule_left_open_is_never_passed(life):
    """No step whose requirement is nothing but a rule left open was ever taken."""
    policy, council, _ = life
    for change in council.history:
        for need in policy.transition(change.transition).requirements:
            assert not isinstance(need.condition, Unspecified)


@given(lives(ways_filed_for=(9,), unspecified=False))
def test_a_choice_is_settled_by_naming_the_transition(life):
    """Whichever of several open ways is named, it can be taken."""
    policy, council, on = life
    refusal = outcome(council, policy, on)

    for key in refusal.ways if isinstance(refusal, ChoiceRequired) else ():
        assert key == take(council, policy, key, on).history[-1].transition


@given(lives())
def test_to_choose_among_the_ways_to_one_stage(life):
    """Naming a stage tries the ways that lead there and no others, by object or by key."""
    policy, council, on = life
    for stage in policy.stages:
        by_stage, by_key = (outcome(council, policy, on, to=to) for to in (stage, stage.key))
        if isinstance(by_stage, StepError):
            assert type(by_stage) is type(by_key)
            assert by_stage.explain("en") == by_key.explain("en")
        else:
            assert by_stage == by_key
            assert stage.key == by_stage.history[-1].target


@given(lives(ways_filed_for=(1,), unspecified=False))
def test_take_and_advance_agree(life):
    """A step of progress taken by name is the step that advancing records."""
    policy, council, on = life
    advanced = outcome(council, policy, on)
    if isinstance(advanced, Council):
        assert advanced == take(council, policy, advanced.history[-1].transition, on)


@given(lives(ways_filed_for=(1,), unspecified=False))
def test_advance_never_withdraws(life):
    """Advancing takes steps of progress only; a withdrawal is taken by name."""
    policy, council, on = life
    advanced = outcome(council, policy, on)
    if isinstance(advanced, Council):
        way = policy.transition(advanced.history[-1].transition)

        assert way.kind is TransitionKind.PROGRESS


@given(lives(), days())
def test_no_step_is_taken_before_the_last_one(life, day):
    """A day before the last recorded step is refused, and the refusal names that step's day."""
    policy, council, _ = life
    refusal = outcome(council, policy, day)
    steps_after = [change.on.last for change in council.history if day < change.on.first]

    assert bool(steps_after) == isinstance(refusal, OutOfOrder)
    assert not steps_after or max(steps_after) == refusal.last


@given(lives())
def test_a_way_that_does_not_leave_from_here_is_refused(life):
    """A transition from another stage cannot be taken, and the refusal names those that can."""
    policy, council, on = life
    here = present_stage(council, policy)
    leaving = tuple(way.key for way in policy.transitions if way.source == here)
    for way in policy.transitions:
        if way.source != here:
            with pytest.raises(NoSuchStep) as caught:
                take(council, policy, way, on)

            assert leaving == caught.value.ways


@given(lives())
def test_unknown_names_are_refused_as_such(life):
    """A stage or transition that nobody declared is an unknown name, not a refusal."""
    policy, council, on = life

    with pytest.raises(UnknownName):
        advance(council, policy, on, to="step_nobody_declared")
    with pytest.raises(UnknownName):
        take(council, policy, "step_nobody_declared", on)


@given(lives())
def test_what_is_due_is_what_must_and_may_be_taken(life):
    """A step that must be taken once met is due exactly on the days on which it may be taken."""
    policy, council, on = life

    laws.what_is_due_must_and_may_be_taken(council, policy, on)


@given(lives())
def test_may_or_must_changes_no_verdict_and_no_step(life):
    """Force says what is to be done about a step that is met, and never whether it is."""
    policy, council, on = life
    ways = tuple(attrs.evolve(way, force=Force.MAY) for way in policy.transitions)
    lenient = attrs.evolve(policy, transitions=ways)
    reading, other = assess(council, policy, on), assess(council, lenient, on)

    assert reading.supported == other.supported
    assert [read.verdicts for read in reading.transitions] == [
        read.verdicts for read in other.transitions
    ]
    assert (policy.fingerprint == lenient.fingerprint) is (policy.duties == ())
