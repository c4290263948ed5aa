"""A requirement: a condition with its wording and its basis."""

from __future__ import annotations

import functools

import attrs

from renkei_model.checks import require_key, require_kind
from renkei_model.conditions import Condition, Unspecified, leaves, require_condition
from renkei_model.facts import Fact
from renkei_model.provenance import Basis
from renkei_model.wording import Wording

__all__ = ["Requirement"]


@attrs.frozen(kw_only=True)
class Requirement:
    """Something that a policy asks for, as data.

    Attributes:
        key: Its name in files.
        condition: What must hold.
        wording: What it asks, for people.
        basis: Where it comes from.
    """

    key: str
    condition: Condition
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)

    @functools.cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it counts, each once, in reading order."""
        found = (leaf.fact for leaf in leaves(self.condition) if not isinstance(leaf, Unspecified))
        return tuple(dict.fromkeys(found))

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and diagrams could not hold, and parts of another kind."""
        require_key("Requirement.key", self.key)
        require_condition("Requirement.condition", self.condition)
        require_kind("Requirement.wording", self.wording, Wording)
        require_kind("Requirement.basis", self.basis, Basis)
