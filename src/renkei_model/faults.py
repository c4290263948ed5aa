"""What several parts of a policy can get wrong alike, as faults with their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

from renkei_model.conditions import AtLeast, AtMost, leaves
from renkei_model.errors import Fault
from renkei_model.facts import Fact
from renkei_model.provenance import Basis, BasisKind
from renkei_model.requirements import Requirement
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "fact_faults",
    "fault",
    "polarity_faults",
    "repeated_key_faults",
    "ungrounded_faults",
    "unsaid_faults",
]


def fault(  # noqa: PLR0913 - a fault has this many words
    place: str,
    ja: str,
    en: str,
    remedy_ja: str,
    remedy_en: str,
    *,
    found: str = "",
    nearest: tuple[str, ...] = (),
) -> Fault:
    """Make a fault of its place and its words."""
    problem, remedy = Wording(ja, en), Wording(remedy_ja, remedy_en)
    return Fault(Wording.same(place), problem, remedy, found=found, nearest=nearest)


def fact_faults(
    place: str, counted: Iterable[Fact], facts: Collection[Fact], catalogue: str = "facts"
) -> Iterator[Fault]:
    """Find the facts that are counted and that a catalogue, by its name, does not hold."""
    of = Wording("基準", "the policy's catalogue")
    if catalogue != "facts":
        of = Wording("補助金", f"the subsidy's {catalogue}")
    for fact in counted:
        if fact not in facts and any(known.key == fact.key for known in facts):
            yield fault(
                place,
                f"事実「{fact.key}」の定義が{of.ja}の {catalogue} と異なります",
                f"fact {fact.key!r} differs from the one of that key in {of.en}",
                f"{catalogue} にあるものを使ってください",
                "use the one of the catalogue",
                found=fact.key,
            )
        elif fact not in facts:
            yield fault(
                place,
                f"事実「{fact.key}」は{of.ja}の {catalogue} にありません",
                f"fact {fact.key!r} is not in {of.en}",
                f"{catalogue} に加えるか，別の事実を使ってください",
                f"add it to {catalogue}, or use another",
                found=fact.key,
                nearest=nearest_names(fact.key, (known.key for known in facts)),
            )


def polarity_faults(place: str, need: Requirement) -> Iterator[Fault]:
    """Find the facts of which a requirement asks for at least and at most."""
    found = list(leaves(need.condition))
    at_least = {leaf.fact for leaf in found if isinstance(leaf, AtLeast)}
    at_most = {leaf.fact for leaf in found if isinstance(leaf, AtMost)}
    for fact in sorted(at_least & at_most, key=lambda fact: fact.key):
        yield fault(
            place,
            f"一つの要件の中で「{fact.key}」に下限と上限の両方があります",
            f"one requirement asks for at least and at most of {fact.key!r}",
            "二つの要件に分けてください",
            "split it into two requirements",
            found=fact.key,
        )


def repeated_key_faults(place: str, keys: Iterable[str]) -> Iterator[Fault]:
    """Find the keys that two things of one place have."""
    for key in sorted(key for key, times in Counter(keys).items() if times > 1):
        yield fault(
            f"{place}.{key}",
            "同じキーが二度使われています",
            "two different things have this key",
            "一方のキーを変えてください",
            "rename one of them",
            found=key,
        )


def unsaid_faults(wordings: Iterable[tuple[str, Wording]]) -> Iterator[Fault]:
    """Find the texts that people read, given with their place, that lack a language."""
    for place, _ in dict.fromkeys(worded for worded in wordings if not worded[1]):
        yield fault(
            place,
            "日本語か英語の文言がありません",
            "its wording is missing in Japanese or English",
            "両方の言語で書いてください",
            "write it in both languages",
        )


def ungrounded_faults(bases: Iterable[tuple[str, Basis]]) -> Iterator[Fault]:
    """Find the bases, given with the place of what rests on them, that lack what they need."""
    for place, basis in dict.fromkeys(based for based in bases if not _is_grounded(based[1])):
        yield fault(
            f"{place}.basis",
            f"根拠「{basis.kind.text('ja')}」に出典か理由がありません",
            f"its basis ({basis.kind.value}) lacks its source or its reason",
            "明記には出典，推定には出典と理由，仮定と記載なしには理由を書いてください"
            "（台帳の記録は基準の根拠になりません）",
            "cite the source if stated, cite it and give the reason if inferred, give the "
            "reason if assumed or unstated (a ledger is no basis of a policy)",
        )


def _is_grounded(basis: Basis) -> bool:
    match basis.kind:
        case BasisKind.STATED:
            return bool(basis.citations)
        case BasisKind.INFERRED:
            return bool(basis.citations) and bool(basis.reason)
        case BasisKind.ASSUMED | BasisKind.UNSTATED:
            return bool(basis.reason)
        case BasisKind.RECORDED:
            return False
    assert_never(basis.kind)
