"""Read ledger files by a policy; one that another policy's records fill is told to be that."""

from __future__ import annotations

from typing import Final

import attrs

from renkei_model.councils import Council
from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange.files import decode_text, read_bytes
from renkei_model.interchange.ledger_names import (
    COLUMNS,
    FactNames,
    is_community_plan,
    is_stage_change,
)
from renkei_model.interchange.ledgers import parse_ledgers
from renkei_model.interchange.spreadsheets import Row, read_sheet
from renkei_model.policy import Policy
from renkei_model.wording import Wording

__all__ = ["read_ledger_file"]


def read_ledger_file(path: str, policy: Policy) -> tuple[Council, ...]:
    """Read the councils of a ledger file by a policy.

    Raises:
        DocumentError: If it cannot be read, with every fault; before them stands, where most of its
            facts or its recorded steps are another policy's, that `--policy` may be missing.
    """
    rule = policy.plan_rule
    # The file is read once: a pipe gives nothing a second time.
    text = decode_text(read_bytes(path), path).text
    try:
        return parse_ledgers(text, policy.facts, path, None if rule is None else rule.parts)
    except DocumentError as error:
        foreign = _foreign(text, path, policy)
        raise attrs.evolve(error, faults=(*foreign, *error.faults)) from None


_OPTION: Final = Wording.same("--policy")


def _foreign(text: str, path: str, policy: Policy) -> tuple[Fault, ...]:
    """Say that a ledger is likely another policy's; nothing where it is not."""
    try:
        rows = read_sheet(text, COLUMNS, (), path).rows
    except DocumentError:
        return ()
    names = FactNames(policy.facts)
    facts = [row["fact"] for row in rows if _names_a_fact(row)]
    unknown = [fact for fact in facts if names.named(fact) is None]
    stamps = {row["policy"].split("@")[0]: None for row in rows if is_stage_change(row["fact"])}
    keys = [key for key in stamps if key]
    if unknown and keys and policy.key not in keys:
        by = ", ".join(keys)
        problem = Wording(
            f"段階の変更が基準 {by} によって記録された台帳を，基準 {policy.key} で読んでいます",
            f"its steps were recorded by policy {by}, and it is read by {policy.key}",
        )
        remedy = Wording(
            "その基準を，--policy FILE のように指定してください",
            "name that policy, as in --policy FILE",
        )
        return (Fault(_OPTION, problem, remedy),)
    if 2 * len(unknown) > len(facts):
        problem = Wording(
            f"書かれた項目のほとんどが，基準 {policy.key} にありません",
            f"most of the facts that it names are unknown to policy {policy.key}",
        )
        remedy = Wording(
            "ほかの基準の台帳なら，その基準を --policy FILE のように指定してください",
            "if it is another policy's ledger, name that policy, as in --policy FILE",
        )
        return (Fault(_OPTION, problem, remedy),)
    return ()


def _names_a_fact(row: Row) -> bool:
    fact = row["fact"]
    return bool(fact) and not is_stage_change(fact) and not is_community_plan(fact)
