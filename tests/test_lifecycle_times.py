"""Timelines: when each requirement and step was met, by the record that decided it."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    AWARE,
    BRANCHING,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    LADDER,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    REVOCABLE,
    TRUSTED,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.conditions import AllOf, AnyOf, AtLeast, SomeOf
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Record
from renkei_model.lifecycle import timeline

JANUARY, FEBRUARY, MARCH, APRIL = (Span.month(2026, month) for month in range(1, 5))


def met(condition, *records):
    """Tell when a condition on the ladder's first step was met by some records."""
    guard = attrs.evolve(AWARE, condition=condition)
    policy = attrs.evolve(
        LADDER,
        stages=(MEETING, WORKING),
        transitions=(transition("meeting_to_working", MEETING, WORKING, guard),),
    )
    (times,) = timeline(council(*records), policy).transitions
    (time,) = times.requirements
    return time.met


# --- one requirement -----------------------------------------------------------------------------


def test_a_requirement_without_evidence_is_not_met_yet():
    """No record, no date."""
    assert met(AtLeast(EVENTS_HELD)) is None


def test_the_nth_record_decides_by_its_own_date():
    """Three events are met by the third in time, whatever the order of filing."""
    records = [Record(EVENTS_HELD, on) for on in (MARCH, JANUARY, APRIL, FEBRUARY)]

    assert met(AtLeast(EVENTS_HELD, n=3), *records) == MARCH
    assert met(AtLeast(EVENTS_HELD, n=5), *records) is None


def test_a_record_of_several_counts_for_several():
    """Two events in one record and one more are three."""
    records = (Record(EVENTS_HELD, JANUARY, count=2), Record(EVENTS_HELD, MARCH))

    assert met(AtLeast(EVENTS_HELD, n=2), *records) == JANUARY
    assert met(AtLeast(EVENTS_HELD, n=3), *records) == MARCH


def test_a_different_item_decides_and_not_the_same_again():
    """Two fields have joined when the second field has, not when the first came twice."""
    records = (
        Record(FIELDS_JOINED, JANUARY, item="防災"),
        Record(FIELDS_JOINED, FEBRUARY, item="防災"),
        Record(FIELDS_JOINED, MARCH, item="福祉"),
    )

    assert met(AtLeast(FIELDS_JOINED, n=2), *records) == MARCH


def test_a_span_stays_a_span():
    """Evidence dated by years gives no invented day."""
    years = Span(day("2020-04-01"), day("2023-08-31"))

    assert years == met(AtLeast(EVENTS_HELD), Record(EVENTS_HELD, years))


def test_what_is_sure_earlier_counts_earlier():
    """A span that ends later decides later, even if it may have been earlier."""
    years = Span(day("2020-04-01"), day("2026-02-28"))

    assert (
        met(AtLeast(EVENTS_HELD), Record(EVENTS_HELD, years), Record(EVENTS_HELD, JANUARY))
        == JANUARY
    )


EVENT, PLAN, LIST = AtLeast(EVENTS_HELD), AtLeast(PLAN_ADOPTED), AtLeast(ISSUES_LISTED)
EVENT_IN_JANUARY = Record(EVENTS_HELD, JANUARY)
PLAN_IN_MARCH = Record(PLAN_ADOPTED, MARCH)
LIST_IN_APRIL = Record(ISSUES_LISTED, APRIL)


@pytest.mark.parametrize(
    ("condition", "when"),
    [
        (AllOf(EVENT, PLAN), MARCH),
        (AllOf(EVENT, PLAN, AtLeast(COMPLAINTS)), None),
        (AnyOf(PLAN, EVENT, AtLeast(COMPLAINTS)), JANUARY),
        (AnyOf(AtLeast(COMPLAINTS), AtLeast(NEIGHBOURS_MET)), None),
        (SomeOf(2, LIST, EVENT, PLAN), MARCH),
        (SomeOf(3, LIST, EVENT, PLAN), APRIL),
        (SomeOf(3, LIST, EVENT, AtLeast(COMPLAINTS)), None),
        (AnyOf(TRUSTED.condition, PLAN), MARCH),
        (AllOf(TRUSTED.condition, PLAN), None),
    ],
    ids=[
        "all",
        "all but one",
        "any",
        "none",
        "two of three",
        "three of three",
        "two and not three",
        "a rule not spelt out is not needed",
        "a rule not spelt out is needed",
    ],
)
def test_all_is_the_latest_any_the_earliest_and_k_of_n_the_kth(condition, when):
    """Times of parts join as their verdicts do."""
    assert when == met(condition, EVENT_IN_JANUARY, PLAN_IN_MARCH, LIST_IN_APRIL)


# --- steps ---------------------------------------------------------------------------------------


def test_a_step_is_met_with_its_last_requirement():
    """A step's date is the latest of its requirements' dates; None while one is missing."""
    entries = (Record(NEIGHBOURS_MET, JANUARY, count=2), Record(ISSUES_LISTED, MARCH))
    first, second = timeline(council(*entries), LADDER).transitions

    assert [(time.requirement, time.met) for time in first.requirements] == [
        (ACQUAINTED, JANUARY),
        (AWARE, MARCH),
    ]
    assert first.met == MARCH
    assert second.met is None


def test_evidence_for_a_return_counts_from_the_last_entry():
    """Only a meeting after the council was put to rest dates its return."""
    rested = council(
        Record(NEIGHBOURS_MET, day("2026-03-31"), count=2),
        Record(NEIGHBOURS_MET, day("2026-04-20")),
        history=(change("working_to_resting", "2026-04-01"),),
    )
    _, back = timeline(rested, REVOCABLE).transitions

    assert Span.day(day("2026-04-20")) == back.met


def test_a_meeting_on_the_day_of_entry_dates_the_return():
    """The day on which the council was put to rest counts as since then."""
    rested = council(
        Record(NEIGHBOURS_MET, day("2026-04-01")),
        history=(change("working_to_resting", "2026-04-01"),),
    )
    _, back = timeline(rested, REVOCABLE).transitions

    assert Span.day(day("2026-04-01")) == back.met


def test_a_check_since_the_entry_rules_a_return_out():
    """That nobody met since the council was put to rest says that it surely has not returned."""
    rested = council(
        Completeness(NEIGHBOURS_MET, day("2026-04-30"), since=day("2026-04-01")),
        history=(change("working_to_resting", "2026-04-01"),),
    )
    _, back = timeline(rested, REVOCABLE).transitions

    assert (back.met, back.unmet_on) == (None, day("2026-04-30"))


def test_without_an_entry_nothing_counts_since_then():
    """A council that was never put to rest has no date of return."""
    working = council(Record(NEIGHBOURS_MET, JANUARY, count=2))
    _, back = timeline(working, REVOCABLE).transitions

    assert back.met is None


def test_withdrawals_have_no_date():
    """What a withdrawal asks may stop holding, so a timeline leaves it out."""
    shown = [times.transition.key for times in timeline(council(), REVOCABLE).transitions]

    assert shown == ["meeting_to_working", "resting_to_working"]


TIMELINE_JA = """\
7 みのり地区協議会（みのりん）
基準 minori_branching@1#{fingerprint}
この基準は市の資料の文言どおりではありません。3要件のうち1要件は，求める数も含めて，このモデルの仮定です。
出会い期 → 協働期: 令和8年3月
  令和8年3月  課題を知っている
出会い期 → 同好期: （未確認）
  （未確認）  住民が顔見知りである
協働期 → 定着期: 令和8年4月1日
  令和8年4月1日  計画がある
同好期 → 定着期: （要件なし）
これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""

TIMELINE_EN = """\
7 みのり地区協議会 (みのりん)
policy minori_branching@1#{fingerprint}
This is not the city's own wording. The model assumes 1 of the 3 requirements, thresholds included.
meeting → working: 2026-03
  2026-03  the issues are known
meeting → club: (open)
  (open)  neighbours know each other
working → standing: 2026-04-01
  2026-04-01  there is a plan
club → standing: (asks for nothing)
This is the model's reading of recorded evidence, not the city's judgement."""


def test_a_timeline_explains_itself_with_dates_as_recorded():
    """Months stay months, days stay days, and what is not met says so."""
    dated = timeline(
        council(Record(ISSUES_LISTED, MARCH), Record(PLAN_ADOPTED, day("2026-04-01"))), BRANCHING
    )
    fingerprint = BRANCHING.fingerprint

    assert TIMELINE_JA.format(fingerprint=fingerprint) == dated.explain("ja")
    assert TIMELINE_EN.format(fingerprint=fingerprint) == dated.explain("en")


def test_a_span_reads_as_some_time_between_its_ends():
    """A span of years does not read as if the council had been at it all the time."""
    years = Span(day("2020-04-01"), day("2023-08-31"))
    dated = timeline(council(Record(ISSUES_LISTED, years)), BRANCHING)

    assert "  令和2年4月から令和5年8月までの間のいつか  課題を知っている" in dated.explain("ja")
    assert "  some time between 2020-04 and 2023-08  the issues are known" in dated.explain("en")


def test_what_surely_was_not_met_is_told_apart_from_what_is_open():
    """A check that there was none says until when it surely was not met; after that it is open."""
    checked = council(
        Completeness(ISSUES_LISTED, day("2025-03-31")),
        Completeness(ISSUES_LISTED, day("2026-03-31")),
        Completeness(COMPLAINTS, day("2026-04-30")),
    )
    dated = timeline(checked, BRANCHING)
    first, second, *_ = dated.transitions

    assert (first.met, first.unmet_on) == (None, day("2026-03-31"))
    assert (second.met, second.unmet_on) == (None, None)
    assert "  （令和8年3月31日現在で未充足）  課題を知っている" in dated.explain("ja")
    assert "meeting → working: (unmet as of 2026-03-31)" in dated.explain("en")
    assert "  （未確認）  住民が顔見知りである" in dated.explain("ja")
