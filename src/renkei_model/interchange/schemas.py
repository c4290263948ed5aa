"""The JSON Schema of every document, made of what its loader reads.

A schema knows shapes, and the loader knows meanings: that a date is in the calendar, that a key is
one of those declared, that a policy is sound. What a schema refuses the loader refuses too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from renkei_model.councils import Council, StageChange
from renkei_model.errors import UnknownName
from renkei_model.interchange import answers, council_form, policy_form
from renkei_model.interchange.answers import ASSESSMENT, SUBSIDY_RANGE
from renkei_model.interchange.documents import COUNCIL, COUNCILS, HISTORY, LEDGER, PLANS
from renkei_model.interchange.envelopes import Envelope
from renkei_model.interchange.forms import Form
from renkei_model.interchange.policies import POLICY
from renkei_model.ledgers import Ledger
from renkei_model.wording import Wording, nearest_names

__all__ = ["SUBJECTS", "json_schema", "schema_name"]

_DOCUMENTS: Final[Mapping[str, tuple[Envelope, Form, Any]]] = {
    envelope.subject: (envelope, form, kind)
    for envelope, form, kind in (
        (COUNCIL, council_form.FORM, Council),
        (COUNCILS, council_form.FORM, tuple[Council, ...]),
        (LEDGER, council_form.FORM, Ledger),
        (PLANS, council_form.FORM, council_form.PlanList),
        (HISTORY, council_form.FORM, tuple[StageChange, ...]),
        (ASSESSMENT, answers.FORM, answers.AssessmentForm),
        (SUBSIDY_RANGE, answers.FORM, answers.SubsidyForm),
        (POLICY, policy_form.FORM, policy_form.PolicyForm),
    )
}

SUBJECTS: Final = tuple(_DOCUMENTS)
"""What there are documents of."""


def json_schema(subject: str) -> dict[str, object]:
    """Give the JSON Schema of the documents of a subject, of the newest version.

    Args:
        subject: What they are of, such as `"policy"`.

    Raises:
        UnknownName: If there are no such documents.
    """
    if subject not in _DOCUMENTS:
        raise UnknownName(
            Wording("文書の種類", "kind of document"), subject, nearest_names(subject, SUBJECTS)
        )
    envelope, form, kind = _DOCUMENTS[subject]
    return envelope.schema(form.schema(kind))


def schema_name(subject: str) -> str:
    """Give the file name of a schema: `policy-1.schema.json`."""
    return f"{subject}-{_DOCUMENTS[subject][0].version}.schema.json"
