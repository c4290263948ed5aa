"""Neighbourhood councils as executable policy: stages, guards, evidence, and what is missing.

A council keeps a ledger of dated records. A policy says, as data, what each step from stage to
stage requires. Readings tell what is met, unmet or open, what is missing for the next step, and
where every rule comes from.

    >>> import datetime
    >>> from renkei_model import Council, Record, assess, kochi
    >>> founded, *_ = kochi.FACTS
    >>> council = Council(name="みのり地区連携協議会")
    >>> council = council.add(Record(founded, datetime.date(2024, 4, 20)))
    >>> reading = assess(council, kochi.POLICY, datetime.date(2024, 5, 1))
    >>> [stage.text("en") for stage in reading.supported.surely]
    ['getting acquainted']
    >>> [leaf.requirement.key for leaf in reading.missing]
    ['actors_acquainted', 'issues_grasped', 'issues_shared']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified, about
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import RenkeiError
from renkei_model.facts import Completeness, Fact, FactKind, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Force, Stage, Transition, TransitionKind, ladder
from renkei_model.wording import Wording

if TYPE_CHECKING:
    from renkei_model import kochi
    from renkei_model.columns import CountColumns, count_columns, judge_columns
    from renkei_model.community_plans import CommunityPlan, PlanProject
    from renkei_model.councils import Council, StageChange
    from renkei_model.date_text import parse_span
    from renkei_model.defaults.documents import (
        load_council,
        load_councils,
        read_council,
        read_councils,
    )
    from renkei_model.defaults.ledgers import read_ledger, read_ledgers
    from renkei_model.defaults.projects import read_projects
    from renkei_model.findings import Finding
    from renkei_model.interchange.documents import dump_council, dump_councils
    from renkei_model.interchange.policies import dump_policy, load_policy, read_policy
    from renkei_model.interchange.registered_councils import councils_of_registry
    from renkei_model.interchange.registry import parse_registry, read_registry, registry_csv
    from renkei_model.lifecycle import (
        Assessment,
        TransitionBlocked,
        advance,
        assess,
        replay,
        supported_stages,
        take,
        timeline,
    )
    from renkei_model.machine import LivingCouncil
    from renkei_model.plans import review
    from renkei_model.projects import Project, assess_project
    from renkei_model.subsidies import subsidy_range
    from renkei_model.verdicts import Verdict
else:
    # Loaded when first asked for. What a policy is made of is loaded at once; whoever only declares
    # or draws one loads nothing that reads councils, and whoever reads them neither files nor
    # machines. Type checkers read the imports above instead, and so know a misspelt name.
    _ELSEWHERE = {
        **dict.fromkeys(
            (
                "Assessment",
                "TransitionBlocked",
                "advance",
                "assess",
                "replay",
                "supported_stages",
                "take",
                "timeline",
            ),
            "renkei_model.lifecycle",
        ),
        "CommunityPlan": "renkei_model.community_plans",
        "Council": "renkei_model.councils",
        "CountColumns": "renkei_model.columns",
        "Finding": "renkei_model.findings",
        "LivingCouncil": "renkei_model.machine",
        "PlanProject": "renkei_model.community_plans",
        "Project": "renkei_model.projects",
        "StageChange": "renkei_model.councils",
        "Verdict": "renkei_model.verdicts",
        "assess_project": "renkei_model.projects",
        "councils_of_registry": "renkei_model.interchange.registered_councils",
        "count_columns": "renkei_model.columns",
        "dump_council": "renkei_model.interchange.documents",
        "dump_councils": "renkei_model.interchange.documents",
        "dump_policy": "renkei_model.interchange.policies",
        "judge_columns": "renkei_model.columns",
        "load_council": "renkei_model.defaults.documents",
        "load_councils": "renkei_model.defaults.documents",
        "load_policy": "renkei_model.interchange.policies",
        "parse_registry": "renkei_model.interchange.registry",
        "parse_span": "renkei_model.date_text",
        "read_council": "renkei_model.defaults.documents",
        "read_councils": "renkei_model.defaults.documents",
        "read_ledger": "renkei_model.defaults.ledgers",
        "read_ledgers": "renkei_model.defaults.ledgers",
        "read_policy": "renkei_model.interchange.policies",
        "read_projects": "renkei_model.defaults.projects",
        "read_registry": "renkei_model.interchange.registry",
        "registry_csv": "renkei_model.interchange.registry",
        "review": "renkei_model.plans",
        "subsidy_range": "renkei_model.subsidies",
    }

    def __getattr__(name: str) -> object:
        if name == "kochi":
            return importlib.import_module("renkei_model.kochi")
        if name in _ELSEWHERE:
            # Kept here, so that the next look finds it at once.
            found = globals()[name] = getattr(importlib.import_module(_ELSEWHERE[name]), name)
            return found
        message = f"module 'renkei_model' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "AllOf",
    "AnyOf",
    "Assessment",
    "AtLeast",
    "AtMost",
    "CommunityPlan",
    "Completeness",
    "Council",
    "CountColumns",
    "Fact",
    "FactKind",
    "Finding",
    "FiscalYear",
    "Force",
    "Ledger",
    "LivingCouncil",
    "PlanProject",
    "Policy",
    "Project",
    "Record",
    "RenkeiError",
    "Requirement",
    "SomeOf",
    "Span",
    "Stage",
    "StageChange",
    "Transition",
    "TransitionBlocked",
    "TransitionKind",
    "Unspecified",
    "Verdict",
    "Wording",
    "about",
    "advance",
    "assess",
    "assess_project",
    "councils_of_registry",
    "count_columns",
    "dump_council",
    "dump_councils",
    "dump_policy",
    "judge_columns",
    "kochi",
    "ladder",
    "load_council",
    "load_councils",
    "load_policy",
    "parse_registry",
    "parse_span",
    "read_council",
    "read_councils",
    "read_ledger",
    "read_ledgers",
    "read_policy",
    "read_projects",
    "read_registry",
    "registry_csv",
    "replay",
    "review",
    "subsidy_range",
    "supported_stages",
    "take",
    "timeline",
]


def __dir__() -> list[str]:
    return list(__all__)
