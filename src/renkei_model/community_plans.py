"""A council's community plan: its term, its dates, its parts and its projects."""

from __future__ import annotations

import datetime
import enum
import itertools
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import (
    require_count,
    require_each,
    require_key,
    require_kind,
    require_name,
    require_tuples,
)
from renkei_model.dates import Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.provenance import RECORDED, Basis
from renkei_model.wording import Language, Wording

__all__ = [
    "CHECK_THE_TERMS",
    "MOST_TERMS",
    "CommunityPlan",
    "Horizon",
    "PlanProject",
    "require_terms_apart",
    "term_clashes",
]

MOST_TERMS: Final = 100
"""The most plans that one council can have had, one after the other."""


class Horizon(enum.Enum):
    """In which part of a plan's term a project is to be carried out."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"

    def text(self, language: Language) -> str:
        """Name it for a reader."""
        return _HORIZON_WORDING[self].text(language)


_HORIZON_WORDING = {
    Horizon.SHORT: Wording("短期", "short term"),
    Horizon.MIDDLE: Wording("中期", "middle term"),
    Horizon.LONG: Wording("長期", "long term"),
}


@attrs.frozen(kw_only=True)
class PlanProject:
    """One project that a plan holds.

    Attributes:
        name: What it is.
        soft: Whether residents can lead it without building anything; None if not recorded.
        horizon: When it is to be carried out; None if not recorded.

    Raises:
        InvalidValue: If it has no name, or a part is of another kind.
    """

    name: str
    soft: bool | None = None
    horizon: Horizon | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a project that nobody could name, and parts of another kind."""
        remedy = Wording("事業の名称を書いてください", "give the project's name")
        require_name("PlanProject.name", self.name, remedy)
        if self.soft is not None:
            require_kind("PlanProject.soft", self.soft, bool)
        if self.horizon is not None:
            require_kind("PlanProject.horizon", self.horizon, Horizon)


def _some_time(when: Span | datetime.date | None) -> Span | None:
    return None if when is None else as_span(when)


@attrs.frozen(kw_only=True)
class CommunityPlan:
    """A council's community plan of one term.

    Attributes:
        number: Which term it is of: 1 for the first plan, 2 for the one that follows it.
        name: What it is called.
        term: The years it is for; None if not recorded.
        drafting: When work on it began; None if not recorded.
        drafted: When it was adopted; None if it was not, or nobody recorded it.
        recognised: When it was recognised by whoever has the authority.
        promoted: When the first project of it was carried out.
        parts: The keys of the parts that it holds; None if nobody looked.
        projects: The projects that it holds.
        basis: Whether the council's own papers, a source or the model says so.

    Raises:
        InvalidValue: If a part is of another kind, or it was carried out before it was drafted.
    """

    number: int = 1
    name: str = ""
    term: Span | None = attrs.field(default=None, converter=_some_time)
    drafting: Span | None = attrs.field(default=None, converter=_some_time)
    drafted: Span | None = attrs.field(default=None, converter=_some_time)
    recognised: Span | None = attrs.field(default=None, converter=_some_time)
    promoted: Span | None = attrs.field(default=None, converter=_some_time)
    parts: tuple[str, ...] | None = None
    projects: tuple[PlanProject, ...] = ()
    basis: Basis = attrs.field(default=RECORDED, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind, and dates in an order that cannot be."""
        require_count("CommunityPlan.number", self.number, least=1, most=MOST_TERMS)
        require_kind("CommunityPlan.name", self.name, str)
        require_tuples("CommunityPlan", projects=self.projects)
        require_each("CommunityPlan.projects", self.projects, PlanProject)
        require_kind("CommunityPlan.basis", self.basis, Basis)
        if self.parts is not None:
            require_tuples("CommunityPlan", parts=self.parts)
            for part in self.parts:
                require_key("CommunityPlan.parts", part)
        _require_order("drafted", self.drafted, "drafting", self.drafting)
        for name, when in (("recognised", self.recognised), ("promoted", self.promoted)):
            if when is not None and self.drafted is None:
                raise _missing(name)
            _require_order(name, when, "drafted", self.drafted)


_WORDS = {
    "drafting": Wording("策定作業の開始", "its drafting began"),
    "drafted": Wording("策定", "it was drafted"),
    "recognised": Wording("市長の認定", "it was recognised"),
    "promoted": Wording("推進", "it was promoted"),
}


def _require_order(name: str, when: Span | None, before: str, earlier: Span | None) -> None:
    if when is None or earlier is None or when.last >= earlier.first:
        return
    late, early, what = _WORDS[name], _WORDS[before], f"CommunityPlan.{name}"
    raise InvalidValue(
        what,
        Wording(
            f"{late.ja}（{when.text('ja')}）が{early.ja}（{earlier.text('ja')}）より前です",
            f"{late.en} ({when.text('en')}) before {early.en} ({earlier.text('en')})",
        ),
        Wording("どちらの日付が正しいか確かめてください", "find out which of the dates is right"),
    )


def _missing(name: str) -> InvalidValue:
    late = _WORDS[name]
    return InvalidValue(
        f"CommunityPlan.{name}",
        Wording(
            f"{late.ja}の日付がありますが，策定の日付がありません",
            f"{late.en}, but nobody recorded when it was drafted",
        ),
        Wording(
            "策定の日付（分からなければ期間）を書いてください",
            "give the date on which it was drafted, or a span if it is not known",
        ),
    )


def require_terms_apart(plans: Sequence[CommunityPlan]) -> None:
    """Refuse two plans of one term, and plans whose terms overlap.

    Args:
        plans: The plans of one council.

    Raises:
        InvalidValue: If two of them cannot both be; with every pair.
    """
    problems = [problem for _, problem in term_clashes(plans)]
    if problems:
        raise InvalidValue(
            "Council.plans",
            Wording(
                "。".join(problem.ja for problem in problems),
                "; ".join(problem.en for problem in problems),
            ),
            CHECK_THE_TERMS,
        )


def term_clashes(plans: Sequence[CommunityPlan]) -> Iterator[tuple[int, Wording]]:
    """Find plans of one term, and plans whose terms overlap.

    Args:
        plans: The plans of one council.

    Returns:
        For each pair that cannot both be, the place of the later one, from 0, and the problem.
    """
    for (_, one), (place, other) in itertools.combinations(enumerate(plans), 2):
        problem = _clash(one, other)
        if problem is not None:
            yield place, problem


CHECK_THE_TERMS: Final = Wording(
    "期の番号（number）と計画期間（term）を確かめてください",
    "check which term each is of (number), and its years (term)",
)
"""What to do about plans whose terms clash."""


def _clash(one: CommunityPlan, other: CommunityPlan) -> Wording | None:
    if one.number == other.number:
        return Wording(
            f"第{one.number}期の計画が二つあります", f"there are two plans of term {one.number}"
        )
    if one.term is not None and other.term is not None and one.term.overlaps(other.term):
        return Wording(
            f"第{one.number}期と第{other.number}期の計画期間が重なっています"
            f"（{one.term.text('ja')}，{other.term.text('ja')}）",
            f"terms {one.number} and {other.number} overlap "
            f"({one.term.text('en')}; {other.term.text('en')})",
        )
    return None
