"""Functions of several levels each, as reduced decision diagrams: equal functions are one node.

A question about every possible ledger becomes one about a node: whether it is `NEVER` or `ALWAYS`,
which point of it costs least, how many points it has. Nothing is sampled and nothing enumerated.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

__all__ = ["ALWAYS", "MOST_STEPS", "NEVER", "TOO_MUCH", "Decisions", "Node", "TooLarge"]

Node = int
"""A function of all variables, true or false at each point. Equal functions are equal nodes."""

NEVER: Final[Node] = 0
ALWAYS: Final[Node] = 1

MOST_STEPS: Final = 400_000
"""How much work a world's diagrams may need together before a question is given up."""


_MOST_LOOKED_AT: Final = 1_000
"""How many beginnings of minimal points are looked at, for each that is asked for."""


class TooLarge(Exception):
    """A question needs more work than it is given."""


TOO_MUCH: Final = (TooLarge, RecursionError)
"""What is raised where a question is to be given up: variables are gone through one by one."""


class Decisions:
    """Diagrams over the same variables, in one order.

    Attributes:
        sizes: How many levels each variable has, from 0 on.
    """

    def __init__(self, sizes: Iterable[int], most_steps: int = MOST_STEPS) -> None:
        """Begin with nothing but the two constants.

        Args:
            sizes: How many levels each variable has; at least one each.
            most_steps: How much work there may be: nodes made, and pairs of nodes looked at.
        """
        self.sizes: tuple[int, ...] = tuple(sizes)
        self._most = most_steps
        end = len(self.sizes)
        self._used = 0
        self._variables = [end, end]
        self._branches: list[tuple[Node, ...]] = [(), ()]
        self._made: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._either: dict[tuple[Node, Node], Node] = {}
        self._opposite: dict[Node, Node] = {NEVER: ALWAYS, ALWAYS: NEVER}

    def __len__(self) -> int:
        """How many nodes were made."""
        return len(self._branches)

    def _use(self) -> None:
        self._used += 1
        if self._used > self._most:
            raise TooLarge

    # --- making ----------------------------------------------------------------------------------

    def where(self, variable: int, holds: Sequence[bool]) -> Node:
        """Make the function that looks at one variable.

        Args:
            variable: Its place in the order.
            holds: For each level of it, whether the function is true there.
        """
        return self._node(variable, tuple(ALWAYS if each else NEVER for each in holds))

    def _node(self, variable: int, branches: tuple[Node, ...]) -> Node:
        first = branches[0]
        if branches.count(first) == len(branches):
            return first
        key = (variable, branches)
        node = self._made.get(key)
        if node is None:
            node = len(self._branches)
            self._use()
            self._made[key] = node
            self._variables.append(variable)
            self._branches.append(branches)
        return node

    def _aligned(self, one: Node, other: Node) -> tuple[int, Iterable[tuple[Node, Node]]]:
        """Give the first variable that one of two nodes looks at, and the pairs below it."""
        mine, theirs = self._variables[one], self._variables[other]
        if mine == theirs:
            return mine, zip(self._branches[one], self._branches[other], strict=True)
        if mine < theirs:
            return mine, ((branch, other) for branch in self._branches[one])
        return theirs, ((one, branch) for branch in self._branches[other])

    def both(self, one: Node, other: Node) -> Node:
        """Make the function that is true where both are."""
        if one == other or other == ALWAYS:  # noqa: PLR1714 - the quickest, in the busiest place
            return one
        if one == ALWAYS:
            return other
        if one == NEVER or other == NEVER:  # noqa: PLR1714
            return NEVER
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            variable, pairs = self._aligned(one, other)
            found = self._node(variable, tuple([self.both(*pair) for pair in pairs]))
            self._use()
            self._both[key] = found
        return found

    def either(self, one: Node, other: Node) -> Node:
        """Make the function that is true where one or both are."""
        if one == other or other == NEVER:  # noqa: PLR1714
            return one
        if one == NEVER:
            return other
        if one == ALWAYS or other == ALWAYS:  # noqa: PLR1714
            return ALWAYS
        key = (one, other) if one < other else (other, one)
        found = self._either.get(key)
        if found is None:
            variable, pairs = self._aligned(one, other)
            found = self._node(variable, tuple([self.either(*pair) for pair in pairs]))
            self._use()
            self._either[key] = found
        return found

    def opposite(self, node: Node) -> Node:
        """Make the function that is true where this is not."""
        found = self._opposite.get(node)
        if found is None:
            branches = tuple([self.opposite(branch) for branch in self._branches[node]])
            found = self._node(self._variables[node], branches)
            self._opposite[node] = found
            self._opposite[found] = node
        return found

    def but_not(self, one: Node, other: Node) -> Node:
        """Make the function that is true where one is and the other is not."""
        return self.both(one, self.opposite(other))

    def every(self, parts: Iterable[Node]) -> Node:
        """Make the function that is true where all are."""
        whole = ALWAYS
        for part in self._from_below(parts):
            whole = self.both(whole, part)
        return whole

    def some(self, parts: Iterable[Node]) -> Node:
        """Make the function that is true where any is."""
        whole = NEVER
        for part in self._from_below(parts):
            whole = self.either(whole, part)
        return whole

    def _from_below(self, parts: Iterable[Node]) -> list[Node]:
        """Give those first that look at the last variables: the others are then put on top."""
        return sorted(parts, key=self._variables.__getitem__, reverse=True)

    def at_least(self, k: int, parts: Iterable[Node]) -> Node:
        """Make the function that is true where `k` or more are."""
        return self.reached(k, parts)[k]

    def reached(self, most: int, parts: Iterable[Node]) -> list[Node]:
        """Make the functions that are true where at least 0, 1, ... up to `most` are."""
        reached = [ALWAYS] + [NEVER] * most
        for part in self._from_below(parts):
            for number in range(most, 0, -1):
                reached[number] = self.either(reached[number], self.both(reached[number - 1], part))
        return reached

    def whichever(self, node: Node) -> Node:
        """Make the function that is true where this is for some level of the first variable."""
        branches = self._branches[node]
        return self.some(branches) if branches and not self._variables[node] else node

    # --- asking ----------------------------------------------------------------------------------

    def least(self, node: Node, costs: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
        """Find a point of least cost at which a function is true.

        Args:
            node: The function.
            costs: For each variable, what each of its levels costs.

        Returns:
            The level of each variable, the lowest that will do; None if it is true nowhere.
        """
        if node == NEVER:
            return None
        cheapest = [levels.index(min(levels)) for levels in map(list, costs)]
        below = self._costs_below(node, costs)
        point = list(cheapest)
        while node != ALWAYS:
            variable = self._variables[node]
            level = min(
                (place for place, branch in enumerate(self._branches[node]) if branch != NEVER),
                key=lambda place: (
                    costs[variable][place] + below[self._branches[node][place]],
                    place,
                ),
            )
            point[variable] = level
            node = self._branches[node][level]
        return tuple(point)

    def _costs_below(self, node: Node, costs: Sequence[Sequence[int]]) -> dict[Node, int]:
        """Give the least cost from each node down, above the cheapest level of what is skipped."""
        base = [min(levels) for levels in costs]
        found: dict[Node, int] = {ALWAYS: 0}

        def cost(here: Node) -> int:
            known = found.get(here)
            if known is None:
                variable = self._variables[here]
                known = min(
                    costs[variable][place] - base[variable] + cost(branch)
                    for place, branch in enumerate(self._branches[here])
                    if branch != NEVER
                )
                found[here] = known
            return known

        cost(node)
        return found

    def number(self, node: Node) -> int:
        """Count the points at which a function is true."""
        found: dict[Node, int] = {NEVER: 0, ALWAYS: 1}
        width = [1]
        for size in reversed(self.sizes):
            width.append(width[-1] * size)
        width.reverse()  # width[i]: how many points the variables from i on have

        def count(here: Node, since: int) -> int:
            """Count over the variables from `since` on."""
            variable = self._variables[here]
            if here not in found:
                found[here] = sum(count(branch, variable + 1) for branch in self._branches[here])
            return found[here] * (width[since] // width[variable])

        return count(node, 0)

    def minimal(
        self,
        node: Node,
        costs: Sequence[Sequence[int]],
        lower: Sequence[Sequence[Sequence[int]]],
        most: int,
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Find the points at which a function is true and below which it is not.

        Args:
            node: The function: raising a level never makes it false.
            costs: For each variable, what each of its levels costs.
            lower: For each variable, which levels lie below each of its levels.
            most: How many points are given.

        Returns:
            The points, those of least cost first, and whether they are all.
        """
        if node == NEVER:
            return [], True
        below = self._costs_below(node, costs)
        nothing = (0,) * len(self.sizes)
        waiting = [(below[node], nothing, node)]
        found: list[tuple[int, ...]] = []
        looked = 0
        while waiting:
            cost, point, here = heapq.heappop(waiting)
            looked += 1
            if looked > _MOST_LOOKED_AT * most:
                return found, False
            if here == ALWAYS:
                if self._is_minimal(node, point, lower):
                    if len(found) == most:
                        return found, False
                    found.append(point)
                continue
            variable, branches = self._variables[here], self._branches[here]
            spent = cost - below[here]
            for level, branch in enumerate(branches):
                # What a lower level does as well is no part of a minimal point.
                if branch != NEVER and all(
                    branches[other] != branch for other in lower[variable][level]
                ):
                    longer = (*point[:variable], level, *point[variable + 1 :])
                    reached = spent + costs[variable][level] + below[branch]
                    heapq.heappush(waiting, (reached, longer, branch))
        return found, True

    def _is_minimal(
        self, node: Node, point: tuple[int, ...], lower: Sequence[Sequence[Sequence[int]]]
    ) -> bool:
        return not any(
            self.at(node, (*point[:variable], other, *point[variable + 1 :]))
            for variable, level in enumerate(point)
            for other in lower[variable][level]
        )

    def points(self, node: Node) -> Iterator[tuple[int, ...]]:
        """Give every point at which a function is true: for functions of few variables."""

        def below(here: Node, variable: int) -> Iterator[tuple[int, ...]]:
            if here == NEVER:
                return
            if variable == len(self.sizes):
                yield ()
                return
            for level in range(self.sizes[variable]):
                looked = self._variables[here] == variable
                branch = self._branches[here][level] if looked else here
                for rest in below(branch, variable + 1):
                    yield (level, *rest)

        return below(node, 0)

    def at(self, node: Node, point: Sequence[int]) -> bool:
        """Tell whether a function is true at a point."""
        while node > ALWAYS:
            node = self._branches[node][point[self._variables[node]]]
        return node == ALWAYS
