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
from renkei_model.supports import Support
from renkei_model.wording import Wording, listed

__all__ = ["NOTHING", "TextDifference", "meaning_of", "texts_of"]

NOTHING: Final = Wording.same("")
"""What the one policy says of something that only the other has."""


@attrs.frozen
class TextDifference:
    """Something that is said otherwise, or rests on something else, and decides nothing.

    Attributes:
        place: Where it stands, such as `requirements.founded.basis`.
        where: Where it stands, in words.
        before: What the one policy says; empty if nothing.
        after: What the other says; empty if nothing.
    """

    place: str
    where: Wording
    before: Wording
    after: Wording


def texts_of(before: Policy, after: Policy, read: frozenset[str]) -> Iterator[TextDifference]:
    """Tell what two policies only say otherwise, by its place.

    Facts, sources and supports that only one has are told too, for they belong to no stage or step.
    What is said of a stage, step, requirement or subsidy that only one has is told with it.

    Args:
        before: The one policy.
        after: The other.
        read: The keys of the facts whose meaning decides something, and is told elsewhere.
    """
    ours, theirs = (
        {(said.place, said.where): said for said in _said(policy, read)}
        for policy in (before, after)
    )
    for at, said in {**ours, **theirs}.items():
        sides = [side[at].text if at in side else NOTHING for side in (ours, theirs)]
        if sides[0] != sides[1] and (said.alone or (at in ours and at in theirs)):
            yield TextDifference(said.place, said.where, *sides)


_TIMES: Final = Wording("件", "times")


@attrs.frozen
class _Said:
    """What a policy says in one place, and that place in words.

    Two places that are named by one key, such as a ceiling and a question, differ in words.

    Attributes:
        place: The place, by keys.
        where: The place, in words.
        text: What is said there.
        alone: Whether it is told too where only one policy says anything there.
    """

    place: str
    where: Wording
    text: Wording
    alone: bool = False


@attrs.frozen
class _Place:
    """A thing that a policy says something of: by its keys, and in words."""

    place: str
    words: Wording

    def inside(self, key: str, kind: Wording) -> _Place:
        """Give something in it, by its own key."""
        words = Wording(
            f"{self.words.ja} の{kind.ja} {key}", f"{kind.en} {key} of the {self.words.en}"
        )
        return _Place(f"{self.place}.{key}", words)

    def says(self, text: Wording, part: str = "", *, alone: bool = False) -> _Said:
        """Give what is said of it: its wording, or what stands in one of its parts."""
        said, words = _PARTS[part], self.words
        where = Wording(f"{words.ja} の{said.ja}", f"{said.en} of the {words.en}")
        return _Said(f"{self.place}.{part}" if part else self.place, where, text, alone)


_SaidOf = Iterator[_Said]


def _thing(root: str, key: str, kind: Wording) -> _Place:
    return _Place(f"{root}.{key}", Wording(f"{kind.ja} {key}", f"{kind.en} {key}"))


_FACT: Final = Wording("事実", "fact")
_REQUIREMENT: Final = Wording("要件", "requirement")
_CEILING: Final = Wording("上限額", "ceiling")
_AMOUNT: Final = Wording("金額", "amount")
_TOTAL: Final = Wording("総額の上限", "limit over several years")
_ROLE: Final = Wording("役割", "role")

_PARTS: Final = {
    "": Wording("文言", "wording"),
    "evidence": Wording("根拠資料の例", "papers"),
    "unit": Wording("単位", "unit"),
    "basis": Wording("根拠", "basis"),
    "kind": Wording("種類と数え方", "kind and counting"),
    "reason": Wording("定めのないところ", "open part"),
    "published": Wording("公表日", "date of publication"),
    "invitation": Wording("案内", "invitation"),
    "reading": Wording("読み方の根拠", "basis of the reading"),
    "helps_with": Wording("役立つ事実", "facts that it helps with"),
}


def _said(policy: Policy, read: frozenset[str]) -> _SaidOf:
    yield _Said("title", Wording("題名", "title"), policy.title)
    yield _Said("jurisdiction", Wording("自治体", "jurisdiction"), policy.jurisdiction)
    published = Wording(policy.published.text("ja"), policy.published.text("en"))
    yield _Said("published", Wording("公表日", "date of publication"), published)
    for source in policy.sources:
        at = _thing("sources", source.key, Wording("出典", "source"))
        yield _Said(at.place, at.words, _source_text(source), alone=True)
    for fact in policy.facts:
        at, decides = _thing("facts", fact.key, _FACT), fact.key in read
        yield from _said_of_fact(at, fact, decides=decides, alone=True)
    for stage in policy.stages:
        at = _thing("stages", stage.key, Wording("段階", "stage"))
        yield at.says(stage.wording)
        yield at.says(_basis_text(stage.basis), "basis")
    for way in policy.transitions:
        at = _thing("transitions", way.key, Wording("移行", "step"))
        yield at.says(_basis_text(way.basis), "basis")
    for rule in policy.subsidies:
        yield from _said_of_subsidy(rule)
    if policy.plan_rule is not None:
        yield from _said_of_plans(policy.plan_rule)
    for support in policy.supports:
        yield from _said_of_support(support)
    # A requirement is declared where it is asked, and its equal copies may be worded otherwise.
    copies: dict[Requirement, list[Requirement]] = {}
    for need in _wherever_asked(policy):
        copies.setdefault(need, []).append(need)
    for need, alike in copies.items():
        at = _thing("requirements", need.key, _REQUIREMENT)
        yield at.says(_each_once(each.wording for each in alike))
        yield at.says(_each_once(_basis_text(each.basis) for each in alike), "basis")
        yield at.says(_each_once(map(_reasons, alike)), "reason")


def _wherever_asked(policy: Policy) -> Iterator[Requirement]:
    for way in policy.transitions:
        yield from way.requirements
    for rule in policy.subsidies:
        yield from rule.requirements
        for ceiling in rule.every_ceiling:
            yield from ceiling.requirements
        yield from rule.project_requirements


def _each_once(texts: Iterable[Wording]) -> Wording:
    return listed(dict.fromkeys(texts))


def _said_of_fact(at: _Place, fact: Fact, *, decides: bool, alone: bool = False) -> _SaidOf:
    yield at.says(fact.wording, alone=alone)
    yield at.says(fact.evidence, "evidence")
    yield at.says(fact.unit or _TIMES, "unit")
    yield at.says(_basis_text(fact.basis), "basis")
    if not decides:
        yield at.says(meaning_of(fact), "kind")


def _said_of_subsidy(rule: SubsidyRule) -> _SaidOf:
    at = _thing("subsidies", rule.key, Wording("補助金", "subsidy"))
    yield at.says(rule.wording)
    yield at.says(_basis_text(rule.basis), "basis")
    yield from _said_of_ceilings(at, rule.ceilings)
    yield from _said_of_totals(at, rule)
    for fact in rule.project_facts:
        decides = fact in rule.project_facts_counted
        asked = at.inside(fact.key, Wording("事業の事実", "project fact"))
        yield from _said_of_fact(asked, fact, decides=decides)
    for question in rule.questions:
        asked = at.inside(question.key, Wording("論点", "question"))
        yield asked.says(question.wording)
        yield asked.says(_basis_text(question.basis), "basis")
        if isinstance(question.alternative, OtherCeilings):
            yield from _said_of_ceilings(asked, question.alternative.ceilings)


def _said_of_totals(at: _Place, rule: SubsidyRule) -> _SaidOf:
    for limit in rule.totals:
        total = at.inside(limit.key, _TOTAL)
        yield total.says(limit.wording)
        yield total.says(_basis_text(limit.basis), "basis")


def _said_of_ceilings(at: _Place, ceilings: Iterable[Ceiling]) -> _SaidOf:
    for ceiling in ceilings:
        tier = at.inside(ceiling.key, _CEILING)
        yield tier.says(ceiling.wording)
        for number, amount in enumerate(ceiling.amounts, start=1):
            told, each = amount.published, tier.inside(str(number), _AMOUNT)
            yield each.says(Wording(told.text("ja"), told.text("en")), "published")
            yield each.says(_basis_text(amount.basis), "basis")


def _said_of_plans(rule: PlanRule) -> _SaidOf:
    for part in rule.parts:
        at = _thing("plan_rule", part.key, Wording("計画の内容", "part of a plan"))
        yield at.says(part.wording)
        yield at.says(_basis_text(part.basis), "basis")
    years = _Place("plan_rule.years", Wording("計画期間", "years of a plan"))
    yield years.says(_basis_text(rule.years_basis), "basis")
    if rule.soft_basis is not None:
        share = Wording("ソフト事業の割合", "share of soft projects")
        at = _Place("plan_rule.soft_share", share)
        yield at.says(_basis_text(rule.soft_basis), "basis")


def _said_of_support(support: Support) -> _SaidOf:
    at = _thing("supports", support.key, Wording("支援", "support"))
    yield at.says(support.wording, alone=True)
    yield at.says(support.invitation, "invitation")
    yield at.says(_basis_text(support.basis), "basis")
    for role in support.roles:
        does = at.inside(role.key, _ROLE)
        yield does.says(role.wording, alone=True)
        yield does.says(_basis_text(role.basis), "basis")
        yield does.says(listed(fact.wording for fact in role.helps_with), "helps_with")
        reading = NOTHING if role.reading is None else _basis_text(role.reading)
        yield does.says(reading, "reading")


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
