"""Ask a policy every question, and gather what is proved and what is refuted.

Nothing is sampled: each answer holds for every ledger that there can be.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_kind
from renkei_model.conditions import describe
from renkei_model.exploration.answers import Discovery, Question, Stop
from renkei_model.exploration.decisions import TOO_MUCH, Node
from renkei_model.exploration.examples import Example, day_of_examples, exemplified
from renkei_model.exploration.explorations import Case, Exploration, GuardReading
from renkei_model.exploration.grants import ceilings_read
from renkei_model.exploration.guards import DecisionPair, decision_pairs, opens
from renkei_model.exploration.routes import (
    Route,
    detours,
    passed_at_once,
    routes_to,
    trapped,
    unreached,
)
from renkei_model.exploration.worlds import Point, Unspelt, World, moment
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition
from renkei_model.subsidy_rules import MonthsLeft, SubsidyRule
from renkei_model.wording import Wording

__all__ = ["explore"]

_MOST_WAYS: Final = 10


def explore(policy: Policy, *, on: datetime.date | None = None) -> Exploration:
    """Prove what holds for every ledger under a policy, and refute the rest by smallest examples.

    It asks whether every stage can be reached and left; whether a guard or requirement is
    impossible, or always met; whether a leaf decides nothing; whether requirements imply one
    another; whether a ceiling of a subsidy never applies; whether steps pass over stages, stages
    are passed at once, or two steps are open at once; whether a fact is never read. It gives the
    smallest sets of evidence that open each step, and for each leaf the pair of cases that shows
    what it decides.

    Conditions compare counts with thresholds, so finitely many ledgers can be told apart, and all
    of them are looked at, as decision diagrams and not one by one. Where a question would need too
    much work it is given up, and named.

    Args:
        policy: The policy.
        on: A day of the fiscal year at whose end its examples shall be judged; of its second one
            if None. Before a year is over nobody knows what happens in it: much would be open.

    Raises:
        InvalidValue: If it is no policy, or no day, or one at the beginning of the calendar.

    Example:
        >>> from renkei_model import kochi
        >>> exploration = explore(kochi.POLICY)
        >>> exploration.ledgers, len(exploration.faults)
        (512, 0)
        >>> for ways in exploration.guards[1].ways:
        ...     print(ways.text("en"))
        “actors acquainted” 1; “issues grasped” 1; “information and issues shared” 1
    """
    require_kind("policy", policy, Policy)
    day = day_of_examples(policy, on)
    explorer = _Explorer(policy, day)
    explorer.ask()
    return Exploration(
        policy=policy,
        on=day,
        ledgers=_told_apart(policy),
        # Of a requirement that guards several steps, the same is found at each.
        discoveries=tuple(sorted(dict.fromkeys(explorer.found), key=_in_order)),
        stops=tuple(dict.fromkeys(explorer.stops)),
        guards=tuple(explorer.guards),
        routes=tuple(explorer.routes),
    )


def _told_apart(policy: Policy) -> int | None:
    try:
        return moment(need.condition for need in policy.requirements).number()
    except TOO_MUCH:
        return None


_ORDER: Final = {question: place for place, question in enumerate(Question)}


def _in_order(discovery: Discovery) -> int:
    return _ORDER[discovery.question]


@attrs.frozen
class _Gate:
    """A guard with its world, and where it is open: surely, and with what is not spelt out.

    What is asked again later is found out at once, so that nothing is given up half way.
    """

    way: Transition
    world: World
    surely: Node
    smallest: Point | None
    may_open: bool

    @property
    def can_open(self) -> bool:
        return self.smallest is not None


@attrs.define
class _Explorer:
    """What was asked so far."""

    policy: Policy
    day: datetime.date
    found: list[Discovery] = attrs.field(factory=list)
    stops: list[Stop] = attrs.field(factory=list)
    guards: list[GuardReading] = attrs.field(factory=list)
    routes: list[Route] = attrs.field(factory=list)
    _gates: dict[Transition, _Gate] = attrs.field(factory=dict)

    def ask(self) -> None:
        """Ask every question."""
        for way in self.policy.transitions:
            place = f"transitions.{way.key}"
            with self._giving_up(place, *_ASKED_OF_GUARDS):
                gate = _gate(way)
                self._openness(gate, place)
                self._gates[way] = gate
            if way in self._gates:
                with self._giving_up(place, Question.REDUNDANT, Question.WAYS):
                    self._guard(self._gates[way], place)
        self._stages()
        self._steps()
        for rule in self.policy.subsidies:
            self._subsidy(rule)
        self._implications()
        self._unread()

    @contextlib.contextmanager
    def _giving_up(self, place: str, *questions: Question) -> Iterator[None]:
        try:
            yield
        except TOO_MUCH:
            self.stops += [Stop(question, place) for question in questions]

    def _discover(
        self,
        question: Question,
        place: str,
        wording: Wording,
        point: Point | None = None,
        *,
        is_fault: bool = False,
        facts: tuple[Fact, ...] | None = None,
    ) -> None:
        example = exemplified(point, self.policy.facts if facts is None else facts, self.day)
        self.found.append(Discovery(question, place, wording, example, is_fault))

    # --- guards ----------------------------------------------------------------------------------

    def _openness(self, gate: _Gate, place: str) -> None:
        if not gate.may_open:
            self._discover(Question.IMPOSSIBLE, place, _NEVER_MET, is_fault=True)
        elif not gate.can_open:
            self._discover(Question.IMPOSSIBLE, place, _NOT_SPELT_OUT)
        for need in gate.way.requirements:
            met = gate.world.read(need.condition, "holds")
            if gate.world.never(met) and len(gate.way.requirements) > 1:
                self._discover(
                    Question.IMPOSSIBLE, f"requirements.{need.key}", _NEVER_MET, is_fault=True
                )
            if gate.world.always(gate.world.read(need.condition)):
                self._discover(
                    Question.ALWAYS_OPEN, f"requirements.{need.key}", _ALWAYS_MET, is_fault=True
                )

    def _guard(self, gate: _Gate, place: str) -> None:
        pairs = decision_pairs(gate.world, gate.way.requirements)
        self._redundancies(pairs, place, gate)
        ways: tuple[Point, ...] = ()
        is_all = True
        if gate.way in self.policy.progress:
            ways, is_all = gate.world.minimal(gate.surely, _MOST_WAYS)
        self.guards.append(
            GuardReading(
                transition=gate.way,
                ledgers=gate.world.number(),
                opening=gate.world.number(gate.surely),
                smallest=self._example(gate.smallest),
                ways=tuple(filter(None, map(self._example, ways))),
                is_all=is_all,
                cases=tuple(self._cases(pairs)),
            )
        )

    def _example(self, point: Point | None) -> Example | None:
        return exemplified(point, self.policy.facts, self.day)

    def _cases(self, pairs: Sequence[DecisionPair]) -> Iterator[Case]:
        for pair in pairs:
            met, unmet = self._example(pair.met), self._example(pair.unmet)
            if met is not None and unmet is not None:
                yield Case(pair.requirement, pair.number + 1, pair.leaf, met, unmet)

    def _redundancies(
        self, pairs: Sequence[DecisionPair], place: str, gate: _Gate | None = None
    ) -> None:
        if gate is not None and not gate.may_open:
            return  # said already, and of the whole
        for pair in pairs:
            if pair.is_redundant:
                said = describe(pair.leaf)
                self._discover(
                    Question.REDUNDANT,
                    f"{place}.{pair.requirement.key}",
                    Wording(
                        f"「{said.ja}」は何も左右しません。これだけが足りないことはありません",
                        f"“{said.en}” decides nothing: it is never all that is missing",
                    )
                    if pair.unmet is None
                    else Wording(
                        f"「{said.ja}」は何も左右しません。満たされるときは，いつもほかの条件で"
                        "決まっています",
                        f"“{said.en}” decides nothing: where it is met, the others have decided",
                    ),
                    is_fault=True,
                )

    # --- stages and steps ------------------------------------------------------------------------

    def _stages(self) -> None:
        can = [way for way, gate in self._gates.items() if gate.can_open]
        may = [way for way, gate in self._gates.items() if gate.may_open]
        # What could not be decided is not held against the stages behind it.
        unknown = [way for way in self.policy.transitions if way not in self._gates]
        for question, find, wording in (
            (Question.REACHED, unreached, _NOT_REACHED),
            (Question.LEFT, trapped, _NOT_LEFT),
        ):
            never = find(self.policy, [*may, *unknown])
            for stage in find(self.policy, [*can, *unknown]):
                self._discover(
                    question,
                    f"stages.{stage.key}",
                    wording if stage in never else _NOT_SPELT_OUT,
                    is_fault=stage in never,
                )
        for way, longer in detours(self.policy, can):
            passed = [step.target.wording for step in longer[:-1]]
            self._discover(
                Question.DETOURS,
                f"transitions.{way.key}",
                Wording(
                    f"{'，'.join(stage.ja for stage in passed)}を経ずに進めます",
                    f"it passes over {', '.join(stage.en for stage in passed)}",
                ),
                self._gates[way].smallest,
            )
        for stage in self.policy.stages[1:]:
            with self._giving_up(f"stages.{stage.key}", Question.WAYS):
                routes = routes_to(self.policy, stage, can)
                if routes:
                    self.routes.append(min(routes, key=lambda route: route.records))

    def _steps(self) -> None:
        can = [way for way, gate in self._gates.items() if gate.can_open]
        for one, other in itertools.combinations(can, 2):
            if one.source == other.source:
                place = f"transitions.{one.key}, transitions.{other.key}"
                with self._giving_up(place, Question.OVERLAPPING):
                    self._overlap(one, other, place)
        progress = [way for way in self.policy.progress if way in self._gates]
        for one, other in itertools.permutations(progress, 2):
            if one.target == other.source and other.requirements and other in can and one in can:
                with self._giving_up(f"stages.{one.target.key}", Question.AT_ONCE):
                    if passed_at_once((one, other)):
                        self._discover(
                            Question.AT_ONCE,
                            f"stages.{one.target.key}",
                            Wording(
                                f"「{one.text('ja')}」を満たせば，同じ日に「{other.text('ja')}」も"
                                "満たしています",
                                f"whoever meets “{one.text('en')}” meets “{other.text('en')}” on "
                                "the same day",
                            ),
                            self._gates[one].smallest,
                        )

    def _overlap(self, one: Transition, other: Transition, place: str) -> None:
        needs = (*one.requirements, *other.requirements)
        world = moment(need.condition for need in needs)
        point = world.smallest(opens(world, needs))
        if point is not None:
            self._discover(Question.OVERLAPPING, place, _BOTH_OPEN, point)

    # --- subsidies -------------------------------------------------------------------------------

    def _subsidy(self, rule: SubsidyRule) -> None:
        place = f"subsidies.{rule.key}"
        with self._giving_up(place, Question.IMPOSSIBLE, Question.REDUNDANT):
            self._asked_for_money(rule.requirements, place, self.policy.facts)
        with self._giving_up(f"{place}.projects", Question.IMPOSSIBLE, Question.REDUNDANT):
            needs = rule.project_requirements
            self._asked_for_money(needs, f"{place}.projects", rule.project_facts)
        with self._giving_up(place, Question.CEILINGS):
            self._ceilings(rule, place)

    def _asked_for_money(
        self, needs: Sequence[Requirement], place: str, facts: tuple[Fact, ...]
    ) -> None:
        world = moment(need.condition for need in needs)
        if world.never(opens(world, needs, "holds")):
            self._discover(Question.IMPOSSIBLE, place, _NEVER_MET, is_fault=True, facts=facts)
            return
        self._redundancies(decision_pairs(world, needs), place)

    def _ceilings(self, rule: SubsidyRule, place: str) -> None:
        for reading in ceilings_read(rule):
            where = ".".join(filter(None, (place, reading.question, reading.ceiling.key)))
            if reading.smallest is None:
                self._discover(Question.CEILINGS, where, _NEVER_APPLIES, is_fault=True)
            else:
                self._redundancies(reading.pairs, where)

    # --- the rest --------------------------------------------------------------------------------

    def _implications(self) -> None:
        policy = self.policy
        groups = (
            (policy.requirements, policy.facts),
            *((rule.council_requirements, policy.facts) for rule in policy.subsidies),
            *((rule.project_requirements, rule.project_facts) for rule in policy.subsidies),
        )
        told: set[tuple[str, str]] = set()
        for needs, facts in groups:
            for one, other in itertools.combinations(needs, 2):
                if (one.key, other.key) in told or set(one.facts).isdisjoint(other.facts):
                    continue
                told.add((one.key, other.key))
                place = f"requirements.{one.key}, requirements.{other.key}"
                with self._giving_up(place, Question.IMPLIED):
                    self._implication(one, other, place, facts)

    def _implication(
        self, one: Requirement, other: Requirement, place: str, facts: tuple[Fact, ...]
    ) -> None:
        world = moment((one.condition, other.condition))
        first, second = (world.read(need.condition) for need in (one, other))
        may, also = (world.read(need.condition, "holds") for need in (one, other))
        forth = world.implies(first, second) and world.implies(may, also)
        back = world.implies(second, first) and world.implies(also, may)
        if world.never(first) or world.never(second):
            return
        if forth and back:
            self._discover(
                Question.IMPLIED,
                place,
                Wording(
                    f"「{one.wording.ja}」と「{other.wording.ja}」は同じことを求めています",
                    f"“{one.wording.en}” and “{other.wording.en}” ask for the same",
                ),
            )
        elif forth or back:
            stronger, weaker = (one, other) if forth else (other, one)
            without = [
                world.smallest(
                    world.decisions.but_not(*((there, here) if forth else (here, there)))
                )
                for here, there in ((first, second), (may, also))
            ]
            self._discover(
                Question.IMPLIED,
                place,
                Wording(
                    f"「{stronger.wording.ja}」を満たせば「{weaker.wording.ja}」も満たします"
                    "（逆は成り立ちません）",
                    f"whoever meets “{stronger.wording.en}” meets “{weaker.wording.en}”, and not "
                    "the other way round",
                ),
                next(filter(None, without), None),
                facts=facts,
            )

    def _unread(self) -> None:
        months = {
            question.alternative.fact
            for rule in self.policy.subsidies
            for question in rule.questions
            if isinstance(question.alternative, MonthsLeft)
        }
        read = self.policy.facts_counted | months
        for fact in self.policy.facts:
            if fact not in read:
                self._discover(Question.UNREAD, f"facts.{fact.key}", _UNREAD)


def _gate(way: Transition) -> _Gate:
    world = moment(need.condition for need in way.requirements)
    surely, possibly = (opens(world, way.requirements, unspelt) for unspelt in _BOTH_READINGS)
    return _Gate(way, world, surely, world.smallest(surely), not world.never(possibly))


_BOTH_READINGS: Final[tuple[Unspelt, Unspelt]] = ("fails", "holds")


_ASKED_OF_GUARDS: Final = (
    Question.REACHED,
    Question.LEFT,
    Question.IMPOSSIBLE,
    Question.ALWAYS_OPEN,
    Question.REDUNDANT,
    Question.DETOURS,
    Question.AT_ONCE,
    Question.OVERLAPPING,
    Question.WAYS,
)
"""What is not proved of a policy while one of its guards cannot be read."""

_NEVER_MET: Final = Wording("どんな記録があっても満たされません", "no records can ever meet it")
_NOT_SPELT_OUT: Final = Wording(
    "定めのない条件が定められるまで，満たされたとは言えません",
    "nobody can say that it is met until what is not spelt out is settled",
)
_ALWAYS_MET: Final = Wording("記録が何もなくても満たされます", "it is met whatever is on record")
_NOT_REACHED: Final = Wording("どんな記録があっても入れません", "no records lead a council here")
_NOT_LEFT: Final = Wording(
    "進む移行がありますが，どんな記録があっても出られません",
    "there are ways on, and no records ever open one",
)
_BOTH_OPEN: Final = Wording(
    "二つの移行が同時に開きます（進む先を選ぶ必要があります）",
    "both can be open at once (somebody has to choose)",
)
_NEVER_APPLIES: Final = Wording(
    "この上限額が適用される協議会はありえません", "no council can ever get this ceiling"
)
_UNREAD: Final = Wording(
    "どの移行や補助金の条件にも使われていません", "no step and no subsidy asks for it"
)
