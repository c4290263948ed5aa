"""What values refuse when they are made."""

import datetime

import pytest

from renkei_model.checks import (
    require_count,
    require_day,
    require_each,
    require_key,
    require_kind,
    require_name,
    require_tuples,
)
from renkei_model.errors import Fault, InvalidValue
from renkei_model.wording import Wording


@pytest.mark.parametrize("key", ["founded", "stage_2", "_private"])
def test_a_key_of_lower_case_letters_digits_and_underscores_is_accepted(key):
    """Keys that files, diagrams and commands can all hold pass."""
    assert require_key("Fact.key", key) is None


@pytest.mark.parametrize("key", ["", "Founded", "2nd", "a b", "a-b", "設立", None])
def test_a_key_that_some_format_could_not_hold_is_refused(key):
    """Capitals, spaces, hyphens, Japanese, a leading digit or nothing make no key."""
    with pytest.raises(InvalidValue) as refusal:
        require_key("Fact.key", key)

    assert refusal.value.explain("en") == (
        f"Fact.key: {key!r} cannot be a key; "
        "use lower-case ASCII letters, digits and _, beginning with a letter or _."
    )


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_a_name_that_says_nothing_is_refused(name):
    """Spaces of either width name nobody."""
    with pytest.raises(InvalidValue) as refusal:
        require_name("Project.name", name, Wording("事業の名称を書いてください", "give its name"))

    assert refusal.value.explain("en") == "Project.name: it is empty; give its name."
    assert refusal.value.explain("ja") == (
        "Project.name: 名称が空です。事業の名称を書いてください。"
    )


@pytest.mark.parametrize("count", [0, -1, 1.5, "2", True, None])
def test_a_count_that_is_no_whole_number_or_too_small_is_refused(count):
    """Counts are whole numbers from their least value on; True is no number."""
    with pytest.raises(InvalidValue) as refusal:
        require_count("Record.count", count, least=1)

    assert refusal.value.explain("ja") == (
        f"Record.count: {count!r} は1以上の整数ではありません。1以上の整数を書いてください。"
    )
    assert refusal.value.explain("en") == (
        f"Record.count: {count!r} is not a whole number of at least 1; write 1 or more."
    )


def test_a_count_at_its_least_value_is_accepted():
    """The least value itself passes."""
    assert require_count("AtMost.n", 0, least=0) is None


@pytest.mark.parametrize("day", [datetime.datetime(2026, 4, 1, 9, 0), None])
def test_what_is_no_plain_day_is_refused(day):
    """A time of day or nothing cannot stand for a day."""
    with pytest.raises(InvalidValue) as refusal:
        require_day("on", day)

    assert refusal.value.explain("en") == f"on: {day!r} is not a day; give a datetime.date."
    assert refusal.value.explain("ja") == (
        f"on: {day!r} は日付ではありません。datetime.date を渡してください。"
    )


def test_a_text_instead_of_a_day_is_told_how_to_become_one():
    """Whoever writes a date as text learns what reads it."""
    with pytest.raises(InvalidValue) as refusal:
        require_day("on", "2026-04-01")

    assert refusal.value.explain("en") == (
        "on: '2026-04-01' is not a day; give a datetime.date; "
        "datetime.date.fromisoformat and parse_span read text."
    )
    assert refusal.value.explain("ja") == (
        "on: '2026-04-01' は日付ではありません。datetime.date を渡してください"
        "（文字列は datetime.date.fromisoformat か parse_span で読めます）。"
    )


def test_kilobytes_are_cut_short():
    """An error never prints the whole of a long value."""
    with pytest.raises(InvalidValue) as refusal:
        require_kind("council", ["みのり"] * 1000, Wording)

    assert len(refusal.value.explain("en")) < 150
    assert "…" in refusal.value.explain("en")


def test_one_of_many_values_is_refused_with_its_place():
    """Of several values the first that is of another kind is named by its place, from 0."""
    with pytest.raises(InvalidValue, match=r"^facts\[1\]: 'two' is no Wording; give a Wording\.$"):
        require_each("facts", (Wording.same("one"), "two"), Wording)


def test_values_of_a_narrower_kind_are_as_good():
    """A subclass of what is meant passes, wherever it stands."""
    assert (
        require_each("faults", (InvalidValue("x", *[Wording.same("y")] * 2),), ValueError) is None
    )


def test_a_value_of_another_kind_is_refused_with_the_kinds_it_may_be():
    """Whoever gives a bare text for a value of ours learns what to give."""
    with pytest.raises(InvalidValue) as refusal:
        require_kind("remark", "two", Wording, Fault)

    assert refusal.value.explain("en") == (
        "remark: 'two' is no Wording or Fault; give a Wording or Fault."
    )
    assert refusal.value.explain("ja") == (
        "remark: 'two' は WordingかFault ではありません。WordingかFault を渡してください。"
    )


def test_a_list_is_refused_where_a_tuple_is_meant():
    """Values never change, so what could change is refused with its place."""
    with pytest.raises(InvalidValue) as refusal:
        require_tuples("Council", districts=(), history=[])

    assert refusal.value.explain("en") == (
        "Council.history: a list cannot stand here; give a tuple."
    )
    assert refusal.value.explain("ja") == (
        "Council.history: list は使えません。tuple を渡してください。"
    )


@pytest.mark.parametrize(
    ("count", "written"),
    [(100_000_001, "100000001"), (10**5000, "<int>")],
    ids=["hundred million", "huge"],
)
def test_a_count_beyond_a_hundred_million_is_refused(count, written):
    """A slip of the keyboard cannot become a count, however long it is."""
    with pytest.raises(InvalidValue) as refusal:
        require_count("Record.count", count, least=1)

    assert refusal.value.explain("ja") == (
        f"Record.count: {written} は100,000,000を超えています。"
        "100,000,000以下の整数を書いてください。"
    )
    assert refusal.value.explain("en") == (
        f"Record.count: {written} is above 100,000,000; write a whole number up to 100,000,000."
    )


def test_a_count_of_a_hundred_million_is_accepted():
    """The greatest count itself passes."""
    assert require_count("Record.count", 100_000_000, least=1) is None
