"""Every ledger that Kochi's guards can tell apart, judged in every way there is.

Not a sample: 512 ledgers for the default policy and 2,048 for the one by counts are all there are
where nothing is left open. With a count that nobody confirmed as a third possibility there are
19,683 and 177,147; columns judge them all, and `assess` all of the former and 7,703 of the latter.
"""

import datetime
import itertools

import numpy
import pytest

from renkei_model import kochi
from renkei_model.columns import CountColumns, count_columns, judge_columns
from renkei_model.conditions import AtLeast
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.exploration.examples import exemplify
from renkei_model.exploration.worlds import moment
from renkei_model.facts import Completeness, Record
from renkei_model.interchange.policies import dump_policy, load_policy
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import assess
from renkei_model.machine import LivingCouncil
from renkei_model.verdicts import Verdict

ON = datetime.date(2024, 3, 31)
POLICIES = {"default": kochi.POLICY, "by_counts": kochi.INDICATOR_POLICY}
ALL = {"default": 512, "by_counts": 2_048}

every_policy = pytest.mark.parametrize("name", POLICIES)


def _ledgers(policy):
    """Give one ledger for each point of the world of all requirements."""
    world = moment(need.condition for need in policy.requirements)
    return [exemplify(point, policy.facts, ON).ledger for point in world.points()]


def _councils(ledgers):
    return [
        Council(name=f"第{place}協議会", ledger=ledger)
        for place, ledger in enumerate(ledgers, start=1)
    ]


def _at(council, stage):
    entered = StageChange(
        transition=f"into_{stage.key}", source="elsewhere", target=stage.key, on=ON
    )
    return Council(name=council.name, ledger=council.ledger, history=(entered,))


def _holds(policy, ledger):
    """Tell by hand which transitions hold: Kochi's requirements ask for one fact each, at least."""
    counts = {}
    for record in ledger.records:
        counts.setdefault(record.fact, []).append(record)
    having = {
        fact: len({each.item for each in filed})
        if fact.distinct
        else sum(each.count for each in filed)
        for fact, filed in counts.items()
    }
    return [
        all(having.get(need.condition.fact, 0) >= need.condition.n for need in way.requirements)
        for way in policy.transitions
    ]


@every_policy
def test_each_way_of_judging_gives_the_same_for_every_ledger(name):
    """`assess`, columns, the living council in each stage, and the policy read from its file."""
    policy = POLICIES[name]
    ledgers = _ledgers(policy)
    them = _councils(ledgers)
    read_back = load_policy(dump_policy(policy))
    columns = {
        way.transition: way.verdicts()
        for way in judge_columns(policy, count_columns(them, policy, ON, numpy.array))
    }

    assert len(ledgers) == len(set(ledgers)) == ALL[name]
    assert {type(need.condition) for need in policy.requirements} == {AtLeast}
    seen = set()
    for place, council in enumerate(them):
        wanted = _holds(policy, council.ledger)
        verdicts = [Verdict.MET if holds else Verdict.UNMET for holds in wanted]
        assessment = assess(council, policy, ON)
        again = assess(council, read_back, ON)

        read = {way.transition: way for way in assessment.transitions}
        assert [read[way].verdict for way in policy.transitions] == verdicts
        assert [columns[way][place] for way in policy.transitions] == verdicts
        assert {way.transition: way.verdicts for way in again.transitions} == {
            way: reading.verdicts for way, reading in read.items()
        }
        seen.add(tuple(each for way in policy.transitions for each in read[way].verdicts))
        for stage in policy.stages:
            living = LivingCouncil(_at(council, stage), policy)
            open_ways = [
                way
                for way, holds in zip(policy.transitions, wanted, strict=True)
                if holds and way.source == stage
            ]
            assert living.may_advance(on=ON) == (len(open_ways) == 1)
    # No two of them are alike to the requirements, and none is missing.
    assert len(seen) == 2 ** len(policy.requirements) == ALL[name]


def _states(policy):
    """Give for each requirement its three states: surely missing, surely there, nobody knows."""
    for need in policy.requirements:
        fact, n = need.condition.fact, need.condition.n
        there = (
            tuple(Record(fact, Span.day(ON), item=f"{place}") for place in range(n))
            if fact.distinct
            else (Record(fact, Span.day(ON), count=n),)
        )
        known = (Completeness(fact, ON),)
        yield (((), known), Verdict.UNMET), ((there, known), Verdict.MET), (((), ()), Verdict.OPEN)


def _columns_of(policy, chosen):
    """Give the columns that councils in these states have: 0 or enough, and what may be."""
    least, most = {}, {}
    for place, need in enumerate(policy.requirements):
        fact, n = need.condition.fact, need.condition.n
        states = chosen[:, place]
        least[fact] = numpy.where(states == 1, n, 0)
        most[fact] = numpy.where(states == 2, n + 1, least[fact])
    return CountColumns(least=least, most=most)


def _verdicts_of_all(policy, chosen):
    """Give the verdict on each transition by hand: the worst of what it asks for."""
    by_need = {need: chosen[:, place] for place, need in enumerate(policy.requirements)}
    for way in policy.transitions:
        states = numpy.array([by_need[need] for need in way.requirements])
        yield numpy.where((states == 0).any(0), 0, numpy.where((states == 2).any(0), 2, 1))


STATES = (Verdict.UNMET, Verdict.MET, Verdict.OPEN)


@pytest.mark.parametrize(("name", "number"), [("default", 3**9), ("by_counts", 3**11)])
def test_columns_judge_every_ledger_with_counts_left_open(name, number):
    """All of them: where something is open, so is the step, unless something else is missing."""
    policy = POLICIES[name]
    chosen = numpy.indices((3,) * len(policy.requirements)).reshape(len(policy.requirements), -1).T
    assert len(chosen) == number

    judged = judge_columns(policy, _columns_of(policy, chosen))

    for way, states in zip(judged, _verdicts_of_all(policy, chosen), strict=True):
        assert (way.surely == (states == 1)).all()
        assert (way.possibly == (states != 0)).all()


@pytest.mark.parametrize(
    ("name", "each", "number"), [("default", 1, 19_683), ("by_counts", 23, 7_703)]
)
def test_scalars_judge_ledgers_with_counts_left_open(name, each, number):
    """All of them, or one in 23, as real ledgers: judged as columns and files judge them."""
    policy = POLICIES[name]
    read_back = load_policy(dump_policy(policy))
    combinations = list(itertools.product(*_states(policy)))[::each]
    assert len(combinations) == number
    ledgers = [
        Ledger(
            tuple(record for (records, _), _ in states for record in records),
            tuple(made for (_, statements), _ in states for made in statements),
        )
        for states in combinations
    ]
    them = _councils(ledgers)
    columns = {
        way.transition: way.verdicts()
        for way in judge_columns(policy, count_columns(them, policy, ON, numpy.array))
    }
    for place, (council, states) in enumerate(zip(them, combinations, strict=True)):
        by_need = dict(zip(policy.requirements, (verdict for _, verdict in states), strict=True))
        assessment, again = (assess(council, rules, ON) for rules in (policy, read_back))
        for way, also in zip(assessment.transitions, again.transitions, strict=True):
            asked = [by_need[need] for need in way.transition.requirements]
            worst = next(
                each for each in (Verdict.UNMET, Verdict.OPEN, Verdict.MET) if each in asked
            )
            assert list(way.verdicts) == list(also.verdicts) == asked
            assert way.verdict == also.verdict == columns[way.transition][place] == worst
            living = LivingCouncil(_at(council, way.transition.source), policy)
            assert living.may_advance(on=ON) == (worst is Verdict.MET)
