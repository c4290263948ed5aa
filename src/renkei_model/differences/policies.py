"""Compare two policies as data: what decides otherwise, and what only says it otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_kind
from renkei_model.conditions import describe, plain_form
from renkei_model.differences.changes import (
    Change,
    FactDifference,
    RequirementDifference,
    TransitionDifference,
)
from renkei_model.differences.grants import GrantDifference, grant_differences, in_order
from renkei_model.differences.texts import NOTHING, TextDifference, meaning_of, texts_of
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Force, Keyed, Stage, Transition, TransitionKind
from renkei_model.wording import Language, Wording, listed, named

__all__ = [
    "ARROW",
    "DifferenceLine",
    "PolicyDifference",
    "compare",
    "heading_of",
    "lines_of",
    "stamps_of",
]


@attrs.frozen(kw_only=True)
class PolicyDifference:
    """What differs between two policies.

    Attributes:
        before: The one policy.
        after: The other.
        facts: Facts that a requirement counts and that mean something else.
        stages_dropped: Stages that only the one has.
        stages_added: Stages that only the other has.
        stages_reordered: Whether the stages of both stand in another order.
        transitions: The transitions that differ: those of the one policy first.
        transitions_reordered: Whether the transitions of both stand in another order.
        grants: What differs in subsidies and in the rule of plans, line by line.
        texts: What is only said otherwise, by its place: wordings, bases, sources, and the facts
            of the catalogue that no requirement counts.
    """

    before: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    after: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    facts: tuple[FactDifference, ...] = ()
    stages_dropped: tuple[Stage, ...] = ()
    stages_added: tuple[Stage, ...] = ()
    stages_reordered: bool = False
    transitions: tuple[TransitionDifference, ...] = ()
    transitions_reordered: bool = False
    grants: tuple[GrantDifference, ...] = ()
    texts: tuple[TextDifference, ...] = ()

    @property
    def is_decisive(self) -> bool:
        """Whether they decide otherwise: exactly when their fingerprints differ."""
        listed = (
            self.facts,
            self.stages_dropped,
            self.stages_added,
            self.transitions,
            self.grants,
        )
        return any(listed) or self.stages_reordered or self.transitions_reordered

    @property
    def is_nothing(self) -> bool:
        """Whether they neither decide nor say anything otherwise."""
        return not self.is_decisive and not self.texts

    def explain(self, language: Language) -> str:
        """Say what decides otherwise, step by step, and then what is only said otherwise.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explain(self, language))


def compare(before: Policy, after: Policy) -> PolicyDifference:
    """Tell what differs between two policies; stages, transitions and the rest are known by key.

    Args:
        before: The one policy, such as the one in force.
        after: The other, such as a draft.

    Returns:
        Every difference that can change a verdict, and apart from them those of words and bases.

    Raises:
        InvalidValue: If an argument is no policy.

    Example:
        >>> from renkei_model import kochi
        >>> compare(kochi.POLICY, kochi.POLICY).explain("en").splitlines()[-1]
        'The two policies differ in nothing.'
    """
    require_kind("before", before, Policy)
    require_kind("after", after, Policy)
    read = frozenset(fact.key for fact in before.facts_counted | after.facts_counted)
    return PolicyDifference(
        before=before,
        after=after,
        facts=tuple(_facts(before, after, read)),
        stages_dropped=tuple(stage for stage in before.stages if stage not in after.stages),
        stages_added=tuple(stage for stage in after.stages if stage not in before.stages),
        stages_reordered=_reordered(before.stages, after.stages),
        transitions=tuple(_transitions(before, after)),
        transitions_reordered=_reordered(before.transitions, after.transitions),
        grants=tuple(grant_differences(before, after)),
        texts=tuple(texts_of(before, after, read)),
    )


def _reordered(before: Sequence[Keyed], after: Sequence[Keyed]) -> bool:
    ours, theirs = ([thing.key for thing in things] for things in (before, after))
    return [key for key in ours if key in theirs] != [key for key in theirs if key in ours]


def _facts(before: Policy, after: Policy, read: frozenset[str]) -> Iterator[FactDifference]:
    theirs = {fact.key: fact for fact in after.facts}
    for fact in before.facts:
        if fact.key in read and theirs.get(fact.key, fact) != fact:
            yield FactDifference(fact, theirs[fact.key])


def _transitions(before: Policy, after: Policy) -> Iterator[TransitionDifference]:
    ours, theirs = ({way.key: way for way in each.transitions} for each in (before, after))
    for key in dict.fromkeys((*ours, *theirs)):
        way, other = ours.get(key), theirs.get(key)
        difference = TransitionDifference(
            way,
            other,
            tuple(_requirements(way, other, before, after)),
            reordered=_reordered(_asked(way), _asked(other)),
        )
        asks_otherwise = bool(difference.requirements) or difference.reordered
        if difference.change is not Change.CHANGED or difference.leads_otherwise or asks_otherwise:
            yield difference


def _asked(way: Transition | None) -> tuple[Requirement, ...]:
    return () if way is None else way.requirements


def _requirements(
    way: Transition | None, other: Transition | None, before: Policy, after: Policy
) -> Iterator[RequirementDifference]:
    """Tell what one transition asks for otherwise, first what it asked for before."""
    ours, theirs = ({need.key: need for need in _asked(each)} for each in (way, other))
    for key, need in ours.items():
        if key in theirs:
            if _decided(need) != _decided(theirs[key]):
                yield RequirementDifference(Change.CHANGED, need, theirs[key])
        elif elsewhere := _newly_asking(key, before, after):
            there = _requirement(after, key)
            yield RequirementDifference(Change.MOVED_AWAY, need, there, elsewhere)
        else:
            yield RequirementDifference(Change.DROPPED, need, None)
    for key, need in theirs.items():
        if key in ours:
            continue
        if elsewhere := _newly_asking(key, after, before):
            there = _requirement(before, key)
            yield RequirementDifference(Change.MOVED_HERE, there, need, elsewhere)
        else:
            yield RequirementDifference(Change.ADDED, None, need)


def _decided(need: Requirement) -> dict[str, object]:
    return plain_form(need.condition, words=False)


def _requirement(policy: Policy, key: str) -> Requirement:
    return next(need for need in policy.requirements if need.key == key)


def _asking(policy: Policy, key: str) -> dict[str, Transition]:
    return {
        way.key: way
        for way in policy.transitions
        if any(need.key == key for need in way.requirements)
    }


def _newly_asking(key: str, before: Policy, after: Policy) -> tuple[Transition, ...]:
    """Give the transitions that ask for a requirement after a change, and did not before."""
    asked = _asking(before, key)
    return tuple(way for name, way in _asking(after, key).items() if name not in asked)


# --- words ---------------------------------------------------------------------------------------

ARROW: Final = " ↔ "
"""Between what policy A says and what policy B says; a step has an arrow of its own."""
_ASKED_BY_ONE: Final = {
    Change.DROPPED: Wording("Aだけが求める", "only A asks"),
    Change.ADDED: Wording("Bだけが求める", "only B asks"),
}


def stamps_of(before: Policy, after: Policy) -> str:
    """Say which policy is called A and which B."""
    return f"A {before.stamp}{ARROW}B {after.stamp}"


@attrs.frozen
class DifferenceLine:
    """One decisive difference in words.

    Attributes:
        change: How it differs.
        what: What differs, by its name for people.
        key: What differs, by its key.
        before: How it stands in the one policy; empty if it does not.
        after: How it stands in the other; empty if it does not.
        transition: The step whose requirements differ; None for what is no requirement.
    """

    change: Change
    what: Wording
    key: str
    before: Wording = NOTHING
    after: Wording = NOTHING
    transition: Transition | None = None

    def how(self, language: Language) -> str:
        """Say how it differs; what a step requires is asked, and anything else is had."""
        asked = _ASKED_BY_ONE.get(self.change) if self.transition is not None else None
        return self.change.text(language) if asked is None else asked.text(language)

    def text(self, language: Language) -> str:
        """Write the difference in one line."""
        sides = [side.text(language) for side in (self.before, self.after) if side]
        what = f"{self.how(language)}: {self.what.text(language)} [{self.key}]"
        return f"{what}: {ARROW.join(sides)}" if sides else what


def lines_of(difference: PolicyDifference) -> Iterator[DifferenceLine]:
    """Give every decisive difference in words: facts, stages, step by step, then subsidies."""
    before, after = difference.before, difference.after
    for fact in difference.facts:
        name = named(Wording("事実", "fact"), fact.after.wording)
        meanings = meaning_of(fact.before), meaning_of(fact.after)
        yield DifferenceLine(Change.CHANGED, name, fact.after.key, *meanings)
    for change, stages in (
        (Change.DROPPED, difference.stages_dropped),
        (Change.ADDED, difference.stages_added),
    ):
        for stage in stages:
            name = named(Wording("段階", "stage"), stage.wording)
            yield DifferenceLine(change, name, stage.key)
    if before.initial != after.initial:
        first = before.initial.wording, after.initial.wording
        yield DifferenceLine(Change.CHANGED, Wording("最初の段階", "first stage"), "stages", *first)
    if difference.stages_reordered:
        orders = in_order(before.stages), in_order(after.stages)
        yield DifferenceLine(Change.REORDERED, Wording("段階", "stages"), "stages", *orders)
    if difference.transitions_reordered:
        orders = in_order(before.transitions), in_order(after.transitions)
        yield DifferenceLine(Change.REORDERED, Wording("移行", "steps"), "transitions", *orders)
    for transition in difference.transitions:
        yield from _lines_of_transition(transition)
    for grant in difference.grants:
        yield DifferenceLine(grant.change, grant.what, grant.place, grant.before, grant.after)


def _lines_of_transition(difference: TransitionDifference) -> Iterator[DifferenceLine]:
    way, step = difference.transition, Wording("移行", "step")
    courses = _course_text(difference.before), _course_text(difference.after)
    if difference.change is not Change.CHANGED or difference.leads_otherwise:
        yield DifferenceLine(difference.change, step, way.key, *courses)
    for need in difference.requirements:
        asks = _asks(need.before), _asks(need.after)
        match need.change:
            case Change.MOVED_AWAY:
                asks = _asked_in(asks[0], (way,)), _asked_in(asks[1], need.elsewhere)
            case Change.MOVED_HERE:
                asks = _asked_in(asks[0], need.elsewhere), _asked_in(asks[1], (way,))
            case _:
                pass
        asked = need.requirement
        yield DifferenceLine(need.change, asked.wording, asked.key, *asks, transition=way)
    if difference.reordered:
        orders = in_order(_asked(difference.before)), in_order(_asked(difference.after))
        needs = Wording("要件", "requirements")
        yield DifferenceLine(Change.REORDERED, needs, way.key, *orders, transition=way)


def _course_text(way: Transition | None) -> Wording:
    if way is None:
        return NOTHING
    taken = Wording.same("")
    if way.kind is TransitionKind.WITHDRAWAL:
        taken = Wording(" [取消し]", " [withdrawal]")
    if way.force is Force.MUST:
        taken = Wording(
            f"{taken.ja} [満たせばしなければならない]", f"{taken.en} [must be taken once met]"
        )
    return Wording(way.text("ja") + taken.ja, way.text("en") + taken.en)


def _asks(need: Requirement | None) -> Wording:
    return NOTHING if need is None else describe(need.condition)


def _asked_in(asks: Wording, ways: Sequence[Transition]) -> Wording:
    steps = listed(Wording(way.text("ja"), way.text("en")) for way in ways)
    return Wording(f"{asks.ja}（{steps.ja}）", f"{asks.en} ({steps.en})")


_DECIDED_OTHERWISE: Final = Wording("判定に関わる違い", "Differences that can change a verdict")
_SAID_OTHERWISE: Final = Wording(
    "文言，根拠，出典だけの違い（判定は変わらない）",
    "Differences of wording, basis or source alone (no verdict changes)",
)
_DECIDE_THE_SAME: Final = Wording(
    "判定に関わる違いはありません。", "The two policies decide the same."
)
_NO_DIFFERENCE: Final = Wording(
    "二つの基準に違いはありません。", "The two policies differ in nothing."
)
_UNDER_ONE_MEANING: Final = Wording(
    "意味の異なる事実は，一方の意味で記録した分を，もう一方の基準では数えません。",
    "Records of a fact that means something else are counted only by the policy whose meaning "
    "they were filed under.",
)
_ABSENT: Final = Wording("なし", "nothing")


def heading_of(difference: PolicyDifference, language: Language) -> Iterator[str]:
    """Say which policies are compared, title and stamp, and where they decide the same, that."""
    before, after = difference.before, difference.after
    titles = dict.fromkeys((before.title.text(language), after.title.text(language)))
    yield ARROW.join(titles)
    yield stamps_of(before, after)
    if difference.is_nothing:
        yield _NO_DIFFERENCE.text(language)
    elif not difference.is_decisive:
        yield _DECIDE_THE_SAME.text(language)


def _explain(difference: PolicyDifference, language: Language) -> Iterator[str]:
    yield from heading_of(difference, language)
    if difference.is_decisive:
        yield from ("", f"{_DECIDED_OTHERWISE.text(language)}:")
        yield from _explain_decisive(difference, language)
    if difference.texts:
        yield from ("", f"{_SAID_OTHERWISE.text(language)}:")
    for text in difference.texts:
        sides = [(side or _ABSENT).text(language) for side in (text.before, text.after)]
        yield f"  {text.where.text(language)}: {ARROW.join(sides)}"


def _explain_decisive(difference: PolicyDifference, language: Language) -> Iterator[str]:
    step = None
    for line in lines_of(difference):
        if line.transition is not None and line.transition is not step:
            step = line.transition
            yield f"  {step.text(language)} [{step.key}]"
        indent = "  " if line.transition is None else "    "
        yield indent + line.text(language)
    if difference.facts:
        yield f"  {_UNDER_ONE_MEANING.text(language)}"
