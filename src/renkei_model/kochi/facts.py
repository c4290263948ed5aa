"""The facts that a council's ledger in Kochi can record: one catalogue for every policy here."""

from __future__ import annotations

from typing import Final

from renkei_model.facts import Fact, FactKind
from renkei_model.kochi.leaflet import cite
from renkei_model.provenance import Basis, inferred, stated
from renkei_model.wording import Wording

__all__ = ["FACTS"]


def _from_bullet(*statements: str) -> Basis:
    return inferred(
        *map(cite, statements),
        reason=Wording(
            "発展モデルの箇条書きを，日付のある確認事項として読む",
            "a bullet of the development model, read as something found on a date",
        ),
    )


def _countable(*statements: str) -> Basis:
    return inferred(
        *map(cite, statements),
        reason=Wording(
            "協議会の役割や例示された活動を，数えられる出来事として読む",
            "a role or an example of the leaflet, read as something that can be counted",
        ),
    )


_ADOPTED_PLAN: Final = Wording(
    "計画を決めた会議の議事録と計画書", "the minutes that adopt the plan, and the plan itself,"
)

FOUNDED: Final = Fact(
    key="founded",
    wording=Wording("協議会の設立", "council founded"),
    evidence=Wording("設立総会の議事録", "the minutes of the founding meeting"),
    basis=stated(cite("K074")),
)
CERTIFIED: Final = Fact(
    key="certified",
    wording=Wording("市による認定", "certified by the city"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("認定の通知", "the notice of certification"),
    basis=stated(cite("K032"), cite("K060")),
)
MEMBER_BODIES: Final = Fact(
    key="member_bodies",
    wording=Wording("構成団体（加わったもの）", "member bodies that joined"),
    evidence=Wording("構成団体の名簿", "the list of member bodies"),
    basis=_countable("K003", "K010"),
    distinct=True,
)
MEMBER_FIELDS: Final = Fact(
    key="member_fields",
    wording=Wording("構成団体の分野", "fields of the member bodies"),
    evidence=Wording("分野別の構成団体名簿", "the list of member bodies by field"),
    basis=_countable("K010", "K068"),
    distinct=True,
)
ACTORS_ACQUAINTED: Final = Fact(
    key="actors_acquainted",
    wording=Wording("活動主体の相互理解", "actors acquainted"),
    kind=FactKind.DETERMINATION,
    evidence=Wording(
        "各団体が取組を紹介し合った会議の議事録",
        "the minutes of a meeting at which the bodies presented themselves",
    ),
    basis=_from_bullet("K065"),
)
SHARING_MEETINGS: Final = Fact(
    key="sharing_meetings",
    wording=Wording("情報を共有する会議", "meetings that share information"),
    evidence=Wording(
        "二つ以上の団体が出た会議の議事録", "the minutes of a meeting of two or more bodies"
    ),
    basis=_countable("K006", "K065", "K066"),
)
ISSUES_GRASPED: Final = Fact(
    key="issues_grasped",
    wording=Wording("地域課題の把握", "issues grasped"),
    kind=FactKind.DETERMINATION,
    evidence=Wording(
        "アンケート，目安箱，まち歩きなどの結果",
        "the results of a survey, a suggestion box or a walk through the district",
    ),
    basis=_from_bullet("K008", "K028", "K066"),
)
ISSUES_RECORDED: Final = Fact(
    key="issues_recorded",
    wording=Wording("課題一覧に載った課題", "issues on the issue list"),
    evidence=Wording("課題の一覧", "the issue list"),
    basis=_countable("K008", "K028"),
    distinct=True,
)
ISSUES_SHARED: Final = Fact(
    key="issues_shared",
    wording=Wording("情報と課題の共有", "information and issues shared"),
    kind=FactKind.DETERMINATION,
    evidence=Wording(
        "課題の一覧を諮った会議の議事録", "the minutes of the meeting that discussed the issue list"
    ),
    basis=_from_bullet("K004", "K006", "K066"),
)
JOINT_EVENTS: Final = Fact(
    key="joint_events",
    wording=Wording("団体が共に行った行事", "joint events"),
    evidence=Wording(
        "二つ以上の団体による行事の記録", "the record of an event held by two or more bodies"
    ),
    basis=_countable("K007", "K022", "K023", "K024"),
)
FIELDS_LINKED: Final = Fact(
    key="fields_linked",
    wording=Wording("連携した分野", "fields linked"),
    evidence=Wording("分野を記した行事の一覧", "the list of events with their fields"),
    basis=_countable("K068"),
    distinct=True,
)
LINKAGE_WIDENED: Final = Fact(
    key="linkage_widened",
    wording=Wording("多方面への連携の広がり", "linkage widened"),
    kind=FactKind.DETERMINATION,
    evidence=Wording(
        "分野をまたぐ行事や新しい構成団体の記録",
        "the record of events across fields or of new member bodies",
    ),
    basis=_from_bullet("K068"),
)
PUBLICITY_ITEMS: Final = Fact(
    key="publicity_items",
    wording=Wording("広報物", "publicity items"),
    evidence=Wording(
        "広報紙，ホームページ，行事カレンダー", "bulletins, the website, the event calendar"
    ),
    basis=_countable("K025", "K026", "K027", "K038", "K069"),
)
MADE_KNOWN: Final = Fact(
    key="made_known",
    wording=Wording("地域への周知", "made known to residents"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("住民に配った広報物", "an item that was distributed to residents"),
    basis=_from_bullet("K025", "K069"),
)
UNDERSTANDING_PROMOTED: Final = Fact(
    key="understanding_promoted",
    wording=Wording("地域の理解の促進", "understanding promoted"),
    kind=FactKind.DETERMINATION,
    evidence=Wording(
        "説明会や意識調査の記録", "the record of a briefing or of a survey of awareness"
    ),
    basis=_from_bullet("K069"),
)
SOLUTIONS_CONSIDERED: Final = Fact(
    key="solutions_considered",
    wording=Wording("解決策の検討", "solutions considered"),
    evidence=Wording(
        "課題の解決策を話し合った会議の議事録", "the minutes that discuss a listed issue"
    ),
    basis=_from_bullet("K008", "K030", "K071"),
)
OTHER_PLAN_DRAFTED: Final = Fact(
    key="other_plan_drafted",
    wording=Wording("コミュニティ計画以外の将来計画の策定", "another plan for the future drafted"),
    evidence=_ADOPTED_PLAN,
    basis=inferred(
        cite("K072"),
        reason=Wording(
            "発展モデルの計画がコミュニティ計画に限られるかは書かれておらず，ほかの計画は分けて記録する",
            "whether the plan must be a community plan is not said, so others are kept apart",
        ),
    ),
)
PLAN_DRAFTING: Final = Fact(
    key="plan_drafting",
    wording=Wording("コミュニティ計画の策定作業", "community plan being drafted"),
    evidence=Wording("計画策定会議の議事録", "the minutes of a plan-drafting meeting"),
    basis=_countable("K034"),
)
PLAN_RENEWING: Final = Fact(
    key="plan_renewing",
    wording=Wording("コミュニティ計画の更新作業", "community plan being renewed"),
    evidence=Wording(
        "次の期の計画を話し合った会議の議事録", "the minutes of a meeting on the plan's next term"
    ),
    basis=_countable("K047"),
)
PLAN_DRAFTED: Final = Fact(
    key="plan_drafted",
    wording=Wording("コミュニティ計画の策定", "community plan drafted"),
    evidence=_ADOPTED_PLAN,
    basis=inferred(
        cite("K045"),
        cite("K072"),
        reason=Wording(
            "「将来を見据えた計画」をコミュニティ計画と読む",
            "“a plan with the future in view” is read as the community plan",
        ),
    ),
)
PLAN_COMPLETE: Final = Fact(
    key="plan_complete",
    wording=Wording("コミュニティ計画の五つの内容の完備", "community plan complete"),
    evidence=Wording("計画書の目次", "the plan's table of contents"),
    basis=inferred(
        cite("K049"),
        reason=Wording(
            "計画内容として挙がる五つを，計画にそろうべき部分と読む",
            "the five contents that are listed are read as the parts that a plan holds",
        ),
    ),
)
PLAN_RECOGNISED: Final = Fact(
    key="plan_recognised",
    wording=Wording("市長によるコミュニティ計画の認定", "community plan recognised by the mayor"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("市の通知", "the city's notice"),
    basis=stated(cite("K045")),
)
PLAN_PROMOTED: Final = Fact(
    key="plan_promoted",
    wording=Wording("コミュニティ計画の推進", "community plan promoted"),
    evidence=Wording("計画に載せた事業の実施報告", "the report on a project of the plan"),
    basis=inferred(
        cite("K033"),
        cite("K046"),
        reason=Wording(
            "計画に載せた事業を初めて行った日を推進の始まりと読む",
            "carrying out the first project of the plan is read as promoting it",
        ),
    ),
)

FACTS: Final[tuple[Fact, ...]] = (
    FOUNDED,
    CERTIFIED,
    MEMBER_BODIES,
    MEMBER_FIELDS,
    ACTORS_ACQUAINTED,
    SHARING_MEETINGS,
    ISSUES_GRASPED,
    ISSUES_RECORDED,
    ISSUES_SHARED,
    JOINT_EVENTS,
    FIELDS_LINKED,
    LINKAGE_WIDENED,
    PUBLICITY_ITEMS,
    MADE_KNOWN,
    UNDERSTANDING_PROMOTED,
    SOLUTIONS_CONSIDERED,
    OTHER_PLAN_DRAFTED,
    PLAN_DRAFTING,
    PLAN_RENEWING,
    PLAN_DRAFTED,
    PLAN_COMPLETE,
    PLAN_RECOGNISED,
    PLAN_PROMOTED,
)
"""Every fact, in the order in which a council usually comes to it."""
