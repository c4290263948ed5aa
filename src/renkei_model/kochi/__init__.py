"""Kochi City: its policies, its facts, and the 29 councils of its leaflet of August 2023."""

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
        REGISTRY,
        REGISTRY_AS_OF,
        EvidenceRow,
    )
    from renkei_model.kochi.indicators import INDICATOR_POLICY
    from renkei_model.kochi.variants import POLICIES, VARIANTS
else:
    # Loaded when first asked for: whoever needs only the default policy reads neither the
    # registry's tables nor the other policies. Type checkers read the imports above instead, and so
    # know a misspelt name.
    _ELSEWHERE = {
        **dict.fromkeys(
            (
                "COUNCILS",
                "DISTRICTS_IN_THE_CITY",
                "EVIDENCE",
                "REGISTRY",
                "REGISTRY_AS_OF",
                "EvidenceRow",
            ),
            "renkei_model.kochi.councils",
        ),
        "INDICATOR_POLICY": "renkei_model.kochi.indicators",
        "POLICIES": "renkei_model.kochi.variants",
        "VARIANTS": "renkei_model.kochi.variants",
    }

    def __getattr__(name: str) -> object:
        if name in _ELSEWHERE:
            return getattr(importlib.import_module(_ELSEWHERE[name]), name)
        message = f"module 'renkei_model.kochi' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "COUNCILS",
    "DISTRICTS_IN_THE_CITY",
    "EVIDENCE",
    "FACTS",
    "INDICATOR_POLICY",
    "LEAFLET",
    "POLICIES",
    "POLICY",
    "REGISTRY",
    "REGISTRY_AS_OF",
    "VARIANTS",
    "EvidenceRow",
]


def __dir__() -> list[str]:
    return list(__all__)
