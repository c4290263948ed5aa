"""Facts, records and statements of completeness: what can be recorded, and what is refused."""

import attrs
import pytest

from invented import (
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    INFERRED,
    NEIGHBOURS_MET,
    STATED,
    day,
)
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Fact, Record, name_with_key
from renkei_model.money import YEN
from renkei_model.provenance import BasisKind
from renkei_model.wording import Wording

TODAY = day("2026-04-10")


# --- facts and records ---------------------------------------------------------------------------


def test_a_fact_is_what_its_key_kind_and_counting_say():
    """Words and sources can be corrected without a fact becoming another one."""
    reworded = attrs.evolve(COMPLAINTS, wording=Wording("不満", "grumbles"), basis=INFERRED)

    assert reworded == COMPLAINTS
    assert hash(reworded) == hash(COMPLAINTS)
    assert attrs.evolve(COMPLAINTS, distinct=True) != COMPLAINTS


def test_a_fact_has_a_key_that_files_can_hold():
    """A Japanese or capitalised key of a fact is refused."""
    with pytest.raises(InvalidValue, match=r"Fact\.key: '苦情' cannot be a key"):
        Fact(key="苦情", wording=COMPLAINTS.wording, evidence=COMPLAINTS.evidence, basis=STATED)


def test_a_fact_is_named_with_its_key_and_the_days_that_count():
    """People read the fact's name, find its key in files, and see which days are meant."""
    this_year = Wording("当該年度中に", "within the fiscal year")

    assert name_with_key(COMPLAINTS) == Wording(
        "「苦情」（complaints）", "“complaints” (complaints)"
    )
    assert name_with_key(COMPLAINTS, this_year) == Wording(
        "「苦情」（complaints，当該年度中に）", "“complaints” (complaints, within the fiscal year)"
    )


def test_a_record_of_a_known_day_spans_that_day():
    """A record may be dated by a day or by the span it lies in."""
    assert Record(EVENTS_HELD, Span.day(TODAY)) == Record(EVENTS_HELD, TODAY)


def test_a_record_is_the_councils_own_word_unless_said_otherwise():
    """Without another basis, a record rests on the council's ledger."""
    assert Record(EVENTS_HELD, TODAY).basis.kind is BasisKind.RECORDED


def test_a_record_of_a_key_instead_of_a_fact_is_refused():
    """Records hold the fact itself, so that a typo is noticed at once."""
    with pytest.raises(InvalidValue) as refusal:
        Record("events_held", TODAY)

    assert refusal.value.explain("ja") == (
        "Record.fact: 'events_held' は Fact ではありません。Fact を渡してください"
        "（キーからは Policy.fact() で取り出せます）。"
    )
    assert refusal.value.explain("en") == (
        "Record.fact: 'events_held' is no Fact; give a Fact; Policy.fact() finds one by its key."
    )


def test_a_record_of_something_else_than_a_fact_is_refused():
    """Only who gives a text, which may be a key, is told where to find a fact by its key."""
    with pytest.raises(InvalidValue) as refusal:
        Record(None, TODAY)

    assert refusal.value.explain("ja") == (
        "Record.fact: None は Fact ではありません。Fact を渡してください。"
    )
    assert refusal.value.explain("en") == "Record.fact: None is no Fact; give a Fact."


def test_a_record_of_no_occurrence_is_refused():
    """A count of 0 records nothing, and is refused."""
    with pytest.raises(InvalidValue) as refusal:
        Record(EVENTS_HELD, TODAY, count=0)

    assert refusal.value.explain("ja") == (
        "Record.count: 0 は1以上の整数ではありません。1以上の整数を書いてください。"
    )
    assert refusal.value.explain("en") == (
        "Record.count: 0 is not a whole number of at least 1; write 1 or more."
    )


@pytest.mark.parametrize("slip", [{}, {"item": "防災", "count": 2}])
def test_a_fact_of_different_items_needs_each_item_by_itself(slip):
    """Where different items are counted, a record names one item and one only."""
    with pytest.raises(InvalidValue) as refusal:
        Record(FIELDS_JOINED, TODAY, **slip)

    assert refusal.value.explain("ja") == (
        "Record.item: 「加わった分野」は異なるものの数を数えます。"
        "一つごとに1行とし，それが何であるかを item に書いてください。"
    )
    assert refusal.value.explain("en") == (
        "Record.item: fields_joined counts different items; "
        "write one record for each item, with its name as item."
    )


def test_the_identity_of_a_record_is_free_of_its_papers():
    """Two records of the same fact, time, count and item are of one identity."""
    one = Record(EVENTS_HELD, TODAY, count=2, by="事務局", evidence="議事録")
    other = Record(EVENTS_HELD, TODAY, count=2, by="会長", basis=INFERRED)

    assert one != other
    assert one.identity == other.identity
    assert one.identity != Record(EVENTS_HELD, TODAY).identity
    assert one.identity != Record(EVENTS_HELD, TODAY, count=2, item="祭り").identity


@pytest.mark.parametrize(
    ("now", "upheld"),
    [
        (Record(EVENTS_HELD, Span.month(2026, 4), count=2), True),
        (Record(EVENTS_HELD, TODAY, count=3), True),
        (Record(EVENTS_HELD, TODAY, count=1), False),
        (Record(EVENTS_HELD, Span.month(2026, 5), count=2), False),
        (Record(EVENTS_HELD, TODAY, count=2, item="祭り"), False),
        (Record(COMPLAINTS, TODAY, count=2), False),
    ],
)
def test_a_record_is_upheld_by_one_that_says_the_same_or_more_closely(now, upheld):
    """Giving the day of a month, or counting more, upholds an earlier record; less does not."""
    earlier = Record(EVENTS_HELD, Span.month(2026, 4), count=2)

    assert upheld is now.upholds(earlier)


# --- completeness --------------------------------------------------------------------------------


def test_completeness_that_ends_before_it_begins_is_refused():
    """A statement that nothing else happened speaks of at least one day."""
    with pytest.raises(InvalidValue, match="put the earlier day first"):
        Completeness(COMPLAINTS, day("2026-03-31"), since=day("2026-04-01"))


def test_completeness_of_a_key_instead_of_a_fact_is_refused():
    """A completeness statement holds the fact itself, as a record does."""
    with pytest.raises(InvalidValue, match=r"Completeness\.fact: 'complaints' is no Fact"):
        Completeness("complaints", TODAY)


# --- parts of another kind -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "value", "kind"),
    [
        ("wording", "苦情", "Wording"),
        ("kind", "event", "FactKind"),
        ("evidence", None, "Wording"),
        ("basis", "stated", "Basis"),
        ("distinct", 1, "bool"),
    ],
)
def test_a_fact_with_a_part_of_another_kind_is_refused(part, value, kind):
    """A fact's parts say what kind to give."""
    with pytest.raises(InvalidValue, match=rf"Fact\.{part}: {value!r} is no {kind}; give a {kind}"):
        attrs.evolve(COMPLAINTS, **{part: value})


@pytest.mark.parametrize("part", ["item", "by", "evidence"])
def test_a_record_with_a_part_that_is_no_text_is_refused(part):
    """A record's item, author and paper are texts."""
    with pytest.raises(InvalidValue, match=rf"Record\.{part}: 3 is no str; give a str"):
        Record(EVENTS_HELD, TODAY, **{part: 3})


def test_a_record_with_a_basis_of_another_kind_is_refused():
    """The name of a basis is none."""
    with pytest.raises(InvalidValue, match=r"Record\.basis: 'stated' is no Basis; give a Basis"):
        Record(EVENTS_HELD, TODAY, basis="stated")


@pytest.mark.parametrize(
    ("days", "place"),
    [
        ({"through": "2026-04-10"}, "through"),
        ({"through": None}, "through"),
        ({"through": TODAY, "since": ""}, "since"),
        ({"through": TODAY, "since": 0}, "since"),
    ],
)
def test_a_completeness_statement_of_no_day_is_refused(days, place):
    """What is empty or zero is no day and does not mean "from the beginning"."""
    with pytest.raises(InvalidValue, match=rf"Completeness\.{place}: .* is not a day"):
        Completeness(EVENTS_HELD, **days)


def test_a_record_shows_its_fact_by_key():
    """In a console a record shows what and when, without what the fact's wordings say."""
    record = Record(EVENTS_HELD, Span.month(2026, 3), by="事務局")

    assert repr(record) == (
        "Record(fact=events_held, on=2026-03, count=1, item='', by='事務局', evidence='')"
    )


@pytest.mark.parametrize(
    ("unit", "ja", "en"),
    [(None, "1,200件", "1,200"), (YEN, "1,200円", "1,200 yen")],
)
def test_a_number_of_a_fact_is_told_in_its_unit(unit, ja, en):
    """Times are counted unless the fact says otherwise; a payment is told in yen."""
    fact = attrs.evolve(NEIGHBOURS_MET, unit=unit)

    assert fact.number(1200) == Wording(ja, en)


def test_a_unit_decides_nothing():
    """What a number is of is said to people; facts of one key stay the same."""
    assert attrs.evolve(NEIGHBOURS_MET, unit=YEN) == NEIGHBOURS_MET
    with pytest.raises(InvalidValue, match=r"Fact\.unit: .* is no Wording"):
        attrs.evolve(NEIGHBOURS_MET, unit="円")
