"""Hoshigaoka City (星ヶ丘市): an invented city's rules for its neighbourhood councils, as a policy.

Nothing here is a real place. The rules read from top to bottom as the handbook would have them:
what is recorded, the stages, what each step asks for, the steps, and the grant. Every line cites
the handbook.
"""

from __future__ import annotations

from fractions import Fraction

from renkei_model import (
    AllOf,
    AtLeast,
    AtMost,
    Fact,
    FactKind,
    FiscalYear,
    Force,
    Policy,
    Requirement,
    SomeOf,
    Span,
    Stage,
    Transition,
    TransitionKind,
    Wording,
    about,
)
from renkei_model.money import YEN
from renkei_model.provenance import Basis, Citation, Source, inferred, stated
from renkei_model.subsidy_rules import Amount, Ceiling, SubsidyRule
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import SINCE_STAGE_ENTRY, THROUGH_LAST_FISCAL_YEAR

# --- the handbook --------------------------------------------------------------------------------

HANDBOOK = Source(
    key="hoshigaoka_handbook",
    title=Wording(
        "まちづくり協議会の手引き（架空）", "Handbook of neighbourhood councils (invented)"
    ),
    publisher=Wording("星ヶ丘市（架空）", "Hoshigaoka City (invented)"),
    published=Span.month(2025, 3),
    as_of=Span.month(2025, 3),
)


def cite(statement: str, page: int, ja: str, en: str) -> Citation:
    """Cite a statement of the handbook: its id, its page and what it says."""
    return Citation(
        HANDBOOK,
        statement,
        heading=Wording("認定と助成", "Recognition and grants"),
        position=Wording(f"{page}頁", f"page {page}"),
        gist=Wording(ja, en),
    )


RECORDS = stated(cite("H01", 2, "事務局が記録するもの", "what the secretaries record"))

# --- what is recorded ----------------------------------------------------------------------------


def event(key: str, ja: str, en: str, paper: Wording, *, unit: Wording | None = None) -> Fact:
    """Make a fact that happens, or is paid."""
    return Fact(key=key, wording=Wording(ja, en), evidence=paper, basis=RECORDS, unit=unit)


def decision(key: str, ja: str, en: str, paper: Wording) -> Fact:
    """Make a fact that somebody with the authority decides: its record names them in `by`."""
    kind = FactKind.DETERMINATION
    return Fact(key=key, wording=Wording(ja, en), kind=kind, evidence=paper, basis=RECORDS)


def clause(key: str, ja: str, en: str) -> Fact:
    """Make the fact that the bylaws hold a clause, as the office found when it read them."""
    paper = Wording(f"規約（{ja}の条項）", f"the bylaws (the clause on {en})")
    said = (f"規約の{ja}の条項", f"bylaws: clause on {en}")
    return decision(f"clause_{key}", *said, paper)


def joined(key: str, ja: str, en: str) -> Fact:
    """Make the fact that a body of some kind joined."""
    paper = Wording("団体の加入届", "the body's notice of joining")
    return event(f"joined_{key}", f"{ja}の加入", f"joined by {en}", paper)


CLAUSES = (
    clause("purpose", "目的", "its purpose"),
    clause("area", "区域", "its area"),
    clause("officers", "役員の選び方", "how officers are chosen"),
    clause("accounts", "会計", "its accounts"),
)
BODIES = (
    joined("residents", "町内会", "a residents' association"),
    joined("school", "学校・PTA", "a school or parents' association"),
    joined("welfare", "福祉の団体", "a welfare body"),
    joined("safety", "防災の団体", "a disaster-prevention body"),
    joined("shops", "商店会", "a shopkeepers' association"),
)
MEETING = event(
    "meeting_held", "定例会の開催", "regular meeting held", Wording("議事録", "the minutes")
)
ENOUGH = decision(
    "activity_found_enough",
    "地域振興課が活動の実績を十分と認めたこと",
    "section found its activity enough",
    Wording("地域振興課の確認書", "the section's finding"),
)
APPROVED = decision(
    "board_approved",
    "審査会の認定相当との決定",
    "review board decided for recognition",
    Wording("審査会の決定書", "the review board's decision"),
)
MERGED = decision(
    "merger_found",
    "認定団体の合併と市長が認めたこと",
    "mayor found a merger of recognised councils",
    Wording("市長の通知", "the mayor's notice"),
)
WARNED = decision("warned", "市の改善指導", "city's warning", Wording("指導の通知", "the warning"))
IMPROVED = event(
    "improvement_reported",
    "改善の報告",
    "improvement reported",
    Wording("改善報告書", "the report of improvement"),
)
ACCOUNTS = event(
    "accounts_filed", "決算の報告", "accounts filed", Wording("決算書", "the accounts")
)
MISUSED = decision(
    "misuse_found",
    "審査会による助成金の不正使用の認定",
    "review board found misuse of a grant",
    Wording("審査会の決定書", "the review board's decision"),
)
GRANTED = event(
    "grant_year",
    "助成を受けた年度（年度ごとに1件）",
    "fiscal year with a grant (one record a year)",
    Wording("交付決定の通知", "the notice of the grant"),
)
PAID = event(
    "grant_paid",
    "交付された助成金",
    "grant paid",
    Wording("交付額確定の通知", "the notice of the amount paid"),
    unit=YEN,
)

# --- stages --------------------------------------------------------------------------------------


def stage(key: str, ja: str, en: str) -> Stage:
    """Make a stage as the handbook names it."""
    named = stated(cite("H02", 3, "協議会の五つの状態", "the five states of a council"))
    return Stage(key=key, wording=Wording(ja, en), basis=named)


PREPARING = stage("preparing", "準備会", "preparing")
PROVISIONAL = stage("provisional", "仮認定", "provisionally recognised")
RECOGNISED = stage("recognised", "認定", "recognised")
SUSPENDED = stage("suspended", "停止", "suspended")
DISSOLVED = stage("dissolved", "取消し", "struck off")

# --- what steps ask for --------------------------------------------------------------------------

BYLAWS = Requirement(
    key="bylaws",
    condition=AllOf(*(AtLeast(each) for each in CLAUSES)),
    wording=Wording("規約に必要な条項がすべてある", "the bylaws hold every required clause"),
    basis=stated(cite("H03", 4, "規約に必要な四つの条項", "the four clauses that bylaws need")),
)
WIDELY_JOINED = Requirement(
    key="widely_joined",
    condition=SomeOf(3, *(AtLeast(each) for each in BODIES)),
    wording=Wording(
        "5種の団体のうち3種以上が加わっている", "3 or more of 5 kinds of bodies joined"
    ),
    basis=stated(cite("H04", 4, "5種のうち3種以上", "3 or more of the 5 kinds")),
)
REGULAR = Requirement(
    key="regular_meetings",
    condition=about(MEETING, 8, 12, ENOUGH),
    wording=Wording("定例会をおおむね12回開いている", "about 12 regular meetings have been held"),
    basis=stated(
        cite("H05", 5, "定例会はおおむね12回，少なくとも8回", "about 12 meetings, at least 8"),
        plausible=(8, 12),
    ),
)
BOARD = Requirement(
    key="board_decision",
    condition=AtLeast(APPROVED),
    wording=Wording("審査会が認定相当と決定した", "the review board decided for recognition"),
    basis=stated(cite("H06", 5, "市長は審査会の決定による", "the mayor follows the review board")),
)
MERGER = Requirement(
    key="merger",
    condition=AtLeast(MERGED),
    wording=Wording("認定団体どうしの合併である", "it is a merger of recognised councils"),
    basis=stated(cite("H07", 5, "合併は仮認定を経ない", "a merger skips provisional recognition")),
)
WARNINGS = Requirement(
    key="warnings",
    condition=AtLeast(WARNED, n=2, during=SINCE_STAGE_ENTRY),
    wording=Wording("認定後に改善指導が2回あった", "it was warned twice since its recognition"),
    basis=stated(cite("H08", 6, "指導2回で停止できる", "may be suspended after two warnings")),
)
IMPROVEMENT = Requirement(
    key="improvement",
    condition=AtLeast(IMPROVED, during=SINCE_STAGE_ENTRY),
    wording=Wording("停止後に改善を報告した", "it reported improvement since its suspension"),
    basis=stated(cite("H09", 6, "報告があれば停止を解く", "a report ends the suspension")),
)
NO_ACCOUNTS = Requirement(
    key="no_accounts",
    condition=AtMost(ACCOUNTS, during=THROUGH_LAST_FISCAL_YEAR),
    wording=Wording("前年度末までに決算の報告がない", "no accounts by the end of last fiscal year"),
    basis=stated(cite("H10", 6, "決算がなければ仮認定に戻せる", "without accounts it may go back")),
)
MISUSE = Requirement(
    key="misuse",
    condition=AtLeast(MISUSED),
    wording=Wording("審査会が不正使用を認めた", "the review board found misuse"),
    basis=stated(cite("H11", 7, "不正使用は取り消す", "misuse is struck off")),
)

# --- steps ---------------------------------------------------------------------------------------

MAY = stated(cite("H12", 7, "「できる」は市の裁量", "“may” leaves it to the city"))
MUST = stated(cite("H13", 7, "「しなければならない」は義務", "“must” is a duty"))


def step(
    source: Stage,
    target: Stage,
    *asks: Requirement,
    kind: TransitionKind = TransitionKind.PROGRESS,
    force: Force = Force.MAY,
) -> Transition:
    """Make a step, named by the stages that it joins."""
    return Transition(
        key=f"{source.key}_to_{target.key}",
        source=source,
        target=target,
        requirements=asks,
        kind=kind,
        force=force,
        basis=MUST if force is Force.MUST else MAY,
    )


BACK = TransitionKind.WITHDRAWAL
STEPS = (
    step(PREPARING, PROVISIONAL, BYLAWS, WIDELY_JOINED),
    step(PROVISIONAL, RECOGNISED, REGULAR, BOARD),
    step(PREPARING, RECOGNISED, BYLAWS, MERGER),  # the skip that the handbook allows
    step(RECOGNISED, SUSPENDED, WARNINGS, kind=BACK),
    step(SUSPENDED, RECOGNISED, IMPROVEMENT, force=Force.MUST),
    step(RECOGNISED, PROVISIONAL, NO_ACCOUNTS, kind=BACK),
    step(SUSPENDED, DISSOLVED, MISUSE, kind=BACK, force=Force.MUST),
)

# --- the grant -----------------------------------------------------------------------------------


def yen(amount: int, basis: Basis) -> tuple[Amount, ...]:
    """Give an amount that the handbook of March 2025 states for the years from April 2025 on."""
    first = FiscalYear(2025)
    return (Amount(yen=amount, since=first, published=Span.month(2025, 3), basis=basis),)


GRANT = SubsidyRule(
    key="activity_grant",
    wording=Wording("まちづくり活動助成", "activity grant"),
    basis=stated(cite("H14", 8, "活動費の3分の2を助成", "two thirds of the costs are paid")),
    requirements=(
        Requirement(
            key="within_five_years",
            condition=AtMost(GRANTED, n=4, during=THROUGH_LAST_FISCAL_YEAR),
            wording=Wording("助成は5年度まで", "it is granted in at most 5 fiscal years"),
            basis=stated(cite("H15", 8, "通算5年度まで", "5 fiscal years in all")),
        ),
    ),
    ceilings=(
        Ceiling(
            key="approved",
            wording=Wording("審査会の決定を受けた協議会", "with the review board's decision"),
            amounts=yen(600_000, stated(cite("H16", 8, "認定は60万円", "600,000 yen"))),
            requirements=(BOARD,),
        ),
        Ceiling(
            key="others",
            wording=Wording("その他の協議会", "other councils"),
            amounts=yen(200_000, stated(cite("H17", 8, "その他は20万円", "200,000 yen"))),
        ),
    ),
    rate=Fraction(2, 3),
    totals=(
        TotalLimit(
            key="three_years",
            wording=Wording("3か年度の限度額", "limit within three years"),
            yen=1_500_000,
            years=3,
            paid=PAID,
            basis=stated(cite("H18", 9, "3年で150万円まで", "1,500,000 yen in three years")),
        ),
        TotalLimit(
            key="in_all",
            wording=Wording("通算の限度額", "limit in all"),
            yen=2_400_000,
            paid=PAID,
            basis=inferred(
                cite("H19", 9, "助成は「通算240万円を目途」", "“2.4 million yen or so in all”"),
                reason=Wording("「目途」を限度と読む", "“or so” is read as a limit"),
            ),
        ),
    ),
)

# --- the whole -----------------------------------------------------------------------------------

POLICY = Policy(
    key="hoshigaoka",
    version="2025-03",
    title=Wording("星ヶ丘市のまちづくり協議会（架空）", "Hoshigaoka's councils (invented)"),
    jurisdiction=Wording("星ヶ丘市（架空）", "Hoshigaoka City (invented)"),
    published=Span.month(2025, 3),
    facts=(
        *CLAUSES,
        *BODIES,
        MEETING,
        ENOUGH,
        APPROVED,
        MERGED,
        WARNED,
        IMPROVED,
        ACCOUNTS,
        MISUSED,
        GRANTED,
        PAID,
    ),
    stages=(PREPARING, PROVISIONAL, RECOGNISED, SUSPENDED, DISSOLVED),
    transitions=STEPS,
    sources=(HANDBOOK,),
    subsidies=(GRANT,),
)
