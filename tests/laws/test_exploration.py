"""What exploring says of a policy, held against every ledger that its requirements tell apart."""

import datetime
import itertools

from hypothesis import assume, given

from renkei_model.conditions import Unspecified, leaves
from renkei_model.exploration import Question, explore
from renkei_model.exploration.examples import exemplify
from renkei_model.exploration.worlds import moment
from renkei_model.lifecycle import judge_transition
from renkei_model.testing import policies
from renkei_model.verdicts import Verdict

ON = datetime.date(2024, 3, 31)


def _judged(policy):
    """Judge all steps and requirements of a policy on every ledger, with the library's verbs."""
    world = moment(need.condition for need in policy.requirements)
    assume(world.number() <= 150)
    for point in world.points():
        example = exemplify(point, policy.facts, ON)
        steps, needs = {}, {}
        for way in policy.transitions:
            read = judge_transition(example.council(way.source), policy, way, ON)
            steps[way] = read.verdict
            needs |= dict(zip(way.requirements, read.verdicts, strict=True))
        yield steps, needs


@given(policies(max_stages=3))
def test_answers_are_those_of_every_ledger(policy):
    """Which steps can open, which two at once, and which requirement is met wherever another is."""
    judged = list(_judged(policy))
    exploration = explore(policy)
    places = {
        question: {each.place for each in exploration.about(question)} for question in Question
    }

    assert exploration.ledgers == len(judged)
    for guard in exploration.guards:
        opens = {steps[guard.transition] for steps, _ in judged}
        assert (guard.smallest is not None) == (Verdict.MET in opens)
        place = f"transitions.{guard.transition.key}"
        assert (place in places[Question.IMPOSSIBLE]) == (Verdict.MET not in opens)
        faults = {each.place for each in exploration.faults}
        assert (place in faults) == (opens == {Verdict.UNMET})
    for one, other in itertools.combinations(policy.transitions, 2):
        both = any(steps[one] is steps[other] is Verdict.MET for steps, _ in judged)
        place = f"transitions.{one.key}, transitions.{other.key}"
        assert (place in places[Question.OVERLAPPING]) == (both and one.source == other.source)
    for one, other in itertools.combinations(policy.requirements, 2):
        pairs = {(needs[one], needs[other]) for _, needs in judged}
        met = [any(pair[place] is Verdict.MET for pair in pairs) for place in (0, 1)]
        forth = all(first <= second for first, second in pairs)
        back = all(second <= first for first, second in pairs)
        place = f"requirements.{one.key}, requirements.{other.key}"
        alike = not set(one.facts).isdisjoint(other.facts)
        assert (place in places[Question.IMPLIED]) == (alike and all(met) and (forth or back))


@given(policies(max_stages=3))
def test_a_policy_without_faults_has_a_case_for_every_leaf(policy):
    """A redundant leaf is told of exactly where a guard has no pair of cases for it."""
    exploration = explore(policy)
    impossible = {each.place for each in exploration.faults if each.question is Question.IMPOSSIBLE}
    for guard in exploration.guards:
        if f"transitions.{guard.transition.key}" in impossible:
            assert guard.cases == ()  # that is said of the whole, and of no leaf
            continue
        told = {
            each.place
            for each in exploration.about(Question.REDUNDANT)
            if each.place.startswith(f"transitions.{guard.transition.key}.")
        }
        with_case = [(case.requirement, case.number) for case in guard.cases]
        for need in guard.transition.requirements:
            numbers = [number for each, number in with_case if each == need]
            spelt_out = _spelt_out(need)
            missing = set(spelt_out) - set(numbers)
            place = f"transitions.{guard.transition.key}.{need.key}"
            assert (place in told) == bool(missing)


def _spelt_out(need):
    return [
        number
        for number, leaf in enumerate(leaves(need.condition), start=1)
        if not isinstance(leaf, Unspecified)
    ]
