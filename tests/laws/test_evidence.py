"""What further evidence, and more exact evidence, may do to a verdict."""

import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.facts import Record
from renkei_model.ledgers import Ledger
from renkei_model.testing import (
    catalogues,
    completeness,
    conditions,
    days,
    ledgers,
    moments,
    narrower,
    records,
    spans,
)
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import EVER, Moment

DECIDED = {Verdict.MET, Verdict.UNMET}


@st.composite
def cases(draw, **shape):
    """Draw facts, a condition over them, and a ledger."""
    known = draw(catalogues())
    return known, draw(conditions(known, **shape)), draw(ledgers(known))


@given(cases(monotone=True), st.data())
def test_more_evidence_never_lowers_the_verdict_of_a_guard_of_progress(case, data):
    """Filing a further record never makes a condition of `AtLeast`s less met."""
    known, condition, ledger = case
    record, moment = data.draw(records(known)), data.draw(moments())

    assert judge_condition(condition, ledger, moment) <= judge_condition(
        condition, ledger.add(record), moment
    )


@given(cases(one_polarity=False), st.data())
def test_a_completeness_statement_only_decides(case, data):
    """Stating that nothing else happened leaves every decided verdict as it is."""
    known, condition, ledger = case
    statement, moment = data.draw(completeness(known)), data.draw(moments())
    before = judge_condition(condition, ledger, moment)
    after = judge_condition(condition, ledger.add(statement), moment)

    assert before is Verdict.OPEN or before is after


@given(cases(monotone=True), st.data())
def test_a_completeness_statement_never_meets_a_guard_of_progress(case, data):
    """Nothing is ever met by saying that nothing else happened."""
    known, condition, ledger = case
    statement, moment = data.draw(completeness(known)), data.draw(moments())
    after = judge_condition(condition, ledger.add(statement), moment)

    assert after <= judge_condition(condition, ledger, moment)


@given(cases(one_polarity=False), st.data())
def test_a_more_exact_date_never_undecides(case, data):
    """Giving the day, or a narrower span, of a record keeps every decided verdict."""
    known, condition, ledger = case
    vague, moment = data.draw(records(known)), data.draw(moments())
    exact = attrs.evolve(vague, on=data.draw(narrower(vague.on)))
    before = judge_condition(condition, ledger.add(vague), moment)
    after = judge_condition(condition, ledger.add(exact), moment)

    assert before is Verdict.OPEN or before is after


@given(cases(one_polarity=False), st.data())
def test_a_more_exact_stage_entry_never_undecides(case, data):
    """Learning when the stage was entered keeps every decided verdict."""
    _, condition, ledger = case
    moment = data.draw(moments())
    known = moment.entered or Span(datetime.date.min, datetime.date.max)
    exact = attrs.evolve(moment, entered=data.draw(narrower(known)))
    before = judge_condition(condition, ledger, moment)
    after = judge_condition(condition, ledger, exact)

    assert before is Verdict.OPEN or before is after


@given(cases(one_polarity=False), st.data())
def test_reading_the_ledger_later_never_undecides(case, data):
    """A verdict about one day, once decided, stays when the ledger is read on a later day."""
    _, condition, ledger = case
    moment = data.draw(moments())
    later = attrs.evolve(moment, as_of=data.draw(days(first=moment.as_of)))
    before = judge_condition(condition, ledger, moment)
    after = judge_condition(condition, ledger, later)

    assert before is Verdict.OPEN or before is after


@given(cases(monotone=True, during=(EVER,)), days(), days())
def test_what_was_met_stays_met(case, one, other):
    """What a guard of progress counts without a window is met on every later day too."""
    _, condition, ledger = case
    earlier, later = (
        judge_condition(condition, ledger, Moment.at(day)) for day in sorted([one, other])
    )

    assert earlier is not Verdict.MET or later is Verdict.MET


@given(cases(monotone=True), st.data())
def test_losing_every_record_and_statement_leaves_a_guard_of_progress_open(case, data):
    """An empty ledger decides nothing about a condition of `AtLeast`s."""
    _, condition, _ = case

    assert judge_condition(condition, Ledger(), data.draw(moments())) is Verdict.OPEN


@given(cases(one_polarity=False), st.data())
def test_the_order_of_the_ledger_does_not_matter(case, data):
    """Records and statements filed in another order give the same verdict."""
    _, condition, ledger = case
    moment = data.draw(moments())
    shuffled = Ledger(
        tuple(data.draw(st.permutations(ledger.records))),
        tuple(data.draw(st.permutations(ledger.complete))),
    )

    assert judge_condition(condition, ledger, moment) is judge_condition(
        condition, shuffled, moment
    )


@given(cases(one_polarity=False), st.data())
def test_a_record_of_several_is_several_records(case, data):
    """One record of count n says the same as n records of it."""
    known, condition, ledger = case
    record, moment = data.draw(records(known)), data.draw(moments())
    one_by_one = [attrs.evolve(record, count=1)] * record.count

    assert judge_condition(condition, ledger.add(record), moment) is judge_condition(
        condition, ledger.add(*one_by_one), moment
    )


@given(catalogues(distinct=True), spans(), st.data())
def test_an_item_recorded_again_adds_nothing(known, span, data):
    """Of a fact that counts different items, the same item on the same date counts once."""
    ledger, moment = data.draw(ledgers(known)), data.draw(moments())
    condition = data.draw(conditions(known, one_polarity=False))
    record = Record(known[0], span, item="防災")

    assert judge_condition(condition, ledger.add(record), moment) is judge_condition(
        condition, ledger.add(record, record), moment
    )
