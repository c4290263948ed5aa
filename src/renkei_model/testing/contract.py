"""What every policy keeps: a class of tests for a city's own tests to inherit."""

from __future__ import annotations

import datetime
import unittest
from collections.abc import Callable, Sequence
from typing import ClassVar

import attrs
import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from renkei_model.checks import require_each, require_kind
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.lifecycle import judge_transition
from renkei_model.policy import Policy
from renkei_model.slips import BoundaryCase, Case, PlanCase, SubsidyCase, unnoticed_edits
from renkei_model.testing import laws
from renkei_model.testing.dating import days, narrower, spans
from renkei_model.testing.document_texts import documents
from renkei_model.testing.drawing import one_of
from renkei_model.testing.filing import completeness, records
from renkei_model.testing.laws.holding import hold, stage_of
from renkei_model.testing.lifecycles import lifecycle_machine
from renkei_model.testing.living import councils, filed_for, histories
from renkei_model.wording import Wording

__all__ = ["PolicyContract"]


@st.composite
def _lives(draw: st.DrawFn, policy: Policy) -> Council:
    """Draw a council that took steps one by one, or none, or with one thing wrong."""
    how = draw(st.sampled_from(["walked", "recorded", "spoilt"]))
    if how == "recorded":
        return draw(councils(policy))
    return draw(histories(policy, legal=how == "walked"))


@st.composite
def _lives_and_days(draw: st.DrawFn, policy: Policy) -> tuple[Council, datetime.date]:
    """Draw a council and a day on which it may mostly go on, for some ways with all that it needs.

    Few ways would be open if nobody filed what is missing.
    """
    council, on = draw(_lives(policy)), draw(days())
    if one_of(draw, [True, True, False]):
        on = max([on, *(change.on.last for change in council.history)])
        here = stage_of(council, policy)
        for way in policy.transitions:
            if way.source == here and draw(st.booleans()):
                missing = judge_transition(council, policy, way, on).missing
                council = council.add(*(e for found in missing for e in filed_for(found.leaf, on)))
    return council, on


def _drawn_by(test: object) -> Callable[..., None] | None:
    """Give what a test does with what Hypothesis draws; None where it draws nothing."""
    return getattr(getattr(test, "hypothesis", None), "inner_test", None)


class PolicyContract:
    """The tests of a policy: inherit them, and say of which policy.

    Each test draws councils under the policy by Hypothesis and holds one law of
    `renkei_model.testing.laws` against them. pytest collects the tests of a subclass whose name
    begins with `Test`; with `unittest.TestCase` as a second base, unittest does.

    Attributes:
        policy: The policy.
        cases: Boundary cases, written by somebody who knows; every slip of the pen in the policy
            must be noticed by one of them. Without any, the tests of them are skipped.
        settings: How Hypothesis runs the tests; as its profile says when None.

    Example:
        >>> from renkei_model import kochi
        >>> class TestKochi(PolicyContract):
        ...     policy = kochi.POLICY
        >>> TestKochi().test_verdicts_are_exact()
    """

    policy: ClassVar[Policy]
    cases: ClassVar[Sequence[Case]] = ()
    settings: ClassVar[hypothesis.settings | None] = None

    def __init_subclass__(cls) -> None:
        """Give a subclass drawing tests of its own, so that each keeps its own examples.

        Raises:
            InvalidValue: If what it sets is of another kind.
        """
        super().__init_subclass__()
        if "policy" in vars(cls):
            require_kind(f"{cls.__name__}.policy", cls.policy, Policy)
        cls.cases = tuple(cls.cases)
        require_each(f"{cls.__name__}.cases", cls.cases, BoundaryCase, SubsidyCase, PlanCase)
        for name, test in vars(PolicyContract).items():
            inner = _drawn_by(test)
            if inner is not None and _drawn_by(getattr(cls, name)) is inner:
                drawing = hypothesis.given(data=st.data())(inner)
                setattr(cls, name, cls.settings(drawing) if cls.settings else drawing)

    # --- evidence --------------------------------------------------------------------------------

    @hypothesis.given(data=st.data())
    def test_more_evidence_never_hurts(self, data: st.DataObject) -> None:
        """Filing a record makes no requirement of a step of progress less met."""
        council, on = self._council_and_day(data)
        record = data.draw(records(self.policy.facts), label="record")
        laws.more_evidence_never_hurts(council, self.policy, on, record)

    @hypothesis.given(data=st.data())
    def test_completeness_only_decides(self, data: st.DataObject) -> None:
        """Saying that nothing else happened leaves every decided verdict as it is."""
        council, on = self._council_and_day(data)
        statement = data.draw(completeness(self.policy.facts), label="statement")
        laws.completeness_only_decides(council, self.policy, on, statement)

    @hypothesis.given(data=st.data())
    def test_exact_dates_only_decide(self, data: st.DataObject) -> None:
        """A record dated more exactly leaves every decided verdict as it is."""
        council, on = self._council_and_day(data)
        vague = data.draw(records(self.policy.facts, spans()), label="vague")
        exact = attrs.evolve(vague, on=data.draw(narrower(vague.on), label="exact"))
        laws.exact_dates_only_decide(council, self.policy, on, vague, exact)

    @hypothesis.given(data=st.data())
    def test_the_order_of_records_decides_nothing(self, data: st.DataObject) -> None:
        """A ledger sorted otherwise gives the same verdicts."""
        council, on = self._council_and_day(data)
        laws.the_order_of_records_decides_nothing(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_records_to_come_do_not_count(self, data: st.DataObject) -> None:
        """What is dated after the day that is judged changes no verdict."""
        council, on = self._council_and_day(data)
        laws.records_to_come_do_not_count(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_time_takes_nothing_back(self, data: st.DataObject) -> None:
        """What is counted from the beginning, once met, stays met."""
        council, on = self._council_and_day(data)
        earlier, later = sorted([on, data.draw(days(), label="other day")])
        laws.time_takes_nothing_back(council, self.policy, earlier, later)

    @hypothesis.given(data=st.data())
    def test_verdicts_are_exact(self, data: st.DataObject) -> None:
        """A verdict is what trying everything that is not recorded comes to."""
        few = councils(self.policy, when=days().map(Span.day) | spans(), most=3)
        council = data.draw(few, label="council")
        laws.verdicts_are_exact(council, self.policy, data.draw(days(), label="on"))

    # --- readings --------------------------------------------------------------------------------

    @hypothesis.given(data=st.data())
    def test_nothing_is_missing_exactly_when_met(self, data: st.DataObject) -> None:
        """A requirement that is not met names something missing, and a met one nothing."""
        council, on = self._council_and_day(data)
        laws.nothing_is_missing_exactly_when_met(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_findings_tell_what_is_missing(self, data: st.DataObject) -> None:
        """What is missing is not met by itself, and comes with what to do about it."""
        council, on = self._council_and_day(data)
        laws.findings_tell_what_is_missing(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_findings_rest_on_their_records(self, data: st.DataObject) -> None:
        """Without the records that a finding does not name its verdict is the same."""
        council, on = self._council_and_day(data)
        laws.findings_rest_on_their_records(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_explanations_leave_nothing_out(self, data: st.DataObject) -> None:
        """Both languages tell what is asked, where it comes from and what is missing."""
        council, on = self._council_and_day(data)
        laws.explanations_leave_nothing_out(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_assessments_read_every_step(self, data: st.DataObject) -> None:
        """An assessment reads each transition once, as it is judged by itself."""
        council, on = self._council_and_day(data)
        laws.assessments_read_every_step(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_surely_leads_to_possibly(self, data: st.DataObject) -> None:
        """Both ends of what evidence supports are there, and in order."""
        council, on = self._council_and_day(data)
        laws.surely_leads_to_possibly(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_timelines_give_dates_of_records(self, data: st.DataObject) -> None:
        """A timeline prints no day that nobody recorded."""
        council = data.draw(_lives(self.policy), label="council")
        laws.timelines_give_dates_of_records(council, self.policy)

    @hypothesis.given(data=st.data())
    def test_columns_equal_scalars(self, data: st.DataObject) -> None:
        """Many councils judged as arrays have the verdicts that each has by itself."""
        several = data.draw(st.lists(_lives(self.policy), max_size=3), label="councils")
        laws.columns_equal_scalars(several, self.policy, data.draw(days(), label="on"))

    # --- steps -----------------------------------------------------------------------------------

    @hypothesis.given(data=st.data())
    def test_advance_follows_the_verdicts(self, data: st.DataObject) -> None:
        """Advancing takes the only way that is met, and is refused where it is not the only."""
        council, on = self._council_and_day(data)
        laws.advance_follows_the_verdicts(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_may_tells_what_take_does(self, data: st.DataObject) -> None:
        """What may be taken can be taken, and nothing else."""
        council, on = self._council_and_day(data)
        laws.may_tells_what_take_does(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_a_step_only_adds_itself(self, data: st.DataObject) -> None:
        """A step leaves ledger and earlier steps as they were, and rests on sure records."""
        council, on = self._council_and_day(data)
        laws.a_step_only_adds_itself(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_filing_what_is_missing_opens_the_step(self, data: st.DataObject) -> None:
        """A refusal is complete: what it lists, filed that day, opens the step."""
        council, on = self._council_and_day(data)
        laws.filing_what_is_missing_opens_the_step(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_replay_is_the_fold_of_advance(self, data: st.DataObject) -> None:
        """Recorded steps are legal exactly when taking them one by one gives the same."""
        council = data.draw(_lives(self.policy), label="council")
        laws.replay_is_the_fold_of_advance(council, self.policy)

    @hypothesis.given(data=st.data())
    def test_what_is_due_must_and_may_be_taken(self, data: st.DataObject) -> None:
        """An assessment calls due exactly those duties that may be taken."""
        council, on = self._council_and_day(data)
        laws.what_is_due_must_and_may_be_taken(council, self.policy, on)

    @hypothesis.given(data=st.data())
    def test_the_machine_takes_the_steps_of_the_value(self, data: st.DataObject) -> None:
        """A living council takes and refuses each step as the value does."""
        council, on = self._council_and_day(data)
        laws.machine_agrees(council, self.policy, on)

    def test_the_machine_lives_the_life_of_the_value(self) -> None:
        """Whatever happens to a council, a living one and the value cannot be told apart."""
        health = list(hypothesis.HealthCheck)
        base = self.settings or hypothesis.settings()
        run = hypothesis.settings(base, stateful_step_count=20, suppress_health_check=health)
        run_state_machine_as_test(lifecycle_machine(self.policy), settings=run)

    # --- documents and copies --------------------------------------------------------------------

    @hypothesis.given(data=st.data())
    def test_load_after_dump_is_identity(self, data: st.DataObject) -> None:
        """The policy and its councils are loaded from their documents as they were."""
        council = data.draw(_lives(self.policy), label="council")
        laws.load_after_dump_is_identity(council, self.policy)

    @hypothesis.given(data=st.data())
    def test_documents_are_loaded_or_refused_in_words(self, data: st.DataObject) -> None:
        """A document with one part changed is loaded, or refused with the place of every fault."""
        document = data.draw(documents(self.policy, changed=True), label="document")
        laws.documents_are_loaded_or_refused_in_words(document)

    @hypothesis.given(data=st.data())
    def test_copies_are_the_same(self, data: st.DataObject) -> None:
        """The policy and its councils are equal to their copies."""
        council = data.draw(_lives(self.policy), label="council")
        laws.copies_are_the_same(council, self.policy)

    # --- cases -----------------------------------------------------------------------------------

    def test_every_case_is_decided_as_it_was_written(self) -> None:
        """What the cases expect of a council is what the policy says."""
        law = Wording("基準は，事例のとおりに判定する", "the policy decides the cases as written")
        for case in self._cases():
            found = Wording(f"事例「{case.name}」が異なります", f"the case “{case.name}” differs")
            hold(not case.notices(self.policy), law, found)

    def test_every_slip_of_the_pen_is_noticed(self) -> None:
        """No number, name or word of the policy can change without a case that says so."""
        law = Wording(
            "書き誤りには，どれかの事例が気付く", "some case notices every slip of the pen"
        )
        slips = unnoticed_edits(self.policy, self._cases())
        texts = Wording(*("; ".join(slip.text(each) for slip in slips) for each in ("ja", "en")))
        hold(slips == (), law, texts)

    def _cases(self) -> Sequence[Case]:
        if not self.cases:
            reason = "事例がありません。cases に書いてください / no cases: set `cases`"
            raise unittest.SkipTest(reason)
        return self.cases

    def _council_and_day(self, data: st.DataObject) -> tuple[Council, datetime.date]:
        return data.draw(_lives_and_days(self.policy), label="council and day")
