"""The rule that every contestant follows, by hand: five stages, four gates, nine counters.

It is Kochi's default policy once more, as somebody would write it for a state machine: counters on
an object, and one method for each gate. The run checks that it decides as the policy does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["GATES", "STAGES", "Counters", "Counts", "stage_by_hand", "states_to_check"]

Counts = Mapping[str, int]
"""How often each fact was counted; a fact that is not named was counted never."""

STAGES: Final = ("unfounded", "acquaintance", "spreading", "solving", "self_standing")

GATES: Final[Mapping[str, tuple[str, ...]]] = {
    "may_open": ("founded",),
    "may_spread": ("actors_acquainted", "issues_grasped", "issues_shared"),
    "may_solve": ("linkage_widened", "made_known", "understanding_promoted"),
    "may_stand": ("solutions_considered", "plan_drafted"),
}
"""The guard of each step in order, and the facts that it asks for."""


class Counters:
    """Nine counters and the guards over them: one for each step, and one for each fact."""

    def count(self, counts: Counts) -> None:
        """Set the counters.

        Args:
            counts: How often each fact was counted.
        """
        self.founded = counts.get("founded", 0)
        self.actors_acquainted = counts.get("actors_acquainted", 0)
        self.issues_grasped = counts.get("issues_grasped", 0)
        self.issues_shared = counts.get("issues_shared", 0)
        self.linkage_widened = counts.get("linkage_widened", 0)
        self.made_known = counts.get("made_known", 0)
        self.understanding_promoted = counts.get("understanding_promoted", 0)
        self.solutions_considered = counts.get("solutions_considered", 0)
        self.plan_drafted = counts.get("plan_drafted", 0)

    def may_open(self) -> bool:
        """Guard the step to the first stage."""
        return self.founded >= 1

    def may_spread(self) -> bool:
        """Guard the step to the second stage."""
        return self.actors_acquainted >= 1 and self.issues_grasped >= 1 and self.issues_shared >= 1

    def may_solve(self) -> bool:
        """Guard the step to the third stage."""
        return (
            self.linkage_widened >= 1 and self.made_known >= 1 and self.understanding_promoted >= 1
        )

    def may_stand(self) -> bool:
        """Guard the step to the last stage."""
        return self.solutions_considered >= 1 and self.plan_drafted >= 1

    def has_founded(self) -> bool:
        """Ask for one fact, as all that follow do."""
        return self.founded >= 1

    def has_actors_acquainted(self) -> bool:  # noqa: D102
        return self.actors_acquainted >= 1

    def has_issues_grasped(self) -> bool:  # noqa: D102
        return self.issues_grasped >= 1

    def has_issues_shared(self) -> bool:  # noqa: D102
        return self.issues_shared >= 1

    def has_linkage_widened(self) -> bool:  # noqa: D102
        return self.linkage_widened >= 1

    def has_made_known(self) -> bool:  # noqa: D102
        return self.made_known >= 1

    def has_understanding_promoted(self) -> bool:  # noqa: D102
        return self.understanding_promoted >= 1

    def has_solutions_considered(self) -> bool:  # noqa: D102
        return self.solutions_considered >= 1

    def has_plan_drafted(self) -> bool:  # noqa: D102
        return self.plan_drafted >= 1


def stage_by_hand(counts: Counts) -> str:
    """Tell how far a council gets that steps on as long as it may.

    Args:
        counts: How often each fact was counted.
    """
    passed = 0
    for facts in GATES.values():
        if not all(counts.get(fact, 0) for fact in facts):
            break
        passed += 1
    return STAGES[passed]


def states_to_check() -> Iterator[Counts]:
    """Give states of a council on which all contestants must agree.

    None of the facts, all, all but one, those of the first gates, and some at random.
    """
    facts = [fact for gate in GATES.values() for fact in gate]
    every = dict.fromkeys(facts, 1)
    yield {}
    yield every
    for number, left_out in enumerate(facts):
        yield {fact: 1 for fact in facts if fact != left_out}
        yield dict.fromkeys(facts[: number + 1], 2)
    drawn = random.Random(2023)  # noqa: S311 - no secret
    for _ in range(20):
        yield {fact: drawn.randint(0, 2) for fact in facts}
