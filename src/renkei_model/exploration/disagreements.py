"""Where two policies decide otherwise: for each difference, a smallest ledger that shows it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_kind
from renkei_model.exploration.answers import Question, Stop
from renkei_model.exploration.decisions import ALWAYS, NEVER, TOO_MUCH, Node
from renkei_model.exploration.examples import Example, day_of_examples, exemplified
from renkei_model.exploration.grants import granted, world_of_rule
from renkei_model.exploration.guards import opens
from renkei_model.exploration.worlds import Unspelt, World, moment
from renkei_model.policy import Policy
from renkei_model.stages import Transition
from renkei_model.subsidy_rules import Ceiling, SubsidyRule, decided_of_subsidy
from renkei_model.wording import Language, Wording

__all__ = ["Disagreement", "Disagreements", "disagreements"]


@attrs.frozen
class Disagreement:
    """One thing that two policies decide otherwise.

    Attributes:
        place: Where in the policies, such as `transitions.a_to_b`.
        wording: What they decide.
        rules: The keys of the requirements that make the difference.
        example: The smallest ledger that shows it; None where none can, such as for plans.
    """

    place: str
    wording: Wording
    rules: tuple[str, ...] = ()
    example: Example | None = None

    def text(self, language: Language) -> str:
        """Say what differs, by which requirement, and for which ledger."""
        rules = f" [{', '.join(self.rules)}]" if self.rules else ""
        said = f"{self.place}: {self.wording.text(language)}{rules}"
        if self.example is None:
            return said
        example = self.example.text(language)
        return said + (f"（例：{example}）" if language == "ja" else f" (example: {example})")


@attrs.frozen
class Disagreements:
    """Everything that two policies decide otherwise.

    Attributes:
        before: The one policy.
        after: The other.
        found: What they decide otherwise; where there is nothing, and nothing was given up, it is
            proved that they open the same steps and pay the same for every complete ledger.
        stops: Where it was given up.
    """

    before: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    after: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    found: tuple[Disagreement, ...]
    stops: tuple[Stop, ...] = ()

    def explain(self, language: Language) -> str:
        """Say what they decide otherwise, each with the smallest ledger that shows it.

        Args:
            language: `"ja"` or `"en"`.
        """
        arrow = f"{self.before.stamp} → {self.after.stamp}"
        told = [each.text(language) for each in self.found]
        told += [stop.text(language) for stop in self.stops]
        return "\n".join([arrow, *(told or [_ALIKE.text(language)])])


_ALIKE: Final = Wording(
    "ほかに何もないと確かめられた記録なら，どれについても二つの基準の判定は同じです。",
    "For every complete ledger the two policies decide the same.",
)


def disagreements(
    before: Policy, after: Policy, *, on: datetime.date | None = None
) -> Disagreements:
    """Find for each difference of two policies a smallest ledger that shows it.

    Steps, subsidies and their ceilings are known by key. A difference that no ledger shows, such as
    another order of parts, is none. What is not spelt out is taken to fail everywhere and, where
    that shows no difference, to hold everywhere.

    Args:
        before: The one policy.
        after: The other.
        on: A day of the fiscal year at whose end the examples shall be judged; of the second one
            of `after` if None.

    Raises:
        InvalidValue: If an argument is no policy, or no day, or one at the beginning of the
            calendar.

    Example:
        >>> from renkei_model import kochi
        >>> easier = next(each for each in kochi.POLICIES if each.key == "kochi_two_of_three")
        >>> told = disagreements(kochi.POLICY, easier)
        >>> told.found[0].place, told.found[0].rules
        ('transitions.spreading_to_solving', ('linkage_widened',))
        >>> print(told.found[0].example.text("en"))
        “made known to residents” 1; “understanding promoted” 1
    """
    require_kind("before", before, Policy)
    require_kind("after", after, Policy)
    comparing = _Comparing(before, after, day_of_examples(after, on))
    comparing.compare()
    return Disagreements(before, after, tuple(comparing.found), tuple(comparing.stops))


@attrs.define
class _Comparing:
    """What was compared so far."""

    before: Policy
    after: Policy
    day: datetime.date
    found: list[Disagreement] = attrs.field(factory=list)
    stops: list[Stop] = attrs.field(factory=list)

    def compare(self) -> None:
        """Compare everything."""
        if self.before.initial != self.after.initial:
            ja, en = (
                [policy.initial.text(language) for policy in (self.before, self.after)]
                for language in ("ja", "en")
            )
            self._say(
                "stages",
                Wording(
                    f"最初の段階が異なります（{ja[0]}，{ja[1]}）",
                    f"they begin in other stages ({en[0]}, {en[1]})",
                ),
                example=exemplified(moment(()).smallest(ALWAYS), (), self.day),
            )
        self._transitions()
        self._subsidies()

    @contextlib.contextmanager
    def _giving_up(self, place: str) -> Iterator[None]:
        try:
            yield
        except TOO_MUCH:
            self.stops.append(Stop(Question.DIFFERENCES, place))

    def _say(
        self,
        place: str,
        wording: Wording,
        rules: Sequence[str] = (),
        example: Example | None = None,
    ) -> None:
        self.found.append(Disagreement(place, wording, tuple(rules), example))

    def _example(self, world: World, node: Node) -> Example | None:
        facts = dict.fromkeys((*self.before.facts, *self.after.facts, *world.facts))
        return exemplified(world.smallest(node), tuple(facts), self.day)

    # --- steps -----------------------------------------------------------------------------------

    def _transitions(self) -> None:
        ours, theirs = (
            {way.key: way for way in policy.transitions} for policy in (self.before, self.after)
        )
        for policy, lacking, ways, known in (
            (self.before, self.after, ours, theirs),
            (self.after, self.before, theirs, ours),
        ):
            for key, way in ways.items():
                if key not in known:
                    with self._giving_up(f"transitions.{key}"):
                        self._only_in(policy, lacking, way, f"transitions.{key}")
        for key, mine in ours.items():
            if key in theirs:
                with self._giving_up(f"transitions.{key}"):
                    self._step(mine, theirs[key], f"transitions.{key}")

    def _only_in(self, policy: Policy, lacking: Policy, way: Transition, place: str) -> None:
        world = moment(need.condition for need in way.requirements)
        self._say(
            place,
            Wording(
                f"{policy.key} だけにある移行です（{lacking.key} にはありません）",
                f"only {policy.key} has this step, and {lacking.key} does not",
            ),
            [need.key for need in way.requirements],
            self._example(world, opens(world, way.requirements)),
        )

    def _step(self, mine: Transition, other: Transition, place: str) -> None:
        needs = (*mine.requirements, *other.requirements)
        world = moment(need.condition for need in needs)
        alike = [(way.source, way.target, way.kind, way.force) for way in (mine, other)]
        if alike[0] != alike[1]:
            both = self._example(world, opens(world, needs))
            ja, en = (
                [f"{way.text(language)}" for way in (mine, other)] for language in ("ja", "en")
            )
            self._say(
                place,
                Wording(
                    f"移行元・移行先，種類，または義務か否かが異なります（{ja[0]}，{ja[1]}）",
                    f"its ends, its kind or its force differ ({en[0]}, {en[1]})",
                ),
                example=both,
            )
        for (one, asks), (policy, lax) in (
            ((mine, other), (self.before, self.after)),
            ((other, mine), (self.after, self.before)),
        ):
            self._held_back(world, one, asks, f"{place}", policy, lax)

    def _held_back(
        self,
        world: World,
        one: Transition,
        other: Transition,
        place: str,
        opening: Policy,
        holding: Policy,
    ) -> None:
        """Say what one policy lets pass and another holds back, requirement by requirement."""
        made = world.decisions
        for unspelt, state in _STATES:
            passes = opens(world, one.requirements, unspelt)
            stopped = [
                (need, made.but_not(passes, world.read(need.condition, unspelt)))
                for need in other.requirements
            ]
            shown: dict[Example | None, list[str]] = {}
            for need, node in stopped:
                if not world.never(node):
                    shown.setdefault(self._example(world, node), []).append(need.key)
            for example, rules in shown.items():
                wording = Wording(
                    state.ja.format(opening.key, holding.key),
                    state.en.format(opening.key, holding.key),
                )
                self._say(place, wording, rules, example)
            if shown:
                return

    # --- subsidies -------------------------------------------------------------------------------

    def _subsidies(self) -> None:
        ours, theirs = (
            {rule.key: rule for rule in policy.subsidies} for policy in (self.before, self.after)
        )
        for policy, rules, known in ((self.before, ours, theirs), (self.after, theirs, ours)):
            for key, rule in rules.items():
                if key not in known:
                    with self._giving_up(f"subsidies.{key}"):
                        self._rule_only_in(policy, rule, f"subsidies.{key}")
        for key, mine in ours.items():
            if key in theirs:
                with self._giving_up(f"subsidies.{key}"):
                    self._rule(mine, theirs[key], f"subsidies.{key}")
        if self.before.plan_rule != self.after.plan_rule:
            self._say(
                "plan_rule",
                Wording("計画の定めが異なります", "their rules of plans differ"),
            )

    def _rule_only_in(self, policy: Policy, rule: SubsidyRule, place: str) -> None:
        world = world_of_rule(rule)
        self._say(
            place,
            Wording(f"{policy.key} だけにある補助金です", f"only {policy.key} has this subsidy"),
            example=self._example(world, opens(world, rule.requirements)),
        )

    def _rule(self, mine: SubsidyRule, other: SubsidyRule, place: str) -> None:
        world = world_of_rule(mine, other)
        made = world.decisions
        for unspelt in _READINGS:
            if self._ceilings(world, mine, other, place, unspelt):
                break
        if _left_open(mine) != _left_open(other):
            self._say(place, _READ_OTHERWISE)
        if (mine.rate, mine.totals) != (other.rate, other.totals):
            may = made.both(opens(world, mine.requirements), opens(world, other.requirements))
            self._say(
                place,
                Wording(
                    f"補助率か複数年の上限が異なります（補助率 {mine.rate}，{other.rate}）",
                    f"the rate or a limit over several years differs (rates {mine.rate}, "
                    f"{other.rate})",
                ),
                example=self._example(world, may),
            )
        for unspelt in _READINGS:
            if self._projects(mine, other, place, unspelt):
                break

    def _ceilings(
        self, world: World, mine: SubsidyRule, other: SubsidyRule, place: str, unspelt: Unspelt
    ) -> bool:
        """Say to whom other amounts are paid; tell whether there is anybody."""
        told = len(self.found)
        for given, (one, node) in _paid(world, mine, unspelt):
            for also, (two, there) in _paid(world, other, unspelt):
                both = world.decisions.both(node, there)
                if given != also and not world.never(both):
                    self._say(
                        place,
                        Wording(
                            f"{self.before.key} では{_said(one, 'ja')}，"
                            f"{self.after.key} では{_said(two, 'ja')}{_ON_READING[unspelt].ja}",
                            f"{_said(one, 'en')} under {self.before.key}, "
                            f"{_said(two, 'en')} under {self.after.key}{_ON_READING[unspelt].en}",
                        ),
                        example=self._example(world, both),
                    )
        return len(self.found) > told

    def _projects(
        self, mine: SubsidyRule, other: SubsidyRule, place: str, unspelt: Unspelt
    ) -> bool:
        """Say which projects only one of them pays for; tell whether there is any."""
        told = len(self.found)
        ours, theirs = mine.project_requirements, other.project_requirements
        world = moment(need.condition for need in (*ours, *theirs))
        for paying, needs, (policy, refusing) in (
            (ours, theirs, (self.before, self.after)),
            (theirs, ours, (self.after, self.before)),
        ):
            paid = opens(world, paying, unspelt)
            for need in needs:
                node = world.decisions.but_not(paid, world.read(need.condition, unspelt))
                if not world.never(node):
                    self._say(
                        f"{place}.projects",
                        Wording(
                            f"{policy.key} では対象となり，{refusing.key} では対象となりません"
                            f"{_ON_READING[unspelt].ja}",
                            f"eligible under {policy.key} and not under {refusing.key}"
                            f"{_ON_READING[unspelt].en}",
                        ),
                        [need.key],
                        self._example(world, node),
                    )
        return len(self.found) > told


_READINGS: Final[tuple[Unspelt, ...]] = ("fails", "holds")

_ON_READING: Final[dict[Unspelt, Wording]] = {
    "fails": Wording.same(""),
    "holds": Wording("（定めのない条件が満たされた場合）", ", if what is not spelt out is met"),
}

_READ_OTHERWISE: Final = Wording(
    "資料が定めていない点の読み方が異なります", "what the source leaves open is read otherwise"
)

_OPEN: Final = Wording("{} では開き，{} では開きません", "open under {} and not under {}")
_PERHAPS: Final = Wording(
    "{} では開きうる（定めのない条件による）が，{} では開きません",
    "may be open under {}, by what is not spelt out, and is not under {}",
)

_STATES: Final[tuple[tuple[Unspelt, Wording], ...]] = (("fails", _OPEN), ("holds", _PERHAPS))

_Amounts = tuple[tuple[int, int | None], ...]


def _left_open(rule: SubsidyRule) -> object:
    """Give what the source leaves open, and how it is read otherwise."""
    return decided_of_subsidy(rule)["questions"]


def _paid(
    world: World, rule: SubsidyRule, unspelt: Unspelt
) -> list[tuple[_Amounts, tuple[Ceiling | None, Node]]]:
    """Give where a subsidy pays which amounts, and where it pays none."""
    found: list[tuple[_Amounts, tuple[Ceiling | None, Node]]] = []
    paid = NEVER
    for ceiling, _, applies in granted(world, rule, rule.ceilings, unspelt):
        amounts = tuple(
            (each.yen, None if each.since is None else each.since.year) for each in ceiling.amounts
        )
        found.append((amounts, (ceiling, applies)))
        paid = world.decisions.either(paid, applies)
    nothing = world.decisions.opposite(paid)
    return [*found, ((), (None, nothing))]


def _said(ceiling: Ceiling | None, language: Language) -> str:
    if ceiling is None:
        return Wording("対象外", "nothing").text(language)
    return ceiling.amounts[-1].wording.text(language)
