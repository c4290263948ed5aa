"""Verdicts: met, open or unmet, on leaves and on whole conditions."""

import pytest

from invented import (
    COMPLAINTS,
    EVENTS_HELD,
    ISSUES_LISTED,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    day,
)
from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    SomeOf,
    Unspecified,
)
from renkei_model.dates import Span
from renkei_model.errors import NoTruthValue
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Count, Ledger
from renkei_model.verdicts import Verdict, judge_condition, verdict_of_all
from renkei_model.windows import (
    SINCE_STAGE_ENTRY,
    Moment,
)
from renkei_model.wording import Wording

MET, OPEN, UNMET = Verdict.MET, Verdict.OPEN, Verdict.UNMET


TODAY = day("2026-04-10")


NOW = Moment.at(TODAY)


HOLDS = AtLeast(NEIGHBOURS_MET)


UNDECIDED = AtLeast(ISSUES_LISTED)


FAILS = AtLeast(PLAN_ADOPTED)


LEDGER = Ledger().add(Record(NEIGHBOURS_MET, TODAY), Completeness(PLAN_ADOPTED, TODAY))
"""A ledger on which HOLDS is met, UNDECIDED is open and FAILS is unmet."""


SECRET_RULE = Unspecified(Wording("内規", "internal rules"))


# --- verdicts ------------------------------------------------------------------------------------


def test_open_lies_between_unmet_and_met():
    """Verdicts are ordered by how much is met."""
    assert sorted(Verdict) == [UNMET, OPEN, MET]
    assert UNMET < OPEN <= MET
    assert [verdict < MET for verdict in (UNMET, OPEN, MET)] == [True, True, False]


@pytest.mark.parametrize("verdict", list(Verdict), ids=lambda verdict: verdict.name)
def test_a_verdict_is_never_true_or_false(verdict):
    """`if verdict:` is refused, for it would turn open into yes or no."""
    with pytest.raises(NoTruthValue) as refusal:
        bool(verdict)

    assert refusal.value.explain("ja") == (
        f"{verdict} を真偽値として使うことはできません。"
        "verdict is Verdict.MET のように比べてください。"
    )
    assert refusal.value.explain("en") == (
        f"{verdict} is neither True nor False; compare it, as in `verdict is Verdict.MET`."
    )


@pytest.mark.parametrize(
    ("verdict", "ja", "en"),
    [
        (MET, ("○", "充足"), ("○", "met")),
        (OPEN, ("？", "未確認"), ("?", "open")),
        (UNMET, ("×", "未充足"), ("×", "unmet")),
    ],
    ids=["met", "open", "unmet"],
)
def test_a_verdict_has_a_sign_and_a_word(verdict, ja, en):
    """Readers see ○ ？ × with a word of their language."""
    assert ja == (verdict.sign("ja"), verdict.text("ja"))
    assert en == (verdict.sign("en"), verdict.text("en"))


def test_several_things_that_are_all_needed_are_as_met_as_the_least():
    """One open thing keeps the whole open, and no thing at all asks for nothing."""
    assert verdict_of_all([MET, OPEN, MET]) is OPEN
    assert verdict_of_all([OPEN, UNMET]) is UNMET
    assert verdict_of_all([]) is MET


def test_without_a_recorded_entry_nothing_surely_lies_after_it():
    """When nobody recorded how the stage was entered, records since then may count, never do."""
    leaf = AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY)

    assert judge_condition(leaf, LEDGER, NOW) is OPEN
    assert LEDGER.count(NEIGHBOURS_MET, SINCE_STAGE_ENTRY.window(NOW), TODAY) == Count(0, None)


# --- judging -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "complete", "verdict"),
    [
        (0, False, OPEN),
        (0, True, UNMET),
        (1, False, OPEN),
        (1, True, UNMET),
        (2, False, MET),
        (2, True, MET),
        (3, True, MET),
    ],
)
def test_at_least_is_met_by_enough_records_and_unmet_only_when_nothing_else_happened(
    recorded, complete, verdict
):
    """Two events are met by two records; too few are open until somebody closed the ledger."""
    ledger = Ledger().add(*[Record(EVENTS_HELD, TODAY)] * recorded)
    ledger = ledger.add(Completeness(EVENTS_HELD, TODAY)) if complete else ledger

    assert verdict is judge_condition(AtLeast(EVENTS_HELD, n=2), ledger, NOW)


@pytest.mark.parametrize(
    ("recorded", "complete", "verdict"),
    [
        (0, False, OPEN),
        (0, True, MET),
        (1, False, OPEN),
        (1, True, MET),
        (2, False, UNMET),
        (2, True, UNMET),
    ],
)
def test_at_most_is_met_only_when_nothing_else_happened_and_unmet_by_too_many_records(
    recorded, complete, verdict
):
    """At most one complaint holds once somebody checked; a second record breaks it."""
    ledger = Ledger().add(*[Record(COMPLAINTS, TODAY)] * recorded)
    ledger = ledger.add(Completeness(COMPLAINTS, TODAY)) if complete else ledger

    assert verdict is judge_condition(AtMost(COMPLAINTS, n=1), ledger, NOW)


@pytest.mark.parametrize("leaf", [AtLeast(EVENTS_HELD), AtMost(EVENTS_HELD)], ids=["least", "most"])
def test_a_record_dated_by_the_running_month_decides_nothing_yet(leaf):
    """An event some time this month may still lie ahead, although nothing else happened."""
    ledger = Ledger().add(
        Record(EVENTS_HELD, Span.month(2026, 4)), Completeness(EVENTS_HELD, TODAY)
    )

    assert judge_condition(leaf, ledger, NOW) is OPEN


def test_what_the_source_does_not_spell_out_is_always_open():
    """No ledger can meet or fail a rule that nobody knows."""
    assert judge_condition(SECRET_RULE, LEDGER, NOW) is OPEN


def test_a_day_can_be_judged_with_what_was_known_earlier():
    """A day after the last known one keeps its count open at the top."""
    tomorrow = Moment(day("2026-04-11"), as_of=TODAY)

    assert judge_condition(FAILS, LEDGER, tomorrow) is OPEN
    assert judge_condition(HOLDS, LEDGER, tomorrow) is MET


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        (AllOf(HOLDS, HOLDS), MET),
        (AllOf(HOLDS, UNDECIDED), OPEN),
        (AllOf(UNDECIDED, FAILS), UNMET),
        (AnyOf(FAILS, HOLDS), MET),
        (AnyOf(FAILS, UNDECIDED), OPEN),
        (AnyOf(FAILS, FAILS), UNMET),
        (SomeOf(2, HOLDS, UNDECIDED, HOLDS), MET),
        (SomeOf(2, HOLDS, UNDECIDED, FAILS), OPEN),
        (SomeOf(2, HOLDS, FAILS, FAILS), UNMET),
        (SomeOf(3, HOLDS, HOLDS, UNDECIDED), OPEN),
        (SomeOf(1, UNDECIDED, FAILS, HOLDS), MET),
        (AllOf(HOLDS, AnyOf(FAILS, SomeOf(1, UNDECIDED))), OPEN),
        (AllOf(HOLDS, SECRET_RULE), OPEN),
        (AnyOf(HOLDS, SECRET_RULE), MET),
    ],
    ids=lambda value: value.name if isinstance(value, Verdict) else None,
)
def test_all_is_the_lowest_any_the_highest_and_k_of_n_the_kth_highest(condition, verdict):
    """Verdicts of parts join without losing what is open."""
    assert verdict is judge_condition(condition, LEDGER, NOW)


def test_verdicts_are_not_compared_with_other_things():
    """Verdicts have an order among themselves only."""
    with pytest.raises(TypeError, match="not supported"):
        sorted([Verdict.MET, 1])
