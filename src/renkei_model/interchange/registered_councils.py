"""Councils from a registry, for any policy: a city begins with its own list."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from renkei_model.checks import require_day, require_kind
from renkei_model.councils import Council
from renkei_model.facts import Completeness, Fact, Record, require_fact
from renkei_model.interchange.registry_rows import RegistryRow
from renkei_model.ledgers import Ledger
from renkei_model.provenance import RECORDED, Basis

__all__ = ["councils_of_registry"]


def councils_of_registry(
    rows: Iterable[RegistryRow],
    certified: Fact,
    *,
    basis: Basis = RECORDED,
    complete_through: datetime.date | None = None,
) -> tuple[Council, ...]:
    """Make a council of each row, with its certification on record and nothing else.

    Meetings and activities are no records: of which fact they are evidence, only a policy's reader
    can say.

    Args:
        rows: The councils of a registry.
        certified: The fact that a certification is recorded as: `policy.fact("certified")`.
        basis: What the record rests on, such as `stated` by the registry.
        complete_through: The day up to which the registry holds every certification, so that a
            council without one had none by then; None where nobody says so.

    Returns:
        The councils, in the order of the rows.

    Raises:
        InvalidValue: If a part is of another kind.

    Example:
        >>> from renkei_model import kochi
        >>> row = RegistryRow(number=1, name="みのりの会", districts=["川北"])
        >>> (council,) = councils_of_registry([row], kochi.POLICY.fact("certified"))
        >>> council.number, council.districts, council.ledger.records
        (1, ('川北',), ())
    """
    require_fact("councils_of_registry.certified", certified)
    require_kind("councils_of_registry.basis", basis, Basis)
    complete: tuple[Completeness, ...] = ()
    if complete_through is not None:
        require_day("councils_of_registry.complete_through", complete_through)
        complete = (Completeness(certified, complete_through),)
    return tuple(
        Council(
            name=row.name,
            number=row.number,
            nickname=row.nickname,
            districts=row.districts,
            ledger=Ledger(_certification(row, certified, basis), complete),
        )
        for row in rows
    )


def _certification(row: RegistryRow, certified: Fact, basis: Basis) -> tuple[Record, ...]:
    if row.certified is None:
        return ()
    return (Record(certified, row.certified, basis=basis),)
