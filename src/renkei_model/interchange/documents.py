"""Councils, and ledgers, plans and histories by themselves, as JSON documents.

Nothing is coerced and nothing is skipped: a document is loaded as it stands, or every fault in it
is reported by its path.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council, StageChange
from renkei_model.errors import DocumentError, Fault
from renkei_model.facts import Fact
from renkei_model.interchange.council_form import FORM, PlanList, knowing
from renkei_model.interchange.envelopes import Envelope, Upcaster, parse_document
from renkei_model.interchange.files import FilePath, read_bytes
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart
from renkei_model.provenance import Citation
from renkei_model.wording import Wording

__all__ = [
    "COUNCIL",
    "COUNCILS",
    "HISTORY",
    "LEDGER",
    "PLANS",
    "councils_of",
    "dump_council",
    "dump_councils",
    "dump_history",
    "dump_ledger",
    "dump_plans",
    "load_council",
    "load_councils",
    "load_history",
    "load_ledger",
    "load_plans",
    "read_council",
    "read_councils",
]

_Citations = Mapping[str, Citation] | None
_Parts = Sequence[PlanPart] | None


# --- the formats ---------------------------------------------------------------------------------


def _plans_before_their_version(council: object) -> Iterator[Fault]:
    """Find plans in a document of a version whose readers would ask to drop them."""
    match council:
        case {"plans": _}:
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


_BEFORE_PLANS: Final = 1

COUNCIL: Final = Envelope(
    "council", 2, {_BEFORE_PLANS: Upcaster(lambda council: council, _plans_before_their_version)}
)
"""One council. A council without plans is written as version 1, which older readers know too."""

COUNCILS: Final = Envelope("councils")
"""Several councils."""

LEDGER: Final = Envelope("ledger")
"""What was recorded about a council, without the council."""

PLANS: Final = Envelope("plans")
"""The community plans of one council."""

HISTORY: Final = Envelope("history")
"""The recorded steps of one council."""


# --- writing -------------------------------------------------------------------------------------


def dump_council(council: Council) -> str:
    """Write a council as a JSON document; `load_council` loads an equal one from it.

    What has its default value is left out. Of the basis of a record or plan the document holds its
    kind, its reason and the ids of the statements that it cites.

    Args:
        council: The council.
    """
    version = COUNCIL.version if council.plans else _BEFORE_PLANS
    return COUNCIL.dump(FORM.write(council), version=version)


def dump_councils(councils: Iterable[Council]) -> str:
    """Write councils as one JSON document; `load_councils` loads equal ones from it.

    Args:
        councils: The councils, in order.
    """
    return COUNCILS.dump(tuple(councils), plain_of=FORM.writer_of(Council))


def dump_ledger(ledger: Ledger) -> str:
    """Write a ledger as a JSON document; `load_ledger` loads an equal one from it.

    Args:
        ledger: The ledger.
    """
    return LEDGER.dump(FORM.write(ledger))


def dump_plans(plans: Iterable[CommunityPlan]) -> str:
    """Write the plans of a council as a JSON document; `load_plans` loads equal ones from it.

    Args:
        plans: The plans.
    """
    return PLANS.dump([FORM.write(plan) for plan in plans])


def dump_history(history: Iterable[StageChange]) -> str:
    """Write the steps of a council as a JSON document; `load_history` loads equal ones from it.

    Args:
        history: The steps, in order.
    """
    return HISTORY.dump([FORM.write(change) for change in history])


# --- reading -------------------------------------------------------------------------------------


def load_council(
    text: str | bytes,
    facts: Sequence[Fact],
    citations: _Citations = None,
    parts: _Parts = None,
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
    with knowing(facts, citations, parts):
        return COUNCIL.load(text, FORM, Council)


def load_councils(
    text: str | bytes,
    facts: Sequence[Fact],
    citations: _Citations = None,
    parts: _Parts = None,
) -> tuple[Council, ...]:
    """Load several councils from one JSON document.

    Args:
        text: The document, as `dump_councils` writes it.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id; see `load_council`.
        parts: The parts that a plan may hold; any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    with knowing(facts, citations, parts):
        return COUNCILS.load(text, FORM, tuple[Council, ...])


def load_ledger(text: str | bytes, facts: Sequence[Fact], citations: _Citations = None) -> Ledger:
    """Load a ledger from a JSON document.

    Args:
        text: The document, as `dump_ledger` writes it.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id; see `load_council`.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    with knowing(facts, citations):
        return LEDGER.load(text, FORM, Ledger)


def load_plans(
    text: str | bytes, citations: _Citations = None, parts: _Parts = None
) -> tuple[CommunityPlan, ...]:
    """Load the plans of a council from a JSON document.

    Args:
        text: The document, as `dump_plans` writes it.
        citations: The statements that a plan may cite, by id; see `load_council`.
        parts: The parts that a plan may hold; any when None.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    with knowing((), citations, parts):
        return PLANS.load(text, FORM, PlanList)


def load_history(text: str | bytes, facts: Sequence[Fact]) -> tuple[StageChange, ...]:
    """Load the steps of a council from a JSON document.

    Args:
        text: The document, as `dump_history` writes it.
        facts: The facts that a step may rest on.

    Raises:
        DocumentError: If it cannot be loaded, with every fault by its path.
    """
    with knowing(facts):
        return HISTORY.load(text, FORM, tuple[StageChange, ...])


def read_council(
    path: FilePath,
    facts: Sequence[Fact],
    citations: _Citations = None,
    parts: _Parts = None,
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
    with knowing(facts, citations, parts):
        return COUNCIL.load(read_bytes(path), FORM, Council, os.fspath(path))


def read_councils(
    path: FilePath,
    facts: Sequence[Fact],
    citations: _Citations = None,
    parts: _Parts = None,
) -> tuple[Council, ...]:
    """Read the councils of a JSON file, be it of one or of several.

    Args:
        path: The file.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id; see `load_council`.
        parts: The parts that a plan may hold; any when None.

    Raises:
        DocumentError: If it cannot be read or loaded, with every fault by its path.
    """
    document = os.fspath(path)
    plain, faults = parse_document(read_bytes(path), document)
    return councils_of(plain, facts, citations, parts, document=document, faults=faults)


def councils_of(
    plain: object,
    facts: Sequence[Fact],
    citations: _Citations = None,
    parts: _Parts = None,
    *,
    document: str,
    faults: tuple[Fault, ...] = (),
) -> tuple[Council, ...]:
    """Read the councils of a document that is parsed already, be it of one or of several.

    Args:
        plain: The document, as plain values.
        facts: The facts that it may record.
        citations: The statements that a record may cite, by id; see `load_council`.
        parts: The parts that a plan may hold; any when None.
        document: Its name, for errors.
        faults: What the parser found.

    Raises:
        DocumentError: If they cannot be loaded, with every fault by its path.
    """
    with knowing(facts, citations, parts):
        match plain:
            case {"format": COUNCIL.format}:
                return (COUNCIL.read(plain, FORM, Council, document, faults),)
            case {"format": str(written)} if written != COUNCILS.format:
                raise DocumentError(document, (_no_councils(written),))
            case _:
                return COUNCILS.read(plain, FORM, tuple[Council, ...], document, faults)


def _no_councils(written: str) -> Fault:
    """Say that a document is of something else."""
    known = f"{COUNCIL.format}, {COUNCILS.format}"
    return Fault(
        Wording.same("$.format"),
        Wording(
            f"協議会の文書ではなく，{written} の文書です",
            f"it is a document of {written}, not of councils",
        ),
        Wording(
            f"協議会の文書（{known}）を指定してください",
            f"give a document of councils ({known})",
        ),
    )
