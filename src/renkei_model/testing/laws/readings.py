"""What findings, assessments, timelines and columns say, and that they say the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, get_args

import attrs

from renkei_model.columns import count_columns, judge_columns
from renkei_model.columns.counts import things_counted
from renkei_model.councils import Council
from renkei_model.findings import Finding, LeafFinding, judge
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import assess, judge_transition, timeline
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import stages_reached
from renkei_model.testing.laws.holding import hold, of_day
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.wording import Language, Wording

__all__ = [
    "assessments_read_every_step",
    "columns_equal_scalars",
    "explanations_leave_nothing_out",
    "findings_rest_on_their_records",
    "findings_tell_what_is_missing",
    "nothing_is_missing_exactly_when_met",
    "surely_leads_to_possibly",
    "timelines_give_dates_of_records",
]

_MISSING: Final = Wording(
    "足りないものがないのは，満たしているときに限る", "nothing is missing exactly when all is met"
)
_TOLD: Final = Wording(
    "足りないものには，どれも補い方が示される",
    "of everything that is missing it is told what to do about it",
)
_RESTS: Final = Wording(
    "判定は，挙げられた記録だけで決まる", "a finding rests on the records that it names alone"
)
_EXPLAINED: Final = Wording(
    "説明は，要件，根拠，足りないものを漏らさない",
    "an explanation leaves out no requirement, basis or missing thing",
)
_ASSESSED: Final = Wording(
    "評価は，すべての移行を一度ずつ読む", "an assessment reads every step once"
)
_POSSIBLE: Final = Wording(
    "確実な段階から，可能性のある段階まで進むことができる",
    "from each stage that is sure some possible stage can be reached",
)
_TIMELINE: Final = Wording(
    "満たした日付は，記録の日付である", "a date on a timeline is that of a record"
)
_COLUMNS: Final = Wording(
    "配列での判定は，一件ずつの判定と一致する", "columns say what readings one by one say"
)


def nothing_is_missing_exactly_when_met(
    council: Council, policy: Policy, as_of: datetime.date
) -> None:
    """Hold that each requirement that is not met names something missing, and a met one nothing.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If one that is met misses something, or one that is not misses nothing.
    """
    for finding in _findings(council, policy, as_of):
        is_met = finding.verdict is Verdict.MET
        hold(is_met == (finding.missing == ()), _MISSING, _about(finding.requirement, as_of))


def findings_tell_what_is_missing(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that what is missing is not met by itself, and comes with what to do, in ja and en.

    What surely fails names something that surely fails.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If a missing leaf is met, or nobody says what to do about it.
    """
    for finding in _findings(council, policy, as_of):
        told = all(_is_told(leaf, finding) for leaf in finding.missing)
        fails = finding.verdict is not Verdict.UNMET or finding.unmet != ()
        hold(told and fails, _TOLD, _about(finding.requirement, as_of))


def _is_told(found: LeafFinding, finding: Finding) -> bool:
    verdict = judge_condition(found.leaf, finding.ledger, finding.moment)
    return found.verdict is verdict is not Verdict.MET and bool(found.remedy)


def findings_rest_on_their_records(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that without the records that a finding does not name its verdict is the same.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If a verdict is another one with nothing but the records that are named.
    """
    for finding in _findings(council, policy, as_of):
        bare = Ledger(finding.records, finding.ledger.complete)
        again = judge(finding.requirement, bare, finding.moment)
        hold(again.verdict is finding.verdict, _RESTS, _about(finding.requirement, as_of))


def explanations_leave_nothing_out(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that both languages tell what is asked, where it comes from and what is missing.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If an explanation leaves something out.
    """
    for finding in _findings(council, policy, as_of):
        for language in _LANGUAGES:
            text = finding.explain(language)
            is_whole = all(part in text for part in _to_be_told(finding, language))
            hold(is_whole, _EXPLAINED, _about(finding.requirement, as_of))


_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


def _to_be_told(finding: Finding, language: Language) -> Iterator[str]:
    yield finding.requirement.wording.text(language)
    yield finding.requirement.basis.text(language)
    # A number that is asked for softly is told as one need with one remedy.
    soft = finding.soft
    if soft is not None:
        yield soft.remedy.text(language)
        return
    for leaf in finding.missing:
        yield leaf.asks.text(language)
        yield leaf.remedy.text(language)


def assessments_read_every_step(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that an assessment reads each transition once, as it is judged by itself.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If a transition is left out, read twice or judged otherwise.
    """
    read = {
        each.transition.key: each.verdicts for each in assess(council, policy, as_of).transitions
    }
    for way in policy.transitions:
        expected = judge_transition(council, policy, way, as_of).verdicts
        found = Wording(f"移行「{way.text('ja')}」が異なります", f"“{way.text('en')}” differs")
        hold(read.pop(way.key, None) == expected, _ASSESSED, of_day(as_of, found))
    hold(not read, _ASSESSED, Wording("ない移行を読みました", "it reads a step that is not there"))


def surely_leads_to_possibly(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that both ends of what evidence supports are there, and in order.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If no possible stage can be reached from one that is sure.
    """
    supported = assess(council, policy, as_of).supported
    hold(supported.surely != (), _POSSIBLE, Wording("確実な段階がありません", "no stage is sure"))
    for stage in supported.surely:
        reached = stages_reached(stage, policy.progress)
        found = Wording(
            f"「{stage.wording.ja}」から進めません", f"nothing leads on from “{stage.wording.en}”"
        )
        hold(not reached.isdisjoint(supported.possibly), _POSSIBLE, of_day(as_of, found))


def timelines_give_dates_of_records(council: Council, policy: Policy) -> None:
    """Hold that a timeline prints no day that nobody recorded, and no step before its last need.

    Args:
        council: The council, without community plans: what those are evidence of has their dates.
        policy: The policy.

    Raises:
        LawBroken: If a date is no record's, or a step has another date than its last requirement.
    """
    recorded = {record.on for record in council.ledger.records}
    for time in timeline(council, policy).transitions:
        met = [need.met for need in time.requirements]
        known = [span for span in met if span is not None]
        is_whole = len(known) == len(met) > 0
        expected = max((span.last for span in known), default=None) if is_whole else None
        found = Wording(
            f"移行「{time.transition.text('ja')}」の日付が異なります",
            f"the date of “{time.transition.text('en')}” differs",
        )
        hold(set(known) <= recorded, _TIMELINE, found)
        hold(expected == (time.met and time.met.last), _TIMELINE, found)


@attrs.frozen(init=False, eq=False)
class _Column:
    """The smallest array that columns can be judged with."""

    values: tuple[int, ...]

    def __init__(self, values: Iterable[int]) -> None:
        self.__attrs_init__(tuple(values))

    def __iter__(self) -> Iterator[int]:
        return iter(self.values)

    def __ge__(self, number: int) -> _Column:
        return _Column(value >= number for value in self.values)

    def __le__(self, number: int) -> _Column:
        return _Column(value <= number for value in self.values)

    def __and__(self, other: _Column) -> _Column:
        return _Column(map(min, self.values, other.values))

    def __or__(self, other: _Column) -> _Column:
        return _Column(map(max, self.values, other.values))


def columns_equal_scalars(
    councils: Sequence[Council],
    policy: Policy,
    as_of: datetime.date,
    *,
    array: Callable[[list[int]], Any] = _Column,
) -> None:
    """Hold that many councils judged as arrays have the verdicts that each has by itself.

    A policy that counts nothing has no columns, and is passed over.

    Args:
        councils: The councils.
        policy: The policy.
        as_of: The day that is judged.
        array: Makes an array of numbers, such as `numpy.array`; no library is needed
            for those of the kit.

    Raises:
        LawBroken: If some verdict differs.
    """
    if not things_counted(policy):
        return
    for way in judge_columns(policy, count_columns(councils, policy, as_of, array)):
        readings = [judge_transition(each, policy, way.transition, as_of) for each in councils]
        found = Wording(
            f"移行「{way.transition.text('ja')}」が異なります",
            f"“{way.transition.text('en')}” differs",
        )
        one_by_one = tuple(read.verdict for read in readings)
        hold(way.verdicts() == one_by_one, _COLUMNS, of_day(as_of, found))
        for place, need in enumerate(way.requirements):
            one_by_one = tuple(read.verdicts[place] for read in readings)
            hold(need.verdicts() == one_by_one, _COLUMNS, of_day(as_of, found))


def _findings(council: Council, policy: Policy, as_of: datetime.date) -> Iterator[Finding]:
    for way in policy.transitions:
        yield from judge_transition(council, policy, way, as_of).findings


def _about(need: Requirement, as_of: datetime.date) -> Wording:
    said = Wording(
        f"要件「{need.wording.ja}」が異なります",
        f"the requirement “{need.wording.en}” is told otherwise",
    )
    return of_day(as_of, said)
