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

import renkei_model.lifecycle
from renkei_model.errors import (
    ChoiceRequired,
    DocumentError,
    Fault,
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
from renkei_model.lifecycle import TransitionBlocked, assess, replay, take, timeline
from renkei_model.wording import Wording
from strategies import councils, days, histories, policies

WORDS = Wording("言葉", "words")
FAULT = Fault(WORDS, WORDS, WORDS, found="見つけたもの", nearest=("founded",))
DAY = datetime.date(2024, 4, 1)
ERRORS = [
    ChoiceRequired("みのり会", DAY, ("one", "other")),
    DocumentError("minori.csv", (FAULT, FAULT)),
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


def test_every_kind_of_error_is_pickled_below():
    """No kind of error is left out of these laws."""
    ours = {kind for kind in kinds_of(RenkeiError) if kind.__module__.startswith("renkei_model.")}

    assert ours - {StepError} == {TransitionBlocked, *map(type, ERRORS)}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling(error, protocol):
    """An error sent to another process has its kind, fields, notes and sentences."""
    sent = copy.copy(error)
    sent.add_note("in row 3")
    received = pickle.loads(pickle.dumps(sent, protocol))

    assert type(error) is type(received)
    assert fields_of(error) == fields_of(received)
    assert ["in row 3"] == received.__notes__
    assert [error.explain(language) for language in ("ja", "en")] == [
        received.explain(language) for language in ("ja", "en")
    ]


@given(policies().flatmap(lambda policy: st.tuples(st.just(policy), councils(policy))), days())
def test_a_refusal_survives_pickling(life, on):
    """A blocked step sent to another process carries its council, readings and sentences."""
    policy, council = life
    for way in policy.transitions:
        if way.source == policy.initial:
            try:
                take(council, policy, way, on)
            except TransitionBlocked as refusal:
                received = pickle.loads(pickle.dumps(refusal))

                assert fields_of(refusal) == fields_of(received)
                assert refusal.missing == received.missing
                assert refusal.explain("ja") == received.explain("ja")


@given(policies().flatmap(lambda policy: st.tuples(st.just(policy), histories(policy))), days())
def test_policies_councils_and_readings_survive_pickling(life, on):
    """What is pickled and read back, or copied, is equal and reads the same."""
    policy, council = life
    for value in (policy, council, assess(council, policy, on), replay(council, policy)):
        for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
            assert value == again
            assert repr(value) == repr(again)

    assert timeline(council, policy) == pickle.loads(pickle.dumps(timeline(council, policy)))


READ_ELSEWHERE = """
import pickle, sys
council, policy, on = pickle.load(sys.stdin.buffer)
from renkei_model.lifecycle import assess
reading = assess(council, policy, on)
fresh = {fact.key: fact for fact in policy.facts}
assert all(record.fact in set(policy.facts) for record in council.ledger.records)
assert policy in {policy}
sys.stdout.buffer.write(pickle.dumps((reading.supported, reading.explain("en"))))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_council_reads_the_same_in_another_process(seed):
    """No hash that was kept from one process misleads a ledger in another."""
    policy, council = LIFE
    on = datetime.date(2026, 3, 31)
    answer = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", READ_ELSEWHERE],
        input=pickle.dumps((council, policy, on)),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
    ).stdout
    reading = assess(council, policy, on)

    assert (reading.supported, reading.explain("en")) == pickle.loads(answer)
