"""Values and errors survive pickling, in this process and in another."""

import copy
import datetime
import os
import pickle
import subprocess
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from granting_strategies import granting_policies, projects
from invented_grants import GRANTS, PLAN_RULE, limit, limited
from renkei_model.conditions import AtLeast
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.errors import (
    ChoiceRequired,
    DocumentError,
    Fault,
    HistoryNotInOrder,
    InvalidDate,
    InvalidValue,
    NoSuchStep,
    NoTruthValue,
    OutOfOrder,
    PolicyError,
    RenkeiError,
    StageNotAssignable,
    StepError,
    UnknownName,
)
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import TransitionBlocked, assess, judge_transition, replay, timeline
from renkei_model.plans import evidence_of, review
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import ladder
from renkei_model.subsidies import subsidy_range
from renkei_model.testing import community_plans, councils, days, fiscal_years, histories, policies
from renkei_model.testing.minori import BASES, CITY, FACTS, GUIDE, STAGES
from renkei_model.wording import Wording

WORDS = Wording("言葉", "words")
FAULT = Fault(WORDS, WORDS, WORDS, found="見つけたもの", nearest=("founded",))
DAY = datetime.date(2024, 4, 1)
ERRORS = [
    ChoiceRequired("みのり会", DAY, ("one", "other")),
    DocumentError("minori.csv", (FAULT, FAULT)),
    HistoryNotInOrder("みのり会", DAY, DAY),
    InvalidDate("R0.1", WORDS, WORDS),
    InvalidValue("Record.count", WORDS, WORDS),
    NoSuchStep("みのり会", WORDS, "self_reliant", ("reaching_out",)),
    NoTruthValue("Verdict.OPEN", WORDS),
    OutOfOrder("みのり会", DAY, DAY),
    PolicyError("minori", (FAULT,)),
    StageNotAssignable("みのり会", "self_reliant"),
    UnknownName(WORDS, "founed", ("founded",), known=WORDS),
]


def kinds_of(kind):
    """Give every kind of error below one."""
    below = kind.__subclasses__()
    return {*below, *(further for each in below for further in kinds_of(each))}


def fields_of(error):
    """Give what an error says, field by field."""
    return {field.name: getattr(error, field.name) for field in attrs.fields(type(error))}


def received_from(value, protocol=pickle.HIGHEST_PROTOCOL):
    """Give what another process would receive."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - what we pickled ourselves


def test_every_kind_of_error_is_pickled_below():
    """No kind of error that the kernel raises is left out of these laws."""
    kernel = ("renkei_model.errors", "renkei_model.lifecycle")
    ours = {kind for kind in kinds_of(RenkeiError) if kind.__module__.startswith(kernel)}

    assert ours - {StepError} == {TransitionBlocked, *map(type, ERRORS)}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling(error, protocol):
    """An error sent to another process has its kind, fields, notes and sentences."""
    sent = copy.copy(error)
    sent.add_note("in row 3")
    received = received_from(sent, protocol)

    assert type(error) is type(received)
    assert fields_of(error) == fields_of(received)
    assert sent.__notes__ == received.__notes__
    assert [error.explain(language) for language in ("ja", "en")] == [
        received.explain(language) for language in ("ja", "en")
    ]


@given(policies().flatmap(lambda policy: st.tuples(st.just(policy), councils(policy))), days())
def test_a_refusal_survives_pickling(life, on):
    """A blocked step sent to another process carries its council, readings and sentences."""
    policy, council = life
    for way in policy.transitions:
        read = judge_transition(council, policy, way, on)
        refusal = TransitionBlocked(council, policy, on, (read,))
        received = received_from(refusal)

        assert fields_of(refusal) == fields_of(received)
        assert refusal.missing == received.missing
        assert refusal.explain("ja") == received.explain("ja")


@given(policies().flatmap(lambda policy: st.tuples(st.just(policy), histories(policy))), days())
def test_policies_councils_and_readings_survive_pickling(life, on):
    """What is pickled and read back, or copied, is equal and reads the same."""
    policy, council = life
    for value in (policy, council, assess(council, policy, on), replay(council, policy)):
        for again in (received_from(value), copy.deepcopy(value), copy.copy(value)):
            assert value == again
            assert repr(value) == repr(again)

    assert timeline(council, policy) == received_from(timeline(council, policy))


@given(granting_policies(), fiscal_years(2021, 2026), days(), st.data())
def test_subsidies_and_their_readings_survive_pickling(policy, year, on, data):
    """Rules, projects and what a council may receive arrive equal and read the same."""
    council = data.draw(councils(policy))
    asked = data.draw(st.none() | st.lists(projects(policy, year), max_size=2))
    answer = subsidy_range(council, policy, "grant", year, on, projects=asked)
    for value in (policy, answer, *(answer.projects or ())):
        for again in (received_from(value), copy.deepcopy(value), copy.copy(value)):
            assert value == again
            assert repr(value) == repr(again)

    assert received_from(policy).fingerprint == policy.fingerprint


@given(fiscal_years(2021, 2026), days(), st.data())
def test_limits_over_several_years_and_what_is_left_survive_pickling(year, on, data):
    """Limits, payments in yen and what they leave arrive equal, and are told in the same words."""
    policy = limited(limit("cap", 900_000, 3), limit("ever", 2_000_000))
    answer = subsidy_range(data.draw(councils(policy)), policy, "grant", year, on)
    again = received_from(answer)

    assert (again, again.totals) == (answer, answer.totals)
    assert again.explain("ja") == answer.explain("ja")
    assert received_from(policy).fingerprint == policy.fingerprint


@given(community_plans(parts=[part.key for part in PLAN_RULE.parts]), days())
def test_plans_and_their_readings_survive_pickling(plans, on):
    """A council with plans arrives with them, and its evidence and reviews are the same."""
    council = Council(name="みのり会", plans=plans)
    evidence = evidence_of(council, GRANTS)
    received = received_from(council)

    assert council == received == copy.deepcopy(council)
    assert evidence_of(received, GRANTS) == evidence
    for plan in plans:
        assert received_from(review(plan, GRANTS, on)) == review(plan, GRANTS, on)


READ_ELSEWHERE = """
import pickle, sys
council, policy, on = pickle.load(sys.stdin.buffer)
from renkei_model.lifecycle import assess
reading = assess(council, policy, on)
assert all(record.fact in set(policy.facts) for record in council.ledger.records)
sys.stdout.buffer.write(pickle.dumps((reading.supported, reading.explain("en"))))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_council_reads_the_same_in_another_process(seed):
    """No hash that was kept from one process misleads a ledger in another."""
    met, closed, *_ = FACTS
    needs = [
        Requirement(key=fact.key, condition=AtLeast(fact), wording=fact.wording, basis=BASES[0])
        for fact in (met, closed)
    ]
    policy = Policy(
        key="minori",
        version="2022-04",
        title=CITY,
        jurisdiction=CITY,
        published=Span.month(2022, 4),
        facts=(met, closed),
        stages=STAGES[:3],
        transitions=ladder(STAGES[:3], [[need] for need in needs], basis=BASES[0]),
        sources=(GUIDE,),
    )
    on = datetime.date(2026, 3, 31)
    ledger = Ledger((Record(met, on),), (Completeness(closed, on),))
    council = Council(name="みのり地区連携協議会", ledger=ledger)
    hash(policy)
    answer = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", READ_ELSEWHERE],
        input=pickle.dumps((council, policy, on)),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout
    reading = assess(council, policy, on)

    assert (reading.supported, reading.explain("en")) == pickle.loads(answer)  # noqa: S301 - what we pickled
