"""Meaning: which conditions and policies surely decide the same for every ledger."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    LADDER,
    LETTERS_SENT,
    PLAN_ADOPTED,
    REVOCABLE,
)
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified
from renkei_model.slips.meaning import guards_decide_the_same, means_the_same
from renkei_model.windows import THIS_FISCAL_YEAR
from renkei_model.wording import Wording

ONE, TWO, THREE = AtLeast(COMPLAINTS), AtLeast(PLAN_ADOPTED), AtLeast(EVENTS_HELD)
NOT_SAID = Unspecified(Wording("測り方", "how it is measured"))
NOT_SAID_EITHER = Unspecified(Wording("誰が測るか", "who measures it"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AllOf(ONE), AnyOf(ONE)),
        (AllOf(ONE, TWO), AllOf(TWO, ONE)),
        (SomeOf(2, ONE, TWO), AllOf(ONE, TWO)),
        (SomeOf(1, ONE, TWO), AnyOf(ONE, TWO)),
        (AllOf(ONE, AtLeast(COMPLAINTS, n=2)), AtLeast(COMPLAINTS, n=2)),
        (AnyOf(ONE, AllOf(ONE, TWO)), ONE),
        (AnyOf(AtMost(COMPLAINTS), AtMost(COMPLAINTS, n=1)), AtMost(COMPLAINTS, n=1)),
        (NOT_SAID, NOT_SAID_EITHER),
        (AllOf(NOT_SAID, NOT_SAID_EITHER), NOT_SAID),
        (SomeOf(2, ONE, TWO, THREE), AnyOf(AllOf(ONE, TWO), AllOf(ONE, THREE), AllOf(TWO, THREE))),
    ],
)
def test_conditions_that_are_written_otherwise_and_decide_the_same(one, other):
    """A single part, an order, an implied threshold, an absorbed part: nothing that decides."""
    assert means_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, TWO),
        (ONE, AtLeast(COMPLAINTS, n=2)),
        (ONE, AtMost(COMPLAINTS)),
        (AtMost(COMPLAINTS), AtMost(COMPLAINTS, n=1)),
        (AllOf(ONE, TWO), AnyOf(ONE, TWO)),
        (AnyOf(ONE, AtMost(COMPLAINTS)), AnyOf(ONE, AtMost(COMPLAINTS, n=1))),
        (ONE, AnyOf(ONE, NOT_SAID)),
        (ONE, AllOf(ONE, NOT_SAID)),
        (ONE, AtLeast(COMPLAINTS, during=THIS_FISCAL_YEAR)),
        (AtLeast(FIELDS_JOINED), AtLeast(attrs.evolve(FIELDS_JOINED, distinct=False))),
    ],
)
def test_conditions_that_some_ledger_tells_apart(one, other):
    """Another fact, number, limit, window or word, or a rule left open, decides otherwise."""
    assert not means_the_same(one, other)


def test_two_windows_are_taken_as_independent():
    """That this year's letters are letters too is not used, so such a pair is never called equal.

    It would be wrong to: what is confirmed until today bounds all letters so far, and not those of
    a fiscal year that goes on.
    """
    this_year = AtLeast(LETTERS_SENT, during=THIS_FISCAL_YEAR)

    assert not means_the_same(AllOf(this_year, AtLeast(LETTERS_SENT)), this_year)


def _asking(*names):
    return [AtLeast(attrs.evolve(PLAN_ADOPTED, key=name)) for name in names]


def test_a_choice_among_many_facts_is_compared():
    """Eleven of twenty-two facts, and all of thirty, are no more than a glance."""
    facts = _asking(*(f"fact_{number}" for number in range(30)))

    assert means_the_same(AllOf(*facts), SomeOf(30, *facts))
    assert means_the_same(SomeOf(11, *facts[:22]), SomeOf(11, *reversed(facts[:22])))
    assert not means_the_same(SomeOf(11, *facts[:22]), SomeOf(12, *facts[:22]))


def test_conditions_deep_within_one_another_are_compared():
    """All and any in turn, sixty-two deep: the innermost number decides."""

    def nested(innermost):
        condition = innermost
        for depth in range(62):
            part = AtLeast(COMPLAINTS, n=depth + 2)
            other = AtLeast(PLAN_ADOPTED, n=depth + 2)
            condition = AllOf(condition, other) if depth % 2 else AnyOf(condition, part)
        return condition

    assert means_the_same(nested(ONE), nested(AllOf(ONE, AtLeast(COMPLAINTS))))
    assert not means_the_same(nested(ONE), nested(AtLeast(COMPLAINTS, n=2)))


def test_conditions_that_are_too_much_work_are_not_called_the_same():
    """Thirty pairs whose first facts all come before their second; unless written alike."""
    first = _asking(*(f"first_{number}" for number in range(30)))
    second = _asking(*(f"second_{number}" for number in range(30)))
    pairs = [AnyOf(one, other) for one, other in zip(first, second, strict=True)]
    asked = AnyOf(AllOf(*first, ONE), AllOf(*pairs))

    assert means_the_same(asked, AnyOf(AllOf(*first, ONE), AllOf(*pairs)))
    assert not means_the_same(asked, AnyOf(AllOf(*pairs), AllOf(*first, ONE)))


def test_policies_decide_the_same_if_their_requirements_mean_the_same():
    """A requirement written otherwise decides the same, one that asks for more does not."""
    first, second = LADDER.transitions

    def asking(condition):
        need = attrs.evolve(ACQUAINTED, condition=condition)
        way = attrs.evolve(first, requirements=(need, *first.requirements[1:]))
        return attrs.evolve(LADDER, transitions=(way, second))

    assert guards_decide_the_same(LADDER, asking(AnyOf(ACQUAINTED.condition)))
    assert not guards_decide_the_same(LADDER, asking(AllOf(ACQUAINTED.condition, ONE)))


def test_words_and_the_order_of_later_stages_decide_nothing():
    """Titles, versions and the order in which stages are listed after the first do not matter."""
    meeting, working, standing = LADDER.stages
    reordered = attrs.evolve(LADDER, version="2", stages=(meeting, standing, working))

    assert guards_decide_the_same(LADDER, reordered)


def test_another_step_or_another_beginning_decides_otherwise():
    """Stages, steps and what kind of step it is belong to what a policy decides."""
    meeting, *others = REVOCABLE.stages

    assert not guards_decide_the_same(LADDER, REVOCABLE)
    assert not guards_decide_the_same(
        REVOCABLE,
        attrs.evolve(
            REVOCABLE,
            stages=(*others, meeting),
            transitions=(
                *REVOCABLE.transitions,
                attrs.evolve(
                    REVOCABLE.transitions[2], key="back", source=others[0], target=meeting
                ),
            ),
        ),
    )
