"""Subsidies and projects in words, as a clerk and a secretary read them."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from invented import ASSUMED
from invented_grants import (
    BASIC,
    GRANT,
    GRANTS,
    OPEN_TO_ALL,
    PAID_ELSEWHERE,
    REGISTERED,
    WRITTEN,
    WRITTEN_BEFORE,
    ceiling,
    need,
    question,
    with_grant,
)
from invented_grants import FESTIVAL as MINORIS_FESTIVAL
from invented_grants import council as invented_council
from renkei_model import (
    AtLeast,
    Completeness,
    Council,
    FiscalYear,
    Record,
    Span,
    Unspecified,
    Wording,
    kochi,
)
from renkei_model.community_plans import CommunityPlan
from renkei_model.kochi.facts import CERTIFIED, PLAN_DRAFTED, PLAN_PROMOTED
from renkei_model.kochi.grants import PROJECT_FACTS
from renkei_model.money import YenRange
from renkei_model.projects import Project, assess_project
from renkei_model.subsidies import subsidy_range
from renkei_model.subsidy_ranges import ceiling_texts, rate_text
from renkei_model.subsidy_rules import NoFigure

HOSTED, OTHER_GRANT, BENEFIT, _, _, EVENT, *_ = PROJECT_FACTS
FY2023 = FiscalYear(2023)
AS_OF = date(2023, 8, 31)
MINORI = Council(name="みのり地区連携協議会（架空の例）").add(Record(CERTIFIED, date(2019, 6, 3)))
PLAN = CommunityPlan(
    term=Span(date(2021, 4, 1), date(2026, 3, 31)),
    drafted=date(2021, 5, 10),
    promoted=date(2021, 10, 1),
)
FESTIVAL = Project(
    name="夏まつり",
    on=date(2023, 8, 5),
    cost=120_000,
    yes=(HOSTED, EVENT),
    no=(OTHER_GRANT, BENEFIT),
)


def _read(council, subsidy="activity_promotion", year=FY2023, **options):
    return subsidy_range(council, kochi.POLICY, subsidy, year, AS_OF, **options)


# --- one council, word for word ------------------------------------------------------------------


def test_a_subsidy_is_explained_in_japanese():
    """What a clerk reads on council 9: ceiling and amount apart, each rule with its basis."""
    text = _read(kochi.COUNCILS[8], "plan_drafting").explain("ja")

    assert (
        text
        == f"""\
9 久重地域連携協議会
コミュニティ計画策定補助金 [plan_drafting]  令和5年度
令和5年8月31日時点／基準 {kochi.POLICY.stamp}
上限額（年額）: 0円～250,000円
交付見込額の幅: 0円～250,000円（事業が示されていないため，0円から上限額まで）
補助率: 10/10

■ 協議会についての要件 [充足]
  ○ 市の認定を受けている [充足]
    必要: 「市による認定」1件以上 / 記録: 1件以上
    根拠となる記録: 平成27年12月，明記／K309「地域内連携協議会の設立・認定状況」P7 9番の行
    根拠となる記録: 令和5年8月31日までほかに該当なしと確認（確認日より後は未確認）
    要件の根拠: 推定／K032「活動促進事業費補助金」P4 補助金の額／\
K045「コミュニティ計画とは？」P4 定義／\
認定は40万円の欄にだけ書かれているが，補助金も計画も協議会のものなので，ほかの欄にも当てはまると読む

■ 上限額（上から順に見て，要件をすべて満たす最初のもの）
  250,000円  計画を新たに策定する場合 [while_drafting]: 適用される可能性がある（未確認）
    金額の根拠: 明記／K035「コミュニティ計画策定補助金」P4 補助金の額
    ？ その年度にコミュニティ計画を新たに策定している [未確認]
      必要: 当該年度中に「コミュニティ計画の策定作業」1件以上 / 記録: なし（未確認）
      次に: 計画策定会議の議事録を添えて，「コミュニティ計画の策定作業」（plan_drafting）を記録する
      要件の根拠: 明記／K034「コミュニティ計画策定補助金」P4 補助の目的
  0円  計画を新たに策定していない場合 [no_drafting]: 上の額に当たらなければ適用される
    金額の根拠: 明記／K034「コミュニティ計画策定補助金」P4 補助の目的

■ 事業: 示されていない

■ 資料に書かれていないこと（ほかの読みで多くなるか少なくなるかは，項目ごとに示す）
  - 同じ年度に活動促進事業費補助金と併せて受けられるか\
（ここでは受けられると読み，補助金ごとに計算する） [both_in_one_year]
    ほかの読みでは（少なくなる）: 上限額 0円，交付見込額の幅 0円
    根拠: 記載なし／K031「活動促進事業費補助金」P4 補助の目的／\
K034「コミュニティ計画策定補助金」P4 補助の目的／資料に記載がない
  - 事業の一覧に付された注（主催・共催，ほかの補助金等，特定の利益）が計画の策定にも当てはまるか\
（ここでは当てはまると読む） [notes_on_projects]
    根拠: 記載なし／K041「補助金の対象となる事業（一例）」P4 一覧の※1／\
K042「補助金の対象となる事業（一例）」P4 一覧の※2／\
K043「補助金の対象となる事業（一例）」P4 一覧の※3／資料に記載がない
  - 何年度にわたって受けられるか [how_many_years]
    根拠: 記載なし／K035「コミュニティ計画策定補助金」P4 補助金の額／資料に記載がない

判定に使わない記録: 協議会の設立，情報を共有する会議，コミュニティ計画の策定
これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""
    )


def test_a_subsidy_is_explained_in_english():
    """The same answer says as much in English."""
    text = _read(kochi.COUNCILS[8], "plan_drafting").explain("en")

    assert (
        text
        == f"""\
9 久重地域連携協議会
plan-drafting subsidy [plan_drafting]  FY2023
as of 2023-08-31; policy {kochi.POLICY.stamp}
ceiling for the year: 0 to 250,000 yen
amount that may be paid: 0 to 250,000 yen (no projects given: from nothing up to the ceiling)
rate: 10/10

■ asked of the council [met]
  ○ the city has certified the council [met]
    need: “certified by the city”: at least 1 / have: 1 or more
    rests on: 2015-12; stated; K309 “councils founded and certified”, P7, row 9
    rests on: confirmed that there was nothing else until 2023-08-31 \
(nobody has confirmed it for the days after)
    rule: inferred; K032 “activity-promotion subsidy”, P4, amount; \
K045 “what a community plan is”, P4, definition; certification is printed under 400,000 yen only; \
subsidies and plans belong to a council, so it is read as a condition of the others too

■ ceilings (the first whose requirements are all met applies)
  250,000 yen  while a new plan is being drafted [while_drafting]: may apply (open)
    amount: stated; K035 “plan-drafting subsidy”, P4, amount
    ? a new community plan is being drafted in that fiscal year [open]
      need: “community plan being drafted”: at least 1 within the fiscal year / have: none on record
      next: file the minutes of a plan-drafting meeting and record “community plan being drafted” \
(plan_drafting)
      rule: stated; K034 “plan-drafting subsidy”, P4, purpose
  0 yen  without a new plan being drafted [no_drafting]: applies unless one above does
    amount: stated; K034 “plan-drafting subsidy”, P4, purpose

■ projects: not given

■ what the source does not say (whether the other reading grants more or less: as each says)
  - whether both subsidies may be received in one year (read as yes; each is computed by itself) \
[both_in_one_year]
    on the other reading (grants less): ceiling 0 yen; amount 0 yen
    basis: unstated; K031 “activity-promotion subsidy”, P4, purpose; \
K034 “plan-drafting subsidy”, P4, purpose; the leaflet does not say
  - whether the notes to the list of projects (hosts, other grants, particular benefit) hold for \
the drafting of plans too (read as yes) [notes_on_projects]
    basis: unstated; K041 “what the subsidy may pay for (examples)”, P4, list, note 1; \
K042 “what the subsidy may pay for (examples)”, P4, list, note 2; \
K043 “what the subsidy may pay for (examples)”, P4, list, note 3; the leaflet does not say
  - for how many years it may be received [how_many_years]
    basis: unstated; K035 “plan-drafting subsidy”, P4, amount; the leaflet does not say

recorded, but not used for this answer: council founded; meetings that share information; \
community plan drafted
This is the model's reading of recorded evidence, not the city's judgement."""
    )


# --- which ceiling applies -----------------------------------------------------------------------


def test_the_ceiling_that_applies_is_named_and_those_below_are_not_reached():
    """With a plan drafted and promoted in time the first ceiling applies, surely."""
    reading = _read(attrs.evolve(MINORI, plans=(PLAN,)))

    assert [text.ja for text in ceiling_texts(reading)] == [
        "適用される",
        "上の額が適用されるため当たらない",
    ]


def test_a_ceiling_that_is_ruled_out_does_not_apply():
    """Where somebody confirmed that there was no plan, the default applies, surely."""
    no_plan = Completeness(PLAN_DRAFTED, date(2023, 8, 31))

    assert [text.en for text in ceiling_texts(_read(MINORI.add(no_plan)))] == [
        "does not apply",
        "applies",
    ]


def test_a_council_that_nobody_recorded_as_certified_may_receive_it():
    """Without a record of its certification every ceiling is open."""
    reading = _read(Council(name="みのり地区連携協議会（架空の例）"))

    assert [text.en for text in ceiling_texts(reading)] == [
        "may apply (open)",
        "applies unless one above does",
    ]
    assert "■ 協議会についての要件 [未確認]" in reading.explain("ja")


def test_with_a_plan_and_no_certificate_the_first_ceiling_may_apply():
    """The plan is in order; whether anything is granted hangs on the certification."""
    reading = _read(Council(name="みのり地区連携協議会（架空の例）", plans=(PLAN,)))

    assert ceiling_texts(reading)[0].ja == "適用される可能性がある（未確認）"


def test_a_council_that_was_not_certified_receives_nothing():
    """No ceiling is said to apply where the council's own requirement is not met."""
    nobody = Completeness(CERTIFIED, date(2024, 3, 31))
    council = Council(name="みのり地区連携協議会（架空の例）").add(nobody)
    year_end = date(2024, 3, 31)
    reading = subsidy_range(council, kochi.POLICY, "activity_promotion", FY2023, year_end)

    assert {text.en for text in ceiling_texts(reading)} == {
        "what is asked of the council is not met"
    }
    assert "資料に書かれていないこと" not in reading.explain("ja")


def test_a_condition_that_the_source_does_not_spell_out_is_explained():
    """A ceiling with such a condition stays open, and the reader learns whom to ask."""
    promotion, drafting = kochi.POLICY.subsidies
    tier, default = promotion.ceilings
    unclear = attrs.evolve(
        tier.requirements[0], condition=Unspecified(Wording("要綱による", "see the outline"))
    )
    rule = attrs.evolve(
        promotion, ceilings=(attrs.evolve(tier, requirements=(unclear,)), default), questions=()
    )
    policy = attrs.evolve(kochi.POLICY, subsidies=(rule, drafting))
    reading = subsidy_range(MINORI, policy, rule, FY2023, AS_OF)

    assert "次に: 担当課に条件の内容を確かめる" in reading.explain("ja")


# --- plans whose term is over --------------------------------------------------------------------


def test_records_of_a_plan_whose_term_is_over_are_said_not_to_count():
    """A reader learns why the recorded plan does not open the higher ceiling."""
    over = attrs.evolve(PLAN, term=Span(date(2018, 4, 1), date(2023, 3, 31)))
    text = _read(attrs.evolve(MINORI, plans=(over,))).explain("ja")

    assert text.count("計画の記録は数えていない") == 2
    assert "計画期間（概ね5年）が終わった後も100万円となるか" in text
    assert "ほかの読みでは（多くなる）: 上限額 1,000,000円" in text


def test_where_only_the_term_is_open_it_is_what_to_find_out():
    """A plan drafted about five years before may be over when the year begins."""
    spring = Span(date(2018, 3, 1), date(2018, 4, 30))
    reading = _read(MINORI.add(Record(PLAN_DRAFTED, spring), Record(PLAN_PROMOTED, spring)))

    assert "次に: 計画期間を確かめて記録する" in reading.explain("ja")
    assert "next: find out the plan's term and record it" in reading.explain("en")


# --- years and rates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("ja", "令和6年度（金額・条件は令和5年度と同じと仮定）"),
        ("en", "FY2024 (amounts and conditions assumed to be as in FY2023)"),
    ],
)
def test_a_year_beyond_the_source_is_labelled_assumed(language, label):
    """The leaflet is of fiscal 2023; for another year the head of the answer says so."""
    assert label in _read(MINORI, year=FiscalYear(2024)).explain(language)


def test_rates_are_written_as_cities_write_them():
    """The whole is ten tenths."""
    assert (rate_text(Fraction(1)), rate_text(Fraction(2, 3))) == ("10/10", "2/3")


# --- projects ------------------------------------------------------------------------------------


def test_no_projects_and_projects_that_were_not_given_read_differently():
    """An empty list is an answer; no list is none."""
    assert "■ 事業: なし" in _read(MINORI, projects=()).explain("ja")
    assert "■ projects: not given" in _read(MINORI).explain("en")


def test_every_project_of_a_council_has_its_verdict():
    """Below a council's ceilings stands each of its projects, with what it may be paid."""
    text = _read(MINORI, projects=(FESTIVAL,)).explain("ja")

    assert (
        "■ 事業\n  対象: 夏まつり  令和5年8月5日\n    経費 120,000円のうち補助は120,000円まで"
        in text
    )


def test_a_project_is_explained_in_japanese():
    """Every condition has what was answered, what to do, and where the rule comes from."""
    drinks = Project(
        name="懇親会", on=Span.month(2023, 8), cost=80_000, yes=(OTHER_GRANT,), no=(HOSTED,)
    )
    text = assess_project(drinks, kochi.POLICY, "activity_promotion").explain("ja")

    assert (
        text
        == f"""\
基準 {kochi.POLICY.stamp}
活動促進事業費補助金 [activity_promotion]
対象外: 懇親会  令和5年8月
  経費 80,000円のうち補助 0円
  × 協議会が主催または共催する [未充足]
    協議会の主催・共催: いいえ
    次に: 「協議会が主催または共催する」を満たすように計画を改めるか，ほかの財源を検討する
    要件の根拠: 明記／K042「補助金の対象となる事業（一例）」P4 一覧の※2
  × ほかの補助金等の交付を受けていない [未充足]
    ほかの補助金等の交付: はい
    次に: 「ほかの補助金等の交付を受けていない」を満たすように計画を改めるか，ほかの財源を検討する
    要件の根拠: 推定／K041「補助金の対象となる事業（一例）」P4 一覧の※1／\
条件は事業の一覧に付されているため，協議会ではなく事業についての条件と読む
  ？ 特定の個人・団体の利益にならない [未確認]
    特定の個人・団体の利益: 未確認
    次に: 担当課の確認で，「特定の個人・団体の利益にならない」ことを確かめる
    要件の根拠: 明記／K043「補助金の対象となる事業（一例）」P4 一覧の※3
  ？ 補助の対象となる種類の事業である [未確認]
    資料の例のどれに当たるか，示されていない
    資料の一覧は例であり，ほかの事業は案内先のページか担当課で確かめる
    次に: 事業計画書で，「補助の対象となる種類の事業である」ことを確かめる。\
担当課に条件の内容を確かめる
    要件の根拠: 明記／K037「補助金の対象となる事業（一例）」P4 一覧の1／\
K038「補助金の対象となる事業（一例）」P4 一覧の2／\
K039「補助金の対象となる事業（一例）」P4 一覧の3／\
K040「補助金の対象となる事業（一例）」P4 一覧の4／\
K044「補助金の対象となる事業（一例）」P4 一覧の見出しと案内

これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""
    )


def test_a_project_is_explained_in_english():
    """An eligible project in English: nothing is left to do."""
    text = assess_project(FESTIVAL, kochi.POLICY, "activity_promotion").explain("en")

    assert (
        text
        == f"""\
policy {kochi.POLICY.stamp}
activity-promotion subsidy [activity_promotion]
eligible: 夏まつり  2023-08-05
  cost 120,000 yen, of which at most 120,000 yen may be paid (the council's own ceiling decides)
  ○ the council hosts or co-hosts it [met]
    hosted or co-hosted by the council: yes
    rule: stated; K042 “what the subsidy may pay for (examples)”, P4, list, note 2
  ○ no other grant is received for it [met]
    another grant received for it: no
    rule: inferred; K041 “what the subsidy may pay for (examples)”, P4, list, note 1; \
the note stands with the list of projects, so it is read as a condition on the project
  ○ it does not serve particular persons or bodies [met]
    for the benefit of particular persons or bodies: no
    rule: stated; K043 “what the subsidy may pay for (examples)”, P4, list, note 3
  ○ it is of a kind that is paid for [met]
    events such as festivals, sports days, cleaning, health: yes
    rule: stated; K037 “what the subsidy may pay for (examples)”, P4, list, line 1; \
K038 “what the subsidy may pay for (examples)”, P4, list, line 2; \
K039 “what the subsidy may pay for (examples)”, P4, list, line 3; \
K040 “what the subsidy may pay for (examples)”, P4, list, line 4; \
K044 “what the subsidy may pay for (examples)”, P4, list, heading and link

This is the model's reading of recorded evidence, not the city's judgement."""
    )


def test_a_subsidy_that_asks_nothing_of_projects_says_so():
    """Nobody takes silence for an answer."""
    promotion, drafting = kochi.POLICY.subsidies
    silent = attrs.evolve(drafting, project_requirements=())
    policy = attrs.evolve(kochi.POLICY, subsidies=(promotion, silent))
    text = assess_project(FESTIVAL, policy, "plan_drafting").explain("ja")

    assert "事業についての要件は示されていない" in text


def test_a_project_that_costs_more_than_any_ceiling_is_told_the_highest():
    """Whatever a lone project costs, nobody is told of more than a council may ever receive."""
    work = Project(
        name="計画の策定", on=Span.month(2023, 8), cost=1_500_000,
        yes=(HOSTED, PROJECT_FACTS[-1]), no=(OTHER_GRANT, BENEFIT),
    )  # fmt: skip
    reading = assess_project(work, kochi.POLICY, "plan_drafting")

    assert reading.payable == YenRange.exactly(250_000)
    assert "経費 1,500,000円のうち補助は250,000円まで（協議会のその年度の上限額による）" in (
        reading.explain("ja")
    )
    assert "at most 250,000 yen may be paid (the council's own ceiling decides)" in (
        reading.explain("en")
    )


def test_what_a_subsidy_does_not_ask_of_a_project_is_named_with_who_asks_it():
    """Nobody's answer is passed over, and a kind of another subsidy is not taken for silence."""
    work = attrs.evolve(FESTIVAL, yes=(HOSTED, PROJECT_FACTS[-1]))
    reading = assess_project(work, kochi.POLICY, "activity_promotion")

    assert (
        "  この補助金では問わないこと: コミュニティ計画を新たに策定する事業"
        "（コミュニティ計画策定補助金で問う）\n"
    ) in reading.explain("ja")
    assert (
        "  not asked by this subsidy: drafting a new community plan "
        "(asked by: plan-drafting subsidy)\n"
    ) in reading.explain("en")
    assert (
        "示されているのは「コミュニティ計画を新たに策定する事業」で，資料の例のどれでもない"
        in reading.explain("ja")
    )
    assert "said to be “drafting a new community plan”, none of the source's examples" in (
        reading.explain("en")
    )


def test_a_fact_that_no_subsidy_asks_about_is_named_too():
    """What nobody asks of a project is told without a subsidy."""
    strange = attrs.evolve(FESTIVAL, no=(*FESTIVAL.no, CERTIFIED))
    text = assess_project(strange, kochi.POLICY, "activity_promotion").explain("en")

    assert "  not asked by this subsidy: certified by the city\n" in text


def test_a_project_says_by_which_policy_it_was_read():
    """An explanation by itself names the policy and what it assumes, once."""
    reading = assess_project(FESTIVAL, kochi.POLICY, "activity_promotion")
    invented = assess_project(MINORIS_FESTIVAL, GRANTS, "grant")

    assert reading.explain("ja").startswith(f"基準 {kochi.POLICY.stamp}\n活動促進事業費補助金")
    assert invented.explain("en").startswith(f"policy {GRANTS.stamp} {GRANTS.caveat.en}\n")


def test_a_condition_of_several_parts_lists_what_is_not_recorded():
    """Only where a source gives examples is it not said which; else each fact is not recorded."""
    both = need("both", AtLeast(OPEN_TO_ALL) & AtLeast(PAID_ELSEWHERE))
    policy = with_grant(project_requirements=(both,))
    nothing, some = (
        assess_project(attrs.evolve(MINORIS_FESTIVAL, yes=yes, no=()), policy, "grant").explain(
            "ja"
        )
        for yes in ((), (OPEN_TO_ALL,))
    )

    assert "だれでも参加できる: 未確認\n    ほかからの助成: 未確認\n" in nothing
    assert "だれでも参加できる: はい\n    ほかからの助成: 未確認\n" in some
    assert (
        "次に: だれでも参加できるの書類，ほかからの助成の書類で，「助成の要件」ことを確かめる"
        in nothing
    )
    assert "次に: ほかからの助成の書類で，" in some


def test_a_condition_that_nobody_spelt_out_is_asked_about():
    """Where the source does not say what it asks of a project, the office knows."""
    unclear = need("unclear", Unspecified(Wording("要綱による", "see the outline")))
    text = assess_project(
        MINORIS_FESTIVAL, with_grant(project_requirements=(unclear,)), "grant"
    ).explain("ja")

    assert "    要綱による\n    次に: 担当課に条件の内容を確かめる\n" in text


def test_every_question_of_an_invented_city_says_what_the_other_reading_grants():
    """With three ceilings and an assumed basis of a question, the year is not called assumed."""
    assumed_question = attrs.evolve(question("who", alternative=NoFigure()), basis=ASSUMED)
    written = ceiling("written", 600_000, WRITTEN_BEFORE)
    policy = with_grant(
        ceilings=(GRANT.ceilings[0], written, BASIC),
        questions=(*GRANT.questions, assumed_question),
    )
    who = invented_council(
        Record(REGISTERED, date(2024, 6, 1)),
        Record(WRITTEN, date(2023, 6, 1)),
        districts=("川北", "川南"),
    )
    reading = subsidy_range(who, policy, "grant", FiscalYear(2024), date(2027, 3, 31))
    text = reading.explain("en")

    assert [each.en for each in ceiling_texts(reading)] == [
        "does not apply",
        "applies",
        "not reached: one above applies",
    ]
    assert "FY2024\n" in text
    assert "assumed to be as in" not in text
    assert text.count("on the other reading (grants more): ceiling 900,000 yen") == 1
    assert text.count("on the other reading (grants more): ceiling 1,200,000 yen") == 1
    assert text.count("on the other reading (grants less): ceiling 500,000 yen") == 1


def test_a_promotion_of_another_plan_is_explained():
    """A reader learns why a promotion on record does not surely count, and what to record."""
    records = Record(PLAN_DRAFTED, date(2022, 6, 1)), Record(PLAN_PROMOTED, date(2021, 6, 1))
    reading = _read(MINORI.add(*records))

    assert "どの策定の記録よりも前の推進の記録は，別の計画のものであるため" in reading.explain("ja")
    assert "next: record for each plan when it was drafted and when promoted" in (
        reading.explain("en")
    )
