"""The rules of community plans, as data: their parts, their term, and what they are evidence of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from renkei_model.checks import (
    require_count,
    require_each,
    require_key,
    require_kind,
    require_tuples,
)
from renkei_model.facts import Fact, require_fact
from renkei_model.provenance import Basis
from renkei_model.stages import keys_in_short
from renkei_model.wording import Wording

__all__ = ["PlanFacts", "PlanPart", "PlanRule", "decided_of_plans"]


@attrs.frozen(kw_only=True)
class PlanPart:
    """One of the parts that a community plan consists of.

    Attributes:
        key: Its name in files.
        wording: Its name for people.
        basis: Where it comes from.
        of_projects: Whether it is the part that names the plan's projects, so that a plan of which
            a project is recorded holds it.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    of_projects: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("PlanPart.key", self.key)
        require_kind("PlanPart.of_projects", self.of_projects, bool)
        require_kind("PlanPart.wording", self.wording, Wording)
        require_kind("PlanPart.basis", self.basis, Basis)


@attrs.frozen(kw_only=True)
class PlanFacts:
    """What a plan is evidence of, each by a fact of the policy's catalogue.

    Attributes:
        drafting: A first plan is being drafted.
        renewing: A further plan is being drafted, to follow one whose term ends; None where a city
            knows no such thing.
        drafted: A plan has been drafted.
        complete: A drafted plan holds all its parts; None likewise.
        recognised: Whoever has the authority has recognised a plan; None likewise.
        promoted: A drafted plan is being carried out.
    """

    drafting: Fact
    renewing: Fact | None = None
    drafted: Fact
    complete: Fact | None = None
    recognised: Fact | None = None
    promoted: Fact

    def __attrs_post_init__(self) -> None:
        """Refuse what is no fact."""
        for name, fact in self.named():
            require_fact(f"PlanFacts.{name}", fact)

    def named(self) -> Iterator[tuple[str, Fact]]:
        """Give each fact with the name of what it stands for, but for those that are None."""
        for field in attrs.fields(PlanFacts):
            fact = getattr(self, field.name)
            if fact is not None:
                yield field.name, fact


@attrs.frozen(kw_only=True, cache_hash=True)
class PlanRule:
    """What a city says of community plans.

    Attributes:
        parts: What a plan consists of.
        years: About how many years its term is.
        years_basis: Where that comes from.
        soft_share: The share of soft projects that its projects should exceed ("mainly"); None
            where the city says nothing of it.
        soft_basis: Where that comes from; None likewise.
        facts: What a plan is evidence of.
    """

    parts: tuple[PlanPart, ...] = attrs.field(repr=keys_in_short)
    years: int
    years_basis: Basis = attrs.field(eq=False, repr=False)
    soft_share: Fraction | None = None
    soft_basis: Basis | None = attrs.field(default=None, eq=False, repr=False)
    facts: PlanFacts = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind."""
        require_tuples("PlanRule", parts=self.parts)
        require_each("PlanRule.parts", self.parts, PlanPart)
        require_count("PlanRule.years", self.years, least=1, most=100)
        require_kind("PlanRule.years_basis", self.years_basis, Basis)
        if self.soft_share is not None or self.soft_basis is not None:
            require_kind("PlanRule.soft_share", self.soft_share, Fraction)
            require_kind("PlanRule.soft_basis", self.soft_basis, Basis)
        require_kind("PlanRule.facts", self.facts, PlanFacts)


def decided_of_plans(rule: PlanRule) -> dict[str, object]:
    """Give what a rule of plans decides, as plain values: what fingerprints are made of.

    The facts decide what plans open, the parts when a plan is complete, the years when it lapses,
    and the share of soft projects what is said of it.
    """
    of_projects = [part.key for part in rule.parts if part.of_projects]
    return {
        "parts": [part.key for part in rule.parts],
        **({"of_projects": of_projects} if of_projects else {}),
        "years": rule.years,
        "soft_share": None if rule.soft_share is None else str(rule.soft_share),
        "facts": {name: fact.key for name, fact in rule.facts.named()},
    }
