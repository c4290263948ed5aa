"""Reviews of community plans in words."""

from datetime import date

import attrs
import pytest

from renkei_model import Span, kochi
from renkei_model.community_plans import CommunityPlan, PlanProject
from renkei_model.plans import review

PLAN = CommunityPlan(
    term=Span(date(2021, 4, 1), date(2026, 3, 31)),
    drafted=date(2021, 5, 10),
    parts=("situation", "vision", "projects", "organisation"),
    projects=(
        PlanProject(name="見守り", soft=True),
        PlanProject(name="広報紙", soft=True),
        PlanProject(name="集会所の修繕"),
    ),
)


def _explained(plan, language="ja", as_of=date(2025, 10, 1)):
    return review(plan, kochi.POLICY, as_of).explain(language)


def test_a_review_is_told_in_japanese():
    """Parts, share of soft projects, term and renewal, each with its basis."""
    assert (
        _explained(PLAN)
        == """\
第1期の計画
令和7年10月1日時点

■ 計画の内容
  ○ 地域特性・課題（現状把握） [あり]
    根拠: 明記／K049「計画内容」P4 計画内容
  ○ 将来像・基本目標 [あり]
    根拠: 明記／K049「計画内容」P4 計画内容
  ○ 事業（短期・中期・長期） [あり]
    根拠: 明記／K049「計画内容」P4 計画内容
  ○ 推進体制 [あり]
    根拠: 明記／K049「計画内容」P4 計画内容
  × 行政等の支援内容（役割分担） [なし]
    根拠: 明記／K049「計画内容」P4 計画内容

■ 登載事業のうちソフト事業: 3件のうち2～3件
  ○ ソフト事業が中心である
  根拠: 仮定／K048「計画策定・推進の考え方」P4 考え方の3／\
「中心とする」を，登載事業の半分を超えることと仮定

■ 計画期間の終わり: 令和8年3月31日
  計画期間中である
  更新の時期: 令和7年度

これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""
    )


def test_a_review_is_told_in_english():
    """The same review in English."""
    text = _explained(PLAN, "en")

    for line in (
        "the plan of term 1\nas of 2025-10-01\n",
        "  × the city's support and the division of roles [missing]\n    basis: stated; K049",
        "■ soft projects: 2 to 3 of 3\n  ○ they are its main part\n  basis: assumed; K048",
        "■ term ends: 2026-03-31\n  its term goes on\n  renewal falls due: FY2025\n",
        "not the city's judgement.",
    ):
        assert line in text


def test_parts_that_nobody_looked_for_are_open():
    """Without a record of the parts none of them is called missing."""
    text = _explained(attrs.evolve(PLAN, parts=None, projects=()))

    assert "■ 計画の内容: 記録なし（計画書を見て，どの内容があるかを記録する）" in text
    assert text.count("[未確認]") == 5


def test_parts_that_are_not_named_yet_are_open():
    """Somebody named a part and did not say that there are no others."""
    text = _explained(attrs.evolve(PLAN, parts=("vision",), parts_complete=False), "en")

    assert "■ parts: some of them recorded (once it is checked that there are no others" in text
    assert (text.count("[there]"), text.count("[open]"), text.count("[missing]")) == (2, 3, 0)


@pytest.mark.parametrize(
    ("softness", "share", "said"),
    [
        ((True, True, True), "3件のうち3件", "ソフト事業が中心である"),
        ((True, False, False), "3件のうち1件", "ソフト事業が中心ではない"),
        ((True, None), "2件のうち1～2件", "中心かどうか未確認"),
    ],
)
def test_the_share_of_soft_projects_is_told_with_what_it_means(softness, share, said):
    """More than half is the main part; where too little is recorded it is open."""
    projects = tuple(
        PlanProject(name=f"事業{place}", soft=soft) for place, soft in enumerate(softness)
    )
    text = _explained(attrs.evolve(PLAN, projects=projects))

    assert f"ソフト事業: {share}\n" in text
    assert said in text


def test_a_plan_without_projects_says_so():
    """No share is made of nothing."""
    assert "■ soft projects: no projects on record" in _explained(
        attrs.evolve(PLAN, projects=()), "en"
    )


def test_a_term_that_is_over_is_said_to_be_over():
    """From the day after its last day on."""
    assert "計画期間は終わっている" in _explained(PLAN, as_of=date(2026, 4, 1))


def test_without_its_years_a_term_is_about_five_years_and_says_why():
    """A plan drafted some time in early 2021 ends, and falls due, some time about early 2026."""
    drafted = Span(date(2021, 3, 1), date(2021, 4, 30))
    text = _explained(attrs.evolve(PLAN, term=None, drafted=drafted), as_of=date(2026, 4, 10))

    assert "■ 計画期間の終わり: 令和8年2月から令和8年4月頃までの間" in text
    assert "計画期間が終わったか未確認" in text
    assert "更新の時期: 令和7年度～令和8年度頃" in text
    assert "「概ね5年間」を" in text


def test_a_term_that_is_counted_names_no_day():
    """Five years are about five years: the month in which they end is told, as about."""
    plan = attrs.evolve(PLAN, term=None, drafted=date(2021, 5, 10))
    read = review(plan, kochi.POLICY, date(2025, 10, 1))

    assert (read.ends_text("ja"), read.ends_text("en")) == ("令和8年5月頃", "about 2026-05")
    assert (read.renewal_text("ja"), read.renewal_text("en")) == ("令和8年度頃", "about FY2026")
    assert review(PLAN, kochi.POLICY, date(2025, 10, 1)).ends_text("en") == "2026-03-31"
    assert read.soft_text("en") == "2 to 3 of 3"


def test_a_plan_of_the_future_is_not_said_to_go_on():
    """A term that begins next year has not begun, and its dates to come are named."""
    plan = attrs.evolve(
        PLAN, term=Span(date(2026, 4, 1), date(2031, 3, 31)), promoted=Span.month(2026, 5)
    )

    assert "計画期間はまだ始まっていない" in _explained(plan)
    assert "判定日より後の日付: 推進（令和8年5月）" in _explained(plan)
    assert "dates after the day that is judged: promoted (2026-05)" in _explained(plan, "en")


def test_a_plan_that_may_have_begun_is_open():
    """Nobody can say of a plan drafted in this month, or next, whether its years run."""
    drafted = Span(date(2025, 9, 15), date(2025, 10, 15))

    assert "open: its term may have begun" in _explained(
        attrs.evolve(PLAN, term=None, drafted=drafted), "en"
    )


def test_a_plan_without_any_date_has_no_term():
    """Nobody can say when a plan without years and without a date falls due."""
    plan = attrs.evolve(PLAN, term=None, drafted=None)
    text, read = _explained(plan), review(plan, kochi.POLICY, date(2025, 10, 1))

    assert "■ 計画期間の終わり: 計画期間も策定の日付も記録なし" in text
    assert (read.ends_text("ja"), read.renewal_text("ja")) == ("", "")
