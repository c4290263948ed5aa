"""The plans of one council, made of the rows of a ledger file, with every fault by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from renkei_model.community_plans import (
    CHECK_THE_DATES,
    CommunityPlan,
    date_clashes,
    term_clashes,
)
from renkei_model.errors import Fault
from renkei_model.interchange.plan_rows import PlanEntry, PlanSaying
from renkei_model.interchange.spreadsheets import Row
from renkei_model.provenance import RECORDED
from renkei_model.wording import Wording

__all__ = ["plans_of"]

_Value = TypeVar("_Value")
_CHECK_THE_TERMS: Final = Wording(
    "期と計画期間を確かめてください", "check which term each plan is of, and its years"
)


def plans_of(said: Iterable[PlanSaying], faults: list[Fault]) -> tuple[CommunityPlan, ...]:
    """Make the plans of one council of what its rows say.

    Args:
        said: What the rows say, in their order.
        faults: Where to put everything in them that cannot be.

    Returns:
        One plan for each term, in order of appearance; only to be used if there were no faults.
    """
    of_terms: dict[int, list[PlanSaying]] = {}
    for saying in said:
        of_terms.setdefault(saying.number, []).append(saying)
    plans = tuple(_plan(sayings, faults) for sayings in of_terms.values())
    for place, what, problem in term_clashes(plans):
        row = _row_of(of_terms[plans[place].number], PlanEntry(what))
        faults.append(row.fault("date", problem, _CHECK_THE_TERMS))
    return plans


def _plan(said: Sequence[PlanSaying], faults: list[Fault]) -> CommunityPlan:
    dates = {
        entry: _agreed(
            "date", [(each, each.on) for each in said if each.entry is entry and each.on], faults
        )
        for entry in PlanEntry
    }
    about = [each for each in said if each.entry is PlanEntry.TERM]
    name = _agreed("item", [(each, each.text) for each in about if each.text], faults)
    basis = _agreed(
        "basis", [(each, each.basis) for each in about if each.basis != RECORDED], faults
    )
    parts = _parts([each for each in said if each.entry is PlanEntry.PART], faults)
    projects = tuple(each.project for each in said if each.project)
    clashes = list(
        date_clashes(
            dates[PlanEntry.DRAFTING],
            dates[PlanEntry.DRAFTED],
            dates[PlanEntry.RECOGNISED],
            dates[PlanEntry.PROMOTED],
            term=dates[PlanEntry.TERM],
        )
    )
    for late, problem in clashes:
        row = _row_of(said, PlanEntry(late))
        faults.append(row.fault("date", problem, CHECK_THE_DATES))
    if clashes:
        # They are reported; what else is wrong with the plan is found without them.
        term = None if PlanEntry.TERM.value in dict(clashes) else dates[PlanEntry.TERM]
        dates = dict.fromkeys(PlanEntry, None) | {PlanEntry.TERM: term}
    return CommunityPlan(
        number=said[0].number,
        name=name or "",
        term=dates[PlanEntry.TERM],
        drafting=dates[PlanEntry.DRAFTING],
        drafted=dates[PlanEntry.DRAFTED],
        recognised=dates[PlanEntry.RECOGNISED],
        promoted=dates[PlanEntry.PROMOTED],
        parts=parts,
        parts_complete=not parts or any(each.closes for each in said),
        projects=projects,
        basis=basis or RECORDED,
    )


def _row_of(said: Sequence[PlanSaying], entry: PlanEntry) -> Row:
    return next(each.row for each in said if each.entry is entry and each.on)


def _agreed(
    key: str, said: Sequence[tuple[PlanSaying, _Value]], faults: list[Fault]
) -> _Value | None:
    """Give what rows say alike; report each row that says otherwise than the first."""
    for saying, value in said[1:]:
        first, found = said[0]
        if value != found:
            number, entry = saying.number, saying.entry.wording
            problem = Wording(
                f"第{number}期の計画の「{entry.ja}」が{first.row.number}行目と異なります",
                f"row {first.row.number} says otherwise ({entry.en}) of the plan of term {number}",
            )
            remedy = Wording(
                "どちらかを直すか，別の計画なら期を直してください",
                "correct one of the two, or its term if it is of another plan",
            )
            faults.append(saying.row.fault(key, problem, remedy))
    return said[0][1] if said else None


def _parts(said: Sequence[PlanSaying], faults: list[Fault]) -> tuple[str, ...] | None:
    if not said:
        return None
    parts = tuple(each.text for each in said if each.text)
    nothing = [each for each in said if not each.text and not each.closes]
    if parts and nothing:
        problem = Wording(
            "計画の内容が「なし」とされていますが，ほかの行に内容があります",
            "it says that the plan has no parts, but other rows name some",
        )
        remedy = Wording("どちらかの行を除いてください", "drop one or the other")
        faults.append(nothing[0].row.fault("item", problem, remedy))
    return parts
