"""Every edit of a rule of community plans by one slip of the pen."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import attrs

from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanFacts, PlanRule
from renkei_model.slips.grants import near_fractions
from renkei_model.slips.making import Edit, changed, exchanged, left_out, without_one
from renkei_model.wording import Wording

__all__ = ["plan_edits"]


def plan_edits(rule: PlanRule, facts: Sequence[Fact]) -> Iterator[Edit[PlanRule | None]]:
    """Give every edit of a rule of plans by one slip of the pen.

    Args:
        rule: The rule.
        facts: The catalogue that a wrong fact may be taken from.
    """
    yield Edit(left_out(Wording("計画の定め", "the rule of plans")), lambda: None, "plan_rule")
    for part, rest in without_one(rule.parts):
        make = functools.partial(attrs.evolve, rule, parts=rest)
        yield Edit(left_out(part.wording), make, "plan_rule.parts")
        words = changed(_OF_PROJECTS[part.of_projects], _OF_PROJECTS[not part.of_projects])
        other = attrs.evolve(part, of_projects=not part.of_projects)
        parts = tuple(other if each is part else each for each in rule.parts)
        make = functools.partial(attrs.evolve, rule, parts=parts)
        yield Edit(words, make, f"plan_rule.{part.key}")
    for years in (rule.years - 1, rule.years + 1):
        words = changed(
            Wording(f"{rule.years}年", f"{rule.years} years"),
            Wording(f"{years}年", f"{years} years"),
        )
        make = functools.partial(attrs.evolve, rule, years=years)
        yield Edit(words, make, "plan_rule.years")
    if rule.soft_share is not None:
        for share in near_fractions(rule.soft_share):
            words = changed(Wording.same(str(rule.soft_share)), Wording.same(str(share)))
            make = functools.partial(attrs.evolve, rule, soft_share=share)
            yield Edit(words, make, "plan_rule.soft_share")
    for edit in _fact_edits(rule.facts, facts):
        yield edit.within(functools.partial(_with_facts, rule))


_OF_PROJECTS: Final = (
    Wording("登載事業からは分からない", "not shown by a plan's projects"),
    Wording("登載事業があればある", "shown by a plan's projects"),
)


def _with_facts(rule: PlanRule, facts: PlanFacts) -> PlanRule:
    return attrs.evolve(rule, facts=facts)


def _fact_edits(named: PlanFacts, facts: Sequence[Fact]) -> Iterator[Edit[PlanFacts]]:
    for name, fact in named.named():
        for wrong in facts:
            if wrong != fact:
                words = changed(fact.wording, wrong.wording)
                make = functools.partial(attrs.evolve, named, **{name: wrong})
                yield Edit(words, make, f"plan_rule.facts.{name}")
    for (name, fact), (other, wrong) in combinations(named.named(), 2):
        make = functools.partial(attrs.evolve, named, **{name: wrong, other: fact})
        yield Edit(exchanged(fact.wording, wrong.wording), make, "plan_rule.facts")
