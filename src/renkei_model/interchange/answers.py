"""Answers as JSON documents: an assessment or a subsidy's range, with all that it rests on.

A document of an answer holds the council whole, the policy's stamp and what was said in short. To
load it is to ask again: the answer is made anew from council and policy, and a document that says
otherwise, or that was answered by another policy, is refused.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

import attrs

from renkei_model.councils import Council
from renkei_model.dates import FiscalYear
from renkei_model.errors import DocumentError, Fault, InvalidValue, UnknownName
from renkei_model.interchange import council_form
from renkei_model.interchange.council_form import PROJECT_FACTS, knowing
from renkei_model.interchange.envelopes import Envelope, parse_document
from renkei_model.interchange.forms import Form
from renkei_model.interchange.kinds import FISCAL_YEAR, NAME, NOT_NEGATIVE, choice
from renkei_model.lifecycle import Assessment, assess
from renkei_model.money import YenRange
from renkei_model.policy import Policy, PolicyStamp
from renkei_model.projects import Project
from renkei_model.provenance import Citation
from renkei_model.subsidies import SubsidyRange, subsidy_range
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

__all__ = [
    "ASSESSMENT",
    "FORM",
    "SUBSIDY_RANGE",
    "AssessmentForm",
    "SubsidyForm",
    "dump_assessment",
    "dump_subsidy_range",
    "load_assessment",
    "load_subsidy_range",
]

_Form = TypeVar("_Form", bound=attrs.AttrsInstance)
_Citations = Mapping[str, Citation] | None

ASSESSMENT: Final = Envelope("assessment")
"""What a policy says of a council on one day."""

SUBSIDY_RANGE: Final = Envelope("subsidy_range")
"""What a council may receive of a subsidy in a fiscal year."""


# --- what is said --------------------------------------------------------------------------------


@attrs.frozen
class Judged:
    """What was said of one requirement, step or ceiling.

    Attributes:
        key: Its key.
        verdict: What was said of it: met, open or unmet.
    """

    key: str
    verdict: Verdict


@attrs.frozen
class Supported:
    """The stages that the evidence supports.

    Attributes:
        surely: The furthest that it surely supports, by key.
        possibly: The furthest that it possibly supports.
    """

    surely: tuple[str, ...]
    possibly: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AssessmentForm:
    """An assessment as it stands in a document.

    Attributes:
        as_of: The day that was judged.
        policy: The policy that it was judged by.
        council: The council, whole.
        recorded: The key of the stage that was recorded; null if none was.
        supported: The stages that the evidence supports.
        transitions: What was said of every step, the next ones first.
        requirements: What was said of every requirement.
    """

    as_of: datetime.date
    policy: PolicyStamp
    council: Council
    recorded: str | None = None
    supported: Supported
    transitions: tuple[Judged, ...]
    requirements: tuple[Judged, ...]


@attrs.frozen
class OtherReading:
    """What the source leaves open about a subsidy.

    Attributes:
        key: Its key.
        ceiling: The ceiling on the other reading; null where nobody can say.
        amount: The amount on the other reading; null where nobody can say.
    """

    key: str
    ceiling: YenRange | None = None
    amount: YenRange | None = None


@attrs.frozen(kw_only=True)
class SubsidyForm:
    """A subsidy's range as it stands in a document.

    Attributes:
        as_of: Nothing after this day was counted.
        policy: The policy that it was computed by.
        council: The council, whole.
        subsidy: The subsidy's key.
        fiscal_year: The fiscal year, by the calendar year in which it begins.
        projects: The council's projects of that year; null if they were not given.
        ceiling: The most that the council may receive.
        amount: What it may receive for its projects.
        requirements: What was said of every requirement on the council.
        ceilings: What was said of every ceiling.
        flags: What the source leaves open.
    """

    as_of: datetime.date
    policy: PolicyStamp
    council: Council
    subsidy: str
    fiscal_year: FiscalYear
    projects: tuple[Project, ...] | None = None
    ceiling: YenRange
    amount: YenRange
    requirements: tuple[Judged, ...]
    ceilings: tuple[Judged, ...]
    flags: tuple[OtherReading, ...] = ()


FORM: Final = Form(
    kinds={
        **council_form.FORM.kinds,
        FiscalYear: FISCAL_YEAR,
        Verdict: choice(
            Wording("判定", "verdict"), {verdict.name.lower(): verdict for verdict in Verdict}
        ),
    },
    classes={
        **council_form.FORM.classes,
        Judged: {},
        Supported: {},
        YenRange: {"least": NOT_NEGATIVE, "most": NOT_NEGATIVE},
        OtherReading: {},
        Project: {"name": NAME, "yes": PROJECT_FACTS, "no": PROJECT_FACTS},
        AssessmentForm: {},
        SubsidyForm: {},
    },
    quick=council_form.FORM.quick,
)
"""What documents of answers look like."""


def _form_of_assessment(answer: Assessment) -> AssessmentForm:
    surely, possibly = (
        tuple(stage.key for stage in stages)
        for stages in (answer.supported.surely, answer.supported.possibly)
    )
    return AssessmentForm(
        as_of=answer.as_of,
        policy=answer.policy.stamp,
        council=answer.council,
        recorded=None if answer.recorded is None else answer.recorded.key,
        supported=Supported(surely, possibly),
        transitions=tuple(Judged(read.transition.key, read.verdict) for read in answer.transitions),
        requirements=tuple(
            Judged(finding.requirement.key, finding.verdict) for finding in answer.findings
        ),
    )


def _form_of_range(answer: SubsidyRange) -> SubsidyForm:
    projects = answer.projects
    return SubsidyForm(
        as_of=answer.as_of,
        policy=answer.policy.stamp,
        council=answer.council,
        subsidy=answer.rule.key,
        fiscal_year=answer.fiscal_year,
        projects=None if projects is None else tuple(read.project for read in projects),
        ceiling=answer.ceiling,
        amount=answer.amount,
        requirements=tuple(
            Judged(finding.requirement.key, finding.verdict) for finding in answer.findings
        ),
        ceilings=tuple(Judged(tier.ceiling.key, tier.verdict) for tier in answer.ceilings),
        flags=tuple(OtherReading(flag.key, flag.ceiling, flag.amount) for flag in answer.flags),
    )


# --- writing -------------------------------------------------------------------------------------


def dump_assessment(answer: Assessment) -> str:
    """Write an assessment as a JSON document; `load_assessment` loads an equal one from it.

    Args:
        answer: The assessment.
    """
    return ASSESSMENT.dump(FORM.write(_form_of_assessment(answer)))


def dump_subsidy_range(answer: SubsidyRange) -> str:
    """Write a subsidy's range as a JSON document; `load_subsidy_range` loads an equal one from it.

    Args:
        answer: What a council may receive of a subsidy.
    """
    return SUBSIDY_RANGE.dump(FORM.write(_form_of_range(answer)))


# --- reading -------------------------------------------------------------------------------------


def load_assessment(
    text: str | bytes, policy: Policy, citations: _Citations = None, document: str = ""
) -> Assessment:
    """Load an assessment, made anew from its council by the policy.

    Args:
        text: The document, as `dump_assessment` writes it.
        policy: The policy that it was judged by.
        citations: The statements that records may cite, by id; see `load_council`.
        document: Its name, for errors.

    Raises:
        DocumentError: If it cannot be loaded, was judged by another policy, or says otherwise than
            the policy; with every fault by its path.
    """
    form = _load(ASSESSMENT, text, AssessmentForm, _Context(policy, citations, document))
    with _told_of(ASSESSMENT, document):
        answer = assess(form.council, policy, form.as_of)
    _require_same(ASSESSMENT, form, _form_of_assessment(answer), document)
    return answer


def load_subsidy_range(
    text: str | bytes, policy: Policy, citations: _Citations = None, document: str = ""
) -> SubsidyRange:
    """Load a subsidy's range, computed anew from its council by the policy.

    Args:
        text: The document, as `dump_subsidy_range` writes it.
        policy: The policy that it was computed by.
        citations: The statements that records may cite, by id; see `load_council`.
        document: Its name, for errors.

    Raises:
        DocumentError: If it cannot be loaded, was computed by another policy, or says otherwise
            than the policy; with every fault by its path.
    """
    form = _load(SUBSIDY_RANGE, text, SubsidyForm, _Context(policy, citations, document))
    with _told_of(SUBSIDY_RANGE, document):
        answer = subsidy_range(
            form.council,
            policy,
            form.subsidy,
            form.fiscal_year,
            form.as_of,
            projects=form.projects,
        )
    _require_same(SUBSIDY_RANGE, form, _form_of_range(answer), document)
    return answer


@attrs.frozen
class _Context:
    """By what a document is read."""

    policy: Policy
    citations: _Citations
    document: str


def _load(envelope: Envelope, text: str | bytes, kind: type[_Form], context: _Context) -> _Form:
    policy, name = context.policy, envelope.named(context.document)
    plain, repeated = parse_document(text, name)
    # Its facts are those of its policy: by another one, everything in it would be wrong.
    stamp = _stamp_in(plain, envelope)
    if stamp is not None:
        _require_policy(envelope, stamp, policy, name)
    parts = None if policy.plan_rule is None else policy.plan_rule.parts
    with knowing(policy.facts, context.citations, parts, policy.project_facts):
        return envelope.read(plain, FORM, kind, name, repeated)


def _stamp_in(plain: object, envelope: Envelope) -> PolicyStamp | None:
    match plain:
        case {envelope.subject: {"policy": dict(stamp)}} if _is_stamp(stamp):
            return PolicyStamp(**stamp)
        case _:
            return None


def _is_stamp(plain: dict[str, object]) -> bool:
    """Tell whether an object is a stamp; anything else is told where the whole form is read."""
    return set(plain) == _OF_A_STAMP and all(isinstance(each, str) for each in plain.values())


_OF_A_STAMP: Final = {field.name for field in attrs.fields(PolicyStamp)}


@contextlib.contextmanager
def _told_of(envelope: Envelope, document: str) -> Iterator[None]:
    """Say of the document what the policy says of a question that cannot be asked."""
    try:
        yield
    except (InvalidValue, UnknownName) as error:
        said = Wording(error.explain("ja").rstrip("。"), error.explain("en").rstrip("."))
        fault = Fault(Wording.same(f"$.{envelope.subject}"), said)
        raise DocumentError(envelope.named(document), (fault,)) from None


def _require_policy(envelope: Envelope, stamp: PolicyStamp, policy: Policy, document: str) -> None:
    if stamp == policy.stamp:
        return
    fault = Fault(
        Wording.same(f"$.{envelope.subject}.policy"),
        Wording(
            f"{stamp} による答えであり，{policy.stamp} によるものではありません",
            f"it was answered by {stamp}, not by {policy.stamp}",
        ),
        Wording(
            "その基準で読み込むか，この基準であらためて尋ねてください",
            "load it with that policy, or ask this one anew",
        ),
        found=str(stamp),
    )
    raise DocumentError(document, (fault,))


def _require_same(envelope: Envelope, told: _Form, anew: _Form, document: str) -> None:
    faults = tuple(
        Fault(
            Wording.same(f"$.{envelope.subject}.{field.name}"),
            Wording(
                "協議会の記録から基準が読み取るものと異なります",
                "it is not what the policy reads in the council's records",
            ),
            Wording(
                "書き換えられていないか確かめ，あらためて書き出してください",
                "check whether it was altered, and write it again",
            ),
        )
        for field in attrs.fields(type(told))
        if getattr(told, field.name) != getattr(anew, field.name)
    )
    if faults:
        raise DocumentError(envelope.named(document), faults)
