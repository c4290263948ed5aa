"""The contract of a policy: four cities keep it, and each of its tests can fail."""

import types
import unittest

import attrs
import hoshigaoka
import minato
import pytest
from hypothesis import Phase, settings

from boundary_tables import cases
from renkei_model import kochi
from renkei_model.dates import Span
from renkei_model.errors import DocumentError, InvalidValue, NoSuchStep
from renkei_model.findings import Finding, LeafFinding
from renkei_model.lifecycle import StageRange, TransitionReading, assess, take, timeline
from renkei_model.lifecycle.judging import judge_transition
from renkei_model.machine import LivingCouncil
from renkei_model.testing import LawBroken, PolicyContract, lifecycles
from renkei_model.testing.contract import laws
from renkei_model.testing.laws import documents, evidence, holding, readings, steps
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

GUARDS = attrs.evolve(kochi.POLICY, subsidies=(), plan_rule=None)


class TestKochi(PolicyContract):
    """Kochi City's policy, with the boundary cases of its guards."""

    policy = GUARDS
    cases = cases(GUARDS)


class TestKochiByCounts(PolicyContract):
    """Kochi's policy by counts."""

    policy = kochi.INDICATOR_POLICY


class TestHoshigaoka(PolicyContract):
    """A city with withdrawals, duties and soft numbers."""

    policy = hoshigaoka.POLICY


class TestMinatohama(PolicyContract):
    """A city with several ways, and a return that begins anew."""

    policy = minato.POLICY


class SoonDone(PolicyContract):
    """A contract that stops at the first failure and does not shrink it."""

    policy = hoshigaoka.POLICY
    settings = settings(
        phases=[Phase.generate],
        max_examples=300,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
    )


def judging(verdict_of):
    """Make a faulty `judge_transition`, which gives each requirement a verdict of its own."""

    def faulty(council, policy, way, as_of):
        verdict = Verdict.MET if verdict_of(council, as_of) else Verdict.UNMET
        read = judge_transition(council, policy, way, as_of)
        return attrs.evolve(read, verdicts=(verdict,) * len(read.verdicts), verdict=verdict)

    return faulty


def records_of(council):
    """Give the records of a council."""
    return council.ledger.records


def in_order(council):
    """Give them in some order of their own."""
    return tuple(sorted(records_of(council), key=repr))


def a_day_off(council, policy):
    """Make a timeline in which each requirement was met in 1999."""
    line = timeline(council, policy)
    ways = tuple(
        attrs.evolve(
            way,
            requirements=tuple(
                attrs.evolve(need, met=need.met and Span.month(1999, 1))
                for need in way.requirements
            ),
        )
        for way in line.transitions
    )
    return attrs.evolve(line, transitions=ways)


def nowhere(council, *_):
    """Refuse every step."""
    raise NoSuchStep(council.name, Wording.same(""), "", ())


def renamed(council, *arguments, **named):
    """Take a step and change the council's name besides."""
    return attrs.evolve(take(council, *arguments, **named), nickname="別名")


class Forgetful(LivingCouncil):
    """A living council that files nothing."""

    def add(self, *entries):
        """Forget it."""


class Chatty(LivingCouncil):
    """A living council that remarks something on every step that it takes."""

    def take(self, transition, on):
        """Take it, and say so."""
        return super().take(transition, on, note="済")


class Stubborn(LivingCouncil):
    """A living council that takes no step, and says nothing."""

    def take(self, transition, on):
        """Take none."""


class Loose(LivingCouncil):
    """A living council whose stage can be set by hand, without any effect."""

    @property
    def state(self):
        """Give the stage."""
        return super().state

    @state.setter
    def state(self, key):
        """Take it without a word."""


def unreadable(_document):
    """Refuse a document without a reason."""
    raise DocumentError("a.json", ())


def loaded_otherwise(load):
    """Make a loader that changes what it loads."""

    def faulty(*arguments):
        loaded = load(*arguments)
        field = "nickname" if hasattr(loaded, "nickname") else "version"
        return attrs.evolve(loaded, **{field: "別"})

    return faulty


def due_of(ways):
    """Make an assessment in which some steps are due."""
    return lambda _council, policy, _on: types.SimpleNamespace(
        due=[types.SimpleNamespace(transition=way) for way in ways(policy)]
    )


def assessed(**changes):
    """Make a faulty `assess`, of which some parts are changed."""

    def faulty(council, policy, as_of):
        reading = assess(council, policy, as_of)
        made = {name: change(policy, reading) for name, change in changes.items()}
        return attrs.evolve(reading, **made)

    return faulty


def without_what_is_missing(finding, language):
    """Tell of a requirement nothing but what it asks for."""
    need = finding.requirement
    return need.wording.text(language) + need.basis.text(language)


NOTHING = types.SimpleNamespace(dumps=lambda _one: b"", loads=lambda _text: None)
FAULTS = {
    "test_more_evidence_never_hurts": [
        (holding, "judge_transition", judging(lambda council, _: not records_of(council))),
    ],
    "test_completeness_only_decides": [
        (holding, "judge_transition", judging(lambda council, _: not council.ledger.complete)),
    ],
    "test_exact_dates_only_decide": [
        (
            holding,
            "judge_transition",
            judging(lambda council, _: any(r.on.first < r.on.last for r in records_of(council))),
        ),
    ],
    "test_the_order_of_records_decides_nothing": [
        (
            holding,
            "judge_transition",
            judging(lambda council, _: records_of(council)[:1] == in_order(council)[:1]),
        ),
    ],
    "test_records_to_come_do_not_count": [
        (
            holding,
            "judge_transition",
            judging(lambda council, on: any(r.on.first > on for r in records_of(council))),
        ),
    ],
    "test_time_takes_nothing_back": [
        (evidence, "judge_transition", judging(lambda _, on: on.year < 2024)),
    ],
    "test_verdicts_are_exact": [
        (holding, "judge_transition", judging(lambda *_: True)),
        (holding, "judge_transition", judging(lambda *_: False)),
    ],
    "test_nothing_is_missing_exactly_when_met": [
        (readings, "judge_transition", judging(lambda *_: True)),
        (Finding, "missing", ()),
    ],
    "test_findings_tell_what_is_missing": [
        (LeafFinding, "remedy", Wording.same("")),
        (readings, "judge_condition", lambda *_: Verdict.MET),
        (Finding, "unmet", ()),
    ],
    "test_findings_rest_on_their_records": [(Finding, "records", ())],
    "test_explanations_leave_nothing_out": [
        (Finding, "explain", lambda finding, _: finding.requirement.wording.ja),
        (Finding, "explain", without_what_is_missing),
    ],
    "test_assessments_read_every_step": [
        (readings, "assess", assessed(transitions=lambda _, reading: reading.transitions[1:])),
        (readings, "judge_transition", judging(lambda *_: True)),
    ],
    "test_surely_leads_to_possibly": [
        (readings, "assess", assessed(supported=lambda policy, _: StageRange((), policy.stages))),
        (
            readings,
            "assess",
            assessed(supported=lambda p, _: StageRange(p.stages[-1:], p.stages[:1])),
        ),
    ],
    "test_timelines_give_dates_of_records": [(readings, "timeline", a_day_off)],
    "test_columns_equal_scalars": [(readings, "judge_transition", judging(lambda *_: True))],
    "test_advance_follows_the_verdicts": [
        (steps, "advance", nowhere),
        (steps, "may_advance", lambda *_: True),
    ],
    "test_may_tells_what_take_does": [
        (steps, "may_take", lambda *_: True),
        (steps, "judge_transition", judging(lambda *_: False)),
    ],
    "test_a_step_only_adds_itself": [(steps, "take", renamed)],
    "test_filing_what_is_missing_opens_the_step": [(TransitionReading, "missing", ())],
    "test_replay_is_the_fold_of_advance": [
        (steps, "replay", lambda *_: types.SimpleNamespace(is_legal=True)),
        (steps, "replay", lambda *_: types.SimpleNamespace(is_legal=False)),
    ],
    "test_what_is_due_must_and_may_be_taken": [
        (steps, "assess", due_of(lambda policy: policy.transitions)),
        (steps, "assess", due_of(lambda _: ())),
    ],
    "test_the_machine_takes_the_steps_of_the_value": [
        (steps, "LivingCouncil", Chatty),
        (steps, "LivingCouncil", Stubborn),
        (steps, "take", nowhere),
    ],
    "test_the_machine_lives_the_life_of_the_value": [
        (lifecycles, "LivingCouncil", Forgetful),
        (lifecycles, "LivingCouncil", Loose),
    ],
    "test_load_after_dump_is_identity": [
        (documents, "load_council", loaded_otherwise(documents.load_council)),
        (documents, "load_policy", loaded_otherwise(documents.load_policy)),
    ],
    "test_documents_are_loaded_or_refused_in_words": [
        (documents.Document, "load", unreadable),
    ],
    "test_copies_are_the_same": [(documents, "pickle", NOTHING)],
}
"""For each test of the contract that draws, faults of the library that it must find."""


@pytest.mark.parametrize(
    ("test", "where", "what", "fault"),
    [
        pytest.param(test, *fault, id=f"{test}: {number}")
        for test, faults in FAULTS.items()
        for number, fault in enumerate(faults, start=1)
    ],
)
def test_each_test_of_the_contract_finds_a_fault(monkeypatch, test, where, what, fault):
    """Where the library decides, tells or keeps something else than it should, a test fails."""
    is_property = isinstance(getattr(where, what), property)
    monkeypatch.setattr(where, what, property(lambda _: fault) if is_property else fault)

    class Tried(SoonDone):
        """A contract whose tests nobody ran yet."""

    with pytest.raises(LawBroken) as broken:
        getattr(Tried(), test)()

    assert broken.value.law
    assert broken.value.found


def test_no_test_of_the_contract_cannot_fail():
    """Every test of the contract stands in the table of faults, or is of cases."""
    tests = {name for name in vars(PolicyContract) if name.startswith("test_")}

    assert tests - set(FAULTS) == {
        "test_every_case_is_decided_as_it_was_written",
        "test_every_slip_of_the_pen_is_noticed",
    }


def test_every_law_is_in_the_contract():
    """No public law is left out of what a city's policy is held to."""
    called = set()
    for name, test in vars(PolicyContract).items():
        if name in FAULTS and hasattr(test, "hypothesis"):
            called |= set(test.hypothesis.inner_test.__code__.co_names)

    assert set(laws.__all__) - called == set()


def contract(given_policy, *given_cases):
    """Give the contract of a policy with some cases."""

    class Made(PolicyContract):
        policy = given_policy
        cases = given_cases

    return Made()


def test_a_case_that_is_decided_otherwise_is_named():
    """The contract tells which case the policy does not keep."""
    case, *_ = cases(GUARDS)
    wrong = attrs.evolve(case, surely=("nowhere",))

    with pytest.raises(LawBroken, match=wrong.name):
        contract(GUARDS, wrong).test_every_case_is_decided_as_it_was_written()


def test_slips_that_no_case_notices_are_listed():
    """The contract tells, in words, what could be written otherwise without anybody noticing."""
    case, *_ = cases(GUARDS)

    with pytest.raises(LawBroken, match=r"at least 1 → 2"):
        contract(GUARDS, case).test_every_slip_of_the_pen_is_noticed()


def test_without_cases_their_tests_are_skipped():
    """A city that has written no cases yet is told so instead of being called sound."""
    with pytest.raises(unittest.SkipTest, match="no cases"):
        contract(GUARDS).test_every_slip_of_the_pen_is_noticed()


def test_what_is_no_policy_is_refused_at_once():
    """A contract of something else says so when its class is made, and not in every test."""
    with pytest.raises(InvalidValue, match=r"Made\.policy"):
        contract("kochi")


def test_what_is_no_case_is_refused_at_once():
    """So does a contract whose cases are something else."""
    with pytest.raises(InvalidValue, match=r"Made\.cases"):
        contract(GUARDS, "a case")


def test_a_city_may_write_a_test_of_the_contract_anew():
    """What a subclass, or one in between, defines itself stays as it is."""

    class Between(PolicyContract):
        def test_copies_are_the_same(self):
            return "our own"

    class Made(Between):
        policy = GUARDS

    assert Made().test_copies_are_the_same() == "our own"


def test_the_contract_runs_without_pytest():
    """With `unittest.TestCase` as a second base its tests are collected and run by unittest."""

    class Made(SoonDone, unittest.TestCase):
        settings = settings(SoonDone.settings, max_examples=5)

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Made).run(result)

    assert result.wasSuccessful()
    assert result.testsRun == len(FAULTS) + 2
    assert len(result.skipped) == 2
