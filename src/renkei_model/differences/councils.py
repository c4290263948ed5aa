"""Judge councils by two policies: whose stages and verdicts change, and by which rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_day, require_kind
from renkei_model.councils import Council, council_title
from renkei_model.dates import Span
from renkei_model.differences.changes import Change, latest
from renkei_model.differences.policies import (
    ARROW,
    DifferenceLine,
    PolicyDifference,
    compare,
    stamps_of,
)
from renkei_model.differences.standings import (
    Changes,
    Standing,
    StepDifference,
    stand,
    step_between,
)
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT, Assessment, StageRange
from renkei_model.lifecycle.judging import require_council
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition, TransitionKind, stages_reached
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "CouncilDifference",
    "ToldTogether",
    "closing_lines",
    "compare_councils",
    "council_lines",
    "explain_councils",
    "heading_lines",
    "told_together",
]


@attrs.frozen
class CouncilDifference:
    """What two policies say of one council on one day.

    Attributes:
        council: The council.
        as_of: The day that is judged.
        before: Where the one policy puts it.
        after: Where the other puts it.
        steps: What they say to each transition of either, those of the one policy first.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    as_of: datetime.date = attrs.field(repr=str)
    before: Standing
    after: Standing
    steps: tuple[StepDifference, ...] = attrs.field(repr=False)

    @property
    def stages_differ(self) -> bool:
        """Whether its evidence surely, or possibly, reaches other stages."""
        return bool(_levels_that_differ(self))

    @property
    def recorded_differs(self) -> bool:
        """Whether only one of the policies has the stage it was recorded to be in."""
        return self.before.unknown != self.after.unknown

    @property
    def decisive_steps(self) -> tuple[StepDifference, ...]:
        """The steps by which its evidence reaches other stages; empty where it does not.

        Where the policies begin with different stages, that can be the reason instead.
        """
        keys = _decisive_keys(self)
        return tuple(step for step in self.steps if step.transition.key in keys)

    @property
    def changed_steps(self) -> tuple[StepDifference, ...]:
        """The steps whose reading differs, and those it can perhaps take under one policy only."""
        return tuple(step for step in self.steps if step.differs or self._is_at_hand(step))

    def _is_at_hand(self, step: StepDifference) -> bool:
        """Tell whether a step of one policy only leaves where the council stands, and may open."""
        if step.before is not None and step.after is not None:
            return False
        standing = self.before if step.after is None else self.after
        may_open = latest(step.before, step.after).verdict is not Verdict.UNMET
        return may_open and step.transition.source in standing.reading.stands_at

    @property
    def differs(self) -> bool:
        """Whether anything of it is read otherwise: stages, recorded stage, or a step."""
        return self.stages_differ or self.recorded_differs or bool(self.changed_steps)

    @property
    def is_decisive(self) -> bool:
        """Whether not only single requirements are read otherwise, but stages or whole steps."""
        other_verdict = any(
            before is not after for before, after in (step.verdicts for step in self.changed_steps)
        )
        return self.stages_differ or self.recorded_differs or other_verdict

    @property
    def is_only_asked_otherwise(self) -> bool:
        """Whether all is read as before, though other requirements stand in its way."""
        return not self.differs and any(step.rules for step in self.steps)

    def explain(self, language: Language) -> str:
        """Say what is read otherwise, and by which rule.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explain(self, language))


def compare_councils(
    before: Policy, after: Policy, councils: Iterable[Council], as_of: datetime.date
) -> tuple[CouncilDifference, ...]:
    """Judge councils by two policies, and tell what differs and by which rule.

    A council whose recorded stage a policy does not have is read by its evidence, and told so.

    Args:
        before: The one policy, such as the one in force.
        after: The other, such as a draft.
        councils: The councils.
        as_of: The day that is judged; records after it do not count.

    Returns:
        One for each council, in the order given, also for those that are read alike.

    Raises:
        InvalidValue: If an argument is of another kind.

    Example:
        What would change if the first stage asked for nothing but grasping the issues?

        >>> from renkei_model import Wording, kochi
        >>> way = kochi.POLICY.transition("acquaintance_to_spreading")
        >>> draft = kochi.POLICY.variant(
        ...     key="draft", title=Wording("案", "draft"), guards={way.key: way.requirements[1:2]}
        ... )
        >>> found = compare_councils(
        ...     kochi.POLICY, draft, kochi.COUNCILS, as_of=kochi.REGISTRY_AS_OF
        ... )
        >>> [difference.council.number for difference in found if difference.is_decisive]
        [14]
        >>> found[13].stages_differ
        True
    """
    difference = compare(before, after)
    require_day("as_of", as_of)
    require_kind("councils", councils, Iterable)
    them = tuple(councils)
    for council in them:
        require_council(council, before)
    changes = _changes(difference)
    return tuple(_compared(difference, changes, council, as_of) for council in them)


def _changes(difference: PolicyDifference) -> Changes:
    """Give how each transition asks for each requirement otherwise."""
    return {
        (way.transition.key, need.requirement.key): need.change
        for way in difference.transitions
        for need in way.requirements
    }


def _compared(
    difference: PolicyDifference, changes: Changes, council: Council, as_of: datetime.date
) -> CouncilDifference:
    before = stand(difference.before, council, as_of)
    after = stand(difference.after, council, as_of)
    ours, theirs = (
        {read.transition.key: read for read in standing.reading.transitions}
        for standing in (before, after)
    )
    ways = (*difference.before.transitions, *difference.after.transitions)
    steps = [
        step_between(ours.get(key), theirs.get(key), changes)
        for key in dict.fromkeys(way.key for way in ways)
    ]
    return CouncilDifference(council, as_of, before, after, tuple(steps))


# --- why other stages are reached ----------------------------------------------------------------


def _levels_that_differ(difference: CouncilDifference) -> tuple[Verdict, ...]:
    """Tell for which verdict the stages differ: MET for the sure ones, OPEN for the possible."""
    before, after = difference.before.reading.supported, difference.after.reading.supported
    ranges = {
        Verdict.MET: (before.surely, after.surely),
        Verdict.OPEN: (before.possibly, after.possibly),
    }
    return tuple(level for level, (ours, theirs) in ranges.items() if set(ours) != set(theirs))


_Course = tuple[str, Stage, Stage]


def _decisive_keys(difference: CouncilDifference) -> set[str]:
    keys = set()
    for level in _levels_that_differ(difference):
        (ours, ours_reached), (theirs, theirs_reached) = (
            _courses(standing.reading, level) for standing in (difference.before, difference.after)
        )
        keys |= {key for key, _, _ in (ours_reached - theirs) | (theirs_reached - ours)}
    return keys


def _courses(reading: Assessment, level: Verdict) -> tuple[set[_Course], set[_Course]]:
    """Give the steps of progress that reach a verdict, and those of them that are come to."""
    ways = [
        read.transition
        for read in reading.transitions
        if read.transition.kind is TransitionKind.PROGRESS and read.verdict >= level
    ]
    reached = stages_reached(reading.policy.initial, ways)
    come_to = [way for way in ways if way.source in reached]
    return set(map(_course, ways)), set(map(_course, come_to))


def _course(way: Transition) -> _Course:
    return way.key, way.source, way.target


# --- words ---------------------------------------------------------------------------------------

_STAGES: Final = Wording("記録から読み取れる段階", "stages the evidence supports")
_RECORDED: Final = Wording("記録された段階", "recorded stage")
_NO_SUCH_STAGE: Final = Wording(
    "（この基準にない段階）", " (a stage that this policy does not have)"
)
_NO_SUCH_STEP: Final = Wording("この移行なし", "no such step")
_NOT_ASKED: Final = Wording("問わない", "not asked")
_FIRST_STAGE: Final = Wording("最初の段階が異なる", "the first stage differs")


def council_lines(difference: CouncilDifference) -> Iterator[DifferenceLine]:
    """Give in words what is read otherwise: stages, then each step with its rules."""
    before, after = difference.before.reading, difference.after.reading
    if difference.recorded_differs:
        (stage,) = filter(None, (before.recorded, after.recorded))
        lost = Wording(stage.text("ja") + _NO_SUCH_STAGE.ja, stage.text("en") + _NO_SUCH_STAGE.en)
        names = (lost, stage.wording) if difference.before.unknown else (stage.wording, lost)
        yield DifferenceLine(Change.CHANGED, _RECORDED, "recorded_stage", *names)
    if difference.stages_differ:
        ranges = _range_text(before.supported), _range_text(after.supported)
        yield DifferenceLine(Change.CHANGED, _STAGES, "supported_stages", *ranges)
    for step in difference.changed_steps:
        way = step.transition
        course = Wording(way.text("ja"), way.text("en"))
        verdicts = _verdicts_text(step.verdicts, _NO_SUCH_STEP)
        yield DifferenceLine(step.change, course, way.key, *verdicts)
        for rule in step.rules:
            need = rule.requirement
            verdicts = _verdicts_text((rule.before, rule.after), _NOT_ASKED)
            yield DifferenceLine(rule.change, need.wording, need.key, *verdicts, way)


def _range_text(supported: StageRange) -> Wording:
    return Wording(supported.text("ja"), supported.text("en"))


def _verdicts_text(
    verdicts: tuple[Verdict | None, Verdict | None], absent: Wording
) -> tuple[Wording, Wording]:
    before, after = (
        absent if verdict is None else Wording(verdict.text("ja"), verdict.text("en"))
        for verdict in verdicts
    )
    return before, after


def _body(difference: CouncilDifference, language: Language) -> Iterator[tuple[int, str]]:
    """Say what is read otherwise, without the council's name: lines, and what belongs to them."""
    for line in council_lines(difference):
        if line.transition is not None:
            yield 1, line.text(language)
            continue
        sides = [line.before.text(language), line.after.text(language)]
        yield 0, f"{line.what.text(language)}: {ARROW.join(dict.fromkeys(sides))}"
        if line.key == "supported_stages":
            yield 1, _reasons_text(difference, language)


def _indented(lines: Iterable[tuple[int, str]]) -> list[str]:
    return [f"{'  ' * (depth + 1)}{line}" for depth, line in lines]


def _reasons_text(difference: CouncilDifference, language: Language) -> str:
    reasons = [step.transition.text(language) for step in difference.decisive_steps]
    before, after = difference.before.reading.policy, difference.after.reading.policy
    if before.initial != after.initial:
        reasons.append(_FIRST_STAGE.text(language))
    separator = Wording("，", "; ").text(language)
    return Wording("理由: {}", "by: {}").text(language).format(separator.join(reasons))


@attrs.frozen
class ToldTogether:
    """What is read otherwise of some councils, in the same words for all of them.

    Attributes:
        names: The councils.
        lines: What is read otherwise; each line with how deep it stands, from 0.
    """

    names: tuple[str, ...]
    lines: tuple[tuple[int, str], ...]

    def names_text(self, language: Language) -> str:
        """Name the councils in one line."""
        return Wording("，", "; ").text(language).join(self.names)


def told_together(
    differences: Sequence[CouncilDifference], language: Language
) -> tuple[ToldTogether, ...]:
    """Say what is read otherwise, each change once with the councils that it concerns."""
    together: dict[tuple[tuple[int, str], ...], list[str]] = {}
    for difference in differences:
        if difference.differs:
            body = tuple(_body(difference, language))
            together.setdefault(body, []).append(council_title(difference.council, language))
    return tuple(ToldTogether(tuple(names), body) for body, names in together.items())


def heading_lines(differences: Sequence[CouncilDifference], language: Language) -> list[str]:
    """Say what the answers rest on, and how many councils are read otherwise.

    Where no council was read, it is said that there was none.
    """
    if not differences:
        return [NO_COUNCILS.text(language)]
    # All were judged on one day by the same two policies, which is said once.
    receipts = dict.fromkeys(
        line for difference in differences for line in _receipt(difference, language)
    )
    return [*receipts, _summary(differences, language)]


NO_COUNCILS: Final = Wording(
    "読む協議会がありません。--ledger で台帳を示すと，結果の異なる協議会を示します。",
    "There are no councils to read; name a ledger with --ledger to see which are read otherwise.",
)
"""What is said in place of councils where none was read."""


def closing_lines(differences: Sequence[CouncilDifference], language: Language) -> list[str]:
    """Say what the answers are not: a ranking, or the city's judgement; nothing without any."""
    if not differences:
        return []
    return [_RANKS_NOBODY.text(language), NOT_THE_CITYS_JUDGEMENT.text(language)]


def explain_councils(differences: Sequence[CouncilDifference], language: Language) -> str:
    """Say which councils are read otherwise and by which rule, each change once.

    Councils for which the same changes are told together, and those that are read alike counted.

    Args:
        differences: What `compare_councils` found.
        language: `"ja"` or `"en"`.
    """
    lines = heading_lines(differences, language)
    for told in told_together(differences, language):
        lines += ["", told.names_text(language), *_indented(told.lines)]
    closing = closing_lines(differences, language)
    return "\n".join([*lines, *([""] if closing else []), *closing])


_RANKS_NOBODY: Final = Wording("並びは優劣を示すものではありません。", "The order ranks nobody.")


def _receipt(difference: CouncilDifference, language: Language) -> Iterator[str]:
    policies = difference.before.reading.policy, difference.after.reading.policy
    stamps = stamps_of(*policies)
    day = Span.day(difference.as_of).text(language)
    yield Wording("{}時点／基準 {}", "as of {}; policies {}").text(language).format(day, stamps)
    for policy in policies:
        if policy.caveat:
            yield f"{policy.stamp}: {policy.caveat.text(language)}"


def _summary(differences: Sequence[CouncilDifference], language: Language) -> str:
    total, decisive = len(differences), sum(each.is_decisive for each in differences)
    differing = sum(each.differs for each in differences)
    otherwise = sum(each.is_only_asked_otherwise for each in differences)
    told = Wording(
        f"{total}協議会: 段階か移行の判定が異なる {decisive}，"
        f"要件の判定だけが異なる {differing - decisive}，同じ {total - differing}",
        f"{total} council{'s' * (total != 1)}: "
        f"{decisive} with other stages or other verdicts on a step, "
        f"{differing - decisive} with other verdicts on requirements only, "
        f"{total - differing} read alike",
    )
    if otherwise:
        told = Wording(
            f"{told.ja}（うち{otherwise}は，判定の同じ別の要件を問われる）",
            f"{told.en} ({otherwise} of them asked for other requirements of the same verdict)",
        )
    return told.text(language)


def _explain(difference: CouncilDifference, language: Language) -> list[str]:
    return [
        council_title(difference.council, language),
        *dict.fromkeys(_receipt(difference, language)),
        *_indented(tuple(_body(difference, language)) or [(0, _READ_ALIKE.text(language))]),
        NOT_THE_CITYS_JUDGEMENT.text(language),
    ]


_READ_ALIKE: Final = Wording("結果は同じ", "read alike by both")
