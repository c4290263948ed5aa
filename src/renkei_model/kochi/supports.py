"""What Kochi City offers councils besides money: its staff, its headquarters, its lectures.

What each does is the leaflet's; with which facts it helps is our reading, and marked as inferred.
"""

from __future__ import annotations

from typing import Final

from renkei_model.facts import Fact
from renkei_model.kochi.facts import (
    ISSUES_GRASPED,
    ISSUES_SHARED,
    PLAN_DRAFTED,
    PLAN_DRAFTING,
    SOLUTIONS_CONSIDERED,
    UNDERSTANDING_PROMOTED,
)
from renkei_model.kochi.leaflet import cite
from renkei_model.provenance import inferred, stated
from renkei_model.supports import Support, SupportRole
from renkei_model.wording import Wording

__all__ = ["SUPPORTS"]


def _role(
    key: str, wording: Wording, *statements: str, reason: Wording, helps_with: tuple[Fact, ...]
) -> SupportRole:
    places = [cite(statement) for statement in statements]
    return SupportRole(
        key=key,
        wording=wording,
        basis=stated(*places),
        helps_with=helps_with,
        reading=inferred(*places, reason=reason),
    )


_LIAISON_TEAM: Final = Support(
    key="liaison_team",
    wording=Wording("地域活動応援隊（地援隊）", "the liaison team of city staff (Chientai)"),
    invitation=Wording("地援隊に相談できます", "you can ask the liaison team (Chientai)"),
    basis=stated(cite("K052")),
    roles=(
        _role(
            "information",
            Wording("行政情報の提供・支援制度の収集", "city information and schemes of support"),
            "K053",
            helps_with=(SOLUTIONS_CONSIDERED,),
            reason=Wording(
                "使える支援制度を知ることは，解決策の検討に役立つと読む",
                "to know which schemes there are is read as helping to consider solutions",
            ),
        ),
        _role(
            "facilitation",
            Wording("会議の助言・進行の補助", "advice and help in running meetings"),
            "K054",
            helps_with=(ISSUES_SHARED, SOLUTIONS_CONSIDERED, PLAN_DRAFTING, PLAN_DRAFTED),
            reason=Wording(
                "助言と進行の補助は，計画づくりや課題解決の会議のほか，課題を共有する会議にも役立つと読む",
                "help with meetings on plans and on solving issues is read as helping meetings "
                "that share issues too",
            ),
        ),
        _role(
            "referral",
            Wording("関係機関への紹介・担当課への報告", "referral to bodies and city sections"),
            "K055",
            helps_with=(ISSUES_GRASPED, SOLUTIONS_CONSIDERED),
            reason=Wording(
                "要望に合う窓口の紹介は，課題の把握と解決策の検討に役立つと読む",
                "to be shown the right office is read as helping to grasp issues and consider "
                "solutions",
            ),
        ),
    ),
)
_HEADQUARTERS: Final = Support(
    key="headquarters",
    wording=Wording("地域共生社会推進本部", "the headquarters for an inclusive community"),
    invitation=Wording(
        "部署をまたぐ課題は，地域共生社会推進本部が受け止めます",
        "issues of several city sections are taken up by the headquarters for an inclusive "
        "community",
    ),
    basis=stated(cite("K051")),
    roles=(
        _role(
            "across_sections",
            Wording("部署横断での地域課題への対応", "work on local issues across sections"),
            "K051",
            helps_with=(SOLUTIONS_CONSIDERED,),
            reason=Wording(
                "部署をまたぐ対応は，解決策の検討に役立つと読む",
                "work across sections is read as helping to consider solutions",
            ),
        ),
    ),
)
_LECTURES: Final = Support(
    key="visiting_lectures",
    wording=Wording("生涯学習（出前講座）", "visiting lectures"),
    invitation=Wording("出前講座を利用できます", "you can ask for a visiting lecture"),
    basis=stated(cite("K058")),
    roles=(
        _role(
            "town_making",
            Wording("「まちづくり」についての講座", "a lecture on town-making"),
            "K058",
            "K059",
            helps_with=(UNDERSTANDING_PROMOTED,),
            reason=Wording(
                "まちづくりの講座は，地域の取組への理解を促すのに役立つと読む",
                "a lecture on town-making is read as promoting understanding of the work",
            ),
        ),
    ),
)

SUPPORTS: Final = (_LIAISON_TEAM, _HEADQUARTERS, _LECTURES)
"""What the leaflet offers besides money (K051 to K059), the nearest to councils first."""
