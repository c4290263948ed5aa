"""Kochi's two subsidies, as tables that a clerk can hold against the leaflet."""

import datetime

import attrs
import pytest

from renkei_model import kochi
from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council
from renkei_model.date_text import parse_span
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.money import YenRange
from renkei_model.projects import Project, assess_project
from renkei_model.provenance import BasisKind
from renkei_model.subsidies import subsidy_range
from renkei_model.verdicts import Verdict

A, B = "activity_promotion", "plan_drafting"
FACTS = {fact.key: fact for fact in kochi.FACTS}
PROJECT_FACTS = {fact.key: fact for fact in kochi.POLICY.subsidy(A).project_facts}
R5, R6 = FiscalYear(2023), FiscalYear(2024)
CHECKED = datetime.date(2026, 3, 31)
"""A clerk confirmed on this day that nothing else had happened."""

# When certified, drafted and promoted; the cost of the projects, where they are given; what the
# activity-promotion subsidy gives in fiscal 2023 and 2024; and on the other reading of what the
# leaflet does not say. Fiscal 2024 lies beyond the leaflet and is assumed to be the same.
GOLDEN = """
認定    | 策定       | 推進       | 事業費  | 令和5年度   | 令和6年度   | 別の読み方では
－      | －         | －         | －      |         0円 |         0円 |
2019-07 | －         | －         | －      |   400,000円 |   400,000円 |
2019-07 | 2023-03-31 | 2023-03-31 | －      | 1,000,000円 | 1,000,000円 |
2019-07 | 2023-03-31 | 2023-04-01 | －      |   400,000円 | 1,000,000円 | R5 drafting_alone 1,000,000円
2019-07 | 2023-04-01 | 2023-04-01 | －      |   400,000円 | 1,000,000円 |
2019-07 | 2021-06    | －         | －      |   400,000円 |   400,000円 | R5 drafting_alone 1,000,000円 / R6 drafting_alone 1,000,000円
2019-07 | －         | －         | 350,000 |   350,000円 |   350,000円 |
2019-07 | 2017-05    | 2017-06    | －      |   400,000円 |   400,000円 | R5 lapsed_plan 1,000,000円 / R6 lapsed_plan 1,000,000円
"""  # noqa: E501 - one case, one line


def _council(certified=None, *plans, districts=("みのり",)):
    """Make a council of whose certification and plans everything is known."""
    records = () if certified is None else (Record(FACTS["certified"], certified),)
    checked = tuple(
        Completeness(fact, CHECKED)
        for key, fact in FACTS.items()
        if key == "certified" or key.startswith("plan_")
    )
    return Council(
        name="みのり地区連携協議会",
        districts=districts,
        ledger=Ledger(records, checked),
        plans=plans,
    )


def _range(council, subsidy=A, year=R5, *, projects=None, as_of=CHECKED):
    return subsidy_range(council, kochi.POLICY, subsidy, year, as_of, projects=projects)


def _project(year, cost, **changes):
    """Make a project that is surely paid for: a festival that the council hosts."""
    festival = Project(
        name="夏まつり",
        on=datetime.date(year.year, 8, 1),
        cost=cost,
        yes=(PROJECT_FACTS["hosted_by_council"], PROJECT_FACTS["event"]),
        no=(PROJECT_FACTS["other_grant"], PROJECT_FACTS["particular_benefit"]),
    )
    return attrs.evolve(festival, **changes)


def _other_readings(answer):
    """Give what the other readings would give, by question."""
    return {flag.key: flag.amount.text("ja") for flag in answer.flags if flag.amount is not None}


def _ceilings(answer):
    return {flag.key: flag.ceiling for flag in answer.flags if flag.ceiling is not None}


CERTIFIED = Span.month(2019, 7)


# --- the golden table ----------------------------------------------------------------------------


def _cells(table):
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()[1:]]


def _when(text):
    return None if text == "－" else parse_span(text)


@pytest.mark.parametrize("row", _cells(GOLDEN), ids=lambda row: " ".join(row[:4]))
def test_the_golden_cases(row):
    """What a council may receive, and what the other reading would give, as the table says."""
    certified, drafted, promoted, cost, r5, r6, other = row
    plans = ()
    if _when(drafted) is not None:
        plans = (CommunityPlan(drafted=_when(drafted), promoted=_when(promoted)),)
    council = _council(_when(certified), *plans)
    said, readings = [], []
    for label, year in (("R5", R5), ("R6", R6)):
        projects = None if cost == "－" else (_project(year, int(cost.replace(",", ""))),)
        answer = _range(council, year=year, projects=projects)
        said.append((answer.ceiling if projects is None else answer.amount).text("ja"))
        readings += [
            f"{label} {flag.key} {flag.ceiling.text('ja')}"
            for flag in answer.flags
            if flag.ceiling is not None
        ]

    assert said == [r5, r6]
    assert " / ".join(readings) == other


def test_drafting_a_new_plan_gives_both_subsidies_and_says_that_this_is_not_stated():
    """A council that drafts its first plan may receive 400,000 and 250,000 yen, if both may be."""
    council = _council(CERTIFIED, CommunityPlan(drafting=Span.month(2023, 6)))
    activities, drafting = _range(council), _range(council, B)

    assert activities.ceiling == YenRange.exactly(400_000)
    assert drafting.ceiling == YenRange.exactly(250_000)
    assert _ceilings(drafting) == {"both_in_one_year": YenRange.exactly(0)}


# --- fiscal years --------------------------------------------------------------------------------

# When the plan was drafted and first promoted, and the ceiling in fiscal 2023.
DATES = """
策定                  | 推進                  | 令和5年度の上限額
2022-04-01            | 2022-04-01            | 1,000,000円
2023-03-31            | 2023-03-31            | 1,000,000円
2023-04-01            | 2023-04-01            | 400,000円
2023-03               | 2023-03               | 1,000,000円
2023-03               | 2023-04               | 400,000円
2023-04               | 2023-04               | 400,000円
2022-04/2023-03       | 2023-03               | 1,000,000円
2022-06               | 2023-03-15/2023-04-15 | 400,000円～1,000,000円
2023-03-01/2023-04-30 | 2023-03-31/2023-04-30 | 400,000円～1,000,000円
令和4年度             | 令和4年度             | 1,000,000円
令和5年度             | 令和5年度             | 400,000円
"""


@pytest.mark.parametrize("row", _cells(DATES), ids=" ".join)
def test_a_plan_counts_from_the_fiscal_year_after_its_dates(row):
    """31 March still counts for the year that follows, 1 April does not; spans may leave it open.

    A month or a fiscal year is enough where all of it lies on one side.
    """
    drafted, promoted, ceiling = row
    plan = CommunityPlan(drafted=parse_span(drafted), promoted=parse_span(promoted))

    assert ceiling == _range(_council(CERTIFIED, plan)).ceiling.text("ja")


@pytest.mark.parametrize("text", ["令和元年度", "平成31年度", "2019年度", "R1年度", "H31年度"])
def test_every_name_of_a_fiscal_year_gives_the_same(text):
    """Fiscal 2019 has two eras, and the same ceiling under every name."""
    year = FiscalYear.of(parse_span(text).first)
    answer = _range(_council(Span.month(2019, 4)), year=year)

    assert year == FiscalYear(2019)
    assert (year.text("ja"), year.text("en")) == ("令和元年度", "FY2019")
    assert answer.ceiling == YenRange.exactly(400_000)


@pytest.mark.parametrize(
    ("year", "assumed"),
    [(2021, True), (2022, True), (2023, False), (2024, True), (2025, True)],
)
def test_years_of_which_the_leaflet_does_not_speak_are_assumed_to_be_the_same(year, assumed):
    """The leaflet is of fiscal 2023; before and after it amounts are unchanged by assumption."""
    answer = _range(_council(CERTIFIED), year=FiscalYear(year))
    flags = [flag for flag in answer.flags if flag.key == "other_year"]

    assert answer.ceiling == YenRange.exactly(400_000)
    assert [flag.basis.kind for flag in flags] == [BasisKind.ASSUMED] * assumed
    assert all("資料は令和5年度のもの" in flag.wording.ja for flag in flags)
    assert all("the source is of FY2023" in flag.wording.en for flag in flags)


def test_nothing_for_a_year_beyond_the_leaflet_is_assumed_too():
    """That an uncertified council receives nothing in fiscal 2024 rests on the same assumption."""
    answer = _range(_council(), year=R6)

    assert answer.ceiling == YenRange.exactly(0)
    assert [flag.key for flag in answer.flags] == ["other_year"]


# --- what the leaflet does not say ---------------------------------------------------------------

# Certified in, and what the year is worth if it is cut to the months that are left.
MONTHS = """
認定年月   | 月割りの場合（令和元年度）
2019-04    | 400,000円
2019-05    | 366,666円
2019-07    | 300,000円
2019-12    | 133,333円
2020-03    | 33,333円
2020-03-31 | 33,333円
"""


@pytest.mark.parametrize("row", _cells(MONTHS), ids=" ".join)
def test_certified_in_mid_year(row):
    """A council receives the whole year; cut to the months that are left, it would be this much."""
    certified, cut = row
    answer = _range(_council(parse_span(certified)), year=FiscalYear(2019))

    assert answer.ceiling.text("ja") == "400,000円"
    assert _ceilings(answer).get("mid_year", answer.ceiling).text("ja") == cut


def test_certified_before_the_year_nothing_is_cut():
    """Whoever was certified before the year has all its months, on either reading."""
    answer = _range(_council(CERTIFIED), year=FiscalYear(2020))

    assert _ceilings(answer) == {}


def test_the_two_districts_of_number_25():
    """介良 and 介良潮見台 have one council and one ceiling; on the other reading two."""
    council = _council(Span.month(2019, 7), districts=kochi.COUNCILS[24].districts)
    answer = _range(council)

    assert council.districts == ("介良", "介良潮見台")
    assert answer.ceiling == YenRange.exactly(400_000)
    assert _ceilings(answer) == {"districts": YenRange.exactly(800_000)}


def test_renewing_a_plan_is_not_read_as_drafting_a_new_one():
    """A plan of the second term gives no drafting subsidy; on the other reading 250,000 yen."""
    plans = (
        CommunityPlan(drafted=Span.month(2018, 5), promoted=Span.month(2018, 6)),
        CommunityPlan(number=2, drafting=Span.month(2022, 10), drafted=Span.month(2023, 5)),
    )
    answer = _range(_council(Span.month(2016, 7), *plans), B)

    assert answer.ceiling == YenRange.exactly(0)
    assert _ceilings(answer) == {"renewal": YenRange.exactly(250_000)}


@pytest.mark.parametrize(
    ("year", "yen"), [(2020, 0), (2021, 250_000), (2022, 250_000), (2023, 250_000), (2024, 0)]
)
def test_a_plan_is_drafted_in_every_year_from_its_beginning_to_its_adoption(year, yen):
    """Work from June 2021 to May 2023 touches three fiscal years."""
    plan = CommunityPlan(drafting=Span.month(2021, 6), drafted=Span.month(2023, 5))
    answer = _range(_council(CERTIFIED, plan), B, FiscalYear(year))

    assert answer.ceiling == YenRange.exactly(yen)


def test_amounts_are_computed_to_the_yen():
    """A cost of 350,500 yen is paid whole; cut to thousands it would be 350,000."""
    answer = _range(_council(CERTIFIED), projects=(_project(R5, 350_500),))

    assert answer.amount == YenRange.exactly(350_500)
    assert _other_readings(answer) == {"rounding": "350,000円"}


def test_a_renewed_plan_follows_one_whose_term_is_over():
    """The second term carries the million on, and then no term is in question any more."""
    first = CommunityPlan(drafted=Span.month(2017, 5), promoted=Span.month(2017, 6))
    second = CommunityPlan(number=2, drafted=Span.month(2022, 3), promoted=Span.month(2022, 6))
    answer = _range(_council(Span.month(2016, 7), first, second))

    assert answer.ceiling == YenRange.exactly(1_000_000)
    assert _ceilings(answer) == {}


@pytest.mark.parametrize(
    ("term", "ceiling"),
    [
        ("2018-04/2023-03", "400,000円"),
        ("2018-04-01/2023-04-01", "1,000,000円"),
        ("2018-04/2024-03", "1,000,000円"),
    ],
)
def test_a_recorded_term_decides_when_a_plan_is_over(term, ceiling):
    """Where its years are recorded nobody counts five; it counts if in force on 1 April."""
    plan = CommunityPlan(
        term=parse_span(term), drafted=Span.month(2018, 3), promoted=Span.month(2018, 4)
    )

    assert ceiling == _range(_council(Span.month(2016, 7), plan)).ceiling.text("ja")


@pytest.mark.parametrize(
    ("drafted", "ceiling"),
    [
        ("2018-03-31", "400,000円"),
        ("2018-03", "400,000円"),
        ("2018-03-15/2018-04-15", "400,000円～1,000,000円"),
        ("2018-04", "400,000円～1,000,000円"),
        ("2018-04-01", "400,000円"),
        ("2018-04-02", "1,000,000円"),
    ],
)
def test_about_five_years_are_counted_where_no_term_is_recorded(drafted, ceiling):
    """Five years from 1 April 2018 end on 31 March 2023; the fiscal year then begins without it."""
    plan = CommunityPlan(drafted=parse_span(drafted), promoted=Span.month(2018, 5))

    assert ceiling == _range(_council(Span.month(2016, 7), plan)).ceiling.text("ja")


def test_a_written_term_of_five_years_and_a_term_that_is_counted_agree():
    """The same plan gives the same ceiling whether its five years are written down or counted."""
    counted = CommunityPlan(drafted=datetime.date(2018, 4, 1), promoted=datetime.date(2018, 4, 1))
    term = Span(datetime.date(2018, 4, 1), datetime.date(2023, 3, 31))
    ceilings = [
        _range(_council(Span.month(2016, 7), plan), year=FiscalYear(year)).ceiling
        for plan in (counted, attrs.evolve(counted, term=term))
        for year in (2022, 2023)
    ]

    assert [ceiling.most for ceiling in ceilings] == [1_000_000, 400_000] * 2


def test_questions_that_no_figure_answers_are_listed_all_the_same():
    """What the leaflet does not say stands with every sum, with its source and without a figure."""
    flags = [flag for flag in _range(_council(CERTIFIED)).flags if flag.amount is None]

    assert [(flag.key, flag.basis.kind.value) for flag in flags] == [
        ("promotion_stopped", "unstated"),
        ("other_grant_and_drafting", "unstated"),
        ("who_decides", "unstated"),
        ("advance_payment", "unstated"),
    ]


# --- projects ------------------------------------------------------------------------------------

# What is recorded of a project (○ yes, × no, － not recorded), and whether it is paid for.
PROJECTS = """
主催・共催 | ほかの補助金 | 特定の利益 | 種類      | 判定
○          | ×            | ×          | event     | MET
○          | ×            | ×          | publicity | MET
○          | ×            | ×          | safety    | MET
○          | ×            | ×          | administration | MET
○          | ×            | ×          | －        | OPEN
×          | ×            | ×          | event     | UNMET
○          | ○            | ×          | event     | UNMET
○          | ×            | ○          | event     | UNMET
－         | ×            | ×          | event     | OPEN
○          | －           | ×          | event     | OPEN
○          | ×            | －         | event     | OPEN
"""


@pytest.mark.parametrize("row", _cells(PROJECTS), ids=" ".join)
def test_which_projects_are_paid_for(row):
    """Hosted by the council, no other grant, no particular benefit, of a listed kind; else open."""
    *answers, kind, verdict = row
    asked = [
        PROJECT_FACTS[key] for key in ("hosted_by_council", "other_grant", "particular_benefit")
    ]
    yes = [fact for fact, answer in zip(asked, answers, strict=True) if answer == "○"]
    no = [fact for fact, answer in zip(asked, answers, strict=True) if answer == "×"]
    yes += [PROJECT_FACTS[kind]] if kind != "－" else []
    project = _project(R5, 1, yes=tuple(yes), no=tuple(no))

    assert assess_project(project, kochi.POLICY, A).verdict is Verdict[verdict]


# --- the city ------------------------------------------------------------------------------------

AS_OF = kochi.REGISTRY_AS_OF


def _total(councils, year):
    return YenRange.total(
        subsidy_range(council, kochi.POLICY, A, year, AS_OF).ceiling for council in councils
    )


def test_the_29_councils_may_receive_from_11_6_to_29_0_million_yen():
    """Every council is certified and surely has 400,000 yen; its plan may give it a million."""
    assert _total(kochi.COUNCILS, R5) == YenRange(11_600_000, 29_000_000)


def test_with_three_plans_recorded_it_is_13_4_million_at_least():
    """The plans of よこせと, 久重 and 潮江南 as drafted and promoted give each a million surely."""
    plans = {
        6: CommunityPlan(drafted=Span.month(2021, 3), promoted=Span.month(2021, 6)),
        9: CommunityPlan(number=2, drafted=Span.month(2021, 3), promoted=Span.month(2021, 6)),
        18: CommunityPlan(drafted=Span.month(2023, 3), promoted=Span.month(2023, 3)),
    }
    councils = [
        attrs.evolve(each, plans=(plans[each.number],)) if each.number in plans else each
        for each in kochi.COUNCILS
    ]

    assert _total(councils, R5) == YenRange(13_400_000, 29_000_000)


@pytest.mark.parametrize(
    ("year", "certified", "least", "most"),
    [
        (2011, 0, 0, 0),
        (2012, 1, 400_000, 1_000_000),
        (2014, 4, 1_600_000, 4_000_000),
        (2015, 12, 4_800_000, 12_000_000),
        (2016, 19, 7_600_000, 19_000_000),
        (2021, 29, 11_600_000, 29_000_000),
    ],
)
def test_councils_that_were_certified_later_receive_nothing_yet(year, certified, least, most):
    """The registry gives each council its one certification, so an earlier year counts fewer."""
    answers = [
        subsidy_range(council, kochi.POLICY, A, FiscalYear(year), AS_OF)
        for council in kochi.COUNCILS
    ]

    assert [answer.verdict for answer in answers].count(Verdict.MET) == certified
    assert [answer.verdict for answer in answers].count(Verdict.UNMET) == 29 - certified
    assert _total(kochi.COUNCILS, FiscalYear(year)) == YenRange(least, most)
