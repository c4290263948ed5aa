"""What two policies only say otherwise: names, evidence, bases, sources. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from renkei_model.conditions import Unspecified, leaves
from renkei_model.facts import Fact, FactKind
from renkei_model.plan_rules import PlanRule
from renkei_model.policy import Policy
from renkei_model.provenance import Basis, Source
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import Ceiling, OtherCeilings, SubsidyRule
from renkei_model.wording import Wording

__all__ = ["NOTHING", "TextDifference", "meaning_of", "texts_of"]

NOTHING: Final = Wording.same("")
"""What the one policy says of something that only the other has."""


@attrs.frozen
class TextDifference:
    """Something that is said otherwise, or rests on something else, and decides nothing.

    Attributes:
        place: Where it stands, such as `requirements.founded.basis`.
        before: What the one policy says; empty if nothing.
        after: What the other says; empty if nothing.
    """

    place: str
    before: Wording
    after: Wording

    @property
    def where(self) -> Wording:
        """Where it stands, in words."""
        root, key, field = [*self.place.split("."), "", ""][:3]
        kind, part = _KINDS[root], _PARTS[field]
        if not key or root == "sources":
            return Wording(f"{kind.ja} {key}".rstrip(), f"{kind.en} {key}".rstrip())
        return Wording(f"{kind.ja} {key} の{part.ja}", f"{part.en} of the {kind.en} {key}")


_KINDS: Final = {
    "title": Wording("題名", "title"),
    "jurisdiction": Wording("自治体", "jurisdiction"),
    "published": Wording("公表日", "date of publication"),
    "sources": Wording("出典", "source"),
    "facts": Wording("事実", "fact"),
    "stages": Wording("段階", "stage"),
    "transitions": Wording("移行", "step"),
    "requirements": Wording("要件", "requirement"),
}
_PARTS: Final = {
    "": Wording("文言", "wording"),
    "evidence": Wording("根拠資料の例", "papers"),
    "unit": Wording("単位", "unit"),
    "basis": Wording("根拠", "basis"),
    "kind": Wording("種類と数え方", "kind and counting"),
    "reason": Wording("定めのないところ", "open part"),
}


def texts_of(before: Policy, after: Policy, read: frozenset[str]) -> Iterator[TextDifference]:
    """Tell what two policies only say otherwise, by its place.

    Facts and sources that only one has are told too, for they belong to no stage or step. What is
    said of a stage, step or requirement that only one has is told with it.

    Args:
        before: The one policy.
        after: The other.
        read: The keys of the facts whose meaning decides something, and is told elsewhere.
    """
    ours, theirs = (dict(_said(policy, read)) for policy in (before, after))
    for place in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(place, NOTHING), theirs.get(place, NOTHING)
        in_both = place in ours and place in theirs
        root, *deeper = place.split(".")
        alone = root in {"facts", "sources"} and len(deeper) == 1
        if one != other and (in_both or alone):
            yield TextDifference(place, one, other)


_TIMES: Final = Wording("件", "times")


def _said(policy: Policy, read: frozenset[str]) -> Iterator[tuple[str, Wording]]:
    yield "title", policy.title
    yield "jurisdiction", policy.jurisdiction
    yield "published", Wording(policy.published.text("ja"), policy.published.text("en"))
    for source in policy.sources:
        yield f"sources.{source.key}", _source_text(source)
    for fact in policy.facts:
        yield f"facts.{fact.key}", fact.wording
        yield f"facts.{fact.key}.evidence", fact.evidence
        yield f"facts.{fact.key}.unit", fact.unit or _TIMES
        yield f"facts.{fact.key}.basis", _basis_text(fact.basis)
        if fact.key not in read:
            yield f"facts.{fact.key}.kind", meaning_of(fact)
    for stage in policy.stages:
        yield f"stages.{stage.key}", stage.wording
        yield f"stages.{stage.key}.basis", _basis_text(stage.basis)
    for way in policy.transitions:
        yield f"transitions.{way.key}.basis", _basis_text(way.basis)
    for rule in policy.subsidies:
        yield from _said_of_subsidy(rule)
    if policy.plan_rule is not None:
        yield from _said_of_plans(policy.plan_rule)
    granted = (
        need
        for rule in policy.subsidies
        for need in (*rule.council_requirements, *rule.project_requirements)
    )
    for need in dict.fromkeys((*policy.requirements, *granted)):
        yield f"requirements.{need.key}", need.wording
        yield f"requirements.{need.key}.basis", _basis_text(need.basis)
        yield f"requirements.{need.key}.reason", _reasons(need)


def _said_of_subsidy(rule: SubsidyRule) -> Iterator[tuple[str, Wording]]:
    place = f"subsidies.{rule.key}"
    yield place, rule.wording
    yield f"{place}.basis", _basis_text(rule.basis)
    yield from _said_of_ceilings(place, rule.ceilings)
    yield from _said_of_totals(place, rule)
    for fact in rule.project_facts:
        yield f"{place}.{fact.key}", fact.wording
        yield f"{place}.{fact.key}.evidence", fact.evidence
        yield f"{place}.{fact.key}.basis", _basis_text(fact.basis)
        if fact not in rule.project_facts_counted:
            yield f"{place}.{fact.key}.kind", meaning_of(fact)
    for question in rule.questions:
        at = f"{place}.{question.key}"
        yield at, question.wording
        yield f"{at}.basis", _basis_text(question.basis)
        if isinstance(question.alternative, OtherCeilings):
            yield from _said_of_ceilings(at, question.alternative.ceilings)


def _said_of_totals(place: str, rule: SubsidyRule) -> Iterator[tuple[str, Wording]]:
    for limit in rule.totals:
        yield f"{place}.{limit.key}", limit.wording
        yield f"{place}.{limit.key}.basis", _basis_text(limit.basis)


def _said_of_ceilings(place: str, ceilings: Iterable[Ceiling]) -> Iterator[tuple[str, Wording]]:
    for ceiling in ceilings:
        at = f"{place}.{ceiling.key}"
        yield at, ceiling.wording
        for number, amount in enumerate(ceiling.amounts, start=1):
            told = amount.published
            yield f"{at}.{number}.published", Wording(told.text("ja"), told.text("en"))
            yield f"{at}.{number}.basis", _basis_text(amount.basis)


def _said_of_plans(rule: PlanRule) -> Iterator[tuple[str, Wording]]:
    for part in rule.parts:
        yield f"plan_rule.{part.key}", part.wording
        yield f"plan_rule.{part.key}.basis", _basis_text(part.basis)
    yield "plan_rule.years.basis", _basis_text(rule.years_basis)
    if rule.soft_basis is not None:
        yield "plan_rule.soft_share.basis", _basis_text(rule.soft_basis)


def meaning_of(fact: Fact) -> Wording:
    """Say what kind of thing a fact is, and how it is counted."""
    kind = {
        FactKind.EVENT: Wording("出来事", "an event"),
        FactKind.DETERMINATION: Wording("確認や認定", "a determination"),
    }[fact.kind]
    if fact.distinct:
        return Wording(f"{kind.ja}（重複を除いて数える）", f"{kind.en}, counted by different items")
    return Wording(f"{kind.ja}（件数で数える）", f"{kind.en}, counted by records")


def _source_text(source: Source) -> Wording:
    return Wording(
        f"{source.title.ja}（{source.publisher.ja}，{source.published.text('ja')}）",
        f"{source.title.en} ({source.publisher.en}, {source.published.text('en')})",
    )


def _basis_text(basis: Basis) -> Wording:
    return Wording(basis.text("ja"), basis.text("en"))


def _reasons(need: Requirement) -> Wording:
    """Say what the source leaves out of a requirement."""
    reasons = [leaf.reason for leaf in leaves(need.condition) if isinstance(leaf, Unspecified)]
    return Wording(
        "，".join(reason.ja for reason in reasons), "; ".join(reason.en for reason in reasons)
    )
