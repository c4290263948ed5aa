# mypy: disallow-any-expr
"""What type checkers see of the names that are loaded when first asked for."""

from pathlib import Path
from typing import assert_type

import renkei_model
from renkei_model import Council, Fact, Policy, kochi
from renkei_model.interchange.registry import RegistryRow
from renkei_model.kochi import COUNCILS, EVIDENCE, REGISTRY, EvidenceRow
from renkei_model.projects import Project
from renkei_model.provenance import Source


def names_of_the_package(council: Council, path: Path) -> None:
    """Files, the machine and the city are typed as if they were loaded at once."""
    assert_type(renkei_model.read_council(path), Council)
    assert_type(renkei_model.load_council(renkei_model.dump_council(council)), Council)
    assert_type(renkei_model.read_ledger("minori.csv"), Council)
    assert_type(renkei_model.read_ledgers(path), tuple[Council, ...])
    assert_type(renkei_model.read_projects(path), tuple[Project, ...])
    assert_type(renkei_model.read_registry(path), tuple[RegistryRow, ...])
    assert_type(renkei_model.LivingCouncil(council, kochi.POLICY), renkei_model.LivingCouncil)
    assert_type(renkei_model.kochi.POLICY, Policy)


def names_of_kochi() -> None:
    """The registry's tables are typed, too."""
    assert_type(kochi.FACTS, tuple[Fact, ...])
    assert_type(kochi.LEAFLET, Source)
    assert_type(COUNCILS, tuple[Council, ...])
    assert_type(EVIDENCE, tuple[EvidenceRow, ...])
    assert_type(REGISTRY, tuple[RegistryRow, ...])
    councils = renkei_model.councils_of_registry(REGISTRY, kochi.POLICY.fact("certified"))
    assert_type(councils, tuple[Council, ...])


def a_misspelt_name_is_found() -> None:
    """That names are loaded late does not let a wrong one pass."""
    renkei_model.asess  # type: ignore[attr-defined]
    kochi.COUNCIL  # type: ignore[attr-defined]
