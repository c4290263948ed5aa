"""A council: who it is, what its ledger holds, and which steps were recorded."""

from __future__ import annotations

import datetime
import functools
from typing import Final

import attrs

from renkei_model.checks import (
    GREATEST_NUMBER,
    require_count,
    require_each,
    require_kind,
    require_tuples,
    unchecked,
)
from renkei_model.community_plans import CommunityPlan, require_terms_apart
from renkei_model.dates import Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import PolicyStamp
from renkei_model.wording import Language, Wording

__all__ = ["Council", "StageChange", "council_title"]


@attrs.frozen(kw_only=True)
class StageChange:
    """One recorded step of a council from a stage to a stage.

    It names stages and transition by key, because the policy it was taken under may be gone.

    Attributes:
        transition: The transition's key.
        source: The key of the stage that was left.
        target: The key of the stage that was entered.
        on: When.
        by: Who recorded it.
        note: What they remarked.
        policy: The policy it was judged under; None when nobody noted one.
        rests_on: The identities of the records it rested on.
    """

    transition: str
    source: str
    target: str
    on: Span = attrs.field(converter=as_span, repr=lambda on: on.iso)
    by: str = ""
    note: str = ""
    policy: PolicyStamp | None = attrs.field(default=None, repr=str)
    rests_on: tuple[Record, ...] = attrs.field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse evidence that could change, and parts of another kind."""
        require_kind("StageChange.transition", self.transition, str)
        require_kind("StageChange.source", self.source, str)
        require_kind("StageChange.target", self.target, str)
        require_kind("StageChange.by", self.by, str)
        require_kind("StageChange.note", self.note, str)
        if self.policy is not None:
            require_kind("StageChange.policy", self.policy, PolicyStamp)
        require_tuples("StageChange", rests_on=self.rests_on)
        require_each("StageChange.rests_on", self.rests_on, Record)


def _in_short(history: tuple[StageChange, ...]) -> str:
    return f"({', '.join(f'{change.target} {change.on.iso}' for change in history)})"


def _by_number(plans: tuple[CommunityPlan, ...]) -> str:
    return f"({', '.join(str(plan.number) for plan in plans)})"


@attrs.frozen(kw_only=True)
class Council:
    """A neighbourhood council.

    Attributes:
        name: Its name.
        number: Its number in the city's registry, if it has one.
        nickname: What it is also called.
        districts: The elementary-school districts it covers.
        ledger: What was recorded about it.
        history: The steps that were recorded, in order.
        plans: Its community plans, one a term.

    Raises:
        InvalidValue: If it has no name, or two plans of one term or of overlapping terms.
    """

    name: str
    number: int | None = None
    nickname: str = ""
    districts: tuple[str, ...] = ()
    ledger: Ledger = Ledger()
    history: tuple[StageChange, ...] = attrs.field(default=(), repr=_in_short)
    plans: tuple[CommunityPlan, ...] = attrs.field(default=(), repr=_by_number)

    def __attrs_post_init__(self) -> None:
        """Refuse a council that nobody could name, or that could change."""
        require_kind("Council.name", self.name, str)
        if self.number is not None:
            require_count("Council.number", self.number, least=1, most=GREATEST_NUMBER)
        require_kind("Council.nickname", self.nickname, str)
        require_kind("Council.ledger", self.ledger, Ledger)
        require_tuples("Council", districts=self.districts, history=self.history, plans=self.plans)
        require_each("Council.districts", self.districts, str)
        require_each("Council.history", self.history, StageChange)
        require_each("Council.plans", self.plans, CommunityPlan)
        require_terms_apart(self.plans)
        if not self.name.strip():
            raise InvalidValue(
                "Council.name",
                Wording("名称が空です", "it is empty"),
                Wording("協議会の名称を書いてください", "give the council's name"),
            )

    @functools.cached_property
    def kept(self) -> dict[object, Ledger]:
        """What readings keep of it from call to call; nothing that anybody else should touch."""
        return {}

    def add(self, *entries: Record | Completeness) -> Council:
        """Give this council with further entries in its ledger."""
        return attrs.evolve(self, ledger=self.ledger.add(*entries))

    def having_taken(self, change: StageChange) -> Council:
        """Give this council with a further step at the end of its history."""
        parts = {name: getattr(self, name) for name in _PARTS}
        parts["history"] = (*self.history, change)
        return unchecked(type(self), **parts)

    def last_change(self, as_of: datetime.date) -> StageChange | None:
        """Give the last step that was surely taken by a day; None when none was recorded.

        The dates decide, and among steps of one day their order: a ledger sorted the other way
        round by a spreadsheet still tells the right one.
        """
        if not self.history:
            return None
        taken = [change for change in self.history if change.on.last <= as_of]
        return max(enumerate(taken), key=_date_and_place, default=(0, None))[1]


_PARTS: Final = tuple(field.name for field in attrs.fields(Council))


def _date_and_place(placed: tuple[int, StageChange]) -> tuple[datetime.date, int]:
    place, change = placed
    return change.on.last, place


def council_title(council: Council, language: Language) -> str:
    """Write a council's number, name and nickname."""
    number = "" if council.number is None else f"{council.number} "
    brackets = Wording("（{}）", " ({})").text(language)
    return number + council.name + (brackets.format(council.nickname) if council.nickname else "")
