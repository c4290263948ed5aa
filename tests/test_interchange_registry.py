"""The registry of councils as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.errors import DocumentError, InvalidValue
from renkei_model.interchange.registry import (
    RegistryRow,
    parse_registry,
    read_registry,
    registry_csv,
)
from strategies import spans

REGISTRY = """\
number,name,nickname,districts,certified
１,みのり地区連携協議会,みのり会,川北|川南,R１.７
,潮見の会,,,
"""
TEXTS = st.text(
    st.sampled_from("=+-@'\t\r\n,\"名 x") | st.characters(codec="utf-8", exclude_characters="\0|"),
    max_size=8,
)
NAMES = TEXTS.filter(str.strip)


@st.composite
def registries(draw):
    """Draw registries in which every number and name stands once."""
    names = draw(st.lists(NAMES, unique_by=str.strip, max_size=4))
    numbers = draw(st.lists(st.integers(1, 999_999_999), unique=True, max_size=len(names)))
    return tuple(
        RegistryRow(
            number=numbers[place] if place < len(numbers) else None,
            name=name,
            nickname=draw(TEXTS),
            districts=draw(st.lists(NAMES, max_size=3)),
            certified=draw(st.none() | spans()),
        )
        for place, name in enumerate(names)
    )


@given(rows=registries())
def test_a_registry_is_read_as_it_was_written(rows):
    """Registry to CSV to registry is the identity."""
    assert rows == parse_registry(registry_csv(rows))


def test_a_registry_is_read_in_any_writing():
    """Full-width digits, eras and empty cells of a registry are understood."""
    assert parse_registry(REGISTRY) == (
        RegistryRow(
            number=1,
            name="みのり地区連携協議会",
            nickname="みのり会",
            districts=("川北", "川南"),
            certified=Span.month(2019, 7),
        ),
        RegistryRow(name="潮見の会"),
    )


def test_a_registry_is_written_with_stable_headings_and_dates():
    """The file that is written names its columns by key and its dates as they are known."""
    assert registry_csv(parse_registry(REGISTRY)) == (
        "number,name,nickname,districts,certified\n"
        "1,みのり地区連携協議会,みのり会,川北|川南,2019-07\n"
        ",潮見の会,,,\n"
    )


def test_a_registry_file_is_read_in_the_encodings_of_offices(tmp_path):
    """A registry saved by a Japanese spreadsheet is read like one in UTF-8."""
    path = tmp_path / "registry.csv"
    path.write_text(REGISTRY.replace("name,", "名称,", 1), encoding="cp932")

    assert parse_registry(REGISTRY) == read_registry(path)


def test_every_fault_of_a_registry_is_named_at_once():
    """Wrong numbers, names, districts and dates are reported together, by row and column."""
    text = (
        "number,name,districts,certified\n"
        "0,みのり,川北,R1.4\n"
        "一,,川北||川南,2026-02-30\n"
        "7,潮見,,2020-04/2019-08\n"
        "７,潮見,,\n"
    )

    with pytest.raises(DocumentError) as refused:
        parse_registry(text, "registry.csv")

    assert refused.value.explain("en").splitlines() == [
        "cannot read registry.csv (9 faults)",
        (
            "  - row 2, column number: '0' is not a whole number from 1 on. "
            "Write the number, or leave it empty."
        ),
        (
            "  - row 2, column certified: 'R1.4': Reiwa is for dates from 2019-05-01 on. "
            "Write H31 (平成31年) for that time."
        ),
        (
            "  - row 3, column number: '一' is not a whole number from 1 on. "
            "Write the number, or leave it empty."
        ),
        (
            "  - row 3, column districts: a district is missing beside a |. "
            "Write the district, or drop the |."
        ),
        (
            "  - row 3, column certified: '2026-02-30': the calendar has no such day. "
            "Check the month and the day."
        ),
        "  - row 3, column name: the council has no name. Write its name.",
        (
            "  - row 4, column certified: '2020-04/2019-08': the span ends before it begins. "
            "Put the earlier date first."
        ),
        "  - row 5, column number: '7' stands in row 4 already. Correct one of the two.",
        "  - row 5, column name: '潮見' stands in row 4 already. Correct one of the two.",
    ]
    assert refused.value.explain("ja").splitlines()[:3] == [
        "「registry.csv」を読めません（9件）",
        "  - 2行目 number 列: 「0」は1以上の整数ではありません。番号を書くか，空にしてください。",
        (
            "  - 2行目 certified 列: 「R1.4」: 令和と書けるのは令和元年5月1日からです。"
            "その時期は平成31年（H31）と書いてください。"
        ),
    ]
    assert refused.value.faults[0].found == "0"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "name: it is empty"),
        ({"name": "潮見", "number": 0}, "number: 0 is not a whole number of at least 1"),
        ({"name": "潮見", "districts": ("川北|川南",)}, "'川北|川南' cannot be a district"),
        ({"name": "潮見", "districts": ("",)}, "'' cannot be a district"),
    ],
)
def test_a_row_that_no_file_could_hold_is_refused(fields, problem):
    """A council without a name, or with a district that would be read as two, is refused."""
    with pytest.raises(InvalidValue) as refused:
        RegistryRow(**fields)

    assert problem in str(refused.value)
