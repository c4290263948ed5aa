"""Kochi's second policy: what can be counted, by thresholds that are assumed.

The leaflet gives no number for any stage. Where the default policy asks somebody to find that a
bullet holds, this one counts what a ledger holds. Every threshold is a proposal of the model and
none is the city's: it has its reason and its range. What needs no number, that the council is
founded and that issues are shared, is asked for as the default policy does: inferred.
"""

from __future__ import annotations

from typing import Final

from renkei_model.conditions import AtLeast
from renkei_model.facts import Fact
from renkei_model.kochi.facts import (
    FIELDS_LINKED,
    ISSUES_RECORDED,
    JOINT_EVENTS,
    MEMBER_BODIES,
    PLAN_COMPLETE,
    PLAN_RECOGNISED,
    PUBLICITY_ITEMS,
    SHARING_MEETINGS,
    SOLUTIONS_CONSIDERED,
)
from renkei_model.kochi.leaflet import cite
from renkei_model.kochi.policy import POLICY
from renkei_model.provenance import assumed
from renkei_model.requirements import Requirement
from renkei_model.wording import Wording

__all__ = ["INDICATOR_POLICY", "RECOGNISED_PLAN"]


def _asks(
    fact: Fact,
    n: int,
    plausible: tuple[int, int] | None,
    statements: tuple[str, ...],
    wording: Wording,
    reason: Wording,
) -> Requirement:
    """Ask for a number of something; its wording tells the number in place of `{n}`.

    An act that is asked for once has no range: no other number was ever thought of.
    """
    return Requirement(
        key=fact.key,
        condition=AtLeast(fact, n=n),
        wording=Wording(wording.ja.format(n=n), wording.en.format(n=n)),
        basis=assumed(*map(cite, statements), reason=reason, plausible=plausible),
    )


_MEMBER_BODIES: Final = _asks(
    MEMBER_BODIES,
    2,
    (2, 5),  # more than a handful would shut out a small district
    ("K010", "K065"),
    Wording("{n}以上の団体が加わっている", "{n} or more bodies have joined"),
    Wording(
        "つながるには相手が要るため，これより少なくはできない",
        "linkage needs a partner, so it cannot be fewer",
    ),
)
_SHARING_MEETINGS: Final = _asks(
    SHARING_MEETINGS,
    2,
    (1, 6),  # from a single general meeting to one meeting every other month
    ("K006", "K065"),
    Wording(
        "情報を共有する会議を{n}回以上開いている",
        "meetings that share information have been held {n} times or more",
    ),
    Wording(
        "互いを紹介する会議と課題を持ち寄る会議が一度ずつは要るとみる。登録簿では，29のうち26の"
        "協議会に2回以上の会議が載る。定例会などに限ると15の協議会が0回になるため，会議の種類は"
        "問わない",
        "one meeting to present themselves and one to bring back issues; the registry lists two or "
        "more for 26 of 29 councils. Counting regular meetings and the like alone would leave 15 "
        "without any, so meetings of every kind count",
    ),
)
_ISSUES_RECORDED: Final = _asks(
    ISSUES_RECORDED,
    1,
    (1, 5),  # a list may be as long as a meeting can discuss
    ("K066",),
    Wording("課題の一覧に{n}件以上の課題が載っている", "{n} or more issues are on the issue list"),
    Wording("何も載っていない一覧は共有できない", "a list without issues cannot be shared"),
)
_FIELDS_LINKED: Final = _asks(
    FIELDS_LINKED,
    3,
    (2, 4),  # the leaflet's two examples, taken together, name four fields
    ("K068", "K023", "K024"),
    Wording("{n}以上の分野が連携している", "{n} or more fields have been linked"),
    Wording(
        "資料の例は二つの分野を結ぶものと三つを結ぶものがあり，「多方面」は二つより多いとみる",
        "the leaflet's examples link two fields and three; “many directions” should exceed a pair",
    ),
)
_JOINT_EVENTS: Final = _asks(
    JOINT_EVENTS,
    2,
    (2, 4),  # "widened" is never one event; four would be one a season
    ("K068",),
    Wording(
        "二つ以上の団体による行事を{n}回以上行っている",
        "joint events have been held {n} times or more",
    ),
    Wording(
        "一度きりの行事では，連携が広がったとは言いにくい",
        "one single event hardly shows that linkage has widened",
    ),
)
_PUBLICITY_ITEMS: Final = _asks(
    PUBLICITY_ITEMS,
    1,
    (1, 4),  # a bulletin once, or a year of a quarterly one
    ("K069",),
    Wording("広報物を{n}点以上出している", "{n} or more publicity items have been issued"),
    Wording(
        "一つでもあれば周知したとみなす（登録簿で広報物が載るのは29のうち8の協議会）。"
        "「理解を促す」ことには数えられるものがなく，広報物で代える",
        "one item is enough to have made something known (the registry names one for 8 of 29 "
        "councils); understanding promoted has no count of its own, and publicity stands for it",
    ),
)
_SOLUTIONS_CONSIDERED: Final = _asks(
    SOLUTIONS_CONSIDERED,
    1,
    (1, 3),  # a proposal for one issue, or for a few
    ("K071",),
    Wording("解決策を{n}件以上検討している", "{n} or more solutions have been considered"),
    Wording(
        "一覧の課題の一つを解決策の案まで話し合えば，検討したとみなす",
        "it is enough that one listed issue has been discussed as far as a proposal",
    ),
)
_COMPLETE_PLAN: Final = _asks(
    PLAN_COMPLETE,
    1,
    None,
    ("K049", "K072"),
    Wording(
        "コミュニティ計画に五つの内容がそろっている", "the community plan holds all its five parts"
    ),
    Wording(
        "五つすべてを求めるのは仮定（資料は内容の例とも読め，2か所の一覧の一方は四つ）",
        "that all five are needed is assumed: the list may be of examples, and one of its two "
        "copies has four",
    ),
)
RECOGNISED_PLAN: Final = _asks(
    PLAN_RECOGNISED,
    1,
    None,
    ("K045", "K072"),
    Wording("コミュニティ計画を市長が認めている", "the mayor has recognised the community plan"),
    Wording(
        "コミュニティ計画は市長が認めるものとされる。ただし，発展モデルが挙げるのは計画を作る"
        "ことまでであり，認められるまで待つとするのは仮定",
        "a community plan is one that the mayor recognises; but the model speaks of making a "
        "plan, and that the step waits for the recognition is assumed",
    ),
)
"""That the plan is recognised and not only drafted."""

_SHARED: Final = POLICY.transition("acquaintance_to_spreading").requirements[-1]

INDICATOR_POLICY: Final = POLICY.variant(
    key="kochi_indicators",
    title=Wording(
        f"{POLICY.title.ja}（件数で数える仮の基準）",
        f"{POLICY.title.en}, by counts that are assumed",
    ),
    guards={
        "acquaintance_to_spreading": (_MEMBER_BODIES, _SHARING_MEETINGS, _ISSUES_RECORDED, _SHARED),
        "spreading_to_solving": (_FIELDS_LINKED, _JOINT_EVENTS, _PUBLICITY_ITEMS),
        "solving_to_self_standing": (_SOLUTIONS_CONSIDERED, _COMPLETE_PLAN, RECOGNISED_PLAN),
    },
)
"""The second policy: counts, their thresholds assumed; founding and sharing stay inferred."""
