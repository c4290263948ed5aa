"""Assess a council: where its evidence puts it, and what is missing for every step."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Container, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_day
from renkei_model.conditions import Unspecified
from renkei_model.councils import Council, council_title
from renkei_model.dates import Span
from renkei_model.findings import Finding, LeafFinding
from renkei_model.lifecycle.judging import TransitionReading, read_transition, require_council
from renkei_model.plans import evidence_of
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT, Receipt, receipt_of
from renkei_model.stages import (
    Force,
    Stage,
    Transition,
    TransitionKind,
    keys_in_short,
    stages_reached,
)
from renkei_model.supports import suggestion
from renkei_model.verdicts import Verdict
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = [
    "Assessment",
    "StageRange",
    "assess",
    "supported_stages",
]


@attrs.frozen
class StageRange:
    """Where a council's evidence puts it.

    Attributes:
        surely: The furthest stages that the records reach whatever was left unrecorded.
        possibly: The furthest stages that nothing recorded rules out.
    """

    surely: tuple[Stage, ...] = attrs.field(repr=keys_in_short)
    possibly: tuple[Stage, ...] = attrs.field(repr=keys_in_short)

    def text(self, language: Language) -> str:
        """Write the range: surely … possibly; one name where both are the same."""
        surely, possibly = (
            "・".join(stage.text(language) for stage in stages)
            for stages in (self.surely, self.possibly)
        )
        if self.surely == self.possibly:
            return surely
        if language == "ja":
            return f"確実なのは{surely}，可能性があるのは{possibly}まで"
        return f"surely {surely} … possibly {possibly}"


@attrs.frozen
class Assessment:
    """What a policy says of a council on one day.

    Attributes:
        council: The council.
        policy: The policy.
        as_of: The day that is judged, and the last one whose records count.
        recorded: The stage it was recorded to be in; None when nobody recorded one.
        supported: Where its evidence puts it.
        transitions: The reading of every transition, the next ones first.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    as_of: datetime.date = attrs.field(repr=str)
    recorded: Stage | None = attrs.field(repr=lambda stage: stage.key if stage else "None")
    supported: StageRange
    transitions: tuple[TransitionReading, ...] = attrs.field(repr=False)

    @functools.cached_property
    def receipt(self) -> Receipt:
        """What the answer rests on."""
        ledger, steps = evidence_of(self.council, self.policy), self.council.history
        return receipt_of(ledger, self.policy.stamp, self.policy.facts_read, self.as_of, steps)

    @property
    def stands_at(self) -> tuple[Stage, ...]:
        """The stages that its next steps start from: the recorded one, or else the sure ones."""
        return self.supported.surely if self.recorded is None else (self.recorded,)

    @property
    def recorded_is_ahead(self) -> bool:
        """Whether the recorded stage lies beyond what the evidence surely supports.

        A stage that no step of progress leads to, such as one of rest, is never ahead.
        """
        if self.recorded is None:
            return False
        ways, start = self.policy.progress, self.policy.initial
        unmet = {read.transition for read in self.transitions if read.verdict is not Verdict.MET}
        met = [way for way in ways if way not in unmet]
        return self.recorded in stages_reached(start, ways) - stages_reached(start, met)

    @functools.cached_property
    def next(self) -> tuple[TransitionReading, ...]:
        """The readings of its next steps of progress; empty at the end of the way."""
        left = {stage.key for stage in self.stands_at}
        return tuple(read for read in self.transitions if _is_next(read.transition, left))

    @functools.cached_property
    def due(self) -> tuple[TransitionReading, ...]:
        """The readings of the steps that must be taken now, by the policy's own word for them.

        Their requirements are met, and they leave the recorded stage: where none is recorded, the
        first one, from which steps are recorded.
        """
        stage = self.policy.initial if self.recorded is None else self.recorded
        return tuple(
            read
            for read in self.transitions
            if read.transition.force is Force.MUST
            and read.transition.source == stage
            and read.verdict is Verdict.MET
        )

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """Everything that is missing for its next steps, as one flat list."""
        return tuple(leaf for read in self.next for leaf in read.missing)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The finding of every requirement, each once: that of the first step that it guards."""
        found: dict[str, Finding] = {}
        for read in self.transitions:
            for finding in read.findings:
                found.setdefault(finding.requirement.key, finding)
        return tuple(found.values())

    @property
    def with_evidence(self) -> int:
        """How many requirements have at least one record that speaks for them."""
        return sum(bool(finding.records) for finding in self.findings)

    def evidence_text(self, language: Language) -> str:
        """Write how many conditions have evidence."""
        count, total = self.with_evidence, len(self.findings)
        if language == "ja":
            return f"{total}要件のうち{count}要件に記録あり"
        return f"{count} of {total} conditions with evidence"

    def caption(self, language: Language) -> tuple[str, str, str]:
        """Say of which council, on which day and whose reading it is: what goes with a picture.

        Args:
            language: `"ja"` or `"en"`.
        """
        day = Span.day(self.as_of).text(language)
        return (
            council_title(self.council, language),
            _ON_THE_DAY.text(language).format(day),
            NOT_THE_CITYS_JUDGEMENT.text(language),
        )

    def explain(self, language: Language) -> str:
        """Say where the council stands, what is met and missing for every step, and why.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explain(self, language))


_ON_THE_DAY: Final = Wording("{}時点", "as of {}")


def _is_next(way: Transition, left: Container[str]) -> bool:
    return way.source.key in left and way.kind is TransitionKind.PROGRESS


def assess(council: Council, policy: Policy, as_of: datetime.date) -> Assessment:
    """Tell where a council stands on a day, and what is met and missing for every step.

    The recorded stage is never derived: without a record of one it is None, and the next steps
    are those from the stages that the evidence surely supports.

    Args:
        council: The council with its ledger and history.
        policy: The policy to read it by.
        as_of: The day that is judged; records after it do not count.

    Raises:
        InvalidValue: If an argument is of another kind.
        UnknownName: If the council's recorded stage is not one of the policy's.
    """
    require_council(council, policy)
    require_day("as_of", as_of)
    now = Moment(as_of, as_of)
    readings = [read_transition(council, policy, way, now) for way in policy.transitions]
    change = council.last_change(as_of)
    recorded = None if change is None else policy.stage(change.target)
    supported = _supported(policy, tuple([read.verdict for read in readings]))
    left = {stage.key for stage in (supported.surely if recorded is None else (recorded,))}
    following: list[TransitionReading] = []
    others: list[TransitionReading] = []
    for read in readings:
        (following if _is_next(read.transition, left) else others).append(read)
    return Assessment(council, policy, as_of, recorded, supported, (*following, *others))


def supported_stages(council: Council, policy: Policy, as_of: datetime.date) -> StageRange:
    """Tell which stages a council's evidence supports on a day, by steps of progress only.

    Args:
        council: The council with its ledger.
        policy: The policy to read it by.
        as_of: The day that is judged; records after it do not count.

    Returns:
        The furthest stages surely and possibly reached: several where the ways branch.

    Raises:
        InvalidValue: If an argument is of another kind.
    """
    require_council(council, policy)
    require_day("as_of", as_of)
    now = Moment(as_of, as_of)
    verdicts = [read_transition(council, policy, way, now).verdict for way in policy.transitions]
    return _supported(policy, tuple(verdicts))


def _supported(policy: Policy, verdicts: tuple[Verdict, ...]) -> StageRange:
    """Give the furthest stages by the verdict on each transition."""
    surely, possibly = _places_supported(policy, verdicts)
    stages = policy.stages
    return StageRange(
        tuple([stages[place] for place in surely]), tuple([stages[place] for place in possibly])
    )


_Places = tuple[int, ...]


# The same few patterns of verdicts come up again and again. What is kept are places and no stages:
# an equal policy may have other words for its own.
@functools.lru_cache(maxsize=1024)
def _places_supported(policy: Policy, verdicts: tuple[Verdict, ...]) -> tuple[_Places, _Places]:
    found = dict(zip(policy.transitions, verdicts, strict=True))
    possible = [way for way in policy.progress if found[way] is not Verdict.UNMET]
    sure = [way for way in possible if found[way] is Verdict.MET]
    return _furthest(policy, sure), _furthest(policy, possible)


def _furthest(policy: Policy, ways: Sequence[Transition]) -> _Places:
    ahead = {stage: stages_reached(stage, ways) for stage in policy.stages}
    # A stage is furthest when whatever follows it leads back to it, as on a cycle.
    return tuple(
        place
        for place, stage in enumerate(policy.stages)
        if stage in ahead[policy.initial] and all(stage in ahead[after] for after in ahead[stage])
    )


# --- words ---------------------------------------------------------------------------------------


def policy_lines(policy: Policy, language: Language) -> list[str]:
    """Write which policy an answer rests on and, where it assumes anything, that it does."""
    stamp = f"{Wording('基準', 'policy').text(language)} {policy.stamp}"
    return [stamp, *filter(None, [policy.caveat.text(language)])]


def counts_text(counts: dict[Verdict, int], language: Language) -> str:
    """Write how many are met, open and unmet."""
    separator = "・" if language == "ja" else ", "
    return separator.join(
        f"{verdict.text('ja')} {count}" if language == "ja" else f"{count} {verdict.text('en')}"
        for verdict, count in counts.items()
    )


def _explain(assessment: Assessment, language: Language) -> list[str]:
    lines = heading_lines(assessment, language)
    for read in assessment.transitions:
        first, *others = _explain_transition(read, language, is_next=read in assessment.next)
        # Where every step may be taken and none must, that goes without saying.
        force = [_force_line(assessment, read, language)] if assessment.policy.duties else []
        lines += ["", first, *force, *others]
        if offered := _offered(assessment.policy, read):
            lines.append(f"  {offered.text(language)}")
    return [*lines, "", *closing_lines(assessment, language)]


def heading_lines(assessment: Assessment, language: Language) -> list[str]:
    """Say of whom, by what and where the council stands: what comes before the steps."""
    recorded = Wording("記録された段階", "recorded stage").text(language)
    supported = Wording("記録から読み取れる段階", "stages the evidence supports").text(language)
    none = Wording("記録なし", "none on record").text(language)
    stage = none if assessment.recorded is None else assessment.recorded.text(language)
    lines = [
        council_title(assessment.council, language),
        assessment.receipt.text(language),
        *filter(None, [assessment.policy.caveat.text(language)]),
        f"{recorded}: {stage}",
        f"{supported}: {assessment.supported.text(language)}"
        + Wording("（{}）", " ({})").text(language).format(assessment.evidence_text(language)),
    ]
    if assessment.recorded is None:
        lines.append(_STARTS_FROM_SURELY.text(language))
        if assessment.policy.initial not in assessment.supported.surely:
            first = assessment.policy.initial.text(language)
            lines.append(_RECORDED_ONE_BY_ONE.text(language).format(first))
    if assessment.recorded_is_ahead:
        lines.append(_AHEAD_OF_THE_EVIDENCE.text(language))
    lines += [
        f"{_DUE.text(language)}: {read.transition.text(language)} [{read.transition.key}]"
        for read in assessment.due
    ]
    if not assessment.next:
        lines.append(_END_OF_THE_WAY.text(language))
    return lines


def closing_lines(assessment: Assessment, language: Language) -> list[str]:
    """Say what was not counted, and whose judgement it is not: what comes after the steps."""
    receipt = assessment.receipt
    return [
        *filter(None, [receipt.later_text(language), receipt.unread_text(language)]),
        NOT_THE_CITYS_JUDGEMENT.text(language),
    ]


_STARTS_FROM_SURELY: Final = Wording(
    "段階の記録がないため，次の移行は，記録から確実に読み取れる段階から数えています。",
    "No stage is on record, so the next step is counted from the stage that the records establish.",
)
_RECORDED_ONE_BY_ONE: Final = Wording(
    "段階の変更を記録するときは，最初の段階（{}）から一段階ずつ記録してください。",
    "Steps themselves are recorded one by one, from the first stage ({}) on.",
)
_AHEAD_OF_THE_EVIDENCE: Final = Wording(
    "記録された段階は，記録から確実に読み取れる段階より先です。"
    "要件を確かめられない段階の変更は，記録された段階の変更を検証（replay）すると分かります。",
    "The recorded stage is ahead of what the records establish. "
    "Replaying the recorded steps (replay) tells which one lacks its evidence.",
)
_DUE: Final = Wording("いま行わなければならない移行", "due now: a step that must be taken")
_END_OF_THE_WAY: Final = Wording("この先に進む段階はありません。", "No further stage follows.")


def _offered(policy: Policy, read: TransitionReading) -> Wording:
    """Name what the city offers that helps with what is missing for a step."""
    missing = {leaf.leaf.fact for leaf in read.missing if not isinstance(leaf.leaf, Unspecified)}
    return suggestion(policy.supports, missing)


def _force_line(assessment: Assessment, read: TransitionReading, language: Language) -> str:
    force = read.transition.force
    if read in assessment.due:
        return f"  {_MUST_BE_TAKEN_NOW.text(language)}"
    if read.verdict is Verdict.MET and read.transition.source in assessment.stands_at:
        return f"  {_TAKEN_IF_MET[force][1].text(language)}"
    return f"  {_TAKEN_IF_MET[force][0].text(language)}"


_MUST_BE_TAKEN_NOW: Final = Wording(
    "要件をすべて満たしているため，この移行をしなければならない。",
    "All its requirements are met, so this step must be taken.",
)
_MUST_BE_TAKEN: Final = Wording(
    "要件をすべて満たしたときは，この移行をしなければならない。",
    "This step must be taken once all its requirements are met.",
)
_TAKEN_IF_MET: Final = {
    Force.MAY: (
        Wording(
            "要件をすべて満たしたときは，この移行をすることができる。",
            "This step may be taken once all its requirements are met.",
        ),
        Wording(
            "要件をすべて満たしているため，この移行をすることができる。",
            "All its requirements are met, so this step may be taken.",
        ),
    ),
    Force.MUST: (_MUST_BE_TAKEN, _MUST_BE_TAKEN),
}


def _explain_transition(read: TransitionReading, language: Language, *, is_next: bool) -> list[str]:
    mark = Wording("■ 次: ", "■ next: ").text(language) if is_next else ""
    counts = counts_text(read.counts(), language)
    lines = [f"{mark}{read.transition.text(language)} [{read.transition.key}]  {counts}"]
    withdrawing = read.transition.kind is TransitionKind.WITHDRAWAL
    for finding in read.findings:
        explain = finding.explain_as_ground if withdrawing else finding.explain
        lines += [f"  {line}" for line in explain(language).splitlines()]
    return lines
