"""What holds of slips of the pen, whatever the policy."""

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import leaves
from renkei_model.errors import RenkeiError
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.slips import one_slip_edits
from renkei_model.slips.conditions import condition_edits
from renkei_model.slips.meaning import means_the_same
from renkei_model.testing import catalogues, conditions, ledgers, moments, policies
from renkei_model.verdicts import judge_condition
from renkei_model.windows import EVER, Moment

TODAY = datetime.date(2024, 10, 1)


@st.composite
def questions(draw, **shape):
    """Draw some facts, and a condition over them that may well be redundant."""
    known = draw(catalogues(least=1, most=2))
    return known, draw(conditions(known, highest=2, max_leaves=4, **shape))


def _edited(known, condition):
    for edit in condition_edits(condition, known):
        try:
            yield edit.make()
        except RenkeiError:
            continue


@given(questions(one_polarity=False), st.data())
def test_what_means_the_same_has_the_same_verdict_on_every_ledger(question, data):
    """An edit that is called no slip is never noticed, mixed polarities and windows included."""
    known, condition = question
    ledger, moment = data.draw(ledgers(known)), data.draw(moments())
    same = [other for other in _edited(known, condition) if means_the_same(condition, other)]
    verdict = judge_condition(condition, ledger, moment)

    assert [o for o in same if judge_condition(o, ledger, moment) is not verdict] == []


def _every_count(known):
    """Give a ledger for every number of times that each fact happened, up to four."""
    for counts in itertools.product(range(5), repeat=len(known)):
        records = [
            Record(fact, TODAY, item=f"{number}")
            for fact, count in zip(known, counts, strict=True)
            for number in range(count)
        ]
        yield Ledger(tuple(records), tuple(Completeness(fact, TODAY) for fact in known))


def _one_end_of_one_window(*some):
    read = {(leaf.fact, type(leaf), leaf.during) for c in some for leaf in leaves(c)}
    return len(read) == len({fact for fact, *_ in read})


@given(questions(during=[EVER], unspecified=False))
def test_what_does_not_mean_the_same_is_told_apart_by_some_ledger(question):
    """Where each fact is read at one end of one window, every slip can be noticed."""
    known, condition = question
    every, moment = list(_every_count(known)), Moment.at(TODAY)
    slips = [
        other
        for other in _edited(known, condition)
        if _one_end_of_one_window(condition, other) and not means_the_same(condition, other)
    ]
    verdicts = [judge_condition(condition, ledger, moment) for ledger in every]

    assert [
        slip
        for slip in slips
        if [judge_condition(slip, ledger, moment) for ledger in every] == verdicts
    ] == []


@given(policies(max_stages=2))
def test_every_edit_is_another_policy_or_a_refusal(policy):
    """No edit of any policy fails otherwise than by an error of ours, or changes nothing."""
    outcomes = [slip.outcome for slip in one_slip_edits(policy)]

    assert all(isinstance(outcome, Policy | RenkeiError) for outcome in outcomes)
    assert policy not in outcomes
