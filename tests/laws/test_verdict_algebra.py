"""How verdicts join, and what building conditions with `&` and `|` means."""

import copy
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    SomeOf,
    Unspecified,
    leaves,
    plain_form,
)
from renkei_model.errors import NoTruthValue
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.testing import catalogues, conditions, facts, ledgers, moments
from renkei_model.verdicts import Verdict, judge_condition, verdict_of_all
from renkei_model.windows import Moment
from renkei_model.wording import Wording


@st.composite
def settings(draw, parts=3):
    """Draw some conditions, and a ledger and a moment to judge them by."""
    known = draw(catalogues())
    asked = [draw(conditions(known, one_polarity=False, max_leaves=3)) for _ in range(parts)]
    ledger, moment = draw(ledgers(known)), draw(moments())
    return asked, lambda condition: judge_condition(condition, ledger, moment)


@given(settings(parts=2))
def test_order_of_parts_does_not_matter(drawn):
    """All, any and some of two conditions mean the same in either order."""
    (one, other), judged = drawn

    assert judged(AllOf(one, other)) is judged(AllOf(other, one))
    assert judged(AnyOf(one, other)) is judged(AnyOf(other, one))
    assert judged(SomeOf(1, one, other)) is judged(SomeOf(1, other, one))


@given(settings())
def test_grouping_of_parts_does_not_matter(drawn):
    """Three conditions joined one after the other mean the same however they are bracketed."""
    (one, two, three), judged = drawn

    assert judged(AllOf(AllOf(one, two), three)) is judged(AllOf(one, AllOf(two, three)))
    assert judged(AnyOf(AnyOf(one, two), three)) is judged(AnyOf(one, AnyOf(two, three)))


@given(settings(parts=1))
def test_saying_it_twice_changes_nothing(drawn):
    """A condition joined with itself means itself."""
    (one,), judged = drawn

    assert judged(one) is judged(AllOf(one, one))
    assert judged(one) is judged(AnyOf(one, one))
    assert judged(one) is judged(SomeOf(2, one, one))


@given(settings(parts=2))
def test_absorption(drawn):
    """A part that the rest of the condition already asks for adds nothing."""
    (one, other), judged = drawn

    assert judged(one) is judged(AllOf(one, AnyOf(one, other)))
    assert judged(one) is judged(AnyOf(one, AllOf(one, other)))


@given(settings())
def test_distribution(drawn):
    """All distributes over any, and any over all."""
    (one, two, three), judged = drawn

    assert judged((one & two) | (one & three)) is judged(one & (two | three))
    assert judged((one | two) & (one | three)) is judged(one | (two & three))


@given(settings())
def test_one_of_some_is_any_and_all_of_some_is_all(drawn):
    """One of n means any of them, and n of n means all of them."""
    parts, judged = drawn

    assert judged(AnyOf(*parts)) is judged(SomeOf(1, *parts))
    assert judged(AllOf(*parts)) is judged(SomeOf(3, *parts))


@given(settings())
def test_two_of_three_is_any_of_the_pairs(drawn):
    """Two of three conditions hold exactly when some pair of them does."""
    (one, two, three), judged = drawn

    assert judged((one & two) | (one & three) | (two & three)) is judged(SomeOf(2, one, two, three))


@given(settings())
def test_asking_for_more_of_them_never_helps(drawn):
    """The more of the parts are asked for, the lower the verdict."""
    parts, judged = drawn
    verdicts = [judged(SomeOf(k, *parts)) for k in (1, 2, 3)]

    assert sorted(verdicts, reverse=True) == verdicts


@given(facts(distinct=False))
def test_truth_tables(fact):
    """All is the lowest verdict, any the highest, and k of n the k-th highest."""
    day = datetime.date(2024, 4, 1)
    ledger = Ledger((Record(fact, day),), (Completeness(fact, day),))
    leaf_of = {
        Verdict.UNMET: AtLeast(fact, n=2),
        Verdict.OPEN: Unspecified(Wording("定めがない", "it is not spelt out")),
        Verdict.MET: AtLeast(fact),
    }

    for verdicts in itertools.product(Verdict, repeat=3):
        parts = [leaf_of[verdict] for verdict in verdicts]
        highest_first = sorted(verdicts, key=lambda verdict: -verdict.value)
        judged = [
            judge_condition(joined, ledger, Moment.at(day))
            for joined in (AllOf(*parts), AnyOf(*parts), *(SomeOf(k, *parts) for k in (1, 2, 3)))
        ]

        assert [highest_first[-1], highest_first[0], *highest_first] == judged
        assert highest_first[-1] is verdict_of_all(verdicts)


@given(settings())
def test_operators_build_flat_conditions(drawn):
    """`&` and `|` build the same values as AllOf and AnyOf, flattened and in order."""
    (one, two, three), _ = drawn

    assert AllOf(one, two, three) == one & two & three == one & (two & three)
    assert AnyOf(one, two, three) == one | two | three == one | (two | three)
    assert plain_form(AllOf(one, two, three)) == plain_form(one & (two & three))


@given(settings())
def test_joining_keeps_every_leaf_in_order(drawn):
    """No leaf is lost, doubled or moved when conditions are joined."""
    parts, _ = drawn
    in_order = [leaf for part in parts for leaf in leaves(part)]

    assert in_order == list(leaves(AllOf(*parts)))
    assert in_order == list(leaves(AnyOf(*parts)))
    assert in_order == list(leaves(SomeOf(2, *parts)))


@given(settings(parts=2))
def test_equal_conditions_mean_the_same_and_read_the_same(drawn):
    """A copy of a condition is equal to it, has its hash, its plain form and its verdict."""
    (one, other), judged = drawn
    again = copy.deepcopy(one)

    assert one == again
    assert hash(one) == hash(again)
    assert judged(one) is judged(again)
    assert (one == other) == (plain_form(one) == plain_form(other))


@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_is_true_or_false(verdict):
    """Using a verdict as a truth value is refused, whichever verdict it is."""
    with pytest.raises(NoTruthValue):
        bool(verdict)


@given(settings(parts=2))
def test_no_condition_is_true_or_false(drawn):
    """Joining conditions with `and`, `or` or `not` is refused, so no part is lost silently."""
    (one, other), _ = drawn

    with pytest.raises(NoTruthValue):
        _ = one and other
    with pytest.raises(NoTruthValue):
        _ = one or other
    with pytest.raises(NoTruthValue):
        _ = not one
