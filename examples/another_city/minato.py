"""Minatohama City (みなと浜市): a second invented city, whose councils may begin in two ways.

Nothing here is a real place. Everything is a plain value, with no code of its own behind it, so the
whole policy can also be written down as a file for somebody who writes no Python.
"""

from __future__ import annotations

from fractions import Fraction

from renkei_model import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Fact,
    FactKind,
    Force,
    Policy,
    Requirement,
    SomeOf,
    Span,
    Stage,
    Transition,
    TransitionKind,
    Unspecified,
    Wording,
    about,
)
from renkei_model.conditions import Condition
from renkei_model.money import YEN
from renkei_model.provenance import Basis, Citation, Source, assumed, stated, unstated
from renkei_model.subsidy_rules import Amount, Ceiling, OpenQuestion, RoundedDown, SubsidyRule
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import SINCE_STAGE_ENTRY, THROUGH_LAST_FISCAL_YEAR

APRIL = Span.month(2025, 4)
ORDINANCE = Source(
    key="minatohama_ordinance",
    title=Wording("協働のまちづくり条例の逐条解説（架空）", "The ordinance explained (invented)"),
    publisher=Wording("みなと浜市（架空）", "Minatohama City (invented)"),
    published=APRIL,
    as_of=APRIL,
)


def article(number: int, ja: str, en: str) -> Citation:
    """Cite an article: its number and what it says."""
    return Citation(
        ORDINANCE,
        f"M{number:02}",
        heading=Wording(f"第{number}条", f"article {number}"),
        position=Wording(f"{number}頁", f"page {number}"),
        gist=Wording(ja, en),
    )


# --- what is recorded ----------------------------------------------------------------------------


def fact(  # noqa: PLR0913 - a fact has this many words
    key: str,
    ja: str,
    en: str,
    paper: Wording,
    *,
    kind: FactKind = FactKind.EVENT,
    distinct: bool = False,
    unit: Wording | None = None,
) -> Fact:
    """Make a fact of the ordinance."""
    return Fact(
        key=key,
        wording=Wording(ja, en),
        kind=kind,
        evidence=paper,
        basis=stated(article(1, "記録と届出", "what is recorded and notified")),
        distinct=distinct,
        unit=unit,
    )


DECIDED = FactKind.DETERMINATION
NOTICE = Wording("届出書", "the notice")
ASSEMBLY = fact(
    "assembly", "総会の開催", "general assembly", Wording("総会の議事録", "its minutes")
)
JOINED = fact("block_joined", "加わった町内会", "block joined", NOTICE, distinct=True)
THEME = fact("theme_adopted", "取り組む課題の決定", "theme adopted", NOTICE)
REPORT = fact("annual_report", "年次報告", "annual report", Wording("報告書", "the report"))
ADVICE = fact(
    "committee_opinion",
    "協働委員会の賛成の意見",
    "committee in favour",
    Wording("委員会の答申", "the committee's opinion"),
    kind=DECIDED,
)
SPECIAL = fact(
    "mayor_special",
    "市長が特に必要と認めたこと",
    "mayor found it specially needed",
    Wording("市長の決定書", "the mayor's decision"),
    kind=DECIDED,
)
CANCELLED = fact(
    "agreement_cancelled",
    "協働委員会による協定の取消しの決定",
    "committee cancelled the agreement",
    Wording("委員会の決定書", "the committee's decision"),
    kind=DECIDED,
)


def agreed(key: str, ja: str, en: str) -> Fact:
    """Make the fact that the agreement with the city holds a clause."""
    paper = Wording(f"協定書（{ja}）", f"the agreement ({en})")
    return fact(f"agreed_{key}", f"協定の{ja}の定め", f"agreement on {en}", paper, kind=DECIDED)


def work(key: str, ja: str, en: str) -> Fact:
    """Make the fact that some work was done."""
    return fact(f"work_{key}", f"{ja}の活動", f"work on {en}", Wording("活動の記録", "its record"))


AGREED = (
    agreed("roles", "役割分担", "roles"),
    agreed("term", "期間", "its term"),
    agreed("money", "経費", "costs"),
)
WORK = (
    work("safety", "防災", "disaster prevention"),
    work("care", "見守り", "watching over people"),
    work("streets", "道と公園", "streets and parks"),
)
STARTED = fact("start_year", "発足助成を受けた年度（年度ごとに1件）", "year with a grant", NOTICE)
PAID = fact("start_paid", "交付された発足助成", "starting grant paid", NOTICE, unit=YEN)

# --- stages --------------------------------------------------------------------------------------


def stage(key: str, ja: str, en: str) -> Stage:
    """Make a stage of the ordinance."""
    named = stated(article(2, "組織の種類", "the kinds of organisations"))
    return Stage(key=key, wording=Wording(ja, en), basis=named)


FOUNDING = stage("founding", "発足", "founding")
BLOCK = stage("block", "町内会連合型", "of blocks")
THEMATIC = stage("thematic", "課題型", "of a theme")
PARTNER = stage("partner", "協働組織", "partner of the city")
ENDED = stage("ended", "終了", "ended")

# --- what steps ask for --------------------------------------------------------------------------


def asks(key: str, ja: str, en: str, condition: Condition, basis: Basis) -> Requirement:
    """Make a requirement."""
    return Requirement(key=key, condition=condition, wording=Wording(ja, en), basis=basis)


ASSEMBLED = asks(
    "assembled",
    "発足（再発足）してから総会を開いた",
    "an assembly was held since it was founded, or founded again",
    AtLeast(ASSEMBLY, during=SINCE_STAGE_ENTRY),
    stated(article(3, "発足ごとに総会を開く", "an assembly at each founding")),
)
MOST_BLOCKS = asks(
    "most_blocks",
    "区域の10町内会のほとんどが加わっている",
    "most of the area's ten blocks have joined",
    about(JOINED, 6, 9, Wording("協働推進課が判断する", "the partnership section judges")),
    assumed(
        article(4, "区域の町内会の「ほとんど」", "“most” of the blocks of the area"),
        reason=Wording(
            "10のうち過半数なら足り得て，9なら確実と置く",
            "of ten, a majority may do and nine surely",
        ),
        plausible=(6, 9),
    ),
)
ONE_THEME = asks(
    "one_theme",
    "取り組む課題か，これに準ずるものがある",
    "it has a theme, or something like it",
    AnyOf(
        AtLeast(THEME),
        Unspecified(Wording("「準ずるもの」が何か，条例にない", "what is like it is not said")),
    ),
    unstated(
        article(5, "課題又はこれに準ずるもの", "a theme or something like it"),
        reason=Wording("準ずるものの定めがない", "what is like a theme is not said"),
    ),
)
SPECIALLY = asks(
    "specially_needed",
    "委員会が賛成し，市長が特に必要と認めた",
    "the committee is in favour and the mayor found it specially needed",
    AllOf(AtLeast(ADVICE), AtLeast(SPECIAL)),
    stated(article(6, "委員会の意見を聴き，市長が定める", "the mayor, having heard the committee")),
)
AGREEMENT = asks(
    "agreement",
    "協定に必要な定めがすべてある",
    "the agreement holds all that is required",
    AllOf(*(AtLeast(each) for each in AGREED)),
    stated(article(7, "協定の三つの必要な定め", "three things that an agreement must hold")),
)
AT_WORK = asks(
    "at_work",
    "三つの活動のうち二つ以上をしている",
    "two or more of three works are done",
    SomeOf(2, *(AtLeast(each) for each in WORK)),
    stated(article(8, "三つのうち二つ以上", "two or more of the three")),
)
SILENT = asks(
    "silent",
    "前年度末までに年次報告がない",
    "no annual report by the end of last fiscal year",
    AtMost(REPORT, during=THROUGH_LAST_FISCAL_YEAR),
    stated(article(9, "報告がなければ発足に戻せる", "without a report it may go back")),
)
CANCELLATION = asks(
    "cancellation",
    "委員会が協定の取消しを決定した",
    "the committee cancelled the agreement",
    AtLeast(CANCELLED),
    stated(article(10, "取消しの決定があれば終了する", "with a cancellation it ends")),
)

# --- steps ---------------------------------------------------------------------------------------


def step(source: Stage, target: Stage, *needs: Requirement, back: bool = False) -> Transition:
    """Make a step that may be taken, forwards or back."""
    kind = TransitionKind.WITHDRAWAL if back else TransitionKind.PROGRESS
    return Transition(
        key=f"{source.key}_to_{target.key}",
        source=source,
        target=target,
        requirements=needs,
        kind=kind,
        basis=stated(article(11, "市は…できる", "the city may …")),
    )


ENDING = Transition(
    key="partner_to_ended",
    source=PARTNER,
    target=ENDED,
    requirements=(CANCELLATION,),
    kind=TransitionKind.WITHDRAWAL,
    force=Force.MUST,
    basis=stated(article(10, "市は…終了しなければならない", "the city must end it")),
)

# --- the grant -----------------------------------------------------------------------------------


def amount(yen: int, number: int) -> tuple[Amount, ...]:
    """Give an amount that an article states."""
    basis = stated(article(number, f"{yen:,}円", f"{yen:,} yen"))
    return (Amount(yen=yen, published=APRIL, basis=basis),)


STARTING_GRANT = SubsidyRule(
    key="starting_grant",
    wording=Wording("発足助成", "starting grant"),
    basis=stated(article(12, "発足した組織への助成", "a grant for those that were founded")),
    requirements=(
        asks(
            "within_three_years",
            "助成は3年度まで",
            "it is granted in at most 3 fiscal years",
            AtMost(STARTED, n=2, during=THROUGH_LAST_FISCAL_YEAR),
            stated(article(13, "通算3年度まで", "3 fiscal years in all")),
        ),
    ),
    ceilings=(
        Ceiling(
            key="at_work",
            wording=Wording("活動している組織", "those at work"),
            amounts=amount(300_000, 14),
            requirements=(AT_WORK,),
        ),
        Ceiling(key="others", wording=Wording("その他", "others"), amounts=amount(100_000, 15)),
    ),
    rate=Fraction(1),
    questions=(
        OpenQuestion(
            key="rounding",
            wording=Wording(
                "千円未満を切り捨てるか（しないと読む）",
                "whether it is cut to 1,000 yen (read as not)",
            ),
            basis=unstated(reason=Wording("定めがない", "it is not said")),
            alternative=RoundedDown(1000),
        ),
    ),
    totals=(
        TotalLimit(
            key="two_years",
            wording=Wording("2か年度の限度額", "limit within two years"),
            yen=500_000,
            years=2,
            paid=PAID,
            basis=stated(article(16, "2年で50万円まで", "500,000 yen in two years")),
        ),
    ),
)

# --- the whole -----------------------------------------------------------------------------------

POLICY = Policy(
    key="minatohama",
    version="2025-04",
    title=Wording("みなと浜市の協働組織（架空）", "Minatohama's partners (invented)"),
    jurisdiction=Wording("みなと浜市（架空）", "Minatohama City (invented)"),
    published=APRIL,
    facts=(
        ASSEMBLY,
        JOINED,
        THEME,
        REPORT,
        ADVICE,
        SPECIAL,
        CANCELLED,
        *AGREED,
        *WORK,
        STARTED,
        PAID,
    ),
    stages=(FOUNDING, BLOCK, THEMATIC, PARTNER, ENDED),
    transitions=(
        step(FOUNDING, BLOCK, ASSEMBLED, MOST_BLOCKS),
        step(FOUNDING, THEMATIC, ASSEMBLED, ONE_THEME),
        step(FOUNDING, PARTNER, SPECIALLY),  # the skip that the ordinance allows
        step(BLOCK, PARTNER, AGREEMENT, AT_WORK),
        step(THEMATIC, PARTNER, AGREEMENT, AT_WORK),
        step(PARTNER, FOUNDING, SILENT, back=True),
        ENDING,
    ),
    sources=(ORDINANCE,),
    subsidies=(STARTING_GRANT,),
)
