"""Hypothesis strategies for policies, ledgers, councils and histories.

Everything drawn here is a value that the library accepts, named in words of the domain, over a few
years with many days around 31 March and 1 April, so that boundaries are met often:

- time: `days`, `spans`, `fiscal_years`, `moments`, `narrower`
- ledgers: `facts`, `catalogues`, `records`, `completeness`, `ledgers`
- plans: `community_plans`
- rules: `conditions`, `requirements`, `policies`
- grants: `subsidy_rules`, `granting_policies`, `projects`
- registries: `registries`, `awkward_texts`
- documents: `changed_documents` (one part of a plain document is something else)
- councils: `councils` (nothing recorded of their stage), `histories` (steps taken one by one),
  `roundabouts` (stages entered again and again), `spoilt_histories` (one thing wrong with one
  step, and which)

A policy shrinks towards a ladder of two stages, a ledger towards none, a span towards a day.
"""

from strategies.dating import FIRST_DAY, LAST_DAY, days, fiscal_years, moments, narrower, spans
from strategies.filing import catalogues, completeness, facts, ledgers, records
from strategies.granting import granting_policies, projects, subsidy_rules
from strategies.living import (
    Spoilt,
    councils,
    filed_for,
    histories,
    months_for_days,
    roundabouts,
    spoilt_histories,
)
from strategies.mutating import changed_documents
from strategies.planning import community_plans
from strategies.registering import awkward_texts, registries
from strategies.ruling import conditions, policies, requirements

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Spoilt",
    "awkward_texts",
    "catalogues",
    "changed_documents",
    "community_plans",
    "completeness",
    "conditions",
    "councils",
    "days",
    "facts",
    "filed_for",
    "fiscal_years",
    "granting_policies",
    "histories",
    "ledgers",
    "moments",
    "months_for_days",
    "narrower",
    "policies",
    "projects",
    "records",
    "registries",
    "requirements",
    "roundabouts",
    "spans",
    "spoilt_histories",
    "subsidy_rules",
]
