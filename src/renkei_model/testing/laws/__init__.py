"""The laws of the library as functions: what holds of any policy and any council under it.

Each takes values, draws nothing and returns nothing. Where it does not hold it raises `LawBroken`,
an `AssertionError` of one sentence in Japanese and English. `PolicyContract` tests all of them.
"""

from renkei_model.testing.laws.documents import (
    copies_are_the_same,
    documents_are_loaded_or_refused_in_words,
    load_after_dump_is_identity,
)
from renkei_model.testing.laws.evidence import (
    completeness_only_decides,
    exact_dates_only_decide,
    more_evidence_never_hurts,
    records_to_come_do_not_count,
    the_order_of_records_decides_nothing,
    time_takes_nothing_back,
    verdicts_are_exact,
)
from renkei_model.testing.laws.readings import (
    assessments_read_every_step,
    columns_equal_scalars,
    explanations_leave_nothing_out,
    findings_rest_on_their_records,
    findings_tell_what_is_missing,
    nothing_is_missing_exactly_when_met,
    surely_leads_to_possibly,
    timelines_give_dates_of_records,
)
from renkei_model.testing.laws.steps import (
    a_step_only_adds_itself,
    advance_follows_the_verdicts,
    filing_what_is_missing_opens_the_step,
    machine_agrees,
    may_tells_what_take_does,
    replay_is_the_fold_of_advance,
    what_is_due_must_and_may_be_taken,
)

__all__ = [
    "a_step_only_adds_itself",
    "advance_follows_the_verdicts",
    "assessments_read_every_step",
    "columns_equal_scalars",
    "completeness_only_decides",
    "copies_are_the_same",
    "documents_are_loaded_or_refused_in_words",
    "exact_dates_only_decide",
    "explanations_leave_nothing_out",
    "filing_what_is_missing_opens_the_step",
    "findings_rest_on_their_records",
    "findings_tell_what_is_missing",
    "load_after_dump_is_identity",
    "machine_agrees",
    "may_tells_what_take_does",
    "more_evidence_never_hurts",
    "nothing_is_missing_exactly_when_met",
    "records_to_come_do_not_count",
    "replay_is_the_fold_of_advance",
    "surely_leads_to_possibly",
    "the_order_of_records_decides_nothing",
    "time_takes_nothing_back",
    "timelines_give_dates_of_records",
    "verdicts_are_exact",
    "what_is_due_must_and_may_be_taken",
]
