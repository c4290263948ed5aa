"""Many councils judged at once: verdicts as arrays."""

import operator

import attrs
import numpy
import pytest

from invented import (
    ACCOUNTS_FILED,
    ACQUAINTED,
    AWARE,
    BRANCHING,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    LINKED,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    RESTING,
    REVOCABLE,
    TRUSTED,
    WORKING,
    transition,
)
from renkei_model.columns import CountColumns, Counted, judge_columns
from renkei_model.conditions import AllOf, AnyOf, AtLeast, SomeOf
from renkei_model.errors import InvalidValue
from renkei_model.verdicts import Verdict
from renkei_model.windows import SINCE_STAGE_ENTRY, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

UNMET, OPEN, MET = Verdict


def asking(*requirements, **changes):
    """Make a policy whose only step asks for some requirements."""
    way = transition("meeting_to_working", MEETING, WORKING, *requirements, **changes)
    return attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(way,))


def judged(policy, counts):
    """Judge the only step of a policy."""
    (way,) = judge_columns(policy, counts)
    return way


# --- two values, three values --------------------------------------------------------------------


def test_exact_counts_are_met_or_unmet():
    """Neighbours have met twice or more and issues are listed in one of three councils."""
    counts = CountColumns.exactly(
        {NEIGHBOURS_MET: numpy.array([2, 1, 3]), ISSUES_LISTED: numpy.array([1, 1, 0])}
    )
    way = judged(asking(ACQUAINTED, AWARE), counts)

    assert way.surely.tolist() == [True, False, False]
    assert way.surely is way.possibly
    assert way.verdicts() == (MET, UNMET, UNMET)
    assert [(need.requirement.key, need.surely.tolist()) for need in way.requirements] == [
        ("acquainted", [True, False, True]),
        ("aware", [True, True, False]),
    ]
    assert all(need.surely is need.possibly for need in way.requirements)


def test_intervals_may_leave_it_open():
    """Between the least and the most lies the threshold, or it does not."""
    counts = CountColumns(
        least={NEIGHBOURS_MET: numpy.array([2, 1, 0])},
        most={NEIGHBOURS_MET: numpy.array([2, 3, 1])},
    )
    way = judged(asking(ACQUAINTED), counts)

    assert way.surely.tolist() == [True, False, False]
    assert way.possibly.tolist() == [True, True, False]
    assert way.verdicts() == (MET, OPEN, UNMET)
    assert way.requirements[0].verdicts() == (MET, OPEN, UNMET)


def test_what_has_no_most_is_never_unmet_for_want_of_records():
    """A fact missing from the most is unbounded: nobody said that nothing else happened."""
    counts = CountColumns(
        least={NEIGHBOURS_MET: numpy.array([0, 2]), ISSUES_LISTED: numpy.array([0, 0])},
        most={ISSUES_LISTED: numpy.array([0, 1])},
    )
    way = judged(asking(ACQUAINTED, AWARE), counts)

    assert [need.verdicts() for need in way.requirements] == [(OPEN, MET), (UNMET, OPEN)]
    assert way.verdicts() == (UNMET, OPEN)


def test_a_rule_that_is_not_spelt_out_is_open_for_every_council():
    """It is never sure and always possible, however exact the counts are."""
    counts = CountColumns.exactly({ISSUES_LISTED: numpy.array([0, 1])})
    way = judged(asking(TRUSTED, AWARE), counts)

    assert [need.verdicts() for need in way.requirements] == [(OPEN, OPEN), (UNMET, MET)]
    assert way.verdicts() == (UNMET, OPEN)


def test_a_step_that_asks_for_nothing_is_met():
    """An open gate is open for every council."""
    counts = CountColumns.exactly(
        {fact: numpy.array([0, 0]) for fact in (ISSUES_LISTED, NEIGHBOURS_MET, PLAN_ADOPTED)}
    )
    gate = judge_columns(BRANCHING, counts)[3]

    assert gate.verdicts() == (MET, MET)
    assert gate.surely is gate.possibly
    assert gate.requirements == ()


def test_a_policy_that_counts_nothing_takes_the_number_of_councils_from_any_column():
    """Where only unspelt rules stand, a column of any fact says how many councils are judged."""
    way = judged(asking(TRUSTED), CountColumns.exactly({LETTERS_SENT: numpy.array([0, 0, 0])}))

    assert way.verdicts() == (OPEN, OPEN, OPEN)


def test_withdrawals_and_returns_have_columns_of_their_own_days():
    """No accounts until last year puts a council to rest; meeting since then revives it."""
    since_rest = Counted(NEIGHBOURS_MET, SINCE_STAGE_ENTRY, RESTING)
    until_last_year = Counted(ACCOUNTS_FILED, THROUGH_LAST_FISCAL_YEAR)
    counts = CountColumns(
        least={
            NEIGHBOURS_MET: numpy.array([5, 5, 5]),
            since_rest: numpy.array([0, 1, 0]),
            until_last_year: numpy.array([0, 1, 0]),
        },
        most={
            NEIGHBOURS_MET: numpy.array([5, 5, 5]),
            since_rest: numpy.array([0, 1, 2]),
            until_last_year: numpy.array([0, 1, 1]),
        },
    )
    entry, rest, revival = judge_columns(REVOCABLE, counts)

    assert entry.verdicts() == (MET, MET, MET)
    assert rest.verdicts() == (MET, UNMET, OPEN)
    assert revival.verdicts() == (UNMET, MET, OPEN)


def test_alternatives_and_some_of_several():
    """A plan is enough; else two of three: two fields, three events, or issues and a meeting."""
    counts = CountColumns.exactly(
        {
            PLAN_ADOPTED: numpy.array([1, 0, 0, 0]),
            FIELDS_JOINED: numpy.array([0, 2, 2, 1]),
            EVENTS_HELD: numpy.array([0, 3, 2, 3]),
            ISSUES_LISTED: numpy.array([0, 0, 1, 0]),
            NEIGHBOURS_MET: numpy.array([0, 0, 1, 1]),
        }
    )

    assert judged(asking(LINKED), counts).verdicts() == (MET, MET, MET, UNMET)


def test_columns_may_have_further_dimensions():
    """Two councils in three replicates each are judged at once."""
    counts = CountColumns.exactly({ISSUES_LISTED: numpy.array([[0, 1, 2], [0, 0, 1]])})

    assert judged(asking(AWARE), counts).surely.tolist() == [
        [False, True, True],
        [False, False, True],
    ]


def test_the_answer_is_in_the_words_of_the_policy_that_was_asked():
    """Two policies that decide alike and are worded differently do not lend each other words."""
    reworded = attrs.evolve(AWARE, wording=Wording("課題が明らかである", "the issues are plain"))
    counts = CountColumns.exactly({ISSUES_LISTED: numpy.array([1])})
    words = [
        judged(asking(need), counts).requirements[0].requirement.wording.en
        for need in (AWARE, reworded)
    ]

    assert words == ["the issues are known", "the issues are plain"]


@pytest.mark.parametrize("wide", [0, 1, 2])
@pytest.mark.parametrize("join", [AllOf, AnyOf])
def test_columns_of_several_shapes_join_in_any_order(join, wide):
    """Replicates of one count stand beside single counts of the others, wherever it comes."""
    facts = (NEIGHBOURS_MET, ISSUES_LISTED, EVENTS_HELD)
    counts = {fact: numpy.array([[0], [1]]) for fact in facts}
    counts[facts[wide]] = numpy.array([[0, 1, 2], [0, 1, 2]])
    need = attrs.evolve(AWARE, condition=join(*map(AtLeast, facts)))
    (step,) = judge_columns(asking(need), CountColumns.exactly(counts))

    assert (
        step.surely.tolist()
        == {
            AllOf: [[False, False, False], [False, True, True]],
            AnyOf: [[False, True, True], [True, True, True]],
        }[join]
    )


# --- what is asked of an array -------------------------------------------------------------------

ASKED = []
"""Every operation that the columns below were asked for."""


class Plain:
    """A column that offers `&`, `|`, `>=` and `<=`, and nothing else."""

    __slots__ = ("_values",)

    def __init__(self, values):
        self._values = values

    def __ge__(self, n):
        ASKED.append(f">= {n}")
        return Plain([value >= n for value in self._values])

    def __le__(self, n):
        ASKED.append(f"<= {n}")
        return Plain([value <= n for value in self._values])

    def __and__(self, other):
        ASKED.append("&")
        return Plain(list(map(operator.and_, self._values, other._values)))

    def __or__(self, other):
        ASKED.append("|")
        return Plain(list(map(operator.or_, self._values, other._values)))

    def __bool__(self):
        raise AssertionError


def plain(*facts):
    """Make columns of one's own for two councils."""
    return {fact: Plain([0, 2]) for fact in facts}


def test_four_operators_are_all_that_is_asked_of_an_array():
    """Any array library will do: none of the results is compared, counted or gone through."""
    ASKED.clear()
    facts = plain(PLAN_ADOPTED, FIELDS_JOINED, EVENTS_HELD, ISSUES_LISTED, NEIGHBOURS_MET)
    way = judged(asking(LINKED, TRUSTED), CountColumns(least=facts, most={}))

    assert way.requirements[0].surely._values == [False, True]
    assert way.requirements[0].possibly._values == [True, True]
    assert way.requirements[1].surely._values == [False, False]
    assert way.requirements[1].possibly._values == [True, True]
    assert {asked[:2].strip() for asked in ASKED} == {">=", "<=", "&", "|"}


def test_each_different_leaf_is_asked_once_and_exact_counts_in_one_pass():
    """A requirement that guards two steps costs its array once."""
    ASKED.clear()
    policy = attrs.evolve(
        LADDER,
        stages=(MEETING, WORKING),
        transitions=(
            transition("short_way", MEETING, WORKING, AWARE),
            transition("long_way", MEETING, WORKING, AWARE, ACQUAINTED),
        ),
    )
    judge_columns(policy, CountColumns.exactly(plain(ISSUES_LISTED, NEIGHBOURS_MET)))

    assert ASKED == [">= 1", ">= 2", "&"]


def test_some_of_several_are_joined_without_waste():
    """Two of three take four joins: no partial result is made that decides nothing."""
    ASKED.clear()
    facts = (EVENTS_HELD, ISSUES_LISTED, NEIGHBOURS_MET)
    guard = attrs.evolve(AWARE, condition=SomeOf(2, *map(AtLeast, facts)))
    judge_columns(asking(guard), CountColumns.exactly(plain(*facts)))

    assert ASKED == [">= 1", ">= 1", ">= 1", "&", "|", "&", "|"]


# --- bad input -----------------------------------------------------------------------------------


def test_missing_columns_are_all_named():
    """One error names every column that the policy needs and nobody gave, with its days."""
    with pytest.raises(InvalidValue) as refused:
        judge_columns(REVOCABLE, CountColumns.exactly({PLAN_ADOPTED: numpy.array([0])}))

    assert refused.value.explain("en") == (
        "CountColumns.least: columns are missing: “neighbours met” (neighbours_met), "
        "“accounts filed” (accounts_filed, by the end of the previous fiscal year), "
        "“neighbours met” (neighbours_met, since “resting” was entered); "
        "add one for each (of zeros, where nothing is known of a count)."
    )
    assert refused.value.explain("ja") == (
        "CountColumns.least: 列が足りません（「顔合わせの会」（neighbours_met），"
        "「会計報告」（accounts_filed，前年度末までに），"
        "「顔合わせの会」（neighbours_met，「休止期」に入ってから））。"
        "それぞれの列を加えてください（何も分からない数は，すべて0の列にします）。"
    )


def test_a_mapping_is_no_counts_and_the_error_says_how_to_make_them():
    """Whether counts are exact or bounds has to be said."""
    with pytest.raises(InvalidValue, match=r"CountColumns\.exactly\(\) makes one of a mapping"):
        judge_columns(LADDER, {ISSUES_LISTED: numpy.array([1])})


def test_what_is_no_policy_is_refused():
    """Arguments in the wrong order are told so."""
    with pytest.raises(InvalidValue, match="policy"):
        judge_columns(CountColumns.exactly({ISSUES_LISTED: numpy.array([1])}), LADDER)


def test_without_any_column_nobody_knows_how_many_councils_there_are():
    """A policy that counts nothing cannot be judged for no known number of councils."""
    with pytest.raises(InvalidValue, match="add a column of any fact"):
        judge_columns(asking(TRUSTED), CountColumns.exactly({}))


def test_a_column_that_the_policy_does_not_read_decides_nothing():
    """Fractions and gaps in a column beside those that are read change no verdict."""
    counts = CountColumns(
        least={
            COMPLAINTS: numpy.array([0.5, numpy.nan]),
            ISSUES_LISTED: numpy.array([0, 1]),
        }
    )
    (step,) = judge_columns(asking(AWARE), counts)

    assert step.verdicts() == (Verdict.OPEN, Verdict.MET)
