"""Kochi City's policy on how councils develop, as the leaflet's own bullets.

The leaflet gives no number for any stage, so the default policy asks for each bullet as something
found or done on a date. That the bullets under a stage are what it takes to leave it is our
reading, and marked as inferred.
"""

from __future__ import annotations

from typing import Final

from renkei_model.conditions import AtLeast
from renkei_model.facts import Fact
from renkei_model.kochi.facts import (
    ACTORS_ACQUAINTED,
    FACTS,
    FOUNDED,
    ISSUES_GRASPED,
    ISSUES_SHARED,
    LINKAGE_WIDENED,
    MADE_KNOWN,
    PLAN_DRAFTED,
    SOLUTIONS_CONSIDERED,
    UNDERSTANDING_PROMOTED,
)
from renkei_model.kochi.grants import ACTIVITY_PROMOTION, PLAN_DRAFTING_SUBSIDY, PLAN_RULE
from renkei_model.kochi.leaflet import LEAFLET, cite
from renkei_model.kochi.supports import SUPPORTS
from renkei_model.policy import Policy
from renkei_model.provenance import inferred, stated
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, ladder
from renkei_model.wording import Wording

__all__ = [
    "ACQUAINTANCE",
    "POLICY",
    "SELF_STANDING",
    "SOLVING",
    "SPREADING",
    "UNFOUNDED",
]

_START_MARKER: Final = Wording(
    "「協議会設立」の表示を，親交期に入る起点と読む（発展モデルは協議会の発展を描くため）",
    "“council founded” is read as the gate into the first stage, for the model is of councils",
)

UNFOUNDED: Final = Stage(
    key="unfounded",
    wording=Wording("設立前", "before founding"),
    basis=inferred(cite("K074"), cite("K076"), reason=_START_MARKER),
)
ACQUAINTANCE: Final = Stage(
    key="acquaintance",
    wording=Wording("親交期", "getting acquainted"),
    basis=stated(cite("K064")),
)
SPREADING: Final = Stage(
    key="spreading", wording=Wording("波及期", "spreading"), basis=stated(cite("K067"))
)
SOLVING: Final = Stage(
    key="solving", wording=Wording("課題解決期", "solving issues"), basis=stated(cite("K070"))
)
SELF_STANDING: Final = Stage(
    key="self_standing", wording=Wording("自立期", "self-standing"), basis=stated(cite("K073"))
)


_LEAVING: Final = Wording(
    "内容は明記。次の段階へ進む条件とみなす点は推定",
    "the content is stated; that it is a condition for leaving the stage is inferred",
)


def _bullet(
    fact: Fact, statement: str, ja: str, en: str, *, reason: Wording = _LEAVING
) -> Requirement:
    return Requirement(
        key=fact.key,
        condition=AtLeast(fact),
        wording=Wording(ja, en),
        basis=inferred(cite(statement), reason=reason),
    )


_MORE_THAN_MEETING: Final = Wording(
    f"{_LEAVING.ja}。会議を開いたことだけでは，課題まで共有したとはみなさない",
    f"{_LEAVING.en}; that meetings were held is not read as issues having been shared",
)

POLICY: Final = Policy(
    key="kochi",
    version="2023-08",
    title=Wording(
        "高知市地域内連携協議会の発展モデル", "Kochi City's development model of councils"
    ),
    jurisdiction=Wording("高知市", "Kochi City"),
    published=LEAFLET.published,
    facts=FACTS,
    stages=(UNFOUNDED, ACQUAINTANCE, SPREADING, SOLVING, SELF_STANDING),
    transitions=ladder(
        (UNFOUNDED, ACQUAINTANCE, SPREADING, SOLVING, SELF_STANDING),
        (
            (
                Requirement(
                    key="founded",
                    condition=AtLeast(FOUNDED),
                    wording=Wording("協議会が設立されている", "the council has been founded"),
                    basis=inferred(cite("K074"), cite("K076"), reason=_START_MARKER),
                ),
            ),
            (
                _bullet(
                    ACTORS_ACQUAINTED,
                    "K065",
                    "地域内の活動主体が互いを知り，理解している",
                    "the actors of the district know and understand each other",
                ),
                _bullet(
                    ISSUES_GRASPED,
                    "K066",
                    "地域の課題を把握している",
                    "the issues of the district have been grasped",
                ),
                _bullet(
                    ISSUES_SHARED,
                    "K066",
                    "情報と課題を共有している",
                    "information and issues have been shared",
                    reason=_MORE_THAN_MEETING,
                ),
            ),
            (
                _bullet(
                    LINKAGE_WIDENED,
                    "K068",
                    "連携が地域全体の多方面へ広がっている",
                    "linkage has widened across the whole district",
                ),
                _bullet(
                    MADE_KNOWN,
                    "K069",
                    "地域の取組を住民に周知している",
                    "the district's work has been made known to residents",
                ),
                _bullet(
                    UNDERSTANDING_PROMOTED,
                    "K069",
                    "地域の取組への理解を促している",
                    "understanding of the district's work has been promoted",
                ),
            ),
            (
                _bullet(
                    SOLUTIONS_CONSIDERED,
                    "K071",
                    "地域にとって望ましい解決策を検討している",
                    "solutions that suit the district have been considered",
                ),
                _bullet(
                    PLAN_DRAFTED,
                    "K072",
                    "将来を見据えた計画を策定している",
                    "a plan with the future in view has been drafted",
                ),
            ),
        ),
        basis=inferred(
            cite("K077"),
            reason=Wording(
                "「一歩一歩」という考え方を，隣の段階へだけ進む規則と読む",
                "“step by step” is read as moving to the adjacent stage only",
            ),
        ),
    ),
    sources=(LEAFLET,),
    subsidies=(ACTIVITY_PROMOTION, PLAN_DRAFTING_SUBSIDY),
    plan_rule=PLAN_RULE,
    supports=SUPPORTS,
)
"""The default policy: the leaflet's bullets, each found or done on a date."""
