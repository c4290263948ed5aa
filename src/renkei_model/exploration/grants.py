"""Which ceilings of a subsidy some council gets, and what its requirements decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from renkei_model.exploration.decisions import Node
from renkei_model.exploration.guards import DecisionPair, opens, pairs_within
from renkei_model.exploration.worlds import Point, Unspelt, World, moment
from renkei_model.subsidy_rules import Ceiling, OtherCeilings, SubsidyRule

__all__ = ["CeilingReading", "ceilings_read", "granted", "world_of_rule"]


@attrs.frozen
class CeilingReading:
    """Where a ceiling of a subsidy applies.

    Attributes:
        rule: The subsidy.
        ceiling: The ceiling.
        question: The key of the open question whose other reading it belongs to; empty for the
            rule's own.
        smallest: The smallest ledger to which it applies; None if there is none.
        pairs: What the leaves of its requirements decide, where no ceiling before it applies.
    """

    rule: SubsidyRule = attrs.field(repr=lambda rule: rule.key)
    ceiling: Ceiling = attrs.field(repr=lambda ceiling: ceiling.key)
    question: str
    smallest: Point | None
    pairs: tuple[DecisionPair, ...] = ()


def world_of_rule(*rules: SubsidyRule) -> World:
    """Make the world of what subsidies ask of councils.

    Args:
        rules: The subsidies.
    """
    return moment(need.condition for rule in rules for need in rule.council_requirements)


def granted(
    world: World, rule: SubsidyRule, ceilings: Sequence[Ceiling], unspelt: Unspelt = "fails"
) -> list[tuple[Ceiling, Node, Node]]:
    """Give for each ceiling where it is tried, and where it applies: the first that is met.

    Args:
        world: A world that was made of what the subsidy asks.
        rule: The subsidy.
        ceilings: Its ceilings, on one reading of the source.
        unspelt: How what is not spelt out is read.
    """
    made = world.decisions
    tried = opens(world, rule.requirements, unspelt)
    found = []
    for ceiling in ceilings:
        applies = made.both(tried, opens(world, ceiling.requirements, unspelt))
        found.append((ceiling, tried, applies))
        tried = made.but_not(tried, applies)
    return found


def ceilings_read(rule: SubsidyRule) -> Iterator[CeilingReading]:
    """Find where each ceiling of a subsidy applies, on every reading of the source.

    Args:
        rule: The subsidy.

    Raises:
        TooLarge: If they ask for too much.
    """
    world = world_of_rule(rule)
    for question, ceilings in _readings(rule):
        # Where what is not spelt out in an earlier ceiling fails and in this one holds.
        may_try = opens(world, rule.requirements, "holds")
        for ceiling, _, applies in granted(world, rule, ceilings):
            may_apply = world.decisions.both(may_try, opens(world, ceiling.requirements, "holds"))
            smallest = world.smallest(applies) or world.smallest(may_apply)
            within: dict[Unspelt, Node] = {"fails": may_try, "holds": may_try}
            pairs = pairs_within(world, ceiling.requirements, within)
            may_try = world.decisions.but_not(may_try, opens(world, ceiling.requirements))
            yield CeilingReading(rule, ceiling, question, smallest, pairs)


def _readings(rule: SubsidyRule) -> Iterator[tuple[str, tuple[Ceiling, ...]]]:
    yield "", rule.ceilings
    for question in rule.questions:
        if isinstance(question.alternative, OtherCeilings):
            yield question.key, question.alternative.ceilings
