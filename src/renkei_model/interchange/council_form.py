"""What stands in a document about councils: records, statements, plans, changes of stage.

Facts, statements of a source and parts of plans stand by their keys; which keys there are, a
policy or whoever reads the document says.
"""

from __future__ import annotations

import contextlib
import contextvars
import datetime
import functools
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NewType

import attrs

from renkei_model.checks import MOST_COUNTED, unchecked
from renkei_model.community_plans import (
    CHECK_THE_TERMS,
    CommunityPlan,
    Horizon,
    PlanProject,
    term_clashes,
)
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.interchange.forms import Form, raise_at
from renkei_model.interchange.kinds import (
    COUNT,
    DAY,
    KEY,
    NAME,
    SPAN,
    TEXT,
    WHOLE_NUMBER,
    YES_OR_NO,
    Kind,
    Structure,
    choice,
    read_days,
)
from renkei_model.interchange.strict_values import Misfit, read_one_of, read_text
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import RECORDED, Basis, BasisKind, Citation
from renkei_model.wording import Wording

__all__ = ["FORM", "PROJECT_FACTS", "Known", "PlanList", "Statement", "knowing"]


@attrs.frozen
class Known:
    """The names that a document may use, and what each means.

    Attributes:
        facts: The facts, by key.
        citations: The statements of a source, by id; None where they are not known.
        parts: The parts of a plan, by key; None where any will do.
        project_facts: The facts that can be recorded about a project, by key.
    """

    facts: Mapping[str, Fact]
    citations: Mapping[str, Citation] | None = None
    parts: Mapping[str, PlanPart] | None = None
    project_facts: Mapping[str, Fact] = attrs.field(factory=dict)


Statement = NewType("Statement", object)
"""A statement of a source: the place itself where it is known, and else its id."""

_PartKey = NewType("_PartKey", str)
_ProjectFact = NewType("_ProjectFact", Fact)
PlanList = NewType("PlanList", tuple[CommunityPlan, ...])
"""The plans of one council, whose terms do not clash."""
_KNOWN: Final = contextvars.ContextVar[Known]("known")


@contextlib.contextmanager
def knowing(
    facts: Sequence[Fact],
    citations: Mapping[str, Citation] | None = None,
    parts: Sequence[PlanPart] | None = None,
    project_facts: Sequence[Fact] = (),
) -> Iterator[None]:
    """Read with these names known.

    Args:
        facts: The facts that may be recorded.
        citations: The statements that may be cited, by id; None where they are not known.
        parts: The parts that a plan may hold; any when None.
        project_facts: The facts that can be recorded about a project.
    """
    token = _KNOWN.set(
        Known(
            {fact.key: fact for fact in facts},
            citations,
            None if parts is None else {part.key: part for part in parts},
            {fact.key: fact for fact in project_facts},
        )
    )
    try:
        yield
    finally:
        _KNOWN.reset(token)


# --- what differs from the values themselves -----------------------------------------------------


@attrs.frozen
class Range:
    """The range that an assumed number might have.

    Attributes:
        low: The lowest.
        high: The highest.
    """

    low: int
    high: int


@attrs.frozen
class Grounds:
    """A basis: its places by the ids of their statements.

    Attributes:
        kind: How firmly it stands.
        statements: The ids of the statements that it rests on.
        reason: Why the source is read so, or why it is assumed.
        plausible: For an assumed number, the range it might as well have.
    """

    kind: BasisKind
    statements: tuple[Statement, ...] = ()
    reason: Wording = Wording.same("")
    plausible: Range | None = None


@attrs.frozen(kw_only=True)
class _Council:
    """A council: its ledger's records and statements beside its name.

    Attributes:
        name: Its name.
        number: Its number in the city's registry, if it has one.
        nickname: What it is also called.
        districts: The elementary-school districts it covers.
        records: What was recorded about it.
        complete: Of which facts nothing else happened, and until when.
        history: The steps that were recorded, in order.
        plans: Its community plans, one a term.
    """

    name: str
    number: int | None = None
    nickname: str = ""
    districts: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    complete: tuple[Completeness, ...] = ()
    history: tuple[StageChange, ...] = ()
    plans: tuple[CommunityPlan, ...] = ()


# --- names ---------------------------------------------------------------------------------------


def _read_fact(value: object) -> Fact:
    facts = _KNOWN.get().facts
    if isinstance(value, str) and value in facts:
        return facts[value]
    return read_one_of(Wording("項目", "fact"), facts)(value)


def _read_statement(value: object) -> Citation | str:
    citations, text = _KNOWN.get().citations, read_text(value)
    if citations is None:
        return text
    return read_one_of(Wording("出典の項番", "statement"), citations)(text)


def _read_part(value: object) -> str:
    parts, text = _KNOWN.get().parts, read_text(value)
    if parts is not None:
        read_one_of(Wording("計画の内容", "part of a plan"), parts)(text)
    return text


def _read_project_fact(value: object) -> Fact:
    known = _KNOWN.get().project_facts
    return read_one_of(Wording("事業の項目", "fact of a project"), known)(value)


def _read_project_facts(value: object, structure: Structure) -> object:
    return structure(value, tuple[_ProjectFact, ...])


def _read_parts(value: object, structure: Structure) -> object:
    return None if value is None else structure(value, tuple[_PartKey, ...])


def _read_plans(value: object, structure: Structure) -> object:
    plans = structure(value, tuple[CommunityPlan, ...])
    clashes = term_clashes(plans)
    raise_at([(place, Misfit(problem, CHECK_THE_TERMS)) for place, _, problem in clashes])
    return plans


# --- bases ---------------------------------------------------------------------------------------


def _read_basis(value: object, structure: Structure) -> Basis:
    grounds: Grounds = structure(value, Grounds)
    plausible = None
    if grounds.plausible is not None:
        plausible = (grounds.plausible.low, grounds.plausible.high)
    places = tuple(each for each in grounds.statements if isinstance(each, Citation))
    ids = [str(each) for each in grounds.statements if not isinstance(each, Citation)]
    # Where the source is not known, the ids of its statements stay in the reason.
    reason = Wording(
        *(" / ".join(filter(None, [*ids, text])) for text in (grounds.reason.ja, grounds.reason.en))
    )
    return Basis(grounds.kind, places, reason, plausible)


def _plain_basis(basis: Basis) -> object:
    plain: dict[str, object] = {"kind": basis.kind.value}
    if basis.citations:
        plain["statements"] = [place.statement for place in basis.citations]
    if basis.reason != _UNSAID:
        plain["reason"] = {"ja": basis.reason.ja, "en": basis.reason.en}
    if basis.plausible is not None:
        low, high = basis.plausible
        plain["plausible"] = {"low": low, "high": high}
    return plain


_UNSAID: Final = Wording.same("")

# --- the form ------------------------------------------------------------------------------------

BASIS: Final = Kind(_read_basis, {"$ref": "#/$defs/grounds"}, _plain_basis)
"""How firmly something stands."""

COMMON: Final[Mapping[Any, Kind]] = {
    str: TEXT,
    int: WHOLE_NUMBER,
    bool: YES_OR_NO,
    Span: SPAN,
    datetime.date: DAY,
    Basis: BASIS,
    BasisKind: choice(Wording("根拠の種類", "basis"), BasisKind),
    Statement: Kind.single(_read_statement, TEXT.schema),
}
"""The kinds of single values that stand in documents of councils and of policies alike."""

OF_BASES: Final[Mapping[type, Mapping[str, Kind]]] = {Wording: {}, Range: {}, Grounds: {}}
"""The classes that a basis is made of."""

PROJECT_FACTS: Final = Kind(
    _read_project_facts,
    {"type": "array", "items": dict(KEY.schema)},
    lambda facts: [fact.key for fact in facts],
)
"""Facts of a project, by their keys."""

_PARTS: Final = Kind(
    _read_parts,
    {"anyOf": [{"type": "array", "items": dict(KEY.schema)}, {"type": "null"}]},
)
_PLANS: Final = Kind(_read_plans, {"type": "array", "items": {"$ref": "#/$defs/community_plan"}})


# Documents hold sixty records for each council, so records are written and read by hand: as the
# form would, in a third of the time. What is not quite plain is left to the form.


def _plain_record(record: Record) -> dict[str, object]:
    on = record.on
    first = on.first
    plain: dict[str, object] = {
        "fact": record.fact.key,
        "on": first if first is on.last or first == on.last else on.iso,
    }
    if (count := record.count) != 1:
        plain["count"] = count
    if item := record.item:
        plain["item"] = item
    if by := record.by:
        plain["by"] = by
    if evidence := record.evidence:
        plain["evidence"] = evidence
    if (basis := record.basis) is not RECORDED and basis != RECORDED:
        plain["basis"] = _plain_basis(basis)
    return plain


def _read_plain_record(plain: object) -> Record | None:
    """Read a record that is plainly one; None where the form must look at it."""
    if not isinstance(plain, dict) or not _OF_A_PLAIN_RECORD.issuperset(plain):
        return None
    key, on, count = plain.get("fact"), plain.get("on"), plain.get("count", 1)
    fact = _KNOWN.get().facts.get(key) if isinstance(key, str) else None
    if fact is None or fact.distinct or type(count) is not int or not 1 <= count <= MOST_COUNTED:
        return None
    texts = item, by, evidence = (
        plain.get("item", ""),
        plain.get("by", ""),
        plain.get("evidence", ""),
    )
    for text in (on, *texts):
        if type(text) is not str or not text.isprintable():
            return None
    return unchecked(
        Record,
        fact=fact,
        on=read_days(on),
        count=count,
        item=item,
        by=by,
        evidence=evidence,
        basis=RECORDED,
    )


_OF_A_PLAIN_RECORD: Final = frozenset({"fact", "on", "count", "item", "by", "evidence"})


def _read_council(value: object, structure: Structure) -> Council:
    form: _Council = structure(value, _Council)
    return Council(
        name=form.name,
        number=form.number,
        nickname=form.nickname,
        districts=form.districts,
        ledger=Ledger(form.records, form.complete),
        history=form.history,
        plans=form.plans,
    )


def _write_council(council: Council) -> object:
    ledger = council.ledger
    complete, change, plan = _writers()
    plain: dict[str, object] = {"name": council.name}
    if council.number is not None:
        plain["number"] = council.number
    if council.nickname:
        plain["nickname"] = council.nickname
    if council.districts:
        plain["districts"] = council.districts
    if ledger.records:
        plain["records"] = [_plain_record(record) for record in ledger.records]
    if ledger.complete:
        plain["complete"] = [complete(statement) for statement in ledger.complete]
    if council.history:
        plain["history"] = [change(step) for step in council.history]
    if council.plans:
        plain["plans"] = [plan(each) for each in council.plans]
    return plain


@functools.cache
def _writers() -> tuple[Callable[[Any], Any], ...]:
    return tuple(map(FORM.writer_of, (Completeness, StageChange, CommunityPlan)))


FORM: Final = Form(
    kinds={
        **COMMON,
        Council: Kind(_read_council, {"$ref": "#/$defs/council"}, _write_council),
        Fact: Kind.single(_read_fact, KEY.schema, operator.attrgetter("key")),
        Horizon: choice(Wording("時期", "horizon"), Horizon),
        PlanList: _PLANS,
        _ProjectFact: Kind.single(_read_project_fact, KEY.schema),
        _PartKey: Kind.single(_read_part, KEY.schema),
    },
    classes={
        **OF_BASES,
        PolicyStamp: {},
        Completeness: {},
        Record: {"count": COUNT},
        Ledger: {},
        StageChange: {},
        PlanProject: {},
        CommunityPlan: {"parts": _PARTS},
        _Council: {"name": NAME, "plans": _PLANS},
    },
    quick={Record: (_read_plain_record, _plain_record)},
)
"""What documents about councils look like."""
