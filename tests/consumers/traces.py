"""Make policies, lives of councils under them, and the stages that the library says they reach.

Everything follows from a seed. Each event of a life lies on a day of its own, and every ledger is
complete, so that the library's three verdicts and a machine's true and false can be compared.
"""

from __future__ import annotations

import datetime
import itertools
import random
from typing import Final

import attrs

import invented
from renkei_model import kochi
from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    SomeOf,
    Unspecified,
    leaves,
)
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear
from renkei_model.errors import PolicyError
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.lifecycle import assess, may_advance, may_take, take
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition, TransitionKind, requirements_of
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, During
from renkei_model.wording import Wording

__all__ = ["life", "policies"]

_FIRST_DAY: Final = datetime.date(2020, 4, 2)
_ITEMS: Final = ("福祉", "防災", "a b;<&>\"'", "学校")
_EVENTS_OF_A_LIFE: Final = 50
_STAGES_COUNTED: Final = (EVER, THIS_FISCAL_YEAR, SINCE_STAGE_ENTRY)


# --- policies ------------------------------------------------------------------------------------


def policies(seed: int, number: int) -> tuple[Policy, ...]:
    """Give Kochi's policies, Minori's, and some that chance made: sound ones of every shape."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    made: list[Policy] = []
    while len(made) < number:
        try:
            made.append(_policy(f"chance_{len(made) + 1}", chance))
        except PolicyError:
            continue  # a stage that nothing leads to, or a window where no stage is entered again
    return (*kochi.POLICIES, invented.LADDER, invented.BRANCHING, invented.REVOCABLE, *made)


def _policy(key: str, chance: random.Random) -> Policy:
    stages = tuple(
        Stage(key=name, wording=Wording(f"段階{place}", f"stage {place}"), basis=invented.STATED)
        # Words that a consumer might take for its own.
        for place, name in enumerate(
            chance.sample(
                ["start", "state", "end", "send", "model", "name", "x"], chance.randint(3, 6)
            )
        )
    )
    pairs = [*itertools.permutations(stages, 2)]
    chance.shuffle(pairs)
    ways = tuple(
        _transition(f"way_{place}", *ends, stages, chance)
        for place, ends in enumerate(pairs[: chance.randint(len(stages) - 1, 2 * len(stages))])
    )
    return attrs.evolve(
        invented.LADDER, key=key, stages=stages, transitions=ways, title=Wording(key, key)
    )


def _transition(
    key: str, source: Stage, target: Stage, stages: tuple[Stage, ...], chance: random.Random
) -> Transition:
    back = stages.index(target) < stages.index(source) and chance.random() < 0.7
    kind = TransitionKind.WITHDRAWAL if back else TransitionKind.PROGRESS
    needs = tuple(
        Requirement(
            key=f"{key}_{place}",
            condition=_condition(kind, chance, depth=2),
            wording=Wording('要件; "甲" <乙>: #1 & -- \\l', 'need; "a" <b>: #1 & -- \\l'),
            basis=chance.choice([invented.STATED, invented.INFERRED, invented.ASSUMED]),
        )
        for place in range(chance.choice([0, 1, 1, 1, 2, 3]))
    )
    return Transition(
        key=key, source=source, target=target, requirements=needs, kind=kind,
        basis=invented.STATED, open_gate=not needs,
    )  # fmt: skip


def _condition(kind: TransitionKind, chance: random.Random, depth: int) -> Condition:
    if depth and chance.random() < 0.6:
        parts = [_condition(kind, chance, depth - 1) for _ in range(chance.randint(2, 3))]
        some = SomeOf(chance.randint(1, len(parts)), *parts)
        return chance.choice([AllOf(*parts), AnyOf(*parts), some])
    if chance.random() < 0.08:
        return Unspecified(Wording("不明 --", "unknown --"))
    fact = chance.choice(invented.FACTS[:7])
    if kind is TransitionKind.PROGRESS:
        return AtLeast(
            fact, n=chance.randint(1, 3), during=chance.choice([EVER, SINCE_STAGE_ENTRY])
        )
    during = chance.choice([*During])
    # Inside one requirement a fact keeps one polarity: it follows from the fact.
    if invented.FACTS.index(fact) % 2:
        return AtMost(fact, n=chance.randint(0, 2), during=during)
    return AtLeast(fact, n=chance.randint(1, 3), during=during)


# --- lives ---------------------------------------------------------------------------------------


@attrs.define
class _Life:
    """A council, the day, and which items are new in which window."""

    policy: Policy
    council: Council = attrs.field(factory=invented.council)
    day: datetime.date = _FIRST_DAY
    seen: dict[tuple[During, Fact], set[str]] = attrs.field(factory=dict)
    steps: list[dict[str, object]] = attrs.field(factory=list)

    @property
    def stage(self) -> Stage:
        history = self.council.history
        return self.policy.stage(history[-1].target) if history else self.policy.initial

    def go_to(self, day: datetime.date) -> None:
        """Let days pass; each 1 April on the way is told."""
        while FiscalYear.of(self.day) != FiscalYear.of(day):
            self.day = FiscalYear.of(self.day).last + datetime.timedelta(days=1)
            for key in self.seen:
                if key[0] is THIS_FISCAL_YEAR:
                    self.seen[key] = set()
            self._told({"type": "fiscal_year.begins"}, ["fiscal_year.begins"])
        self.day = max(day, self.day)

    def record(self, fact: Fact, item: str) -> None:
        """File a record."""
        self.council = self.council.add(Record(fact, self.day, item=item))
        event = f"record.{fact.key}"
        if not fact.distinct:
            self._told({"type": event}, [event])
            return
        new = [each for each in _STAGES_COUNTED if item not in self.seen.get((each, fact), set())]
        for each in new:
            self.seen.setdefault((each, fact), set()).add(item)
        self._told({"type": event, "item": item}, [f"{event}.{each.value}" for each in new])

    def take(self, way: Transition) -> None:
        """Take a step if the library lets it, with a ledger in which nothing is left unrecorded."""
        complete = [Completeness(fact, self.day) for fact in self.policy.facts]
        whole = self.council.add(*complete)
        if may_take(whole, self.policy, way, self.day):
            taken = take(whole, self.policy, way, self.day)
            self._agree_with_advance(whole, way)
            self.council = attrs.evolve(self.council, history=taken.history)
            assert assess(self.council, self.policy, self.day).recorded == way.target
            for key in self.seen:
                if key[0] is SINCE_STAGE_ENTRY:
                    self.seen[key] = set()
        self._told({"type": f"take.{way.key}"}, [f"take.{way.key}"])

    def _agree_with_advance(self, whole: Council, way: Transition) -> None:
        rivals = [
            each
            for each in self.policy.ways_from(way.source)
            if each.target == way.target and may_take(whole, self.policy, each, self.day)
        ]
        if rivals == [way]:
            assert may_advance(whole, self.policy, self.day, to=way.target)

    def _told(self, event: dict[str, str], scxml: list[str]) -> None:
        self.steps.append({"event": event, "scxml": scxml, "stage": self.stage.key})


def life(policy: Policy, seed: str) -> list[dict[str, object]]:
    """Make the life of one council: events, and the stage after each.

    Args:
        policy: The policy that it lives under.
        seed: What decides it.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    lived = _Life(policy)
    facts = [*{leaf: None for way in policy.transitions for leaf in way.counted}]
    for _ in range(_EVENTS_OF_A_LIFE):
        lived.go_to(lived.day + datetime.timedelta(days=chance.choice([1, 1, 5, 40, 100, 400])))
        here = [way for way in policy.transitions if way.source == lived.stage]
        if chance.random() < 0.45 or not facts:
            way = chance.choice(here if here and chance.random() < 0.9 else policy.transitions)
            if _judged_at_the_end_of_the_year(way):
                lived.go_to(FiscalYear.of(lived.day).last)
            lived.take(way)
        else:
            fact = chance.choice(facts)
            lived.record(fact, chance.choice(_ITEMS) if fact.distinct else "")
    return lived.steps


def _judged_at_the_end_of_the_year(way: Transition) -> bool:
    """Tell whether the library leaves a step open until the year is over, as a machine does not."""
    return any(
        isinstance(leaf, AtMost) and leaf.during is THIS_FISCAL_YEAR
        for need in requirements_of([way])
        for leaf in leaves(need.condition)
    )
