"""Counts as intervals, against the oracle."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.facts import Completeness
from renkei_model.ledgers import Ledger, Window
from renkei_model.testing import catalogues, days, facts, ledgers, spans
from renkei_model.testing.completions import happened_how_often, possible_counts

A_DAY = datetime.timedelta(days=1)


@st.composite
def countings(draw, **options):
    """Draw a fact, a ledger, a window that may open some time in a span, and a last day."""
    known = draw(catalogues(least=1, most=2))
    ledger = draw(ledgers(known, **{"most": 3, **options}))
    closes = draw(days())
    opens = draw(st.none() | days().map(Span.day) | spans())
    if opens is not None and opens.first > closes:
        opens = Span(closes, opens.last)
    return known[0], ledger, Window(opens, closes), draw(st.just(closes) | days())


@given(countings(most=6))
def test_the_least_is_never_above_the_most(counting):
    """A count's two ends are in order, whenever the window opens."""
    fact, ledger, window, as_of = counting
    count = ledger.count(fact, window, as_of)

    assert count.least >= 0
    assert count.most is None or count.least <= count.most


@given(countings())
def test_a_count_is_the_tightest_interval_around_every_completion(counting):
    """A count runs from the smallest to the largest number that may have been, or has no end."""
    fact, ledger, window, as_of = counting
    numbers = possible_counts(fact, ledger, window, as_of, unseen=2)
    more_numbers = possible_counts(fact, ledger, window, as_of, unseen=3)
    no_end = max(numbers) < max(more_numbers)
    count = ledger.count(fact, window, as_of)

    assert min(numbers) == count.least
    assert (None if no_end else max(numbers)) == count.most


@given(catalogues(), st.data())
def test_complete_ledgers_of_known_days_are_counted_exactly(known, data):
    """Where every day is known and nothing is missing, the count is one number."""
    records = data.draw(ledgers(known, when=days().map(Span.day))).records
    last = data.draw(days())
    ledger = Ledger(records, tuple(Completeness(fact, last) for fact in known))
    first = data.draw(days(last=last))
    window = Window(Span.day(first), last)

    for fact in known:
        happened = tuple(
            (record.on.first, record.item)
            for record in records
            if record.fact == fact
            for _ in range(record.count)
        )
        count = ledger.count(fact, window, last)
        number = happened_how_often(fact, happened, first, last)

        assert (number, number) == (count.least, count.most)


SHORT = (datetime.date(2024, 3, 25), datetime.date(2024, 4, 7))


@given(
    facts(),
    st.lists(st.tuples(days(*SHORT), days(*SHORT), st.booleans()), max_size=6),
    days(*SHORT),
    days(*SHORT),
)
def test_a_count_has_an_end_exactly_when_statements_together_cover_every_day(
    fact, statements, one, other
):
    """It does not matter how many statements share a window's days, only that no day is left."""
    complete = tuple(
        Completeness(fact, max(pair), since=None if from_the_beginning else min(pair))
        for *pair, from_the_beginning in statements
    )
    first, last = min(one, other), max(one, other)
    every_day = [first + number * A_DAY for number in range((last - first).days + 1)]
    covered = all(
        any((made.since is None or made.since <= day) and day <= made.through for made in complete)
        for day in every_day
    )
    count = Ledger((), complete).count(fact, Window(Span.day(first), last), last)

    assert covered == (count.most is not None)


@given(countings(most=6), st.data())
def test_a_statement_may_be_cut_in_two(counting, data):
    """Two statements that adjoin say what one statement over both says."""
    fact, ledger, window, as_of = counting
    through = data.draw(days())
    since = data.draw(st.none() | days(last=through))
    cut = data.draw(days(first=since or SHORT[0] - 365 * A_DAY, last=max(through, SHORT[0])))
    whole = Completeness(fact, through, since=since)
    halves = (
        Completeness(fact, min(cut, through), since=since),
        Completeness(fact, through, since=min(cut, through) + A_DAY)
        if cut < through
        else Completeness(fact, through, since=since),
    )

    assert ledger.add(whole).count(fact, window, as_of) == ledger.add(*halves).count(
        fact, window, as_of
    )


@given(countings(), days())
def test_a_window_that_goes_on_after_the_last_known_day_has_no_end(counting, as_of):
    """Nobody can say how often something will happen in days that are yet to come."""
    fact, ledger, window, _ = counting
    count = ledger.count(fact, window, min(as_of, window.closes - A_DAY))

    assert count.most is None


@given(countings())
def test_what_another_fact_does_changes_no_count(counting):
    """Records and statements of one fact never touch the count of another."""
    fact, ledger, window, as_of = counting
    alone = Ledger(
        tuple(record for record in ledger.records if record.fact == fact),
        tuple(made for made in ledger.complete if made.fact == fact),
    )

    assert alone.count(fact, window, as_of) == ledger.count(fact, window, as_of)


@given(countings(most=6))
def test_totals_kept_by_day_are_the_count_since_the_beginning(counting):
    """A look into the totals gives what going through all records gives."""
    fact, ledger, window, as_of = counting
    day = window.closes
    count = ledger.count(fact, Window(None, day), as_of)

    assert ledger.least_by(fact, day, as_of) == count.least
    assert ledger.most_by(fact, day, as_of) == count.most
