"""What can be recorded about a council, and what was recorded.

A `Fact` is a kind of thing that happens or is found; a `Record` says that it did, and when; a
`Completeness` statement says that nothing else did.
"""

from __future__ import annotations

import datetime
import enum
import functools

import attrs

from renkei_model.checks import (
    require_count,
    require_day,
    require_key,
    require_kind,
)
from renkei_model.dates import Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.provenance import RECORDED, Basis
from renkei_model.wording import Wording

__all__ = ["Completeness", "Fact", "FactKind", "Record", "name_with_key", "require_fact"]


class FactKind(enum.Enum):
    """What kind of thing a fact is.

    EVENT: it happened. DETERMINATION: somebody with the authority found so, by name and date; a
    judgement is an input of the model and never computed.
    """

    EVENT = "event"
    DETERMINATION = "determination"


@attrs.frozen(kw_only=True, cache_hash=True)
class Fact:
    """A kind of thing that a council's ledger can record.

    Attributes:
        key: Its name in files: lower-case ASCII.
        wording: Its name for people.
        kind: Whether it happens or is determined.
        evidence: What a secretary would file for it.
        basis: Where it comes from.
        distinct: Whether different items are counted instead of records (fields linked).
        unit: What its count is a number of, such as yen (`money.YEN`); None where times are
            counted. It only says so, and decides nothing. In English it is one word for any number.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    kind: FactKind = FactKind.EVENT
    evidence: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    distinct: bool = False
    unit: Wording | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and commands could not all hold, and parts of another kind."""
        require_key("Fact.key", self.key)
        require_kind("Fact.wording", self.wording, Wording)
        require_kind("Fact.kind", self.kind, FactKind)
        require_kind("Fact.evidence", self.evidence, Wording)
        require_kind("Fact.basis", self.basis, Basis)
        require_kind("Fact.distinct", self.distinct, bool)
        if self.unit is not None:
            require_kind("Fact.unit", self.unit, Wording)

    def number(self, n: int | str) -> Wording:
        """Write a number of it: 3件, 3; in its own unit where it has one: 400,000円, 400,000 yen.

        Args:
            n: The number, or several as they are to be written, such as 1～3.
        """
        said = n if isinstance(n, str) else f"{n:,}"
        if self.unit is None:
            times = f"{said}件"
            return Wording(times, said)
        return Wording(f"{said}{self.unit.ja}", f"{said} {self.unit.en}")


def name_with_key(fact: Fact, days: Wording = Wording.same("")) -> Wording:
    """Name a fact as people know it, with the key that files hold.

    Args:
        fact: The fact.
        days: The days in which it is counted; empty for all of them.
    """
    ja, en = (
        "，".join(filter(None, [fact.key, days.ja])),
        ", ".join(filter(None, [fact.key, days.en])),
    )
    return Wording(f"「{fact.wording.ja}」（{ja}）", f"“{fact.wording.en}” ({en})")


def require_fact(what: str, value: object) -> None:
    """Refuse what is no fact, and tell whoever gives a fact's key how to come by the fact.

    Args:
        what: What the fact belongs to, for the error.
        value: The fact.

    Raises:
        InvalidValue: If it is none.
    """
    hint = Wording.same("")
    if isinstance(value, str):
        hint = Wording(
            "（キーからは Policy.fact() で取り出せます）", "; Policy.fact() finds one by its key"
        )
    require_kind(what, value, Fact, hint=hint)


@attrs.frozen
class Record:
    """One entry of a ledger: a fact came about, some time in a span.

    Attributes:
        fact: What came about.
        on: When: a day, or the span it lies in.
        count: How many times, at least 1 ("several" is 2 without a completeness statement); how
            much, where the fact has a unit.
        item: Which one, for facts that count different items.
        by: Who did or found it.
        evidence: The paper it rests on.
        basis: Whether the council's ledger, a source or the model says so.

    Raises:
        InvalidValue: If the count is below 1, or a distinct fact lacks its item.
    """

    fact: Fact = attrs.field(repr=lambda fact: fact.key)
    on: Span = attrs.field(converter=as_span, repr=lambda on: on.iso)
    count: int = attrs.field(default=1, kw_only=True)
    item: str = attrs.field(default="", kw_only=True)
    by: str = attrs.field(default="", kw_only=True)
    evidence: str = attrs.field(default="", kw_only=True)
    basis: Basis = attrs.field(default=RECORDED, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be counted."""
        require_fact("Record.fact", self.fact)
        require_count("Record.count", self.count, least=1)
        require_kind("Record.item", self.item, str)
        require_kind("Record.by", self.by, str)
        require_kind("Record.evidence", self.evidence, str)
        require_kind("Record.basis", self.basis, Basis)
        if self.fact.distinct and (not self.item or self.count != 1):
            raise InvalidValue(
                "Record.item",
                Wording(
                    f"「{self.fact.wording.ja}」は異なるものの数を数えます",
                    f"{self.fact.key} counts different items",
                ),
                Wording(
                    "一つごとに1行とし，それが何であるかを item に書いてください",
                    "write one record for each item, with its name as item",
                ),
            )

    @functools.cached_property
    def identity(self) -> Record:
        """The record without its papers: fact, time, count and item."""
        return Record(self.fact, self.on, count=self.count, item=self.item)

    def upholds(self, earlier: Record) -> bool:
        """Tell whether this record still says what an earlier one said, or says it closer."""
        return (
            (self.fact, self.item) == (earlier.fact, earlier.item)
            and self.on.within(earlier.on)
            and self.count >= earlier.count
        )


@attrs.frozen
class Completeness:
    """A statement that the ledger holds every record of a fact: 「確認済み・該当なし」.

    Attributes:
        fact: The fact it speaks of.
        through: The last day for which nothing is missing.
        since: The first such day; from the beginning when None.

    Raises:
        InvalidValue: If it would end before it begins.
    """

    fact: Fact = attrs.field(repr=lambda fact: fact.key)
    through: datetime.date
    since: datetime.date | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a statement about no fact, or about no day at all."""
        require_fact("Completeness.fact", self.fact)
        require_day("Completeness.through", self.through)
        if self.since is not None:
            require_day("Completeness.since", self.since)
            Span(self.since, self.through)
