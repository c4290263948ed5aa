"""A council's records as another policy would file them."""

from __future__ import annotations

import attrs

from renkei_model.councils import Council
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy

__all__ = ["filed_under"]


def filed_under(policy: Policy, council: Council) -> Council:
    """Give a council whose records are of a policy's own facts, by their keys.

    Args:
        policy: The policy.
        council: The council.

    Raises:
        InvalidValue: If a record cannot be filed under the policy.
        UnknownName: If the policy lacks a fact.
    """
    facts = {fact.key: policy.fact(fact.key) for fact in council.ledger.facts}
    if all(facts[fact.key] == fact for fact in council.ledger.facts):
        return council
    ledger = Ledger(
        tuple(
            attrs.evolve(record, fact=facts[record.fact.key]) for record in council.ledger.records
        ),
        tuple(attrs.evolve(made, fact=facts[made.fact.key]) for made in council.ledger.complete),
    )
    return attrs.evolve(council, ledger=ledger)
