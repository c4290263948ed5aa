"""Boundary cases: what a policy decides for a council on a day, written down by somebody who knows.

A table of them is reviewed by people and never computed. Where an edit of the policy leaves every
case as it was written, no case holds the policy to what the edit changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import attrs

from renkei_model.checks import require_day, require_each, require_kind, require_tuples
from renkei_model.councils import Council
from renkei_model.errors import InvalidValue
from renkei_model.lifecycle import judge_transition, supported_stages
from renkei_model.policy import Policy
from renkei_model.slips.edits import Slip, one_slip_edits
from renkei_model.slips.filing import filed_under
from renkei_model.slips.grant_cases import PlanCase, SubsidyCase
from renkei_model.stages import Transition
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

__all__ = ["BoundaryCase", "Case", "unnoticed_edits"]

Verdicts = tuple[tuple[str, tuple[Verdict, ...]], ...]
"""The verdicts of a policy's requirements, step by step: each step's key with its verdicts."""


@attrs.frozen(kw_only=True)
class BoundaryCase:
    """What a policy should decide for a council on a day. Everything is named by its key.

    Attributes:
        name: What the case shows.
        council: The council with its ledger, and its history where that matters.
        on: The day that is judged.
        verdicts: For every transition, in the policy's order, its key and the verdict of each of
            its requirements, in their order.
        surely: The furthest stages that the evidence surely supports.
        possibly: The furthest stages that it may support.
        enters: The stages that one step may enter on that day from the recorded stage, or from
            the first where none is recorded; None where the case does not look at it. Only this
            tells where a withdrawal leads.
        advances: Those of them that a step of progress enters; None where the case does not look
            at it. Only this tells a way back from a stage of rest from a further withdrawal.
        must: The transitions that are met on that day and must then be taken, whatever the stage
            that they leave; None where the case does not look at it. Only this tells what must be
            done from what may.
    """

    name: str
    council: Council
    on: datetime.date
    verdicts: Verdicts
    surely: tuple[str, ...]
    possibly: tuple[str, ...]
    enters: tuple[str, ...] | None = None
    advances: tuple[str, ...] | None = None
    must: tuple[str, ...] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind, and lists, which could never be equal to an answer."""
        require_kind("BoundaryCase.name", self.name, str)
        require_kind("BoundaryCase.council", self.council, Council)
        require_day("BoundaryCase.on", self.on)
        require_tuples(
            "BoundaryCase", verdicts=self.verdicts, surely=self.surely, possibly=self.possibly
        )
        require_each("BoundaryCase.verdicts", self.verdicts, tuple)
        if self.enters is not None:
            require_tuples("BoundaryCase", enters=self.enters)
        if self.advances is not None:
            require_tuples("BoundaryCase", advances=self.advances)
        if self.must is not None:
            require_tuples("BoundaryCase", must=self.must)

    def given_by(self, policy: Policy) -> BoundaryCase:
        """Give the case as a policy decides it: equal to this one exactly if it is as expected.

        Args:
            policy: The policy. The council's records are read with its facts of the same keys.

        Raises:
            InvalidValue: If a record cannot be filed under the policy, such as one without an item
                where different items are counted.
            UnknownName: If the policy has no fact or stage of a key that the council's records or
                history name.
        """
        council = filed_under(policy, self.council)
        supported = supported_stages(council, policy, self.on)
        return attrs.evolve(
            self,
            verdicts=_verdicts(council, policy, self.on),
            surely=tuple(stage.key for stage in supported.surely),
            possibly=tuple(stage.key for stage in supported.possibly),
            enters=None
            if self.enters is None
            else _enters(council, policy, policy.transitions, self.on),
            advances=None
            if self.advances is None
            else _enters(council, policy, policy.progress, self.on),
            must=None if self.must is None else _must(council, policy, self.on),
        )

    def notices(self, edited: Policy) -> bool:
        """Tell whether a policy decides the case otherwise than was written.

        Args:
            edited: The policy. A case notices it too if the council's records could not be filed
                under it at all.
        """
        try:
            council = filed_under(edited, self.council)
        except InvalidValue:
            return True
        # Stages take longer to read than verdicts, and the verdicts tell most edits already.
        return self.verdicts != _verdicts(council, edited, self.on) or self != self.given_by(edited)


def _verdicts(council: Council, policy: Policy, on: datetime.date) -> Verdicts:
    readings = [judge_transition(council, policy, way, on) for way in policy.transitions]
    return tuple(
        (read.transition.key, tuple(finding.verdict for finding in read.findings))
        for read in readings
    )


def _enters(
    council: Council, policy: Policy, ways: Iterable[Transition], on: datetime.date
) -> tuple[str, ...]:
    change = council.last_change(on)
    stage = policy.initial if change is None else policy.stage(change.target)
    return tuple(
        way.target.key
        for way in ways
        if way.source == stage and judge_transition(council, policy, way, on).verdict is Verdict.MET
    )


def _must(council: Council, policy: Policy, on: datetime.date) -> tuple[str, ...]:
    return tuple(
        way.key
        for way in policy.duties
        if judge_transition(council, policy, way, on).verdict is Verdict.MET
    )


Case = BoundaryCase | SubsidyCase | PlanCase
"""A case of any kind: of stages, of subsidies, or of a plan."""


def unnoticed_edits(policy: Policy, cases: Iterable[Case]) -> tuple[Slip, ...]:
    """Find the one-slip edits of a policy that leave every case as it was written.

    Args:
        policy: The policy.
        cases: The cases, each of them as the policy decides it.

    Returns:
        The edits that no case notices, without those that the library refuses by itself. None of
        them: the cases hold the policy to every number, name and word in it.

    Raises:
        InvalidValue: If an argument is of another kind, or the policy itself decides a case
            otherwise than was written: then that comes first.
    """
    require_kind("policy", policy, Policy)
    waiting = list(cases)
    require_each("cases", tuple(waiting), BoundaryCase, SubsidyCase, PlanCase)
    for case in waiting:
        if case.notices(policy):
            raise InvalidValue(
                case.name,
                Wording(
                    "基準の判定が事例の記載と異なります",
                    "the policy decides otherwise than is written",
                ),
                Wording(
                    "基準と事例のどちらが正しいか確かめ，先に直してください",
                    "find out which of the two is right, and mend the other first",
                ),
            )
    unnoticed = []
    for slip in one_slip_edits(policy):
        if isinstance(slip.outcome, Policy):
            noticing = next((case for case in waiting if case.notices(slip.outcome)), None)
            if noticing is None:
                unnoticed.append(slip)
            else:
                # Edits of one place follow one another, and what noticed one notices the next.
                waiting.remove(noticing)
                waiting.insert(0, noticing)
    return tuple(unnoticed)
