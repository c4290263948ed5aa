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
from renkei_model.interchange.policies import POLICY, dump_policy, load_policy
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
    content = read_bytes(path)
    plain, faults = parse_document(content, path)
    written = plain.get("format") if isinstance(plain, dict) else None
    if written == POLICY.format:
        return _json(dump_policy(load_policy(content, document=path)), arguments)
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
    return Answer((text,), csv=text, is_file=True)


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
"""Endings of names that promise a form, each with why that form may not be written."""


def _require_name_of(arguments: Arguments, *written: str) -> None:
    """Refuse a name for the file to write that promises another form than those written.

    Raises:
        InvalidValue: If it does.
    """
    ending = pathlib.PurePath(arguments.output).suffix.lower()
    if ending in _PROMISING and ending not in written:
        raise InvalidValue(
            "--output",
            _PROMISING[ending],
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
