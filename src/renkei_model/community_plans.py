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
    "CHECK_THE_DATES",
    "CHECK_THE_TERMS",
    "MOST_TERMS",
    "CommunityPlan",
    "Horizon",
    "PlanProject",
    "date_clashes",
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
        parts: The keys of the parts that somebody found in it; None if nobody looked.
        parts_complete: Whether it holds no others: that they were looked for, all of them.
        projects: The projects that it holds.
        basis: Whether the council's own papers, a source or the model says so.

    Raises:
        InvalidValue: If a part is of another kind; or if dates cannot follow each other, with
            every pair of them.
    """

    number: int = 1
    name: str = ""
    term: Span | None = attrs.field(default=None, converter=_some_time)
    drafting: Span | None = attrs.field(default=None, converter=_some_time)
    drafted: Span | None = attrs.field(default=None, converter=_some_time)
    recognised: Span | None = attrs.field(default=None, converter=_some_time)
    promoted: Span | None = attrs.field(default=None, converter=_some_time)
    parts: tuple[str, ...] | None = None
    parts_complete: bool = True
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
        require_kind("CommunityPlan.parts_complete", self.parts_complete, bool)
        if not self.parts_complete and not self.parts:
            raise InvalidValue(
                "CommunityPlan.parts_complete",
                Wording(
                    "確かめた内容がないのに，ほかにもある可能性があるとされています",
                    "it may hold other parts, but none that it holds is named",
                ),
                Wording(
                    "parts を書くか，parts_complete を除いてください",
                    "name its parts, or leave parts_complete out",
                ),
            )
        self._require_dates_in_order()

    def _require_dates_in_order(self) -> None:
        clashes = list(
            date_clashes(
                self.drafting, self.drafted, self.recognised, self.promoted, term=self.term
            )
        )
        if clashes:
            names = [name for name, _ in clashes]
            what = f"CommunityPlan.{names[0]}" if len(names) == 1 else "CommunityPlan"
            raise InvalidValue(
                what,
                Wording(
                    "。".join(problem.ja for _, problem in clashes),
                    "; ".join(problem.en for _, problem in clashes),
                ),
                CHECK_THE_DATES,
            )


_WORDS = {
    "drafting": Wording("策定作業の開始", "its drafting began"),
    "drafted": Wording("策定", "it was drafted"),
    "recognised": Wording("認定", "it was recognised"),
    "promoted": Wording("推進", "it was promoted"),
}


CHECK_THE_DATES: Final = Wording(
    "どちらの日付が正しいか確かめてください", "find out which of the dates is right"
)
"""What to do about two dates that cannot follow each other."""


def date_clashes(
    drafting: Span | None,
    drafted: Span | None,
    recognised: Span | None,
    promoted: Span | None,
    *,
    term: Span | None = None,
) -> Iterator[tuple[str, Wording]]:
    """Find the dates of a plan that cannot follow each other.

    Args:
        drafting: When work on it began.
        drafted: When it was adopted.
        recognised: When it was recognised.
        promoted: When the first project of it was carried out.
        term: The years it is for.

    Returns:
        For each pair that cannot be, the name of the date that should be the later one, and the
        problem; of a date that comes before both drafting and its beginning, the first alone.
    """
    yield from _in_order("drafted", drafted, "drafting", drafting)
    earlier = ("drafted", drafted), ("drafting", drafting)
    for name, when in (("recognised", recognised), ("promoted", promoted)):
        clashes = (clash for each in earlier for clash in _in_order(name, when, *each))
        yield from itertools.islice(clashes, 1)
    over = (clash for each in earlier for clash in _over_before(term, *each))
    yield from itertools.islice(over, 1)


def _over_before(
    term: Span | None, before: str, earlier: Span | None
) -> Iterator[tuple[str, Wording]]:
    if term is not None and earlier is not None and term.last < earlier.first:
        early = _WORDS[before]
        yield (
            "term",
            Wording(
                f"計画期間（{term.text('ja')}）が{early.ja}（{earlier.text('ja')}）より前に終わっています",
                f"its term ({term.text('en')}) was over before {early.en} ({earlier.text('en')})",
            ),
        )


def _in_order(
    name: str, when: Span | None, before: str, earlier: Span | None
) -> Iterator[tuple[str, Wording]]:
    if when is not None and earlier is not None and when.last < earlier.first:
        late, early = _WORDS[name], _WORDS[before]
        yield (
            name,
            Wording(
                f"{late.ja}（{when.text('ja')}）が{early.ja}（{earlier.text('ja')}）より前です",
                f"{late.en} ({when.text('en')}) before {early.en} ({earlier.text('en')})",
            ),
        )


def require_terms_apart(plans: Sequence[CommunityPlan]) -> None:
    """Refuse two plans of one term, and plans whose terms overlap or are in the wrong order.

    Args:
        plans: The plans of one council.

    Raises:
        InvalidValue: If two of them cannot both be; with every pair.
    """
    problems = [problem for _, _, problem in term_clashes(plans)]
    if problems:
        raise InvalidValue(
            "Council.plans",
            Wording(
                "。".join(problem.ja for problem in problems),
                "; ".join(problem.en for problem in problems),
            ),
            CHECK_THE_TERMS,
        )


def term_clashes(plans: Sequence[CommunityPlan]) -> Iterator[tuple[int, str, Wording]]:
    """Find plans of one term, and plans whose terms overlap or are in the wrong order.

    Args:
        plans: The plans of one council.

    Returns:
        For each pair that cannot both be, the place of the later one, from 0, what of it clashes
        (`number`, `term` or `drafted`), and the problem.
    """
    for (_, one), (place, other) in itertools.combinations(enumerate(plans), 2):
        found = _clash(one, other)
        if found is not None:
            yield place, *found


CHECK_THE_TERMS: Final = Wording(
    "期の番号（number）と計画期間（term）を確かめてください",
    "check which term each is of (number), and its years (term)",
)
"""What to do about plans whose terms clash."""


def _clash(one: CommunityPlan, other: CommunityPlan) -> tuple[str, Wording] | None:
    if one.number == other.number:
        problem = Wording(
            f"第{one.number}期の計画が二つあります", f"there are two plans of term {one.number}"
        )
        return "number", problem
    first, second = sorted((one, other), key=lambda plan: plan.number)
    if first.term is not None and second.term is not None:
        if first.term.overlaps(second.term):
            return "term", _of_both(one, other, "term", _OVERLAP)
        if second.term.last < first.term.first:
            return "term", _of_both(first, second, "term", _REVERSED_TERMS)
    if (
        first.drafted is not None
        and second.drafted is not None
        and second.drafted.last < first.drafted.first
    ):
        return "drafted", _of_both(first, second, "drafted", _REVERSED_DRAFTING)
    return None


def _of_both(one: CommunityPlan, other: CommunityPlan, name: str, problem: Wording) -> Wording:
    numbers = one.number, other.number
    whens: tuple[Span, Span] = getattr(one, name), getattr(other, name)
    return Wording(
        problem.ja.format(*numbers, *(when.text("ja") for when in whens)),
        problem.en.format(*numbers, *(when.text("en") for when in whens)),
    )


_OVERLAP: Final = Wording(
    "第{}期と第{}期の計画期間が重なっています（{}，{}）", "terms {} and {} overlap ({}; {})"
)
_REVERSED_TERMS: Final = Wording(
    "第{1}期の計画期間（{3}）が第{0}期（{2}）より前です",
    "term {1} ({3}) comes before term {0} ({2})",
)
_REVERSED_DRAFTING: Final = Wording(
    "第{1}期の計画の策定（{3}）が第{0}期（{2}）より前です",
    "the plan of term {1} was drafted ({3}) before that of term {0} ({2})",
)
