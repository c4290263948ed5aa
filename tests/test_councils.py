"""A council: its name, its ledger and its recorded steps."""

import attrs
import pytest

from invented import COMPLAINTS, NEIGHBOURS_MET, change, council, day
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger

TODAY = day("2026-04-10")


def test_a_council_begins_with_an_empty_ledger_and_no_history():
    """A council needs nothing but a name."""
    new = Council(name="みのり")

    assert Ledger() == new.ledger
    assert new.history == ()
    assert (new.number, new.nickname, new.districts) == (None, "", ())


@pytest.mark.parametrize("name", ["", "  ", "　"])
def test_a_council_without_a_name_is_refused(name):
    """A council that nobody could name says what to write."""
    with pytest.raises(InvalidValue) as refusal:
        Council(name=name)

    assert refusal.value.explain("ja") == (
        "Council.name: 名称が空です。協議会の名称を書いてください。"
    )
    assert refusal.value.explain("en") == ("Council.name: it is empty; give the council's name.")


@pytest.mark.parametrize("place", ["districts", "history"])
def test_a_council_of_lists_is_refused(place):
    """A council is a value: what could change is refused."""
    with pytest.raises(InvalidValue, match=rf"Council\.{place}: a list cannot stand here"):
        Council(name="みのり", **{place: []})


def test_filing_an_entry_leaves_the_council_as_it_was():
    """Adding records gives a new council with them at the end of its ledger."""
    before = council()
    record, checked = Record(NEIGHBOURS_MET, TODAY), Completeness(COMPLAINTS, TODAY)

    assert council(record, checked) == before.add(record).add(checked)
    assert before == council()


def test_a_council_may_have_any_number_that_a_registry_holds():
    """Numbers of a registry may be long, and are bounded by what its tables can hold."""
    assert attrs.evolve(council(), number=999_999_999).number == 999_999_999
    with pytest.raises(InvalidValue, match=r"Council\.number: 1000000000 is above 999,999,999"):
        attrs.evolve(council(), number=1_000_000_000)


def test_a_step_may_be_dated_by_a_day_or_a_month():
    """A stage change of a known day spans that day."""
    by_day = change("meeting_to_working", "2026-04-10")

    assert Span.day(TODAY) == by_day.on
    assert Span.month(2026, 4) == change("meeting_to_working", Span.month(2026, 4)).on


def test_a_step_resting_on_a_list_is_refused():
    """The evidence of a recorded step never changes."""
    with pytest.raises(InvalidValue, match=r"StageChange\.rests_on: a list cannot stand here"):
        StageChange(transition="a_to_b", source="a", target="b", on=TODAY, rests_on=[])


FIRST = change("meeting_to_working", "2026-02-01")
SECOND = change("working_to_standing", Span.month(2026, 4))


@pytest.mark.parametrize(
    ("as_of", "last"),
    [
        ("2026-01-31", None),
        ("2026-02-01", FIRST),
        ("2026-04-29", FIRST),
        ("2026-04-30", SECOND),
    ],
)
def test_the_last_step_is_the_last_one_surely_taken_by_then(as_of, last):
    """A step dated by a month counts once the month is over."""
    stepped = council(history=(FIRST, SECOND))

    assert last == stepped.last_change(day(as_of))


def test_the_last_step_is_told_by_its_date():
    """A ledger that a spreadsheet sorted newest first tells the same last step."""
    first = change("meeting_to_working", "2026-02-01")
    second = change("working_to_standing", "2026-03-01")

    assert council(history=(first, second)).last_change(TODAY) == second
    assert council(history=(second, first)).last_change(TODAY) == second
    assert council(history=(second, first)).last_change(day("2026-02-10")) == first


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("name", None, "name: None is no str"),
        ("number", "7", "number: '7' is not a whole number of at least 1"),
        ("number", 0, "number: 0 is not a whole number of at least 1"),
        ("nickname", 3, "nickname: 3 is no str"),
        ("districts", (3,), r"districts\[0\]: 3 is no str"),
        ("ledger", (), r"ledger: \(\) is no Ledger"),
        ("history", ("a",), r"history\[0\]: 'a' is no StageChange"),
    ],
)
def test_a_council_with_a_part_of_another_kind_is_refused(part, value, sentence):
    """A council's parts say what kind to give."""
    with pytest.raises(InvalidValue, match=rf"Council\.{sentence}"):
        attrs.evolve(council(), **{part: value})


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        *((part, 3, f"{part}: 3 is no str") for part in ("transition", "source", "target")),
        *((part, None, f"{part}: None is no str") for part in ("by", "note")),
        ("policy", "minori@1", "policy: 'minori@1' is no PolicyStamp"),
        ("rests_on", ("a",), r"rests_on\[0\]: 'a' is no Record"),
    ],
)
def test_a_step_with_a_part_of_another_kind_is_refused(part, value, sentence):
    """A recorded step's parts say what kind to give."""
    with pytest.raises(InvalidValue, match=rf"StageChange\.{sentence}"):
        attrs.evolve(FIRST, **{part: value})


def test_a_council_shows_itself_briefly():
    """In a console a council shows its name, and its steps by stage and day."""
    stepped = council(history=(FIRST, SECOND))

    assert "name='みのり地区協議会'" in repr(stepped)
    assert "history=(working 2026-02-01, standing 2026-04)" in repr(stepped)


def test_what_is_no_ledger_or_step_is_refused():
    """A council's ledger is a ledger and its history holds steps."""
    with pytest.raises(InvalidValue, match=r"^Council\.ledger: .* is no Ledger"):
        attrs.evolve(council(), ledger=())
    with pytest.raises(InvalidValue, match=r"^Council\.history\[0\]: .* is no StageChange"):
        attrs.evolve(council(), history=("working",))
    with pytest.raises(InvalidValue, match=r"^Council\.name: 7 is no str"):
        attrs.evolve(council(), name=7)


def test_a_step_is_added_to_all_that_a_council_is():
    """A council that has taken a step is the same council with one step more, of whatever class."""

    @attrs.frozen(kw_only=True)
    class Federation(Council):
        members: int = 2

    for one in (council(), Federation(name="みのり連合", members=3)):
        taken = one.having_taken(change("meeting_to_working", "2026-04-01"))

        assert taken == attrs.evolve(
            one, history=(*one.history, change("meeting_to_working", "2026-04-01"))
        )
        assert type(taken) is type(one)
