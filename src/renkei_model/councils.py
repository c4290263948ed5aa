"""A council: who it is, what its ledger holds, and which steps were recorded."""

from __future__ import annotations

import datetime

import attrs

from renkei_model.checks import require_tuples
from renkei_model.dates import Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Ledger, Record
from renkei_model.policy import PolicyStamp
from renkei_model.wording import Wording

__all__ = ["Council", "StageChange"]


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
    on: Span = attrs.field(converter=as_span)
    by: str = ""
    note: str = ""
    policy: PolicyStamp | None = None
    rests_on: tuple[Record, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse evidence that could change."""
        require_tuples("StageChange", rests_on=self.rests_on)


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

    Raises:
        InvalidValue: If it has no name.
    """

    name: str
    number: int | None = None
    nickname: str = ""
    districts: tuple[str, ...] = ()
    ledger: Ledger = Ledger()
    history: tuple[StageChange, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a council that nobody could name, or that could change."""
        require_tuples("Council", districts=self.districts, history=self.history)
        if not self.name.strip():
            raise InvalidValue(
                "Council.name",
                Wording("名称が空です", "it is empty"),
                Wording("協議会の名称を書いてください", "give the council's name"),
            )

    def add(self, *entries: Record | Completeness) -> Council:
        """Give this council with further entries in its ledger."""
        return attrs.evolve(self, ledger=self.ledger.add(*entries))

    def last_change(self, as_of: datetime.date) -> StageChange | None:
        """Give the last step that was surely taken by a day; None when none was recorded."""
        for change in reversed(self.history):
            if change.on.last <= as_of:
                return change
        return None
