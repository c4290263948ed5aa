"""Ways through the stages: taken step by step by real councils, and searched by trying all."""

import datetime
import itertools
import math

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from invented import (
    ACQUAINTED,
    AWARE,
    BRANCHING,
    CLUB,
    LADDER,
    MEETING,
    NEIGHBOURS_MET,
    PLANNED,
    STANDING,
    STATED,
    WORKING,
    transition,
)
from renkei_model.conditions import AtLeast
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.exploration.decisions import TooLarge
from renkei_model.exploration.routes import (
    detours,
    least_route,
    passed_at_once,
    routes_to,
    trapped,
    unreached,
)
from renkei_model.facts import Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import TransitionBlocked, take
from renkei_model.stages import Stage, TransitionKind, facts_of
from renkei_model.testing import policies
from renkei_model.windows import SINCE_STAGE_ENTRY
from renkei_model.wording import Wording

ANEW = attrs.evolve(AWARE, key="anew", condition=AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY))

FIRST = datetime.date(2024, 1, 10)
WEEK = datetime.timedelta(weeks=1)


def _filed(step):
    """Give the day on which evidence for a step is filed: between that step and the one before."""
    return FIRST + step * WEEK - datetime.timedelta(days=3)


def _can_go(policy, path, records):
    """Tell whether a council goes all the way on some evidence, a step each week."""
    council = Council(name="甲", ledger=Ledger(tuple(records)))
    for step, way in enumerate(path):
        try:
            council = take(council, policy, way, FIRST + step * WEEK)
        except TransitionBlocked:
            return False
    return True


def _evidence(route):
    """Give single records: of each thing, one in each period that it is on record in."""
    for filed in route.point.filed:
        for kind, number in filed.kinds:
            for each, step in itertools.product(range(number), kind):
                item = f"{kind}の{each}" if filed.fact.distinct else ""
                yield Record(filed.fact, Span.day(_filed(step)), item=item)


def _all_evidence(path, number):
    """Give every choice of so many records."""
    units = [
        Record(fact, Span.day(_filed(step)), item=item)
        for fact in dict.fromkeys(facts_of(need for way in path for need in way.requirements))
        for step in range(len(path))
        for item in (map(str, range(number)) if fact.distinct else [""])
    ]
    assume(math.comb(len(units) + number - 1, number) <= 1_500 if units else True)
    return itertools.combinations_with_replacement(units, number)


@given(policies(unspecified=False, max_stages=3))
def test_the_least_evidence_goes_all_the_way_and_nothing_less_does(policy):
    """A real council takes the steps on it; on no other choice of one record less."""
    tried = 0
    for stage in policy.stages[1:]:
        for route in routes_to(policy, stage, policy.progress):
            records = list(_evidence(route))
            assert len(records) == route.records
            assert route.transitions[-1].target == route.target == stage
            assert _can_go(policy, route.transitions, records)
            if 0 < route.records <= 4:
                tried += 1
                for less in _all_evidence(route.transitions, route.records - 1):
                    assert not _can_go(policy, route.transitions, less)
    assume(tried)


def _simple_paths(start, target, ways):
    """Give every way that enters no stage twice."""
    for size in range(1, 6):
        for path in itertools.permutations(ways, size):
            stages = [start, *(way.target for way in path)]
            joined = all(way.source == stage for way, stage in zip(path, stages[:-1], strict=True))
            if joined and stages[-1] == target and len(set(stages)) == len(stages):
                yield path


@st.composite
def openings(draw):
    """Draw a policy, with those of its steps that can open."""
    policy = draw(policies(max_stages=4).filter(lambda made: len(made.transitions) <= 6))
    return policy, [way for way in policy.transitions if draw(st.booleans())]


@given(openings())
def test_what_is_found_of_stages_is_what_trying_every_way_finds(opening):
    """Unreached, trapped, passed over, and the ways to a stage: by every order of the steps."""
    policy, can = opening
    progress = [way for way in can if way.kind is TransitionKind.PROGRESS]
    first, *others = policy.stages
    assert unreached(policy, can) == [
        stage for stage in others if not any(_simple_paths(first, stage, can))
    ]
    assert trapped(policy, can) == [
        stage
        for stage in policy.stages
        if any(way.source == stage for way in policy.progress)
        and not any(way.source == stage for way in progress)
    ]
    found = dict(detours(policy, can))
    for way in policy.progress:
        over = [
            path
            for path in _simple_paths(way.source, way.target, progress)
            if way in progress and len(path) > 1
        ]
        assert (way in found) == bool(over)
        if over:
            assert found[way] in over
            assert len(found[way]) == min(map(len, over))
    for stage in others:
        paths = {route.transitions for route in routes_to(policy, stage, [])}
        assert paths == set()


@given(policies(unspecified=False, max_stages=3).filter(lambda made: len(made.transitions) <= 5))
def test_the_ways_to_a_stage_are_all_there(policy):
    """Each way that enters no stage twice is a route, shorter ones first."""
    for stage in policy.stages[1:]:
        found = [route.transitions for route in routes_to(policy, stage, policy.progress)]
        assert set(found) == set(_simple_paths(policy.initial, stage, policy.progress))
        assert list(map(len, found)) == sorted(map(len, found))


def _dense(number):
    """Make a policy in which every stage but the last leads to every other, freely."""
    stages = [
        Stage(key=f"stage_{place}", wording=Wording("段階", "stage"), basis=STATED)
        for place in range(number)
    ]
    ways = [
        transition(f"{one.key}_to_{other.key}", one, other, open_gate=True)
        for one, other in itertools.permutations(stages[:-1], 2)
    ]
    last = transition("to_the_last", stages[-2], stages[-1], AWARE)
    return attrs.evolve(LADDER, stages=tuple(stages), transitions=(*ways, last)), stages


def test_stages_that_all_lead_to_one_another_are_given_up_soon():
    """Where ways are too many to look at it says so; where none leads on it ends at once."""
    policy, (*_, last) = _dense(14)
    with pytest.raises(TooLarge):
        routes_to(policy, last, policy.progress)
    with pytest.raises(TooLarge):
        routes_to(policy, policy.stages[1], policy.progress)
    assert routes_to(policy, last, policy.progress[:-1]) == []
    # Each step but the last passes over something, and the search for that is short.
    assert len(list(detours(policy, policy.progress))) == len(policy.progress) - 1


def test_a_second_step_between_the_same_stages_is_no_detour():
    """It passes over nothing: only a way through other stages counts."""
    again = transition("again", MEETING, WORKING, PLANNED)
    policy = attrs.evolve(LADDER, transitions=(*LADDER.transitions, again))
    assert list(detours(policy, policy.progress)) == []

    leap = transition("leap", MEETING, STANDING, PLANNED)
    policy = attrs.evolve(LADDER, transitions=(again, *LADDER.transitions, leap))
    ((way, longer),) = detours(policy, policy.progress)
    assert way == leap
    assert [step.target for step in longer] == [WORKING, STANDING]


def test_a_withdrawal_is_no_way_on():
    """A stage that can only be taken from is one that cannot be left by progress."""
    out = transition("out", MEETING, CLUB, AWARE, kind=TransitionKind.WITHDRAWAL)
    policy = attrs.evolve(BRANCHING, transitions=(*BRANCHING.transitions, out))
    assert trapped(policy, [out]) == [MEETING, WORKING, CLUB]


def test_evidence_is_asked_for_again_since_a_stage_was_entered():
    """Neighbours meet twice before the first step, and once more in the stage that it enters."""
    steps = (
        transition("one", MEETING, WORKING, ACQUAINTED),
        transition("other", WORKING, STANDING, ANEW),
    )
    policy = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=steps[:1])
    (route,) = routes_to(policy, WORKING, policy.progress)
    assert (route.records, route.point.filed[0].kinds) == (2, (((0,), 2),))
    point = least_route(steps)
    assert (point.records, point.filed[0].kinds) == (3, (((0,), 2), ((1,), 1)))


@pytest.mark.parametrize(
    ("first", "second", "at_once"),
    [
        ((ACQUAINTED,), (ACQUAINTED,), True),
        ((ACQUAINTED, AWARE), (AWARE,), True),
        ((AWARE,), (AWARE, ACQUAINTED), False),
        ((ACQUAINTED,), (ANEW,), False),
        ((), (AWARE,), False),
        ((AWARE,), (), True),
    ],
)
def test_a_stage_is_passed_at_once_where_nothing_new_is_asked(first, second, at_once):
    """What the second step asks for was there at the first, unless it is to happen since."""
    path = (
        transition("one", MEETING, WORKING, *first),
        transition("other", WORKING, STANDING, *second),
    )
    assert passed_at_once(path) == at_once
