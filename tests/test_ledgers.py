"""Ledgers: what was recorded together, and what that makes certain."""

import attrs
import pytest

from invented import (
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    NEIGHBOURS_MET,
    day,
)
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Count, Ledger, Window
from renkei_model.money import YEN

TODAY = day("2026-04-10")
TO_TODAY = Window(None, TODAY)
SINCE_2025 = Window(Span.day(day("2025-04-01")), TODAY)


def events(*spans):
    """Make a ledger of events held on some days or in some spans."""
    return Ledger(tuple(Record(EVENTS_HELD, on) for on in spans))


# --- ledgers -------------------------------------------------------------------------------------


def test_a_ledger_grows_at_its_end_and_is_never_changed():
    """Adding entries gives a new ledger, with records and statements in the order of filing."""
    empty = Ledger()
    record, statement = Record(EVENTS_HELD, TODAY), Completeness(COMPLAINTS, TODAY)
    filled = empty.add(record, statement)

    assert Ledger() == empty
    assert Ledger((record,), (statement,)) == filled
    assert Ledger((record, record), (statement,)) == filled.add(record)


def test_a_ledger_never_drops_an_entry_it_cannot_hold():
    """What is neither a record nor a completeness statement is refused, not lost."""
    with pytest.raises(InvalidValue) as refusal:
        Ledger().add(EVENTS_HELD.key)

    assert refusal.value.explain("ja") == (
        "Ledger.add[0]: 'events_held' は RecordかCompleteness ではありません。"
        "RecordかCompleteness を渡してください。"
    )
    assert refusal.value.explain("en") == (
        "Ledger.add[0]: 'events_held' is no Record or Completeness; give a Record or Completeness."
    )


@pytest.mark.parametrize("part", ["records", "complete"])
def test_a_ledger_of_a_list_is_refused(part):
    """A ledger holds tuples, for it never changes."""
    with pytest.raises(InvalidValue, match=rf"Ledger\.{part}: a list cannot stand here"):
        Ledger(**{part: []})


def test_a_ledger_lists_its_records_and_facts_in_the_order_of_filing():
    """Records of a fact come in order, and facts by first appearance, statements last."""
    first, second = Record(EVENTS_HELD, TODAY), Record(EVENTS_HELD, day("2020-01-01"))
    ledger = Ledger().add(
        Completeness(ISSUES_LISTED, TODAY), first, Record(COMPLAINTS, TODAY), second
    )

    assert (first, second) == ledger.of(EVENTS_HELD)
    assert ledger.of(NEIGHBOURS_MET) == ()
    assert ledger.facts == (EVENTS_HELD, COMPLAINTS, ISSUES_LISTED)


# --- counting ------------------------------------------------------------------------------------


def test_nothing_recorded_is_open_at_the_top():
    """An empty ledger says "0 or more", never "none"."""
    assert Count(0, None) == Ledger().count(EVENTS_HELD, TO_TODAY, TODAY)


def test_completeness_closes_the_count():
    """A clerk's "nothing else happened" turns 0 or more into 0."""
    ledger = Ledger().add(Completeness(EVENTS_HELD, TODAY))

    assert Count(0, 0) == ledger.count(EVENTS_HELD, TO_TODAY, TODAY)


def test_completeness_of_another_fact_closes_nothing():
    """What was checked for complaints says nothing about events."""
    ledger = Ledger().add(Completeness(COMPLAINTS, TODAY))

    assert Count(0, None) == ledger.count(EVENTS_HELD, TO_TODAY, TODAY)


@pytest.mark.parametrize(
    ("through", "most"), [("2026-04-09", None), ("2026-04-10", 0), ("2027-01-01", 0)]
)
def test_completeness_must_reach_the_last_day_that_counts(through, most):
    """A statement that stops a day too early leaves the count open."""
    ledger = Ledger().add(Completeness(EVENTS_HELD, day(through)))

    assert Count(0, most) == ledger.count(EVENTS_HELD, TO_TODAY, TODAY)


@pytest.mark.parametrize(
    ("since", "most"), [("2025-03-31", 0), ("2025-04-01", 0), ("2025-04-02", None)]
)
def test_completeness_must_begin_with_the_window(since, most):
    """A statement that begins a day too late leaves the count open."""
    ledger = Ledger().add(Completeness(EVENTS_HELD, TODAY, since=day(since)))

    assert Count(0, most) == ledger.count(EVENTS_HELD, SINCE_2025, TODAY)


def test_completeness_from_some_day_on_does_not_close_all_of_the_past():
    """Over all time, a statement that has a beginning leaves the time before it open."""
    ledger = Ledger().add(Completeness(EVENTS_HELD, TODAY, since=day("2020-01-01")))

    assert Count(0, None) == ledger.count(EVENTS_HELD, TO_TODAY, TODAY)


@pytest.mark.parametrize(("second_since", "most"), [("2025-09-01", 0), ("2025-09-02", None)])
def test_statements_join_when_no_day_lies_between_them(second_since, most):
    """Two checks cover a window together if the second begins the day after the first ends."""
    ledger = Ledger().add(
        Completeness(EVENTS_HELD, TODAY, since=day(second_since)),
        Completeness(EVENTS_HELD, day("2025-08-31"), since=day("2025-01-01")),
        Completeness(EVENTS_HELD, day("2025-06-30"), since=day("2025-02-01")),
    )

    assert Count(0, most) == ledger.count(EVENTS_HELD, SINCE_2025, TODAY)


def test_a_window_that_opens_after_its_end_holds_nothing():
    """A stage that is entered only later leaves no day to count in, whatever was recorded."""
    ledger = events(day("2026-03-01")).add(Completeness(EVENTS_HELD, TODAY))
    next_year = Window(Span.day(day("2027-01-01")), TODAY)

    assert ledger.count(EVENTS_HELD, next_year, TODAY) == Count(0, 0)


def test_a_window_that_goes_on_has_no_upper_bound():
    """What may still happen before the fiscal year ends cannot be closed today."""
    year = Window(Span.day(day("2026-04-01")), day("2027-03-31"))
    ledger = Ledger().add(Completeness(EVENTS_HELD, day("2027-03-31")))

    assert Count(0, None) == ledger.count(EVENTS_HELD, year, TODAY)


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        (Span.day(day("2025-03-31")), 0, 0),
        (Span.day(day("2025-04-01")), 1, 1),
        (Span.day(TODAY), 1, 1),
        (Span.day(day("2026-04-11")), 0, 0),
        (Span.month(2025, 3), 0, 0),
        (Span.month(2025, 4), 1, 1),
        (Span.month(2026, 4), 0, 1),
        (Span(day("2025-03-01"), day("2025-04-30")), 0, 1),
        (Span(day("2020-01-01"), day("2030-01-01")), 0, 1),
    ],
)
def test_a_record_counts_surely_or_possibly_by_its_first_and_last_day(on, least, most):
    """A span that lies in the window counts; one that only touches it may count."""
    ledger = events(on).add(Completeness(EVENTS_HELD, TODAY))

    assert Count(least, most) == ledger.count(EVENTS_HELD, SINCE_2025, TODAY)


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        (Span.day(day("2025-04-09")), 0, 0),
        (Span.day(day("2025-04-10")), 0, 1),
        (Span.day(day("2025-04-20")), 1, 1),
        (Span(day("2025-04-15"), day("2025-04-30")), 0, 1),
    ],
)
def test_a_window_that_opens_some_time_counts_surely_from_its_latest_opening(on, least, most):
    """When the window itself opened in a span, only records after all of it surely count."""
    opened = Window(Span(day("2025-04-10"), day("2025-04-20")), TODAY)
    ledger = events(on).add(Completeness(EVENTS_HELD, TODAY))

    assert Count(least, most) == ledger.count(EVENTS_HELD, opened, TODAY)


def test_counts_of_records_add_up():
    """What one record counts is added to the others of its fact."""
    ledger = Ledger().add(
        Record(EVENTS_HELD, TODAY, count=2), Record(EVENTS_HELD, TODAY), Record(COMPLAINTS, TODAY)
    )

    assert Count(3, None) == ledger.count(EVENTS_HELD, TO_TODAY, TODAY)


def test_different_items_count_once_each():
    """A field that joined twice is one field."""
    ledger = Ledger().add(
        Record(FIELDS_JOINED, TODAY, item="防災"),
        Record(FIELDS_JOINED, day("2020-01-01"), item="防災"),
        Record(FIELDS_JOINED, TODAY, item="福祉"),
    )

    assert Count(2, None) == ledger.count(FIELDS_JOINED, TO_TODAY, TODAY)


def test_records_after_the_as_of_day_are_not_known_yet():
    """On a past day nothing is counted that was recorded for later."""
    ledger = events(day("2026-04-01"), day("2026-04-10"))

    assert Count(1, None) == ledger.count(EVENTS_HELD, TO_TODAY, day("2026-04-05"))


@pytest.mark.parametrize(
    ("on", "as_of"), [("2026-04-05", "2026-04-10"), ("2026-04-10", "2026-04-05")]
)
def test_what_happened_by_a_day_is_counted_as_far_as_is_known(on, as_of):
    """Neither what happened after the day counts, nor what the ledger could not know yet."""
    ledger = events(day("2026-04-01"), day("2026-04-05"), day("2026-04-10"))

    assert ledger.least_by(EVENTS_HELD, day(on), day(as_of)) == 2


def test_the_records_a_window_may_hold_can_be_shown():
    """Besides the count, the records that lie or may lie in the window are given."""
    inside, undecided, outside = events(
        day("2026-04-01"), Span.month(2026, 4), Span.month(2026, 5)
    ).records
    ledger = Ledger((outside, undecided, inside))

    assert (undecided, inside) == ledger.possibly_in(EVENTS_HELD, TO_TODAY, TODAY)


def test_the_statements_on_a_window_can_be_shown():
    """Statements on some of the days that count are given by their last day, and no others."""
    year = Window(Span.day(day("2025-04-01")), day("2026-03-31"))
    to_its_first_day = Completeness(EVENTS_HELD, day("2025-04-01"))
    from_its_last_day = Completeness(EVENTS_HELD, TODAY, since=day("2026-03-31"))
    of_all_time = Completeness(EVENTS_HELD, day("2026-04-09"))
    ledger = Ledger().add(
        from_its_last_day,
        Completeness(EVENTS_HELD, day("2025-03-31")),
        Completeness(EVENTS_HELD, TODAY, since=day("2026-04-01")),
        Completeness(COMPLAINTS, TODAY),
        of_all_time,
        to_its_first_day,
    )

    assert ledger.complete_in(EVENTS_HELD, year) == (
        to_its_first_day,
        of_all_time,
        from_its_last_day,
    )


@pytest.mark.parametrize(
    ("on", "surely", "possibly"),
    [
        (Span.day(day("2026-03-31")), True, True),
        (Span.month(2026, 3), True, True),
        (Span(day("2026-03-31"), day("2026-04-01")), False, True),
        (Span.day(day("2026-04-01")), False, False),
    ],
)
@pytest.mark.parametrize(
    ("closes", "as_of"), [("2026-03-31", "2026-05-31"), ("2026-05-31", "2026-03-31")]
)
def test_a_window_reaches_to_its_end_and_no_further_than_is_known(
    closes, as_of, on, surely, possibly
):
    """Whichever comes first, the window's last day or the as-of day, is the last that counts."""
    window = Window(None, day(closes))

    assert surely is window.surely_holds(on, day(as_of))
    assert possibly is window.may_hold(on, day(as_of))


@pytest.mark.parametrize(
    ("count", "ja", "en"),
    [
        (Count(2, 2), "2件", "2"),
        (Count(0, None), "0件以上", "0 or more"),
        (Count(1, 3), "1～3件", "1 to 3"),
    ],
)
def test_a_count_reads_as_an_interval(count, ja, en):
    """A sure count is one number; otherwise both ends are said, or that there is none."""
    assert (ja, en) == (count.text(EVENTS_HELD, "ja"), count.text(EVENTS_HELD, "en"))


@pytest.mark.parametrize(
    ("count", "ja", "en"),
    [
        (Count(1200, 1200), "1,200円", "1,200 yen"),
        (Count(0, None), "0円以上", "0 yen or more"),
        (Count(0, 300_000), "0～300,000円", "0 to 300,000 yen"),
    ],
)
def test_a_count_of_yen_is_told_in_yen(count, ja, en):
    """What is no number of times is told in the unit of its fact, in groups of thousands."""
    paid = attrs.evolve(EVENTS_HELD, unit=YEN)

    assert (ja, en) == (count.text(paid, "ja"), count.text(paid, "en"))


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"records": (EVENTS_HELD,)}, r"Ledger\.records\[0\]: .* is no Record"),
        ({"complete": (None,)}, r"Ledger\.complete\[0\]: None is no Completeness"),
    ],
)
def test_a_ledger_of_other_things_is_refused(parts, sentence):
    """A ledger holds records and completeness statements, and tells the place of anything else."""
    with pytest.raises(InvalidValue, match=sentence):
        Ledger(**parts)


def test_a_ledger_shows_its_first_records_only():
    """In a console a long ledger stays short, and says how much more it holds."""
    ledger = Ledger((Record(EVENTS_HELD, TODAY),) * 7, (Completeness(COMPLAINTS, TODAY),))
    shown = ", ".join([f"events_held {TODAY.isoformat()}"] * 5)

    assert repr(ledger) == f"Ledger(records=({shown}, and 2 more), complete=<1>)"
    assert repr(Ledger()) == "Ledger(records=(), complete=<0>)"
