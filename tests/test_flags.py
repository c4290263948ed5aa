"""What the source leaves open: years it does not speak of, and what the other reading grants."""

import attrs
import pytest

from invented_grants import BASIC, GRANT, amount
from renkei_model.dates import FiscalYear, Span
from renkei_model.flags import OtherReading, compare_readings, source_years, year_flags
from renkei_model.money import YenRange

FY2024, FY2025, FY2026, FY2028 = map(FiscalYear, (2024, 2025, 2026, 2028))
PLANNED = GRANT.ceilings[0]


def told(*ceilings, year):
    """Give what is said of a year, in both languages."""
    return [(flag.wording.ja, flag.wording.en) for flag in year_flags(ceilings, year)]


@pytest.mark.parametrize(
    ("ceiling", "amount_of", "gives", "ja", "en"),
    [
        ((0, 100), (0, 50), OtherReading.LESS, "少なくなる", "grants less"),
        ((100, 100), (0, 60), OtherReading.LESS, "少なくなる", "grants less"),
        ((100, 200), (0, 100), OtherReading.MORE, "多くなる", "grants more"),
        (
            (0, 200),
            (0, 100),
            OtherReading.OTHERWISE,
            "多くも少なくもなり得る",
            "may grant more or less",
        ),
    ],
)
def test_what_another_reading_grants_follows_from_its_yen(ceiling, amount_of, gives, ja, en):
    """Less where no end of ceiling and amount is higher, more where none is lower, else neither."""
    taken = YenRange.exactly(100), YenRange(0, 100)
    found = compare_readings(taken, (YenRange(*ceiling), YenRange(*amount_of)))

    assert (found, found.text("ja"), found.text("en")) == (gives, ja, en)


def test_a_year_of_which_the_source_speaks_is_not_flagged():
    """The leaflet of April 2024 speaks of fiscal 2024."""
    assert told(PLANNED, BASIC, year=FY2024) == []
    assert source_years((PLANNED, BASIC), FY2024) == ()


def test_a_year_after_the_source_names_the_year_of_the_source_once():
    """Where every ceiling is of one source, it is named without them."""
    assert told(PLANNED, BASIC, year=FY2026) == [
        (
            "資料は令和6年度のもの。令和8年度も金額と条件が同じと仮定して計算した",
            (
                "the source is of FY2024; "
                "computed as if amounts and conditions were the same in FY2026"
            ),
        )
    ]
    assert source_years((PLANNED, BASIC), FY2026) == (FY2024,)


def test_the_year_of_a_source_and_the_year_of_its_amount_are_told_apart():
    """A leaflet of 2023 that gives an amount from 2025 on is no leaflet of 2025."""
    coming = amount(350_000, since=FY2025, published=Span.month(2023, 8))
    ceiling = attrs.evolve(BASIC, amounts=(coming,))

    assert [en.partition(";")[0] for _, en in told(ceiling, year=FY2024)] == [
        "the source is of FY2023 and gives the amount from FY2025 on"
    ]
    assert [ja.partition("。")[0] for ja, _ in told(ceiling, year=FY2026)] == [
        "資料は令和5年度のもので，金額は令和7年度から"
    ]
    assert source_years((ceiling,), FY2024) == source_years((ceiling,), FY2026) == (FY2025,)


def test_ceilings_of_several_sources_are_named_with_theirs():
    """Where a draft changes one ceiling, the others are named with the leaflet that they are of."""
    new = amount(950_000, since=FY2026, published=Span.month(2026, 2))
    changed = attrs.evolve(PLANNED, amounts=(*PLANNED.amounts, new))

    assert told(changed, BASIC, year=FY2026) == [
        (
            "「上限額」の資料は令和6年度のもの。令和8年度も金額と条件が同じと仮定して計算した",
            (
                "of “ceiling”, the source is of FY2024; "
                "computed as if amounts and conditions were the same in FY2026"
            ),
        )
    ]
    assert told(changed, BASIC, year=FY2028)[0][1].startswith(
        "of “ceiling”, the source is of FY2025 and gives the amount from FY2026 on, "
        "of “ceiling”, the source is of FY2024;"
    )
    assert source_years((changed, BASIC), FY2028) == (FY2024, FY2026)
