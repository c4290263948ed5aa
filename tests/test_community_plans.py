"""Community plans: their terms, their dates, and what they refuse."""

import attrs
import pytest

from invented import day
from renkei_model.community_plans import CommunityPlan, Horizon, PlanProject, require_terms_apart
from renkei_model.councils import Council
from renkei_model.date_text import parse_span
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue

MARCH, APRIL = Span.month(2024, 3), Span.month(2024, 4)
FIRST = CommunityPlan(term=parse_span("2020-04/2025-03"))
SECOND = CommunityPlan(number=2, term=parse_span("2025-04/2030-03"))


def test_a_plan_of_which_nothing_is_recorded_is_a_plan():
    """Everything of a plan may be unrecorded; that nobody looked at its parts is not "none"."""
    plan = CommunityPlan()

    assert (plan.number, plan.term, plan.drafted, plan.parts) == (1, None, None, None)
    assert plan != CommunityPlan(parts=())


def test_dates_may_be_days_or_spans():
    """A known day spans that day."""
    plan = CommunityPlan(drafted=day("2024-03-31"), promoted=APRIL)

    assert (plan.drafted, plan.promoted) == (Span.day(day("2024-03-31")), APRIL)


@pytest.mark.parametrize(
    ("horizon", "ja", "en"),
    [
        (Horizon.SHORT, "短期", "short term"),
        (Horizon.MIDDLE, "中期", "middle term"),
        (Horizon.LONG, "長期", "long term"),
    ],
)
def test_a_horizon_is_named_in_both_languages(horizon, ja, en):
    """Short, middle and long term have the leaflet's names."""
    assert (horizon.text("ja"), horizon.text("en")) == (ja, en)


# --- the order of dates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "ja", "en"),
    [
        (
            {"drafting": APRIL, "drafted": MARCH},
            "CommunityPlan.drafted: 策定（令和6年3月）が策定作業の開始（令和6年4月）より前です。",
            "CommunityPlan.drafted: it was drafted (2024-03) before its drafting began (2024-04); ",
        ),
        (
            {"drafted": APRIL, "promoted": MARCH},
            "CommunityPlan.promoted: 推進（令和6年3月）が策定（令和6年4月）より前です。",
            "CommunityPlan.promoted: it was promoted (2024-03) before it was drafted (2024-04); ",
        ),
        (
            {"drafted": day("2024-04-01"), "recognised": day("2024-03-31")},
            ("CommunityPlan.recognised: 認定（令和6年3月31日）が策定（令和6年4月1日）より前です。"),
            (
                "CommunityPlan.recognised: it was recognised (2024-03-31) before it was drafted "
                "(2024-04-01); "
            ),
        ),
        (
            {
                "drafting": APRIL,
                "drafted": Span(day("2024-01-01"), day("2024-12-31")),
                "promoted": MARCH,
            },
            "CommunityPlan.promoted: 推進（令和6年3月）が策定作業の開始（令和6年4月）より前です。",
            (
                "CommunityPlan.promoted: it was promoted (2024-03) before its drafting began "
                "(2024-04); "
            ),
        ),
        (
            {"term": parse_span("2019-04/2024-03"), "drafted": APRIL},
            (
                "CommunityPlan.term: 計画期間（平成31年4月～令和6年3月）が策定（令和6年4月）"
                "より前に終わっています。"
            ),
            (
                "CommunityPlan.term: its term (2019-04 to 2024-03) was over before it was drafted "
                "(2024-04); "
            ),
        ),
        (
            {"term": parse_span("2019-04/2024-03"), "drafting": APRIL},
            (
                "CommunityPlan.term: 計画期間（平成31年4月～令和6年3月）が策定作業の開始"
                "（令和6年4月）より前に終わっています。"
            ),
            (
                "CommunityPlan.term: its term (2019-04 to 2024-03) was over before its drafting "
                "began (2024-04); "
            ),
        ),
    ],
    ids=[
        "drafted before begun",
        "promoted before drafted",
        "recognised before drafted",
        "promoted before begun",
        "over before drafted",
        "over before begun",
    ],
)
def test_dates_that_cannot_follow_each_other_are_refused(dates, ja, en):
    """A plan is begun, drafted, and only then recognised and promoted."""
    with pytest.raises(InvalidValue) as refusal:
        CommunityPlan(**dates)

    assert refusal.value.explain("ja") == f"{ja}どちらの日付が正しいか確かめてください。"
    assert refusal.value.explain("en") == f"{en}find out which of the dates is right."


def test_all_dates_that_cannot_follow_each_other_are_named_at_once():
    """Whoever mistyped several dates learns of every pair."""
    with pytest.raises(InvalidValue) as refusal:
        CommunityPlan(drafted=APRIL, recognised=MARCH, promoted=day("2024-03-01"))

    assert refusal.value.explain("ja") == (
        "CommunityPlan: 認定（令和6年3月）が策定（令和6年4月）より前です。"
        "推進（令和6年3月1日）が策定（令和6年4月）より前です。"
        "どちらの日付が正しいか確かめてください。"
    )
    assert refusal.value.explain("en") == (
        "CommunityPlan: it was recognised (2024-03) before it was drafted (2024-04); "
        "it was promoted (2024-03-01) before it was drafted (2024-04); "
        "find out which of the dates is right."
    )


@pytest.mark.parametrize("name", ["promoted", "recognised"])
def test_a_plan_may_be_promoted_or_recognised_although_nobody_recorded_its_drafting(name):
    """It was drafted by then; only that it was begun later cannot be."""
    assert CommunityPlan(**{name: APRIL}).drafted is None
    with pytest.raises(InvalidValue, match="before its drafting began"):
        CommunityPlan(**{name: MARCH}, drafting=APRIL)


@pytest.mark.parametrize("parts", [None, ()])
def test_a_list_of_parts_that_may_go_on_names_some(parts):
    """Nobody says of no parts at all that there may be others."""
    with pytest.raises(InvalidValue) as refusal:
        CommunityPlan(parts=parts, parts_complete=False)

    assert refusal.value.explain("ja") == (
        "CommunityPlan.parts_complete: 確かめた内容がないのに，"
        "ほかにもある可能性があるとされています。"
        "parts を書くか，parts_complete を除いてください。"
    )
    assert refusal.value.explain("en") == (
        "CommunityPlan.parts_complete: it may hold other parts, but none that it holds is named; "
        "name its parts, or leave parts_complete out."
    )


@pytest.mark.parametrize(
    "dates",
    [
        {"drafting": MARCH, "drafted": MARCH, "recognised": MARCH, "promoted": MARCH},
        {"drafted": Span(day("2024-01-01"), day("2024-12-31")), "promoted": MARCH},
        {"drafted": day("2024-03-31"), "promoted": day("2024-03-31")},
    ],
    ids=["one month", "some time in the year", "one day"],
)
def test_dates_that_may_follow_each_other_are_accepted(dates):
    """Spans that overlap leave the order possible."""
    assert CommunityPlan(**dates).drafted is not None


# --- terms ---------------------------------------------------------------------------------------


def test_two_plans_of_one_term_are_refused():
    """A council has one plan of each term."""
    with pytest.raises(InvalidValue) as refusal:
        Council(name="みのり", plans=(CommunityPlan(number=2), CommunityPlan(number=2)))

    assert refusal.value.explain("ja") == (
        "Council.plans: 第2期の計画が二つあります。"
        "期の番号（number）と計画期間（term）を確かめてください。"
    )
    assert refusal.value.explain("en") == (
        "Council.plans: there are two plans of term 2; "
        "check which term each is of (number), and its years (term)."
    )


def test_overlapping_terms_are_refused_with_every_pair():
    """Whoever files several plans learns of every clash at once."""
    third = CommunityPlan(number=3, term=parse_span("2025-03-31/2026-03-31"))
    with pytest.raises(InvalidValue) as refusal:
        require_terms_apart((FIRST, SECOND, third, attrs.evolve(third, term=None)))

    assert refusal.value.explain("ja") == (
        "Council.plans: 第1期と第3期の計画期間が重なっています"
        "（令和2年4月～令和7年3月，令和7年3月31日～令和8年3月31日）。"
        "第2期と第3期の計画期間が重なっています"
        "（令和7年4月～令和12年3月，令和7年3月31日～令和8年3月31日）。"
        "第3期の計画が二つあります。"
        "期の番号（number）と計画期間（term）を確かめてください。"
    )
    assert refusal.value.explain("en") == (
        "Council.plans: terms 1 and 3 overlap (2020-04 to 2025-03; 2025-03-31 to 2026-03-31); "
        "terms 2 and 3 overlap (2025-04 to 2030-03; 2025-03-31 to 2026-03-31); "
        "there are two plans of term 3; "
        "check which term each is of (number), and its years (term)."
    )


def test_terms_that_follow_each_other_are_accepted():
    """One term may begin on the day after the other ends, and may be unrecorded."""
    plans = (FIRST, SECOND, CommunityPlan(number=3))

    assert Council(name="みのり", plans=plans).plans == plans


# --- parts of another kind -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "parts", "sentence"),
    [
        (CommunityPlan, {"number": 0}, r"CommunityPlan\.number: 0 is not a whole number"),
        (CommunityPlan, {"number": 101}, r"CommunityPlan\.number: 101 is above 100"),
        (CommunityPlan, {"name": None}, r"CommunityPlan\.name: None is no str"),
        (CommunityPlan, {"drafted": "2024-03"}, r"Span: '2024-03' is not a day"),
        (CommunityPlan, {"parts": ["vision"]}, r"CommunityPlan\.parts: a list cannot stand here"),
        (CommunityPlan, {"parts": ("The vision",)}, r"CommunityPlan\.parts: 'The vision' cannot"),
        (CommunityPlan, {"projects": []}, r"CommunityPlan\.projects: a list cannot stand here"),
        (CommunityPlan, {"projects": ("a",)}, r"CommunityPlan\.projects\[0\]: 'a' is no"),
        (CommunityPlan, {"basis": "guess"}, r"CommunityPlan\.basis: 'guess' is no Basis"),
        (PlanProject, {"name": 3}, r"PlanProject\.name: 3 is no str"),
        (PlanProject, {"name": "a", "soft": 1}, r"PlanProject\.soft: 1 is no bool"),
        (PlanProject, {"name": "a", "horizon": "short"}, r"PlanProject\.horizon: 'short' is no"),
        (Council, {"name": "a", "plans": [FIRST]}, r"Council\.plans: a list cannot stand here"),
        (Council, {"name": "a", "plans": ("a",)}, r"Council\.plans\[0\]: 'a' is no CommunityPlan"),
    ],
)
def test_a_part_of_another_kind_is_refused_with_its_place(kind, parts, sentence):
    """Whoever gives a bare number, text or list learns where and what to give."""
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        kind(**parts)


def test_a_council_shows_its_plans_by_their_terms():
    """In a console a council shows which plans it has, and no more of them."""
    assert "plans=(1, 2)" in repr(Council(name="みのり", plans=(FIRST, SECOND)))


@pytest.mark.parametrize(
    ("first", "second", "ja", "en"),
    [
        (
            {"term": parse_span("2025-04/2030-03")},
            {"term": parse_span("2020-04/2025-03")},
            "第2期の計画期間（令和2年4月～令和7年3月）が第1期（令和7年4月～令和12年3月）より前です",
            "term 2 (2020-04 to 2025-03) comes before term 1 (2025-04 to 2030-03)",
        ),
        (
            {"drafted": APRIL},
            {"drafted": MARCH},
            "第2期の計画の策定（令和6年3月）が第1期（令和6年4月）より前です",
            "the plan of term 2 was drafted (2024-03) before that of term 1 (2024-04)",
        ),
    ],
    ids=["terms", "drafting"],
)
def test_a_later_plan_that_comes_before_an_earlier_one_is_refused(first, second, ja, en):
    """The plan of term 2 follows that of term 1, in whichever order the two are given."""
    plans = CommunityPlan(**first), CommunityPlan(number=2, **second)
    for given in (plans, plans[::-1]):
        with pytest.raises(InvalidValue) as refusal:
            require_terms_apart(given)

        assert refusal.value.explain("ja").startswith(f"Council.plans: {ja}。期の番号")
        assert refusal.value.explain("en").startswith(f"Council.plans: {en}; check which term")


def test_plans_whose_dates_leave_their_order_open_are_accepted():
    """Where one has a term and the other a date only, or dates overlap, nothing is refused."""
    spring = Span(day("2024-03-01"), day("2024-04-30"))

    require_terms_apart((CommunityPlan(drafted=spring), CommunityPlan(number=2, drafted=MARCH)))
    require_terms_apart((CommunityPlan(drafted=APRIL), attrs.evolve(SECOND, drafted=None)))
