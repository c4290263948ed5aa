"""Kochi's two subsidies for councils, and what the leaflet says of community plans.

Amounts and rates are the leaflet's own. It does not say everything that a reader needs, so each
subsidy lists the questions that are left open, each with the reading that is taken; the other
reading stands beside it, and whether it grants less or more.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from renkei_model.conditions import AnyOf, AtLeast, AtMost, Unspecified
from renkei_model.facts import Fact, FactKind
from renkei_model.kochi.facts import (
    CERTIFIED,
    PLAN_COMPLETE,
    PLAN_DRAFTED,
    PLAN_DRAFTING,
    PLAN_PROMOTED,
    PLAN_RECOGNISED,
    PLAN_RENEWING,
)
from renkei_model.kochi.leaflet import LEAFLET, cite
from renkei_model.plan_rules import PlanFacts, PlanPart, PlanRule
from renkei_model.provenance import assumed, inferred, stated, unstated
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import (
    Amount,
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
from renkei_model.windows import THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

__all__ = [
    "ACTIVITY_PROMOTION",
    "HOSTED",
    "OTHER_GRANT",
    "PARTICULAR_BENEFIT",
    "PLAN_DRAFTING_SUBSIDY",
    "PLAN_DRAFTING_WORK",
    "PLAN_RULE",
    "PROJECT_FACTS",
]

# --- plans ---------------------------------------------------------------------------------------


def _part(key: str, ja: str, en: str) -> PlanPart:
    return PlanPart(key=key, wording=Wording(ja, en), basis=stated(cite("K049")))


PLAN_RULE: Final = PlanRule(
    parts=(
        _part("situation", "地域特性・課題（現状把握）", "the district's character and issues"),
        _part("vision", "将来像・基本目標", "vision and basic goals"),
        attrs.evolve(
            _part("projects", "事業（短期・中期・長期）", "projects: short, middle and long term"),
            of_projects=True,
        ),
        _part("organisation", "推進体制", "how it is carried out, and by whom"),
        _part(
            "city_support",
            "行政等の支援内容（役割分担）",
            "the city's support and the division of roles",
        ),
    ),
    years=5,
    years_basis=inferred(
        cite("K047"),
        reason=Wording(
            "「概ね5年間」を，計画期間の記録がないときは，策定の日から5年（5年後の応当日の前日まで）"
            "と読む",
            "“about five years” is read as five years from the drafting, to the day before its "
            "fifth anniversary, where no term is recorded",
        ),
    ),
    soft_share=Fraction(1, 2),
    soft_basis=assumed(
        cite("K048"),
        reason=Wording(
            "「中心とする」を，登載事業の半分を超えることと仮定",
            "“mainly” is assumed to mean more than half of its projects",
        ),
    ),
    facts=PlanFacts(
        drafting=PLAN_DRAFTING,
        renewing=PLAN_RENEWING,
        drafted=PLAN_DRAFTED,
        complete=PLAN_COMPLETE,
        recognised=PLAN_RECOGNISED,
        promoted=PLAN_PROMOTED,
    ),
)
"""What the leaflet says of community plans (K045 to K049)."""

# --- projects ------------------------------------------------------------------------------------


def _category(key: str, ja: str, en: str, statement: str) -> Fact:
    return Fact(
        key=key,
        wording=Wording(ja, en),
        evidence=Wording("事業計画書", "the project's plan"),
        basis=stated(cite(statement)),
    )


HOSTED: Final = Fact(
    key="hosted_by_council",
    wording=Wording("協議会の主催・共催", "hosted or co-hosted by the council"),
    evidence=Wording("開催要項など，主催・共催の分かるもの", "an outline that names the hosts"),
    basis=stated(cite("K042")),
)
OTHER_GRANT: Final = Fact(
    key="other_grant",
    wording=Wording("ほかの補助金等の交付", "another grant received for it"),
    evidence=Wording("収支予算書", "the budget"),
    basis=stated(cite("K041")),
)
PARTICULAR_BENEFIT: Final = Fact(
    key="particular_benefit",
    wording=Wording("特定の個人・団体の利益", "for the benefit of particular persons or bodies"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("担当課の確認", "the word of the section in charge"),
    basis=stated(cite("K043")),
)
_CATEGORIES: Final = (
    _category("administration", "会議・事務", "meetings and office", "K037"),
    _category(
        "publicity",
        "ホームページ・広報紙・行事カレンダー",
        "website, bulletin, event calendar",
        "K038",
    ),
    _category(
        "event",
        "まつり・運動会・清掃・健康づくりなどの行事",
        "events such as festivals, sports days, cleaning, health",
        "K039",
    ),
    _category(
        "safety",
        "まち歩き・見守り・防災訓練など",
        "such as walks, watching over people, drills",
        "K040",
    ),
)
PLAN_DRAFTING_WORK: Final = _category(
    "plan_drafting_work",
    "コミュニティ計画を新たに策定する事業",
    "drafting a new community plan",
    "K034",
)
_OF_EVERY_PROJECT: Final = (HOSTED, OTHER_GRANT, PARTICULAR_BENEFIT)
PROJECT_FACTS: Final = (*_OF_EVERY_PROJECT, *_CATEGORIES, PLAN_DRAFTING_WORK)
"""What can be recorded about a project."""

_ON_THE_PROJECT: Final = Wording(
    "条件は事業の一覧に付されているため，協議会ではなく事業についての条件と読む",
    "the note stands with the list of projects, so it is read as a condition on the project",
)

_NOTES: Final = (
    Requirement(
        key="hosted_by_council",
        condition=AtLeast(HOSTED),
        wording=Wording("協議会が主催または共催する", "the council hosts or co-hosts it"),
        basis=stated(cite("K042")),
    ),
    Requirement(
        key="no_other_grant",
        condition=AtMost(OTHER_GRANT),
        wording=Wording("ほかの補助金等の交付を受けていない", "no other grant is received for it"),
        basis=inferred(cite("K041"), reason=_ON_THE_PROJECT),
    ),
    Requirement(
        key="no_particular_benefit",
        condition=AtMost(PARTICULAR_BENEFIT),
        wording=Wording(
            "特定の個人・団体の利益にならない", "it does not serve particular persons or bodies"
        ),
        basis=stated(cite("K043")),
    ),
)
"""The three notes that stand with the list of projects."""
_PROJECT_REQUIREMENTS: Final = (
    *_NOTES,
    Requirement(
        key="kind_of_project",
        condition=AnyOf(
            *map(AtLeast, _CATEGORIES),
            Unspecified(
                Wording(
                    "資料の一覧は例であり，ほかの事業は案内先のページか担当課で確かめる",
                    "the list gives examples; for others see the linked page or ask the section",
                )
            ),
        ),
        wording=Wording("補助の対象となる種類の事業である", "it is of a kind that is paid for"),
        basis=stated(cite("K037"), cite("K038"), cite("K039"), cite("K040"), cite("K044")),
    ),
)

# --- subsidies -----------------------------------------------------------------------------------

_CERTIFIED: Final = Requirement(
    key="certified",
    condition=AtLeast(CERTIFIED),
    wording=Wording("市の認定を受けている", "the city has certified the council"),
    basis=inferred(
        cite("K032"),
        cite("K045"),
        reason=Wording(
            "認定は40万円の欄にだけ書かれているが，補助金も計画も協議会のものなので，ほかの欄にも当てはまると読む",
            "certification is printed under 400,000 yen only; subsidies and plans belong to a "
            "council, so it is read as a condition of the others too",
        ),
    ),
)
_DRAFTED_IN_TIME: Final = Requirement(
    key="plan_drafted_by_last_year",
    condition=AtLeast(PLAN_DRAFTED, during=THROUGH_LAST_FISCAL_YEAR),
    wording=Wording(
        "前年度までにコミュニティ計画を策定している",
        "a community plan was drafted by the end of the previous fiscal year",
    ),
    basis=stated(cite("K033")),
)
_PROMOTED_IN_TIME: Final = Requirement(
    key="plan_promoted_by_last_year",
    condition=AtLeast(PLAN_PROMOTED, during=THROUGH_LAST_FISCAL_YEAR),
    wording=Wording(
        "前年度までにコミュニティ計画を推進している",
        "a community plan was promoted by the end of the previous fiscal year",
    ),
    basis=inferred(
        cite("K033"),
        reason=Wording(
            "「策定・推進した」を，策定と推進の両方と読む",
            "“drafted and promoted” is read as both",
        ),
    ),
)


def _amount(yen: int, statement: str) -> tuple[Amount, ...]:
    return (Amount(yen=yen, published=LEAFLET.published, basis=stated(cite(statement))),)


def _with_plan(*requirements: Requirement) -> Ceiling:
    return Ceiling(
        key="with_plan",
        wording=Wording("計画を策定・推進した場合", "with a plan drafted and promoted"),
        amounts=_amount(1_000_000, "K033"),
        requirements=requirements,
    )


_BASIC: Final = Ceiling(
    key="basic",
    wording=Wording("認定を受けた団体", "certified body"),
    amounts=_amount(400_000, "K032"),
)


_NOT_SAID: Final = Wording("資料に記載がない", "the leaflet does not say")

_ROUNDING: Final = OpenQuestion(
    key="rounding",
    wording=Wording(
        "端数を切り捨てるか（ここでは1円まで計算。千円未満を切り捨てる市もある）",
        "whether amounts are rounded (computed to the yen; some cities cut to 1,000 yen)",
    ),
    basis=unstated(reason=_NOT_SAID),
    alternative=RoundedDown(1000),
)
_MID_YEAR: Final = OpenQuestion(
    key="mid_year",
    wording=Wording(
        "年度途中に認定されたときに月割りとなるか（ここでは年額のまま）",
        "whether a council certified in mid-year gets a part of the year (computed as the whole)",
    ),
    basis=unstated(cite("K032"), reason=_NOT_SAID),
    alternative=MonthsLeft(CERTIFIED),
)
_TWO_DISTRICTS: Final = OpenQuestion(
    key="districts",
    wording=Wording(
        "二つ以上の小学校区の協議会の上限額が校区ごとか（ここでは協議会ごと）",
        "whether a council of several districts has a ceiling for each (computed for the council)",
    ),
    basis=unstated(cite("K062"), reason=_NOT_SAID),
    alternative=EachDistrict(),
)

ACTIVITY_PROMOTION: Final = SubsidyRule(
    key="activity_promotion",
    wording=Wording("活動促進事業費補助金", "activity-promotion subsidy"),
    basis=stated(cite("K031")),
    requirements=(_CERTIFIED,),
    ceilings=(_with_plan(_DRAFTED_IN_TIME, _PROMOTED_IN_TIME), _BASIC),
    rate=Fraction(1),
    project_facts=(*_OF_EVERY_PROJECT, *_CATEGORIES),
    project_requirements=_PROJECT_REQUIREMENTS,
    questions=(
        OpenQuestion(
            key="drafting_alone",
            wording=Wording(
                "策定だけで100万円となるか（ここでは前年度までの推進も要ると読む）",
                "whether drafting alone suffices for 1,000,000 yen (read as promoted too)",
            ),
            basis=unstated(cite("K033"), reason=_NOT_SAID),
            alternative=OtherCeilings((_with_plan(_DRAFTED_IN_TIME), _BASIC)),
        ),
        OpenQuestion(
            key="lapsed_plan",
            wording=Wording(
                "計画期間（概ね5年）が終わった後も100万円となるか（ここではならないと読む）",
                "whether 1,000,000 yen still apply once the plan's about five years are over "
                "(read as not)",
            ),
            basis=unstated(cite("K033"), cite("K047"), reason=_NOT_SAID),
            alternative=EvenIfLapsed(),
        ),
        OpenQuestion(
            key="promotion_stopped",
            wording=Wording(
                "計画の推進をやめたときに40万円へ戻るか（ここでは戻らない）",
                "whether the ceiling falls back when promotion stops (computed as not)",
            ),
            basis=unstated(cite("K033"), reason=_NOT_SAID),
        ),
        _MID_YEAR,
        _TWO_DISTRICTS,
        _ROUNDING,
        OpenQuestion(
            key="other_grant_and_drafting",
            wording=Wording(
                "「ほかの補助金等」にコミュニティ計画策定補助金を含むか"
                "（ここでは補助金ごとに計算し，同じ事業に重ねて受けられるかは判定しない）",
                "whether “other grants” include the plan-drafting subsidy (each subsidy is "
                "computed by itself; whether both pay for the same project is not judged)",
            ),
            basis=unstated(cite("K041"), reason=_NOT_SAID),
        ),
        OpenQuestion(
            key="who_decides",
            wording=Wording(
                "特定の個人・団体の利益になるかを誰が判断するか",
                "who decides whether a project serves particular persons or bodies",
            ),
            basis=unstated(cite("K043"), reason=_NOT_SAID),
        ),
        OpenQuestion(
            key="advance_payment",
            wording=Wording("概算払（前払い）があるか", "whether it is paid in advance"),
            basis=unstated(cite("K032"), reason=_NOT_SAID),
        ),
    ),
)
"""活動促進事業費補助金 (K031 to K033)."""

_DRAFTS_NOW: Final = AtLeast(PLAN_DRAFTING, during=THIS_FISCAL_YEAR)
_NO_DRAFTING: Final = Ceiling(
    key="no_drafting",
    wording=Wording("計画を新たに策定していない場合", "without a new plan being drafted"),
    amounts=_amount(0, "K034"),
)


def _while_drafting(need: Requirement) -> tuple[Ceiling, Ceiling]:
    drafting = Ceiling(
        key="while_drafting",
        wording=Wording("計画を新たに策定する場合", "while a new plan is being drafted"),
        amounts=_amount(250_000, "K035"),
        requirements=(need,),
    )
    return drafting, _NO_DRAFTING


def _for_drafting_too(note: Requirement) -> Requirement:
    reason = Wording(
        "注は二つの補助金に続く一覧にあり，どちらの補助金とも書かれていないため，"
        "計画の策定にも当てはまると読む",
        "the note stands with a list that follows both subsidies and names neither, so it is "
        "read as holding for the drafting of plans too",
    )
    return attrs.evolve(
        note, key=f"{note.key}_to_draft", basis=inferred(*note.basis.citations, reason=reason)
    )


PLAN_DRAFTING_SUBSIDY: Final = SubsidyRule(
    key="plan_drafting",
    wording=Wording("コミュニティ計画策定補助金", "plan-drafting subsidy"),
    basis=stated(cite("K034")),
    requirements=(_CERTIFIED,),
    ceilings=_while_drafting(
        Requirement(
            key="drafts_new_plan",
            condition=_DRAFTS_NOW,
            wording=Wording(
                "その年度にコミュニティ計画を新たに策定している",
                "a new community plan is being drafted in that fiscal year",
            ),
            basis=stated(cite("K034")),
        )
    ),
    rate=Fraction(1),
    project_facts=(*_OF_EVERY_PROJECT, PLAN_DRAFTING_WORK),
    project_requirements=(
        *map(_for_drafting_too, _NOTES),
        Requirement(
            key="plan_drafting_work",
            condition=AtLeast(PLAN_DRAFTING_WORK),
            wording=Wording(
                "コミュニティ計画を新たに策定する事業である", "it drafts a new community plan"
            ),
            basis=stated(cite("K034")),
        ),
    ),
    questions=(
        OpenQuestion(
            key="renewal",
            wording=Wording(
                "計画の更新（第2期など）も「新たに策定」に当たるか（ここでは当たらないと読む）",
                "whether renewing a plan counts as drafting a new one (read as not)",
            ),
            basis=unstated(cite("K034"), cite("K047"), reason=_NOT_SAID),
            alternative=OtherCeilings(
                _while_drafting(
                    Requirement(
                        key="drafts_any_plan",
                        condition=AnyOf(
                            _DRAFTS_NOW, AtLeast(PLAN_RENEWING, during=THIS_FISCAL_YEAR)
                        ),
                        wording=Wording(
                            "その年度にコミュニティ計画を策定または更新している",
                            "a community plan is being drafted or renewed in that fiscal year",
                        ),
                        basis=unstated(cite("K034"), cite("K047"), reason=_NOT_SAID),
                    )
                )
            ),
        ),
        OpenQuestion(
            key="both_in_one_year",
            wording=Wording(
                "同じ年度に活動促進事業費補助金と併せて受けられるか"
                "（ここでは受けられると読み，補助金ごとに計算する）",
                "whether both subsidies may be received in one year (read as yes; each is computed "
                "by itself)",
            ),
            basis=unstated(cite("K031"), cite("K034"), reason=_NOT_SAID),
            alternative=Excluded("activity_promotion"),
        ),
        OpenQuestion(
            key="notes_on_projects",
            wording=Wording(
                "事業の一覧に付された注（主催・共催，ほかの補助金等，特定の利益）が"
                "計画の策定にも当てはまるか（ここでは当てはまると読む）",
                "whether the notes to the list of projects (hosts, other grants, particular "
                "benefit) hold for the drafting of plans too (read as yes)",
            ),
            basis=unstated(cite("K041"), cite("K042"), cite("K043"), reason=_NOT_SAID),
        ),
        OpenQuestion(
            key="how_many_years",
            wording=Wording(
                "何年度にわたって受けられるか", "for how many years it may be received"
            ),
            basis=unstated(cite("K035"), reason=_NOT_SAID),
        ),
        _MID_YEAR,
        _TWO_DISTRICTS,
        _ROUNDING,
    ),
)
"""コミュニティ計画策定補助金 (K034, K035)."""
