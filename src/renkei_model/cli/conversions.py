"""Write what a file holds in another form: ledgers and councils, policies."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard

import attrs

from renkei_model import kochi
from renkei_model.cli.answers import Answer
from renkei_model.cli.arguments import Arguments
from renkei_model.cli.ledger_files import read_ledger_file
from renkei_model.cli.policies import find_policy
from renkei_model.councils import Council
from renkei_model.errors import DocumentError, Fault, InvalidValue
from renkei_model.interchange.documents import (
    COUNCIL,
    COUNCILS,
    councils_of,
    dump_council,
    dump_councils,
)
from renkei_model.interchange.envelopes import parse_document
from renkei_model.interchange.files import read_bytes
from renkei_model.interchange.ledgers import ledger_csv
from renkei_model.interchange.policies import POLICY, dump_policy, policy_of
from renkei_model.plan_rules import PlanPart
from renkei_model.policy import Policy
from renkei_model.provenance import Citation
from renkei_model.wording import Wording

__all__ = ["convert"]


def convert(arguments: Arguments) -> Answer:
    """Write a ledger as a document of councils, councils as a ledger, and a policy as JSON.

    A document of an older version comes out as one of the newest where it is asked for by a name
    that ends in `.json`.

    Args:
        arguments: What was asked.

    Raises:
        RenkeiError: If the file cannot be read or is of another kind, or the name of the file to
            write promises a form that is not written.
    """
    path, policy = arguments.subject, find_policy(arguments.policy)
    if _is_ledger(path):
        return _json(_document(read_ledger_file(path, policy)), arguments)
    if not path.lower().endswith(".json"):
        return _json(dump_policy(find_policy(path)), arguments)
    plain, faults = parse_document(read_bytes(path), path)
    written = plain.get("format") if isinstance(plain, dict) else None
    if written == POLICY.format:
        return _json(dump_policy(policy_of(plain, document=path, faults=faults)), arguments)
    if written not in (COUNCIL.format, COUNCILS.format):
        raise DocumentError(path, (_no_such_conversion(str(written or "")),))
    citations = {each: _place(each) for each in _statements(plain)}
    councils = councils_of(
        plain, policy.facts, citations, _parts(policy), document=path, faults=faults
    )
    if arguments.output.lower().endswith(".json"):
        return _json(_document(councils), arguments)
    _require_name_of(arguments, ".json", ".csv")
    text = ledger_csv(councils)
    return Answer((text,), csv=text, is_file=True, remarks=tuple(_lost(councils)))


def _lost(councils: Sequence[Council]) -> Iterator[Wording]:
    """Remark what councils hold and the table of a ledger does not."""
    bases = [record.basis for council in councils for record in council.ledger.records]
    bases += [plan.basis for council in councils for plan in council.plans]
    lost = [
        what
        for what, is_there in (
            (Wording("番号", "numbers"), any(each.number is not None for each in councils)),
            (Wording("通称", "nicknames"), any(each.nickname for each in councils)),
            (Wording("校区", "districts"), any(each.districts for each in councils)),
            (
                Wording("理由と出典の項番の区別", "what is a statement's id and what a reason"),
                any(each.citations for each in bases),
            ),
            (
                Wording("理由の言語の区別", "the language of a reason"),
                any(each.reason.ja != each.reason.en for each in bases),
            ),
            (
                Wording("数の妥当な範囲", "the range of a number"),
                any(each.plausible is not None for each in bases),
            ),
        )
        if is_there
    ]
    if lost:
        yield Wording(
            f"台帳の表に書き表せないもの（{'，'.join(each.ja for each in lost)}）は失われますので，"
            "残すには --output に .json で終わる名前を書いてください。",
            f"the table of a ledger does not hold {', '.join(each.en for each in lost)}; to keep "
            "all, give --output a name that ends in .json.",
        )


def _is_ledger(path: str) -> bool:
    return pathlib.PurePath(path).suffix.lower() in {".csv", ".txt"}


def _parts(policy: Policy) -> Sequence[PlanPart] | None:
    return None if policy.plan_rule is None else policy.plan_rule.parts


def _statements(plain: object) -> Iterator[str]:
    """Give the ids of all statements that a document cites."""
    waiting = [plain]
    while waiting:
        match waiting.pop():
            case dict(inner):
                ids = inner.get("statements")
                yield from filter(_is_text, ids if isinstance(ids, list) else ())
                waiting += inner.values()
            case list(items):
                waiting += items
            case _:
                pass


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _place(statement: str) -> Citation:
    """Stand for a statement: a document holds its id alone, whatever source it is of."""
    return attrs.evolve(kochi.POLICY.citations[0], statement=statement)


def _document(councils: Sequence[Council]) -> str:
    return dump_council(councils[0]) if len(councils) == 1 else dump_councils(councils)


def _json(text: str, arguments: Arguments) -> Answer:
    _require_name_of(arguments, ".json")
    return Answer((text,), is_file=True)


_PROMISING: Final = {
    ".csv": Wording("CSV ではなく JSON を書き出します", "JSON is written here, not CSV"),
    ".toml": Wording("TOML は読むだけの形式です", "TOML is only read, not written"),
}
"""Endings of names that promise a form that is known, each with why it may not be written."""


def _require_name_of(arguments: Arguments, *written: str) -> None:
    """Refuse a name for the file to write that promises another form than those written.

    Raises:
        InvalidValue: If it does.
    """
    ending = pathlib.PurePath(arguments.output).suffix.lower()
    if ending and ending not in written:
        unknown = Wording(
            f"{ending} で終わる名前の形式は書き出せません",
            f"no form is written under a name that ends in {ending}",
        )
        raise InvalidValue(
            "--output",
            _PROMISING.get(ending, unknown),
            Wording(
                f"{'か '.join(written)} で終わる名前を書いてください",
                f"give a name that ends in {' or '.join(written)}",
            ),
        )


_CONVERTED: Final = f"{COUNCIL.format}, {COUNCILS.format}, {POLICY.format}"


def _no_such_conversion(written: str) -> Fault:
    return Fault(
        Wording.same("$.format"),
        Wording(
            "この形式の文書は，ほかの形に書き出せません",
            "there is no other form of a document of this format",
        ),
        Wording(f"書き出せるのは {_CONVERTED}", f"these can be converted: {_CONVERTED}"),
        found=written,
    )
