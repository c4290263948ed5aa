"""What an exploration gives: as values, and in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.conditions import Leaf, describe
from renkei_model.exploration.answers import Discovery, Outcome, Question, Stop
from renkei_model.exploration.examples import Example
from renkei_model.exploration.routes import Route
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition
from renkei_model.wording import Language, Wording

__all__ = ["FROM_CONDITIONS_ALONE", "Case", "Exploration", "GuardReading", "explain_cases"]


@attrs.frozen
class Case:
    """A case that shows what a leaf decides.

    Attributes:
        requirement: The requirement that it stands in.
        number: Its place among the leaves of the requirement, in reading order, from 1 on.
        leaf: The leaf.
        met: The smallest ledger at which it is met and the guard therefore open.
        unmet: The smallest ledger at which only it is missing.
    """

    requirement: Requirement = attrs.field(repr=lambda need: need.key)
    number: int
    leaf: Leaf
    met: Example
    unmet: Example


@attrs.frozen
class GuardReading:
    """What a transition's guard decides.

    Attributes:
        transition: The transition.
        ledgers: How many ledgers its guard can tell apart.
        opening: How many of them open it.
        smallest: The smallest ledger that opens it; None if nothing does.
        ways: Each set of evidence that opens it and of which nothing can be left out, the smallest
            first; empty for withdrawals, where less may do as well as more.
        is_all: Whether these are all.
        cases: For each leaf, the pair of cases that shows what it decides (MC/DC).
    """

    transition: Transition = attrs.field(repr=lambda way: way.key)
    ledgers: int
    opening: int
    smallest: Example | None
    ways: tuple[Example, ...] = ()
    is_all: bool = True
    cases: tuple[Case, ...] = ()


@attrs.frozen
class Exploration:
    """What holds for every ledger under a policy.

    Attributes:
        policy: The policy.
        on: The day on which the examples are judged.
        ledgers: How many ledgers all its guards together can tell apart; None where counting them
            was given up.
        discoveries: What was found, question by question. Where nothing was found and the question
            was not given up, it is proved that there is nothing.
        stops: The questions that were given up.
        guards: What each guard decides, in the policy's order; a guard is missing where that was
            given up.
        routes: For each stage but the first, the way on the least evidence.
    """

    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    on: datetime.date
    ledgers: int | None
    discoveries: tuple[Discovery, ...]
    stops: tuple[Stop, ...]
    guards: tuple[GuardReading, ...] = attrs.field(repr=False)
    routes: tuple[Route, ...] = attrs.field(repr=False)

    @property
    def faults(self) -> tuple[Discovery, ...]:
        """What cannot be meant as it stands."""
        return tuple(each for each in self.discoveries if each.is_fault)

    def about(self, question: Question) -> tuple[Discovery, ...]:
        """Give what was found on one question."""
        return tuple(each for each in self.discoveries if each.question is question)

    def stopped_at(self, question: Question) -> tuple[Stop, ...]:
        """Tell where one question was given up."""
        return tuple(each for each in self.stops if each.question is question)

    def outcome_of(self, question: Question) -> Outcome:
        """Tell what asking a question came to: what was given up is not proved."""
        outcomes = [each.outcome for each in self.about(question)]
        if Outcome.FAULT in outcomes:
            return Outcome.FAULT
        if self.stopped_at(question):
            return Outcome.GIVEN_UP
        return Outcome.NOTE if outcomes else Outcome.PROVED

    def explain(self, language: Language) -> str:
        """Answer every question in words, and say on how little each step opens.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explain(self, language))


# --- in words ------------------------------------------------------------------------------------


def _explain(exploration: Exploration, language: Language) -> Iterator[str]:
    policy, ledgers = exploration.policy, exploration.ledgers
    yield f"{policy.title.text(language)}  {policy.stamp}"
    yield (_UNCOUNTED if ledgers is None else _counted(ledgers)).text(language)
    if policy.caveat.text(language):
        yield policy.caveat.text(language)
    yield ""
    for question in Question:
        if question not in _ASKED_ELSEWHERE:
            yield from _answer(exploration, question, language)
    yield ""
    yield from _ways(exploration, language)
    yield ""
    yield from _routes(exploration, language)
    yield ""
    yield FROM_CONDITIONS_ALONE.text(language)


def _counted(ledgers: int) -> Wording:
    return Wording(
        f"要件で区別できる記録の組合せは{ledgers:,}通りあり，以下はそのすべてについて言えることです。",
        f"Its requirements can tell {ledgers:,} ledgers apart; what follows holds for all of them.",
    )


_UNCOUNTED: Final = Wording(
    "区別できる記録の組合せは多すぎて数えていませんが，以下はそのすべてについて言えることです。",
    "It can tell too many ledgers apart to count them; what follows holds for all of them.",
)

_ASKED_ELSEWHERE: Final = frozenset((Question.WAYS, Question.DIFFERENCES))

FROM_CONDITIONS_ALONE: Final = Wording(
    "これは基準に書かれた条件だけから導いたもので，市の判断ではありません。"
    "記録は，ほかに何もないと確かめられたものとして数えます。"
    "例は，その条件を示す最も少ない記録です。",
    "This follows from the conditions of the policy alone and is no judgement of the city. "
    "Ledgers are taken to be complete. An example is the fewest records that show what is said.",
)


def _answer(exploration: Exploration, question: Question, language: Language) -> Iterator[str]:
    found, stops = exploration.about(question), exploration.stopped_at(question)
    outcome = exploration.outcome_of(question)
    head = f"[{outcome.text(language)}] {question.text(language)}"
    if outcome is Outcome.PROVED:
        between = "：" if language == "ja" else " "
        yield f"{head}{between}{question.settled(language)}"
        return
    yield head
    if question is Question.UNREAD:
        keys = (each.place.removeprefix("facts.") for each in found)
        yield f"    {', '.join(keys)}"
        return
    for each in found:
        yield f"    {each.text(language)}"
    for stop in stops:
        yield f"    {stop.text(language)}"


def _ways(exploration: Exploration, language: Language) -> Iterator[str]:
    yield Wording(
        "各移行が開く，最も少ない記録（どれを欠いても開かない）",
        "The least on which each step opens (none of it can be left out)",
    ).text(language)
    for guard in exploration.guards:
        way = guard.transition
        share = Wording(
            f"{guard.ledgers:,}通りのうち{guard.opening:,}通りで開く",
            f"open for {guard.opening:,} of {guard.ledgers:,}",
        ).text(language)
        yield f"  {way.text(language)} [{way.key}]  {share}"
        shown = guard.ways or tuple(filter(None, [guard.smallest]))
        for example in shown:
            yield f"    - {example.text(language)}"
        if not guard.is_all:
            yield f"    - {_MORE.text(language)}"
    yield from _given_up(exploration, "transitions.", language)


def _given_up(exploration: Exploration, place: str, language: Language) -> Iterator[str]:
    for stop in exploration.stopped_at(Question.WAYS):
        if stop.place.startswith(place):
            yield f"    {stop.text(language)}"


_MORE: Final = Wording("ほかにもあります", "there are more")


def _routes(exploration: Exploration, language: Language) -> Iterator[str]:
    yield Wording(
        "各段階に入れる，最も少ない記録（途中の段階の分も含む）",
        "The least on which each stage can be reached, from the first on",
    ).text(language)
    for route in exploration.routes:
        said = [
            f"{filed.fact.wording.text(language)} {filed.fact.number(filed.number).text(language)}"
            for filed in route.point.filed
        ]
        records = Wording(f"{route.records}件", f"{route.records} in all").text(language)
        between = "，" if language == "ja" else "; "
        told = between.join(said) or Wording("なし", "nothing").text(language)
        yield f"  {route.target.text(language)}  {records}  {told}"
    yield from _given_up(exploration, "stages.", language)


def explain_cases(exploration: Exploration, language: Language) -> str:
    """Say for each leaf of each guard by which two ledgers it is seen to decide.

    Args:
        exploration: What was found.
        language: `"ja"` or `"en"`.
    """
    lines = [_CASES.text(language)]
    open_, closed = Wording("開く", "open"), Wording("開かない", "closed")
    for guard in exploration.guards:
        way = guard.transition
        lines.append(f"  {way.text(language)} [{way.key}]")
        for case in guard.cases:
            lines += [
                f"    {case.requirement.key}.{case.number}  {describe(case.leaf).text(language)}",
                f"      {open_.text(language)}  {case.met.text(language)}",
                f"      {closed.text(language)}  {case.unmet.text(language)}",
            ]
    return "\n".join(lines)


_CASES: Final = Wording(
    "条件ごとに，それだけで判定が分かれる記録の組（MC/DC）",
    "For each leaf, two ledgers between which it alone decides (MC/DC)",
)
