"""The kit with which a city tests its own policy, and a library built on this one tests itself.

It needs Hypothesis (`pip install 'renkei_model[testing]'`) and is the only room that does.

- Strategies draw what the library accepts, in words of the domain, with many days around 31 March
  and 1 April: `policies`, `ledgers`, `councils`, `histories` (legal ones, and ones with one thing
  wrong), `documents` (good ones, and ones with one part changed), and their parts, from `days` to
  `requirements`. A policy shrinks towards a ladder of two stages, a ledger towards none, a span
  towards a day. `hypothesis.strategies.from_type` knows the classes, too.
- Laws, in `renkei_model.testing.laws`: each is a function that raises `LawBroken`, an
  `AssertionError` of one sentence, where it does not hold.
- `PolicyContract` is a class of tests to inherit: it holds all laws against one policy.
- `lifecycle_machine` makes a state machine to extend, which lives as a value and as a machine.
- `one_slip_edits` and `unnoticed_edits` tell which slips of the pen no case would notice;
  `boundary_cases` drafts such cases, `boundary_cases_in_python` writes them for a review.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

from renkei_model.testing.refusals import HypothesisMissing

if importlib.util.find_spec("hypothesis") is None:
    raise HypothesisMissing
# Before any module of ours: it runs the entry point in `types`, which needs them whole.
importlib.import_module("hypothesis")

if TYPE_CHECKING:
    from renkei_model.slips import (
        BoundaryCase,
        Case,
        PlanCase,
        Slip,
        SubsidyAnswer,
        SubsidyCase,
        one_slip_edits,
        unnoticed_edits,
    )
    from renkei_model.testing.completions import verdict_over_all_completions
    from renkei_model.testing.contract import PolicyContract
    from renkei_model.testing.dating import (
        FIRST_DAY,
        LAST_DAY,
        days,
        fiscal_years,
        moments,
        narrower,
        spans,
    )
    from renkei_model.testing.document_texts import Document, documents
    from renkei_model.testing.drafts import DRAFT, boundary_cases, boundary_cases_in_python
    from renkei_model.testing.filing import catalogues, completeness, facts, ledgers, records
    from renkei_model.testing.lifecycles import LifecycleMachine, lifecycle_machine
    from renkei_model.testing.living import (
        Spoilt,
        councils,
        filed_for,
        histories,
        months_for_days,
        roundabouts,
        spoilt_histories,
    )
    from renkei_model.testing.mutating import changed_documents
    from renkei_model.testing.planning import community_plans
    from renkei_model.testing.refusals import LawBroken
    from renkei_model.testing.registering import awkward_texts, registries
    from renkei_model.testing.ruling import LEFT_OPEN, conditions, policies, requirements
    from renkei_model.testing.types import register
else:
    # Loaded when first asked for: Hypothesis runs the entry point in `types` whenever it is
    # imported, and who only draws policies waits neither for files nor for machines.
    _ELSEWHERE = {
        **dict.fromkeys(
            (
                "BoundaryCase",
                "Case",
                "PlanCase",
                "Slip",
                "SubsidyAnswer",
                "SubsidyCase",
                "one_slip_edits",
                "unnoticed_edits",
            ),
            "renkei_model.slips",
        ),
        "verdict_over_all_completions": "renkei_model.testing.completions",
        "PolicyContract": "renkei_model.testing.contract",
        **dict.fromkeys(
            (
                "FIRST_DAY",
                "LAST_DAY",
                "days",
                "fiscal_years",
                "moments",
                "narrower",
                "spans",
            ),
            "renkei_model.testing.dating",
        ),
        **dict.fromkeys(
            (
                "Document",
                "documents",
            ),
            "renkei_model.testing.document_texts",
        ),
        **dict.fromkeys(
            (
                "DRAFT",
                "boundary_cases",
                "boundary_cases_in_python",
            ),
            "renkei_model.testing.drafts",
        ),
        **dict.fromkeys(
            (
                "catalogues",
                "completeness",
                "facts",
                "ledgers",
                "records",
            ),
            "renkei_model.testing.filing",
        ),
        **dict.fromkeys(
            (
                "LifecycleMachine",
                "lifecycle_machine",
            ),
            "renkei_model.testing.lifecycles",
        ),
        **dict.fromkeys(
            (
                "Spoilt",
                "councils",
                "filed_for",
                "histories",
                "months_for_days",
                "roundabouts",
                "spoilt_histories",
            ),
            "renkei_model.testing.living",
        ),
        "changed_documents": "renkei_model.testing.mutating",
        "community_plans": "renkei_model.testing.planning",
        "LawBroken": "renkei_model.testing.refusals",
        **dict.fromkeys(
            (
                "awkward_texts",
                "registries",
            ),
            "renkei_model.testing.registering",
        ),
        **dict.fromkeys(
            (
                "LEFT_OPEN",
                "conditions",
                "policies",
                "requirements",
            ),
            "renkei_model.testing.ruling",
        ),
        "register": "renkei_model.testing.types",
    }

    def __getattr__(name: str) -> object:
        if name in _ELSEWHERE:
            # Kept here, so that the next look finds it at once.
            found = globals()[name] = getattr(importlib.import_module(_ELSEWHERE[name]), name)
            return found
        message = f"module 'renkei_model.testing' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "DRAFT",
    "FIRST_DAY",
    "LAST_DAY",
    "LEFT_OPEN",
    "BoundaryCase",
    "Case",
    "Document",
    "HypothesisMissing",
    "LawBroken",
    "LifecycleMachine",
    "PlanCase",
    "PolicyContract",
    "Slip",
    "Spoilt",
    "SubsidyAnswer",
    "SubsidyCase",
    "awkward_texts",
    "boundary_cases",
    "boundary_cases_in_python",
    "catalogues",
    "changed_documents",
    "community_plans",
    "completeness",
    "conditions",
    "councils",
    "days",
    "documents",
    "facts",
    "filed_for",
    "fiscal_years",
    "histories",
    "ledgers",
    "lifecycle_machine",
    "moments",
    "months_for_days",
    "narrower",
    "one_slip_edits",
    "policies",
    "records",
    "register",
    "registries",
    "requirements",
    "roundabouts",
    "spans",
    "spoilt_histories",
    "unnoticed_edits",
    "verdict_over_all_completions",
]


def __dir__() -> list[str]:
    return list(__all__)
