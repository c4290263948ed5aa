"""Read ledger files, with Kochi's facts and parts of plans unless you name others."""

from __future__ import annotations

import os
from collections.abc import Sequence

from renkei_model.councils import Council
from renkei_model.errors import DocumentError, Fault
from renkei_model.facts import Fact
from renkei_model.interchange import ledgers
from renkei_model.kochi import FACTS
from renkei_model.kochi.grants import PLAN_RULE
from renkei_model.plan_rules import PlanPart
from renkei_model.wording import Wording

__all__ = ["read_ledger", "read_ledgers"]


def read_ledger(
    path: str | os.PathLike[str],
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> Council:
    """Read a ledger file that holds one council.

    Args:
        path: A ledger in CSV, as `renkei template` writes the form.
        facts: The facts that it may record; Kochi's unless you name others.
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Returns:
        The council with its records, its recorded steps and its plans.

    Raises:
        DocumentError: If the file cannot be read, with every fault by row and column; or if it
            holds several councils (then use `read_ledgers`).
    """
    councils = read_ledgers(path, facts, parts)
    if len(councils) > 1:
        names = "，".join(council.name for council in councils)
        raise DocumentError(
            os.fspath(path),
            (
                Fault(
                    Wording("協議会 列", "column council"),
                    Wording(
                        f"{len(councils)}つの協議会（{names}）が記録されています",
                        f"it holds {len(councils)} councils ({names})",
                    ),
                    Wording("read_ledgers で読んでください", "read it with read_ledgers"),
                ),
            ),
        )
    return councils[0]


def read_ledgers(
    path: str | os.PathLike[str],
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> tuple[Council, ...]:
    """Read a ledger file that holds one council or more.

    Args:
        path: A ledger in CSV, as `renkei template` writes the form.
        facts: The facts that it may record; Kochi's unless you name others.
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Returns:
        The councils, in order of appearance.

    Raises:
        DocumentError: If the file cannot be read, with every fault by row and column.
    """
    return ledgers.read_ledgers(path, facts, parts)
