"""What the two invented cities give: cases that must notice every slip, and limits over years."""

import datetime
import pathlib

import hoshigaoka
import minato
import pytest

from boundary_tables import needed
from renkei_model import Completeness, Council, FiscalYear, Record, Span, Verdict, subsidy_range
from renkei_model.cli.council_subsidies import one_subsidies
from renkei_model.money import YenRange
from renkei_model.projects import Project
from renkei_model.slips import SubsidyAnswer, SubsidyCase, unnoticed_edits

TABLES = pathlib.Path(__file__).parent / "boundaries"
YEAR = FiscalYear(2027)
LAST_YEAR_OVER, YEAR_OVER = datetime.date(2027, 3, 31), datetime.date(2028, 3, 31)
BEYOND = (("other_year", None),)
"""The handbooks of 2025 do not speak of fiscal year 2027; nobody can say what else it would be."""


def day(text):
    """Read a day of the common calendar."""
    return datetime.date.fromisoformat(text)


def yens(least, most=None):
    """Give an amount, or the two ends of what it may be."""
    return YenRange(least, least if most is None else most)


class _City:
    """A city's grant, with the facts that it counts in earlier years."""

    def __init__(self, policy, granted, paid):
        self.policy, self.granted, self.paid = policy, granted, paid
        (self.grant,) = policy.subsidies

    def case(self, name, expected, *entries, granted=(), paid=(), flags=BEYOND, **more):
        """Make a case of a council whose earlier grants were checked up to the end of last year."""
        council = Council(name="みのり（架空の例）").add(
            *(Record(self.granted, day(on)) for on in granted),
            *(Record(self.paid, day(on), count=yen) for on, yen in paid),
            Completeness(self.granted, LAST_YEAR_OVER),
            Completeness(self.paid, LAST_YEAR_OVER),
            *entries,
        )
        answer = SubsidyAnswer(self.grant.key, expected, flags, more.pop("verdicts", ()))
        more = {"fiscal_year": YEAR, "as_of": YEAR_OVER, **more}
        return SubsidyCase(name=name, council=council, answers=(answer,), **more)


HOSHIGAOKA = _City(hoshigaoka.POLICY, hoshigaoka.GRANTED, hoshigaoka.PAID)
APPROVED = Record(hoshigaoka.APPROVED, datetime.date(2026, 3, 20))
NOT_APPROVED = Completeness(hoshigaoka.APPROVED, YEAR_OVER)
YEARS = ("2022-06-01", "2023-06-01", "2024-06-01", "2025-06-01", "2026-06-01")

HOSHIGAOKAS_CASES = (
    HOSHIGAOKA.case("four years so far, nobody knows of a decision", yens(200_000, 600_000),
                    granted=YEARS[1:]),
    HOSHIGAOKA.case("five years are over", yens(0), APPROVED, granted=YEARS),
    HOSHIGAOKA.case("four years before this one, which is a fifth", yens(600_000), APPROVED,
                    granted=(*YEARS[1:], "2027-04-01")),
    HOSHIGAOKA.case("the board decided", yens(600_000), APPROVED),
    HOSHIGAOKA.case("the board did not decide", yens(200_000), NOT_APPROVED),
    HOSHIGAOKA.case(
        "two years of three, to the day", yens(400_000), APPROVED,
        paid=(("2025-03-31", 100_000), ("2025-04-01", 500_000), ("2027-03-31", 600_000)),
    ),
    HOSHIGAOKA.case(
        "nearly all that there is", yens(300_000), APPROVED, paid=(("2020-01-01", 2_100_000),)
    ),
    HOSHIGAOKA.case("more than there is", yens(0), APPROVED, paid=(("2020-01-01", 2_500_000),)),
    HOSHIGAOKA.case(
        "what is paid this year is no past", yens(600_000), APPROVED,
        paid=(("2027-04-01", 600_000),),
    ),
    HOSHIGAOKA.case(
        "two thirds of a cost", yens(200_000), APPROVED, verdicts=((),),
        projects=(Project(name="まつり", on=day("2027-08-01"), cost=300_000),),
    ),
    HOSHIGAOKA.case(
        "the year that the handbook speaks of", yens(200_000), NOT_APPROVED, flags=(),
        fiscal_year=FiscalYear(2025), as_of=day("2026-03-31"),
    ),
    HOSHIGAOKA.case(
        "the same year, with the board's decision", yens(600_000), APPROVED, flags=(),
        fiscal_year=FiscalYear(2025), as_of=day("2026-03-31"),
    ),
)  # fmt: skip

MINATO = _City(minato.POLICY, minato.STARTED, minato.PAID)
AT_WORK = tuple(Record(each, day("2027-05-01")) for each in minato.WORK[:2])
ROUNDED = Project(name="まつり", on=day("2027-08-01"), cost=123_456)
MINATOS_CASES = (
    MINATO.case("two years so far, nobody knows of its work", yens(100_000, 300_000),
                granted=YEARS[3:]),
    MINATO.case("three years are over", yens(0), *AT_WORK, granted=YEARS[2:]),
    MINATO.case("two works", yens(300_000), *AT_WORK),
    MINATO.case("two works, the other two", yens(300_000), Record(minato.WORK[2], YEAR_OVER),
                AT_WORK[1]),
    MINATO.case("the first and the last work", yens(300_000), Record(minato.WORK[2], YEAR_OVER),
                AT_WORK[0]),
    *(
        MINATO.case(f"one work: {each.key}", yens(100_000), Record(each, day("2027-05-01")),
                    *(Completeness(other, YEAR_OVER) for other in minato.WORK))
        for each in minato.WORK
    ),
    MINATO.case(
        "last year and the one before, to the day", yens(200_000), *AT_WORK,
        paid=(("2026-03-31", 50_000), ("2026-04-01", 300_000)),
    ),
    MINATO.case(
        "not rounded", yens(123_456), *AT_WORK, verdicts=((),), projects=(ROUNDED,),
        flags=(*BEYOND, ("rounding", yens(123_000))),
    ),
)  # fmt: skip
CASES = [
    *(pytest.param(HOSHIGAOKA.policy, case, id=case.name) for case in HOSHIGAOKAS_CASES),
    *(pytest.param(MINATO.policy, case, id=case.name) for case in MINATOS_CASES),
]


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_the_policy_decides_every_case_as_it_was_written(policy, case):
    """What a council may receive is what the case says."""
    assert case == case.given_by(policy)


@pytest.mark.parametrize(
    ("city", "granting"), [(HOSHIGAOKA, HOSHIGAOKAS_CASES), (MINATO, MINATOS_CASES)]
)
def test_every_slip_of_the_pen_is_noticed(city, granting):
    """No number, name, window, yen, may or must can change without a case that says so."""
    slips = unnoticed_edits(city.policy, [*needed(city.policy, TABLES), *granting])

    assert "\n".join(slip.text("ja") for slip in slips) == ""


# --- limits over several years, in words ---------------------------------------------------------


def reading(*entries, year=YEAR, as_of="2027-04-01"):
    """Tell what Hoshigaoka gives a council with some entries in its ledger."""
    council = Council(name="みのり（架空の例）").add(APPROVED, *entries)
    return subsidy_range(council, hoshigaoka.POLICY, "activity_grant", year, day(as_of))


def paid(on, yen):
    """Record a payment."""
    return Record(hoshigaoka.PAID, day(on), count=yen, evidence="通知（架空）")


KNOWN = (
    Completeness(hoshigaoka.PAID, LAST_YEAR_OVER),
    Completeness(hoshigaoka.GRANTED, LAST_YEAR_OVER),
)


def test_a_limit_says_what_was_paid_and_what_is_left():
    """Which years count, every payment in yen, what is left, and where the limit comes from."""
    found = reading(paid("2026-03-30", 500_000), paid("2027-03-30", 600_000), *KNOWN)
    ja, en = (found.explain(language).splitlines() for language in ("ja", "en"))
    place = ja.index("■ 複数年度の限度額（残りが上限額を下回れば，上限額はそこまで）")

    assert ja[place : place + 12] == [
        "■ 複数年度の限度額（残りが上限額を下回れば，上限額はそこまで）",
        "  3か年度の限度額 [three_years]: 連続する3か年度で通算1,500,000円",
        "    交付済み（令和7年4月1日から令和9年3月31日まで）: 1,100,000円",
        "    根拠となる記録: 令和8年3月30日 500,000円，通知（架空）（台帳に記録）",
        "    根拠となる記録: 令和9年3月30日 600,000円，通知（架空）（台帳に記録）",
        "    残り: 400,000円",
        "    要件の根拠: 明記／H18「認定と助成」9頁",
        "  通算の限度額 [in_all]: 通算2,400,000円",
        "    交付済み（令和9年3月31日まで）: 1,100,000円",
        "    根拠となる記録: 令和8年3月30日 500,000円，通知（架空）（台帳に記録）",
        "    根拠となる記録: 令和9年3月30日 600,000円，通知（架空）（台帳に記録）",
        "    残り: 1,300,000円",
    ]
    assert en[place : place + 7] == [
        "■ limits over several years (where less is left, the ceiling is no more than that)",
        "  limit within three years [three_years]: 1,500,000 yen within 3 fiscal years in a row",
        "    paid already (from 2025-04-01 until 2027-03-31): 1,100,000 yen",
        "    rests on: 2026-03-30 500,000 yen; 通知（架空） (recorded in the ledger)",
        "    rests on: 2027-03-30 600,000 yen; 通知（架空） (recorded in the ledger)",
        "    left: 400,000 yen",
        "    rule: stated; H18 “Recognition and grants”, page 9",
    ]
    assert ja[3] == (
        "上限額（年額）: 400,000円（この年度だけなら600,000円。複数年度の限度額の残りまで）"
    )
    assert en[3] == (
        "ceiling for the year: 400,000 yen (600,000 yen for the year alone; cut to what is left of "
        "a limit over several years)"
    )


def test_what_nobody_recorded_of_payments_is_open():
    """Nothing may be left, or all of it; and the clerk is told what to confirm."""
    found = reading()
    three_years, in_all = found.totals

    assert (found.ceiling, found.yearly) == (yens(0, 600_000), yens(0, 600_000))
    assert three_years.left == yens(0, 1_500_000)
    assert "    交付済み（令和9年3月31日まで）: なし（未確認）" in found.explain("ja")
    assert three_years.remedy == in_all.remedy
    assert three_years.remedy.ja == (
        "「交付された助成金」（grant_paid）がほかにないことを確かめ，"
        "「これ以外なし（確認日）」の欄（complete_through）に確認日を書く"
    )


def test_a_year_to_come_waits_for_this_one_to_end():
    """Until the fiscal year before is over, nobody can say what else will be paid in it."""
    found = reading(paid("2027-03-30", 600_000), *KNOWN, year=FiscalYear(2028), as_of="2027-06-01")

    assert found.totals[0].paid.most is None
    assert found.totals[0].left == yens(0, 900_000)
    assert found.totals[0].remedy.en.startswith("after 2028-03-31, check that there is no other")


def test_a_payment_of_which_only_the_month_is_known_may_count_or_not():
    """Where a span reaches over the first day that counts, the least and the most differ."""
    spring = Span(day("2025-03-01"), day("2025-04-30"))
    vague = Record(hoshigaoka.PAID, spring, count=1_000_000)
    found = reading(vague, *KNOWN)
    three_years, in_all = found.totals

    assert (three_years.paid.least, three_years.paid.most) == (0, 1_000_000)
    assert (three_years.left, found.ceiling) == (yens(500_000, 1_500_000), yens(500_000, 600_000))
    assert three_years.remedy.en.startswith("give the day of the record of “grant paid”")
    assert (in_all.left, in_all.remedy.en) == (yens(1_400_000), "")


def test_confirmed_to_be_none_leaves_the_whole_limit():
    """What a clerk confirmed needs no record of nothing."""
    found = reading(*KNOWN)

    assert found.totals[0].left == yens(1_500_000)
    assert "交付済み（令和9年3月31日まで）: 0円（該当なしと確認）" in found.explain("ja")


def test_a_limit_of_years_reads_as_years_with_a_grant():
    """The fifth year is granted, the sixth is not; each year with a grant is one record."""
    council = Council(name="みのり（架空の例）").add(
        *(Record(hoshigaoka.GRANTED, day(on)) for on in YEARS), KNOWN[1]
    )
    found = subsidy_range(
        council, hoshigaoka.POLICY, "activity_grant", YEAR, datetime.date(2027, 4, 1)
    )
    (finding,) = found.findings

    assert found.verdict is Verdict.UNMET
    assert finding.explain("ja").splitlines()[:2] == [
        "× 助成は5年度まで [未充足]",
        "  必要: 前年度末までに「助成を受けた年度（年度ごとに1件）」4件以下 / 記録: 5件",
    ]


def test_a_table_of_one_council_has_a_row_for_each_limit():
    """What is left, what was paid, by which payments, and where the limit comes from."""
    found = reading(paid("2026-03-30", 500_000), paid("2027-03-30", 600_000), *KNOWN)
    table = one_subsidies([found], "en").table
    *_, three_years, in_all = table.rows

    assert three_years[10:] == (
        "400,000 yen",
        "left of a limit over several years",
        "limit within three years",
        "",
        "1,500,000 yen within 3 fiscal years in a row",
        "1,100,000 yen",
        (
            "2026-03-30 500,000 yen; 通知（架空） (recorded in the ledger)\n"
            "2027-03-30 600,000 yen; 通知（架空） (recorded in the ledger)"
        ),
        "stated; H18 “Recognition and grants”, page 9",
        "",
        "",
    )
    assert len(three_years) == len(table.columns)
    assert in_all[10] == "1,300,000 yen"
