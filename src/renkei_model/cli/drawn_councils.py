"""Read the council that is shown in a drawing: of the registry, or of a ledger."""

from __future__ import annotations

import attrs

from renkei_model import kochi
from renkei_model.cli.arguments import Arguments
from renkei_model.cli.sources import choose, choose_one, today
from renkei_model.lifecycle import Assessment, assess
from renkei_model.policy import Policy
from renkei_model.wording import Wording

__all__ = ["read_council"]


def read_council(arguments: Arguments, policy: Policy) -> tuple[Assessment, tuple[Wording, ...]]:
    """Assess the one council that is to be shown.

    Args:
        arguments: What was asked: a council, a ledger, or a council of a ledger.
        policy: The policy to read it by.

    Returns:
        The assessment, and what somebody should look at before trusting it.

    Raises:
        RenkeiError: If there is no such council or file, or which one is meant is not clear.
    """
    if not arguments.ledger:
        (council,), _ = choose(attrs.evolve(arguments, subject=arguments.council), policy)
        return assess(council, policy, arguments.as_of or kochi.REGISTRY_AS_OF), ()
    filed = choose_one(attrs.evolve(arguments, subject=arguments.ledger), policy)
    return assess(filed.council, policy, arguments.as_of or today()), filed.remarks
