"""Other readings of the leaflet, as variants of Kochi's default policy.

Each changes one thing that the leaflet leaves to its reader, so that one can see what hangs on it.
The default policy holds what the model takes for the likeliest reading; a variant is assumed, for
comparison.
"""

from __future__ import annotations

from typing import Final

import attrs

from renkei_model.conditions import AnyOf, AtLeast, SomeOf
from renkei_model.kochi.facts import OTHER_PLAN_DRAFTED
from renkei_model.kochi.indicators import INDICATOR_POLICY, RECOGNISED_PLAN
from renkei_model.kochi.leaflet import cite
from renkei_model.kochi.policy import POLICY
from renkei_model.policy import Policy
from renkei_model.provenance import assumed
from renkei_model.requirements import Requirement
from renkei_model.wording import Wording

__all__ = ["POLICIES", "VARIANTS"]

_FOUNDING, _SPREADING, _SOLVING, _SELF_STANDING = POLICY.transitions
(_FOUNDED,) = _FOUNDING.requirements
_SOLUTIONS, _PLAN = _SELF_STANDING.requirements


def _title(ja: str, en: str) -> Wording:
    return Wording(f"{POLICY.title.ja}（{ja}）", f"{POLICY.title.en} ({en})")


_PLAN_ANY: Final = POLICY.variant(
    key="kochi_plan_any",
    title=_title("どの計画でもよいとする読み", "any plan will do"),
    guards={
        _SELF_STANDING.key: (
            _SOLUTIONS,
            attrs.evolve(
                _PLAN,
                condition=AnyOf(_PLAN.condition, AtLeast(OTHER_PLAN_DRAFTED)),
                basis=assumed(
                    cite("K072"),
                    reason=Wording(
                        "発展モデルは将来を見据えた計画とだけ言い，コミュニティ計画とは書いていない。"
                        "比べるため，ほかの計画でもよいと仮定",
                        "the model speaks of a plan with the future in view and does not call it a "
                        "community plan; that any such plan will do is assumed, to compare",
                    ),
                ),
            ),
        )
    },
)
_PLAN_RECOGNISED_REQUIRED: Final = POLICY.variant(
    key="kochi_plan_recognised_required",
    title=_title("計画に市長の認定まで求める読み", "the plan must be recognised"),
    guards={_SELF_STANDING.key: (_SOLUTIONS, _PLAN, RECOGNISED_PLAN)},
)
_TWO_OF_THREE: Final = POLICY.variant(
    key="kochi_two_of_three",
    title=_title("波及期は三つのうち二つでよいとする読み", "two points of “spreading” are enough"),
    guards={
        _SOLVING.key: (
            Requirement(
                key="two_of_three",
                condition=SomeOf(2, *(need.condition for need in _SOLVING.requirements)),
                wording=Wording(
                    "連携の広がり，周知，理解の促進のうち二つ以上が認められる",
                    "two or more hold of: linkage widened, made known, understanding promoted",
                ),
                basis=assumed(
                    cite("K068"),
                    cite("K069"),
                    reason=Wording(
                        "資料は箇条書きのすべてが要るとは書いておらず，周知と理解の促進は一つの文にある。"
                        "比べるため，二つで足りると仮定",
                        "the leaflet does not say that every point is needed, and names making "
                        "known and understanding in one breath; that two are enough is assumed, "
                        "to compare",
                    ),
                    plausible=(1, 3),
                ),
            ),
        )
    },
)
_FOUNDING_DIVIDER: Final = attrs.evolve(
    POLICY,
    key="kochi_founding_divider",
    title=_title("設立を親交期の終わりに置く読み", "founding ends getting acquainted"),
    stages=POLICY.stages[1:],
    transitions=(
        attrs.evolve(
            _SPREADING,
            requirements=(
                attrs.evolve(
                    _FOUNDED,
                    basis=assumed(
                        cite("K074"),
                        cite("K065"),
                        reason=Wording(
                            "縦書きの表示は段階の間の区切りとも読め，互いを知ってから設立する順は自然である。"
                            "ただし，設立前の主体を述べる文はない。比べるため，親交期の終わりと仮定",
                            "the mark set vertically may divide two stages, and to meet first and "
                            "then found is natural, though nothing there speaks of anybody before "
                            "the council; that it ends the first stage is assumed, to compare",
                        ),
                    ),
                ),
                *_SPREADING.requirements,
            ),
        ),
        _SOLVING,
        _SELF_STANDING,
    ),
)

VARIANTS: Final[tuple[Policy, ...]] = (
    _PLAN_ANY,
    _PLAN_RECOGNISED_REQUIRED,
    _TWO_OF_THREE,
    _FOUNDING_DIVIDER,
)
"""Other readings of the leaflet, each the default policy with one thing changed."""

POLICIES: Final[tuple[Policy, ...]] = (POLICY, INDICATOR_POLICY, *VARIANTS)
"""Every policy of Kochi that ships: the default, the one by counts, and the variants."""
