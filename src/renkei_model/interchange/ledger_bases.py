"""How firmly a row of a ledger file stands: its basis and its reason, as two cells."""

from __future__ import annotations

from renkei_model.errors import Fault
from renkei_model.interchange.ledger_names import folded
from renkei_model.interchange.spreadsheets import Row
from renkei_model.provenance import Basis, BasisKind
from renkei_model.wording import Wording, nearest_names

__all__ = ["cells_of_basis", "read_basis"]


def read_basis(row: Row, faults: list[Fault]) -> Basis:
    """Read how firmly what a row says stands, and why.

    Args:
        row: The row.
        faults: Where to put the fault of a basis that there is not.
    """
    reason = Wording.same(row["reason"])
    written = folded(row["basis"])
    if not written:
        return Basis(BasisKind.RECORDED, (), reason)
    for kind in BasisKind:
        if written in map(folded, (kind.value, kind.text("ja"), kind.text("en"))):
            return Basis(kind, (), reason)
    known = [name for kind in BasisKind for name in (kind.value, kind.text("ja"))]
    values_ja = "，".join(kind.text("ja") for kind in BasisKind)
    values = ", ".join(kind.value for kind in BasisKind)
    problem = Wording(
        f"根拠の種類「{row['basis']}」はありません", f"unknown basis {row['basis']!r}"
    )
    remedy = Wording(
        f"{values_ja} のどれかを書くか，空にしてください", f"write one of {values}, or nothing"
    )
    nearest = nearest_names(row["basis"], known)
    faults.append(row.fault("basis", problem, remedy, nearest=nearest))
    return Basis(BasisKind.RECORDED, (), reason)


def cells_of_basis(basis: Basis) -> dict[str, str]:
    """Give the cells of a basis, by column; empty for what a ledger simply records.

    Args:
        basis: The basis. The ids of the statements that it cites stand before its reason.
    """
    return {
        "basis": "" if basis.kind is BasisKind.RECORDED else basis.kind.value,
        "reason": _reason(basis),
    }


def _reason(basis: Basis) -> str:
    reason = dict.fromkeys([basis.reason.ja, basis.reason.en])
    statements = [place.statement for place in basis.citations]
    return " / ".join(filter(None, [*statements, *reason]))
