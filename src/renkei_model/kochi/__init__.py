"""Kochi City: its policy, its facts, and the 29 councils of its leaflet of August 2023."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from renkei_model.kochi.facts import FACTS
from renkei_model.kochi.leaflet import LEAFLET
from renkei_model.kochi.policy import POLICY

if TYPE_CHECKING:
    from renkei_model.kochi.councils import (
        COUNCILS,
        DISTRICTS_IN_THE_CITY,
        EVIDENCE,
        REGISTRY_AS_OF,
        EvidenceRow,
    )
else:
    # Loaded when first asked for: who needs only the policy does not read the registry's tables.
    # Type checkers read the imports above instead, and so know a misspelt name.
    _OF_THE_REGISTRY = frozenset(
        {"COUNCILS", "DISTRICTS_IN_THE_CITY", "EVIDENCE", "REGISTRY_AS_OF", "EvidenceRow"}
    )

    def __getattr__(name: str) -> object:
        if name in _OF_THE_REGISTRY:
            return getattr(importlib.import_module("renkei_model.kochi.councils"), name)
        message = f"module 'renkei_model.kochi' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "COUNCILS",
    "DISTRICTS_IN_THE_CITY",
    "EVIDENCE",
    "FACTS",
    "LEAFLET",
    "POLICY",
    "REGISTRY_AS_OF",
    "EvidenceRow",
]


def __dir__() -> list[str]:
    return list(__all__)
