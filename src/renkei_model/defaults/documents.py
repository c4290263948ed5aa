"""Read council documents, with Kochi's facts and parts of plans unless you name others."""

from __future__ import annotations

import os
from collections.abc import Sequence

from renkei_model.councils import Council
from renkei_model.facts import Fact
from renkei_model.interchange import documents
from renkei_model.kochi import FACTS
from renkei_model.kochi.grants import PLAN_RULE
from renkei_model.plan_rules import PlanPart

__all__ = ["load_council", "load_councils", "read_council", "read_councils"]


def load_council(
    text: str | bytes,
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> Council:
    """Load a council from a JSON document.

    Args:
        text: The document, as `dump_council` writes it.
        facts: The facts that it may record; Kochi's unless you name others.
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    return documents.load_council(text, facts, parts=parts)


def read_council(
    path: str | os.PathLike[str],
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> Council:
    """Read a council from a JSON file.

    Args:
        path: The file, as `dump_council` writes it.
        facts: The facts that it may record; Kochi's unless you name others.
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    return documents.read_council(path, facts, parts=parts)


def load_councils(
    text: str | bytes,
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> tuple[Council, ...]:
    """Load several councils from one JSON document.

    Args:
        text: The document, as `dump_councils` writes it.
        facts: The facts that it may record; Kochi's unless you name others (`policy.facts`).
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    return documents.load_councils(text, facts, parts=parts)


def read_councils(
    path: str | os.PathLike[str],
    facts: Sequence[Fact] = FACTS,
    parts: Sequence[PlanPart] | None = PLAN_RULE.parts,
) -> tuple[Council, ...]:
    """Read the councils of a JSON file, be it of one or of several.

    Args:
        path: The file, as `dump_council` or `dump_councils` writes it.
        facts: The facts that it may record; Kochi's unless you name others (`policy.facts`).
        parts: The parts that a plan may hold; Kochi's unless you name others, any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    return documents.read_councils(path, facts, parts=parts)
