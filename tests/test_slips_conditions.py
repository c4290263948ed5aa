"""Slips in conditions: every edit of a condition by one slip of the pen, in words."""

import pytest

from invented import COMPLAINTS, EVENTS_HELD, FIELDS_JOINED, PLAN_ADOPTED
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified, describe
from renkei_model.errors import InvalidValue
from renkei_model.slips.conditions import condition_edits, with_leaves
from renkei_model.windows import THIS_FISCAL_YEAR
from renkei_model.wording import Wording

CATALOGUE = (COMPLAINTS, PLAN_ADOPTED)
COMPLAINED, PLANNED, HELD = AtLeast(COMPLAINTS), AtLeast(PLAN_ADOPTED), AtLeast(EVENTS_HELD)

LEAF = """
“complaints”: at least 2 → 1
“complaints”: at least 2 → 3
“complaints”: at least 2 → at most
“complaints”: at least 2 → “complaints”: at least 2 by the end of the previous fiscal year
“complaints”: at least 2 → “complaints”: at least 2 within the fiscal year
“complaints”: at least 2 → “complaints”: at least 2 since the stage was entered
“complaints”: at least 2 → “plan adopted”: at least 2
"""


def _lines(table):
    return table.strip().splitlines()


def _words(condition, facts=()):
    return [edit.words.en for edit in condition_edits(condition, facts)]


def _made(condition, facts=()):
    return [edit.make() for edit in condition_edits(condition, facts)]


def test_every_slip_in_a_leaf():
    """A number one lower or higher, the other limit, each other window, each other fact."""
    assert _lines(LEAF) == _words(AtLeast(COMPLAINTS, n=2), CATALOGUE)


def test_a_slip_changes_one_thing_and_keeps_the_rest():
    """Each edit of a limit from above in a window keeps what it does not speak of."""
    lower, higher, other_limit, ever, *_, other_fact = _made(
        AtMost(COMPLAINTS, n=2, during=THIS_FISCAL_YEAR), CATALOGUE
    )

    assert lower == AtMost(COMPLAINTS, n=1, during=THIS_FISCAL_YEAR)
    assert higher == AtMost(COMPLAINTS, n=3, during=THIS_FISCAL_YEAR)
    assert other_limit == AtLeast(COMPLAINTS, n=2, during=THIS_FISCAL_YEAR)
    assert ever == AtMost(COMPLAINTS, n=2)
    assert other_fact == AtMost(PLAN_ADOPTED, n=2, during=THIS_FISCAL_YEAR)


def test_a_number_below_the_least_is_refused_when_it_is_made():
    """At least none, and at most fewer than none, cannot be written at all."""
    for leaf in (AtLeast(COMPLAINTS), AtMost(COMPLAINTS)):
        lower, *_ = condition_edits(leaf, ())

        with pytest.raises(InvalidValue):
            lower.make()


def test_a_limit_is_told_in_the_words_of_its_fact():
    """Items are told as kinds, and a limit of none as none."""
    distinct = [edit.words.ja for edit in condition_edits(AtLeast(FIELDS_JOINED, n=2), ())]
    none = [edit.words.ja for edit in condition_edits(AtMost(COMPLAINTS), ())]

    assert distinct[1:3] == [
        "「加わった分野」重複を除き2件以上 → 3",
        "「加わった分野」重複を除き2件以上 → 以下",
    ]
    assert none[1:3] == ["「苦情」なし → 1", "「苦情」なし → 以上"]


@pytest.mark.parametrize(
    ("condition", "slips"),
    [
        (AllOf(COMPLAINED, PLANNED), {"all of → any of": AnyOf(COMPLAINED, PLANNED)}),
        (AnyOf(COMPLAINED, PLANNED), {"any of → all of": AllOf(COMPLAINED, PLANNED)}),
        (
            SomeOf(2, COMPLAINED, PLANNED, HELD),
            {
                "at least 2 of these 3 → all of": AllOf(COMPLAINED, PLANNED, HELD),
                "at least 2 of these 3 → any of": AnyOf(COMPLAINED, PLANNED, HELD),
                "at least 2 of these 3 → at least 1": SomeOf(1, COMPLAINED, PLANNED, HELD),
                "at least 2 of these 3 → at least 3": SomeOf(3, COMPLAINED, PLANNED, HELD),
            },
        ),
    ],
    ids=["all", "any", "some"],
)
def test_all_any_and_some_are_confused(condition, slips):
    """How parts are joined is one word, and how many of them are needed one number."""
    found = {edit.words.en: edit.make for edit in condition_edits(condition, ())}

    assert {words: found[words]() for words in slips} == slips


def test_each_part_is_left_out():
    """A part goes with everything in it, and the others stay joined as they were."""
    condition = AnyOf(COMPLAINED, AllOf(PLANNED, HELD))
    found = {edit.words.en: edit.make for edit in condition_edits(condition, ())}

    assert found["“complaints”: at least 1 left out"]() == AnyOf(AllOf(PLANNED, HELD))
    assert found[f"{describe(condition.parts[1]).en} left out"]() == AnyOf(COMPLAINED)
    assert found["“plan adopted”: at least 1 left out"]() == AnyOf(COMPLAINED, AllOf(HELD))


def test_a_slip_deep_inside_leaves_its_surroundings():
    """An edit of one leaf of a nested condition gives the same condition with that leaf edited."""
    condition = SomeOf(1, COMPLAINED, AllOf(PLANNED, HELD))
    found = {edit.words.en: edit.make for edit in condition_edits(condition, ())}

    assert found["“events held together”: at least 1 → 2"]() == SomeOf(
        1, COMPLAINED, AllOf(PLANNED, AtLeast(EVENTS_HELD, n=2))
    )


def test_what_is_not_spelt_out_can_only_be_left_out():
    """A rule without content holds no number or name that could be wrong."""
    unknown = Unspecified(Wording("測り方", "how it is measured"))

    assert _words(unknown, CATALOGUE) == []
    assert _words(AllOf(unknown)) == ["all of → any of", f"{describe(unknown).en} left out"]


def test_other_leaves_take_the_places_of_a_conditions_own():
    """Leaves are exchanged in reading order, however they are joined."""
    condition = SomeOf(1, COMPLAINED, AnyOf(PLANNED, AllOf(HELD, COMPLAINED)))
    others = iter([PLANNED, HELD, COMPLAINED, PLANNED])

    assert with_leaves(condition, others) == SomeOf(
        1, PLANNED, AnyOf(HELD, AllOf(COMPLAINED, PLANNED))
    )
