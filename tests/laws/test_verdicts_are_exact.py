"""Verdicts against brute force over everything that may have been."""

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.testing import catalogues, conditions, days, ledgers, moments
from renkei_model.testing.completions import verdict_over_all_completions
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import Moment


@st.composite
def questions(draw, *, when=None, moment=None, **shape):
    """Draw a condition, a ledger of at most three records, and a moment."""
    known = draw(catalogues(least=1, most=2))
    condition = draw(conditions(known, **{"highest": 2, "max_leaves": 4, **shape}))
    ledger = draw(ledgers(known, when=when, most=3))
    return condition, ledger, draw(moments() if moment is None else moment)


@st.composite
def moments_after_entry(draw, **options):
    """Draw moments in a stage that was entered on a known day."""
    moment = draw(moments(**options))
    return Moment(moment.on, moment.as_of, Span.day(draw(days(last=moment.on))))


@given(questions(one_window=True, moment=moments_after_entry()))
def test_verdicts_are_exact_where_facts_keep_one_polarity_and_one_window(question):
    """A verdict is open exactly when what is not recorded could still decide it either way."""
    condition, ledger, moment = question
    by_brute_force = verdict_over_all_completions(condition, ledger, moment, unseen=2)

    assert by_brute_force is judge_condition(condition, ledger, moment)


@given(questions(when=days().map(Span.day), highest=1, moment=moments_after_entry()))
def test_verdicts_are_exact_on_day_dated_records_whatever_the_windows(question):
    """Where every day is known, one polarity is enough, however many windows a fact has."""
    condition, ledger, moment = question
    by_brute_force = verdict_over_all_completions(condition, ledger, moment, unseen=3)

    assert by_brute_force is judge_condition(condition, ledger, moment)


@given(questions(monotone=True, one_window=True))
def test_verdicts_of_monotone_conditions_are_exact_whenever_the_stage_was_entered(question):
    """A guard of progress is judged exactly, even if nobody knows the day of stage entry."""
    condition, ledger, moment = question
    by_brute_force = verdict_over_all_completions(condition, ledger, moment, unseen=2)

    assert by_brute_force is judge_condition(condition, ledger, moment)


@given(questions(one_polarity=False))
def test_decided_verdicts_are_never_wrong(question):
    """Whatever polarities and windows are mixed, no completion contradicts MET or UNMET."""
    condition, ledger, moment = question
    verdict = judge_condition(condition, ledger, moment)
    by_brute_force = verdict_over_all_completions(condition, ledger, moment, unseen=2)

    assert verdict in {Verdict.OPEN, by_brute_force}
