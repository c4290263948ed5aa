"""Councils as JSON documents: one council each, whole, in an envelope with format and version.

Nothing is coerced and nothing is skipped: a document is loaded as it stands, or every fault in it
is reported by its path.
"""

from __future__ import annotations

import datetime
import functools
import json
import os
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NewType, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from renkei_model.community_plans import (
    CHECK_THE_TERMS,
    CommunityPlan,
    Horizon,
    PlanProject,
    term_clashes,
)
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import DocumentError, Fault, InvalidValue
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.interchange.files import FilePath, decode_text, read_bytes
from renkei_model.interchange.json_text import parse_json
from renkei_model.interchange.strict_values import (
    Misfit,
    read_count,
    read_day,
    read_list,
    read_name,
    read_object,
    read_one_of,
    read_span,
    read_text,
    read_whole_number,
    read_yes_or_no,
    unexpected,
)
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import Basis, BasisKind, Citation
from renkei_model.wording import Wording, nearest_names

__all__ = ["FORMAT", "VERSION", "dump_council", "load_council", "read_council"]

FORMAT: Final = "renkei_model/council"
"""The format's name, as every document gives it."""

VERSION: Final = 2
"""The newest version of the format that is read: with plans.

A council without plans is written as a document of version 1, which older readers know too.
"""

_BEFORE_PLANS: Final = 1
_Value = TypeVar("_Value")
_Statement = NewType("_Statement", str)
_PartKey = NewType("_PartKey", str)


# --- what a document holds, where it differs from the values themselves ---------------------------


@attrs.frozen
class _Range:
    low: int
    high: int


@attrs.frozen
class _Grounds:
    """A basis: its places by the ids of their statements."""

    kind: BasisKind
    statements: tuple[_Statement, ...] = ()
    reason: Wording = Wording.same("")
    plausible: _Range | None = None


@attrs.frozen(kw_only=True)
class _Whole:
    """A council: its ledger's records and statements beside its name."""

    name: str
    number: int | None = None
    nickname: str = ""
    districts: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    complete: tuple[Completeness, ...] = ()
    history: tuple[StageChange, ...] = ()
    plans: tuple[CommunityPlan, ...] = ()


@attrs.frozen
class _Envelope:
    format: str
    version: int
    council: _Whole


# --- writing -------------------------------------------------------------------------------------


def dump_council(council: Council) -> str:
    """Write a council as a JSON document; `load_council` loads an equal one from it.

    What has its default value is left out. Of the basis of a record or plan the document holds its
    kind, its reason and the ids of the statements that it cites.

    Args:
        council: The council.
    """
    whole = _Whole(
        name=council.name,
        number=council.number,
        nickname=council.nickname,
        districts=council.districts,
        records=council.ledger.records,
        complete=council.ledger.complete,
        history=council.history,
        plans=council.plans,
    )
    version = VERSION if council.plans else _BEFORE_PLANS
    plain = _writer().unstructure(_Envelope(FORMAT, version, whole))
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


@functools.cache
def _writer() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True)
    converter.register_unstructure_hook(Span, lambda span: span.iso)
    converter.register_unstructure_hook(datetime.date, lambda day: Span.day(day).iso)
    converter.register_unstructure_hook(Fact, lambda fact: fact.key)
    converter.register_unstructure_hook(
        Basis, lambda basis: converter.unstructure(_grounds_of(basis))
    )
    return converter


def _grounds_of(basis: Basis) -> _Grounds:
    return _Grounds(
        basis.kind,
        tuple(_Statement(place.statement) for place in basis.citations),
        basis.reason,
        None if basis.plausible is None else _Range(*basis.plausible),
    )


# --- reading -------------------------------------------------------------------------------------


def read_council(
    path: FilePath,
    facts: Sequence[Fact],
    citations: Mapping[str, Citation] | None = None,
    parts: Sequence[PlanPart] | None = None,
) -> Council:
    """Read a council from a JSON file.

    Args:
        path: The file.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id; see `load_council`.
        parts: The parts that a plan may hold; any when None.

    Raises:
        DocumentError: If it cannot be read or loaded, with every fault by its path.
    """
    return _load(read_bytes(path), _reader(facts, citations, parts), os.fspath(path))


def load_council(
    text: str | bytes,
    facts: Sequence[Fact],
    citations: Mapping[str, Citation] | None = None,
    parts: Sequence[PlanPart] | None = None,
) -> Council:
    """Load a council from a JSON document.

    Args:
        text: The document, as `dump_council` writes it.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id. Without them, the ids stand at
            the head of the record's reason, so that a reader still finds the place.
        parts: The parts that a plan may hold; any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    return _load(text, _reader(facts, citations, parts), "council document")


def _load(text: str | bytes, reader: cattrs.Converter, document: str) -> Council:
    written = decode_text(text, document).text if isinstance(text, bytes) else text
    plain, repeated = parse_json(written, document)
    _refuse_newer(plain, document)
    of_the_whole = (*repeated, *_plans_before_their_version(plain))
    try:
        whole = reader.structure(plain, _Envelope).council
    except (cattrs.BaseValidationError, Misfit) as error:
        raise DocumentError(document, (*of_the_whole, *_faults(error, "$"))) from None
    if of_the_whole:
        raise DocumentError(document, of_the_whole)
    return Council(
        name=whole.name,
        number=whole.number,
        nickname=whole.nickname,
        districts=whole.districts,
        ledger=Ledger(whole.records, whole.complete),
        history=whole.history,
        plans=whole.plans,
    )


def _refuse_newer(plain: object, document: str) -> None:
    version = plain.get("version") if isinstance(plain, dict) else None
    if isinstance(version, int) and version > VERSION:
        problem = Wording(
            f"版{version}の文書です（読めるのは版{VERSION}まで）",
            f"the document is of version {version}, and only versions up to {VERSION} are known",
        )
        remedy = Wording("renkei_model を新しくしてください", "update renkei_model")
        fault = Fault(Wording.same("$.version"), problem, remedy, found=str(version))
        raise DocumentError(document, (fault,))


def _plans_before_their_version(plain: object) -> Iterator[Fault]:
    """Find plans in a document of a version whose readers would ask to drop them."""
    match plain:
        case {"version": 1, "council": {"plans": _}}:
            yield Fault(
                Wording.same("$.version"),
                Wording(
                    "計画（plans）のある文書は版2からです",
                    "a document with plans is of version 2 or later",
                ),
                Wording("version を 2 にしてください", "write 2 as its version"),
                found="1",
            )
        case _:
            return


def _reader(
    facts: Sequence[Fact],
    citations: Mapping[str, Citation] | None,
    parts: Sequence[PlanPart] | None,
) -> cattrs.Converter:
    """Make the converter that knows these facts, statements and parts of plans."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    fact = read_one_of(Wording("項目", "fact"), {fact.key: fact for fact in facts})
    kind = read_one_of(Wording("根拠の種類", "basis"), {kind.value: kind for kind in BasisKind})
    horizon = read_one_of(Wording("時期", "horizon"), {each.value: each for each in Horizon})
    converter.register_structure_hook(str, _hook(read_text))
    converter.register_structure_hook(int, _hook(read_whole_number))
    converter.register_structure_hook(bool, _hook(read_yes_or_no))
    converter.register_structure_hook(Span, _hook(read_span))
    converter.register_structure_hook(datetime.date, _hook(read_day))
    converter.register_structure_hook(Fact, _hook(fact))
    converter.register_structure_hook(BasisKind, _hook(kind))
    converter.register_structure_hook(Horizon, _hook(horizon))
    converter.register_structure_hook(_Statement, _hook(_statement_reader(citations)))
    converter.register_structure_hook(_PartKey, _hook(_part_reader(parts)))
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    for plain_class in (Wording, _Range, _Grounds, PolicyStamp, Completeness):
        _register(converter, plain_class)
    converter.register_structure_hook(
        Basis, lambda value, _: _basis_of(converter.structure(value, _Grounds), citations)
    )
    _register(converter, Record, count=read_count)
    _register(converter, StageChange)
    _register(converter, PlanProject)
    _register(converter, CommunityPlan, parts=functools.partial(_read_parts, converter))
    _register(converter, _Whole, name=read_name, plans=functools.partial(_read_plans, converter))
    _register(converter, _Envelope, format=_read_format, version=_read_version)
    return converter


def _hook(read: Callable[[object], _Value]) -> Callable[[object, object], _Value]:
    """Make a reader of values what cattrs calls with value and type."""
    return lambda value, _: read(value)


def _register(
    converter: cattrs.Converter, kind: type, **readers: Callable[[object], object]
) -> None:
    """Let a converter read a class from an object and from nothing else."""
    overrides = {name: override(struct_hook=_hook(read)) for name, read in readers.items()}
    structure: Callable[[Mapping[str, object], type], object]
    structure = make_dict_structure_fn(kind, converter, **overrides)  # type: ignore[arg-type]
    converter.register_structure_hook(kind, lambda value, _: structure(read_object(value), kind))


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _tuple_hook(
    kind: type, converter: cattrs.Converter
) -> Callable[[object, object], tuple[object, ...]]:
    items = types.GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(items)
    return lambda value, _: tuple(structure(read_list(value), items))


def _read_format(value: object) -> str:
    if value != FORMAT:
        raise unexpected(Wording.same(f'"{FORMAT}"'), value)
    return FORMAT


def _read_version(value: object) -> int:
    version = read_whole_number(value)
    if version not in range(_BEFORE_PLANS, VERSION + 1):
        raise unexpected(
            Wording(f"1から{VERSION}までの版", f"a version from 1 to {VERSION}"), value
        )
    return version


def _statement_reader(
    citations: Mapping[str, Citation] | None,
) -> Callable[[object], str]:
    if citations is None:
        return read_text
    known = {statement: statement for statement in citations}
    return read_one_of(Wording("出典の項番", "statement"), known)


def _part_reader(parts: Sequence[PlanPart] | None) -> Callable[[object], str]:
    if parts is None:
        return read_text
    known = {part.key: part.key for part in parts}
    return read_one_of(Wording("計画の内容", "part of a plan"), known)


def _read_parts(converter: cattrs.Converter, value: object) -> tuple[str, ...] | None:
    return None if value is None else converter.structure(value, tuple[_PartKey, ...])


def _read_plans(converter: cattrs.Converter, value: object) -> tuple[CommunityPlan, ...]:
    plans = converter.structure(value, tuple[CommunityPlan, ...])
    misfits = []
    for place, _, problem in term_clashes(plans):
        misfit = Misfit(problem, CHECK_THE_TERMS)
        misfit.add_note(IterableValidationNote("", place, CommunityPlan))
        misfits.append(misfit)
    if misfits:
        raise cattrs.IterableValidationError("", misfits, CommunityPlan)
    return plans


def _basis_of(grounds: _Grounds, citations: Mapping[str, Citation] | None) -> Basis:
    plausible = None
    if grounds.plausible is not None:
        plausible = (grounds.plausible.low, grounds.plausible.high)
    reason, places = grounds.reason, tuple[Citation, ...]()
    if citations is not None:
        places = tuple(citations[statement] for statement in grounds.statements)
    else:
        reason = Wording(
            *(
                " / ".join(filter(None, [*grounds.statements, text]))
                for text in (reason.ja, reason.en)
            )
        )
    return Basis(grounds.kind, places, reason, plausible)


# --- what went wrong, with its path --------------------------------------------------------------


def _faults(error: Exception, path: str) -> Iterator[Fault]:
    match error:
        case cattrs.ClassValidationError():
            inside, here = error.group_exceptions()
            for inner, note in inside:
                yield from _faults(inner, f"{path}.{note.name}")
            for inner in here:
                yield from _faults(inner, path)
        case cattrs.IterableValidationError():
            for inner, place in error.group_exceptions()[0]:
                yield from _faults(inner, f"{path}[{place.index}]")
        case cattrs.ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            for key in sorted(error.extra_fields):
                yield _unknown_key(key, path, known)
        case _:
            yield _own_fault(error, path)


def _own_fault(error: Exception, path: str) -> Fault:
    match error:
        case Misfit():
            return error.at(path)
        case InvalidValue():
            return Fault(Wording.same(path), error.problem, error.remedy)
        case KeyError():
            problem = Wording("必要なキーがありません", "this key is missing")
            return Fault(Wording.same(path), problem, Wording("書き加えてください", "add it"))
        case _:  # pragma: no cover - a mistake of ours, which must not pass for the document's
            raise error


def _unknown_key(key: str, path: str, known: Sequence[str]) -> Fault:
    return Fault(
        Wording.same(f"{path}.{key}"),
        Wording("このキーはありません", "there is no such key"),
        Wording(
            f"直すか，除いてください（使えるのは {', '.join(known)}）",
            f"correct or drop it (known: {', '.join(known)})",
        ),
        found=key,
        nearest=nearest_names(key, known),
    )
