"""Counts as columns: what a column counts, what is refused, and how councils become columns."""

import pickle

import attrs
import numpy
import pytest

from invented import (
    ACCOUNTS_FILED,
    AWARE,
    COMPLAINTS,
    EVENTS_HELD,
    ISSUES_LISTED,
    LADDER,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    RESTING,
    REVOCABLE,
    change,
    council,
    day,
    transition,
)
from renkei_model.checks import MOST_COUNTED
from renkei_model.columns import UNBOUNDED, CountColumns, Counted, count_columns
from renkei_model.conditions import AtLeast, AtMost
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR

ONE, TWO = numpy.array([0, 1, 2]), numpy.array([3, 3, 3])
TODAY = day("2026-05-01")


def asking(*conditions):
    """Make a policy whose only step asks for some conditions."""
    needs = [
        attrs.evolve(AWARE, key=f"need_{place}", condition=condition)
        for place, condition in enumerate(conditions)
    ]
    first, second = LADDER.stages[:2]
    way = transition("meeting_to_working", first, second, *needs)
    return attrs.evolve(LADDER, stages=(first, second), transitions=(way,))


# --- what a column counts ------------------------------------------------------------------------


def test_counts_in_different_days_are_different_things():
    """Each window has its column, and since stage entry each stage has one."""
    things = {
        NEIGHBOURS_MET,
        Counted(NEIGHBOURS_MET, THIS_FISCAL_YEAR),
        Counted(NEIGHBOURS_MET, SINCE_STAGE_ENTRY, RESTING),
        Counted(NEIGHBOURS_MET, SINCE_STAGE_ENTRY, MEETING),
    }

    assert len(things) == 4
    assert Counted(NEIGHBOURS_MET, THIS_FISCAL_YEAR) in things


def test_a_fact_at_any_time_has_one_name():
    """What is counted without a window is named by the fact itself, so no column is given twice."""
    with pytest.raises(InvalidValue, match="name the column by the fact"):
        Counted(NEIGHBOURS_MET, EVER)


def test_days_since_stage_entry_are_of_a_stage_and_no_others_are():
    """Without the stage nobody knows which entry is meant; to other windows none belongs."""
    with pytest.raises(InvalidValue, match=r"Counted\.stage: None is no Stage"):
        Counted(NEIGHBOURS_MET, SINCE_STAGE_ENTRY)
    with pytest.raises(InvalidValue, match="THIS_FISCAL_YEAR belongs to no stage"):
        Counted(NEIGHBOURS_MET, THIS_FISCAL_YEAR, RESTING)


def test_a_key_is_no_fact():
    """Whoever writes a fact's key is told how to come by the fact."""
    for wrong in (
        lambda: Counted("neighbours_met", THIS_FISCAL_YEAR),
        lambda: CountColumns.exactly({"neighbours_met": ONE}),
    ):
        with pytest.raises(InvalidValue, match=r"Policy\.fact\(\)"):
            wrong()


# --- columns -------------------------------------------------------------------------------------


def test_exact_counts_are_both_the_least_and_the_most():
    """One array is given, and it is both bounds."""
    counts = CountColumns.exactly({NEIGHBOURS_MET: ONE})

    assert counts.least[NEIGHBOURS_MET] is counts.most[NEIGHBOURS_MET] is ONE
    assert counts.are_exact


def test_intervals_are_exact_where_every_least_is_the_most():
    """The same arrays under both bounds are as good as exact counts; one interval is not."""
    same = {NEIGHBOURS_MET: ONE, PLAN_ADOPTED: TWO}

    assert CountColumns(least=same, most=dict(same)).are_exact
    assert not CountColumns(least=same, most={NEIGHBOURS_MET: ONE}).are_exact
    assert not CountColumns(least=same, most={**same, PLAN_ADOPTED: ONE}).are_exact


def test_columns_do_not_change_with_the_mapping_they_came_from():
    """A column added to the caller's mapping later is not in the counts."""
    given = {NEIGHBOURS_MET: ONE}
    counts = CountColumns(least=given)
    given[PLAN_ADOPTED] = TWO

    assert list(counts.least) == [NEIGHBOURS_MET]


def test_columns_are_written_in_short():
    """A notebook shows how many columns there are and not a million numbers."""
    counts = CountColumns(least={NEIGHBOURS_MET: ONE, PLAN_ADOPTED: ONE}, most={PLAN_ADOPTED: TWO})

    assert repr(counts) == "CountColumns(least=<2>, most=<1>)"


def test_columns_survive_pickling():
    """Another process receives the same numbers, and exact counts stay exact."""
    sent = CountColumns.exactly({Counted(ACCOUNTS_FILED, THIS_FISCAL_YEAR): ONE})
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301 - what we pickled ourselves

    assert received.least[Counted(ACCOUNTS_FILED, THIS_FISCAL_YEAR)].tolist() == [0, 1, 2]
    assert received.are_exact


@pytest.mark.parametrize("column", [[0, 1, 2], (0, 1, 2), 1, "012", None])
def test_what_is_no_array_is_refused(column):
    """A list would compare as a whole; the error says of which column, and what to do."""
    with pytest.raises(InvalidValue) as refused:
        CountColumns.exactly({PLAN_ADOPTED: column})

    assert "“plan adopted” (plan_adopted)" in refused.value.explain("en")
    assert "「計画の決定」（plan_adopted）の列" in refused.value.explain("ja")
    assert "numpy.array" in refused.value.explain("en")


def test_what_is_no_mapping_is_refused():
    """Columns without names are no counts."""
    with pytest.raises(InvalidValue, match=r"CountColumns\.least"):
        CountColumns.exactly([ONE])


def test_columns_of_unequal_length_are_refused():
    """The error names a column of each length, whichever bound it belongs to."""
    with pytest.raises(InvalidValue) as refused:
        CountColumns(least={NEIGHBOURS_MET: ONE, PLAN_ADOPTED: ONE}, most={PLAN_ADOPTED: ONE[:2]})

    assert refused.value.explain("en") == (
        "CountColumns: the columns are not equally long: “neighbours met” (neighbours_met) 3, "
        "“plan adopted” (plan_adopted) 2; "
        "give the same councils in the same order in every column."
    )
    assert "「顔合わせの会」（neighbours_met） 3，" in refused.value.explain("ja")


def test_columns_without_a_length_are_taken():
    """A number for each council may be worked out later, so its length need not be known now."""
    worked_out_later = numpy.array(1)

    assert CountColumns.exactly({NEIGHBOURS_MET: worked_out_later, PLAN_ADOPTED: ONE}).are_exact


def test_a_most_without_a_least_is_refused():
    """Every count has a least, if only 0."""
    with pytest.raises(InvalidValue, match=r"columns are missing: “plan adopted” \(plan_adopted\)"):
        CountColumns(least={NEIGHBOURS_MET: ONE}, most={PLAN_ADOPTED: TWO})


# --- councils as columns -------------------------------------------------------------------------


def test_councils_become_columns_in_their_order():
    """Two councils, two numbers a column: what is on record, and what was confirmed."""
    policy = asking(AtLeast(EVENTS_HELD, n=2))
    busy = council(Record(EVENTS_HELD, day("2026-04-01"), count=3))
    checked = council(Completeness(EVENTS_HELD, TODAY))
    counts = count_columns([busy, checked], policy, TODAY, numpy.array)

    assert counts.least[EVENTS_HELD].tolist() == [3, 0]
    assert counts.most[EVENTS_HELD].tolist() == [UNBOUNDED, 0]


def test_only_what_the_policy_counts_becomes_a_column():
    """Facts that no requirement reads are left out, and each of the others stands once."""
    policy = asking(AtLeast(EVENTS_HELD), AtLeast(EVENTS_HELD, n=3), AtLeast(PLAN_ADOPTED))
    counts = count_columns([council()], policy, TODAY, numpy.array)

    assert list(counts.least) == [EVENTS_HELD, PLAN_ADOPTED]


def test_where_nobody_confirmed_anything_there_is_no_most():
    """A count that nothing bounds in any council costs no array."""
    counts = count_columns([council(), council()], asking(AtLeast(EVENTS_HELD)), TODAY, numpy.array)

    assert counts.least[EVENTS_HELD].tolist() == [0, 0]
    assert counts.most == {}


def test_where_everything_was_confirmed_the_counts_are_exact():
    """A complete ledger gives one array for both bounds."""
    complete = council(Record(EVENTS_HELD, day("2026-04-01")), Completeness(EVENTS_HELD, TODAY))
    counts = count_columns([complete], asking(AtLeast(EVENTS_HELD)), TODAY, numpy.array)

    assert counts.are_exact
    assert counts.least[EVENTS_HELD].tolist() == [1]


def test_records_after_the_day_do_not_count():
    """A column tells what was known on the day."""
    later = council(Record(EVENTS_HELD, day("2026-05-02")))
    counts = count_columns([later], asking(AtLeast(EVENTS_HELD)), TODAY, numpy.array)

    assert counts.least[EVENTS_HELD].tolist() == [0]


def test_a_span_that_may_lie_outside_the_days_counts_only_at_most():
    """A record around 1 April may belong to either fiscal year."""
    policy = attrs.evolve(
        REVOCABLE,
        transitions=(
            *REVOCABLE.transitions[:1],
            attrs.evolve(
                REVOCABLE.transitions[1],
                requirements=(
                    attrs.evolve(
                        AWARE, condition=AtMost(COMPLAINTS, during=THROUGH_LAST_FISCAL_YEAR)
                    ),
                ),
            ),
            *REVOCABLE.transitions[2:],
        ),
    )
    around = council(
        Record(COMPLAINTS, Span(day("2026-03-31"), day("2026-04-01"))),
        Completeness(COMPLAINTS, TODAY),
    )
    counts = count_columns([around], policy, TODAY, numpy.array)
    thing = Counted(COMPLAINTS, THROUGH_LAST_FISCAL_YEAR)

    assert counts.least[thing].tolist() == [0]
    assert counts.most[thing].tolist() == [1]


def test_each_council_counts_from_its_own_stage_entry():
    """The same meeting counts for the council that rested before it, and not for the other."""
    meeting = Record(NEIGHBOURS_MET, day("2026-03-01"))
    before = council(meeting, history=(change("working_to_resting", "2026-02-01"),))
    after = council(meeting, history=(change("working_to_resting", "2026-04-01"),))
    counts = count_columns([before, after], REVOCABLE, TODAY, numpy.array)

    assert counts.least[NEIGHBOURS_MET].tolist() == [1, 1]
    assert counts.least[Counted(NEIGHBOURS_MET, SINCE_STAGE_ENTRY, RESTING)].tolist() == [1, 0]


def test_an_unbounded_most_is_above_every_count_and_fits_64_bits():
    """No ledger holds as many, and no array of whole numbers overflows."""
    assert MOST_COUNTED * 1_000_000_000 < UNBOUNDED <= numpy.iinfo(numpy.int64).max
    assert numpy.array([UNBOUNDED, 0]).dtype == numpy.int64


def test_no_council_is_no_row():
    """Columns of no councils are empty."""
    counts = count_columns([], LADDER, TODAY, numpy.array)

    assert counts.least[ISSUES_LISTED].tolist() == []


def test_one_council_by_itself_is_refused():
    """Many councils are counted, and the error says how to give one."""
    with pytest.raises(InvalidValue, match=r"as in \(council,\) for one"):
        count_columns(council(), LADDER, TODAY, numpy.array)


def test_what_is_no_council_is_refused_with_its_place():
    """A name among councils is told by its place."""
    with pytest.raises(InvalidValue, match=r"councils\[1\]"):
        count_columns([council(), "みのり地区協議会"], LADDER, TODAY, numpy.array)


def test_a_maker_of_lists_makes_no_columns():
    """What is to make the arrays has to make arrays."""
    with pytest.raises(InvalidValue, match="make an array of it"):
        count_columns([council()], LADDER, TODAY, list)
