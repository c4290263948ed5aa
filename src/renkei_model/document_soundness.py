"""What a policy and a document of it could not tell each other: no document may lose anything.

A document declares each thing once and refers to it by its key, and a policy keeps only what
something in it refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from renkei_model.errors import Fault
from renkei_model.facts import Fact
from renkei_model.faults import fault, repeated_key_faults
from renkei_model.provenance import Citation, Source
from renkei_model.requirements import Requirement
from renkei_model.soundness import Draft
from renkei_model.stages import Stage, facts_of
from renkei_model.wording import Wording, nearest_names

__all__ = ["document_faults", "unused_faults"]


def document_faults(draft: Draft) -> Iterator[Fault]:
    """Find what no document could hold, though a policy is sound with it: words decide nothing.

    Args:
        draft: The policy, as it was before anybody knew that it is sound.
    """
    yield from _two_wordings(draft)
    yield from _two_facts(draft)
    yield from _source_faults(draft)
    yield from _citation_faults(draft)


def _two_wordings(draft: Draft) -> Iterator[Fault]:
    """Find equal things that say something else."""
    groups: tuple[tuple[str, Iterable[Fact | Stage | Requirement]], ...] = (
        ("facts", draft.all_facts),
        ("stages", draft.all_stages),
        ("requirements", draft.all_requirements),
    )
    for group, things in groups:
        first: dict[Fact | Stage | Requirement, Fact | Stage | Requirement] = {}
        told: set[str] = set()
        for thing in things:
            known = first.setdefault(thing, thing)
            if thing.key not in told and _words(known) != _words(thing):
                told.add(thing.key)
                yield fault(
                    f"{group}.{thing.key}",
                    "同じものに，文言か根拠が二通りあります",
                    "it stands here with two wordings or two bases",
                    "一つにそろえるか，別のキーにしてください",
                    "use one of them, or give the other a key of its own",
                    found=thing.key,
                )


def _words(thing: Fact | Stage | Requirement) -> tuple[object, ...]:
    own = (thing.evidence, thing.unit) if isinstance(thing, Fact) else ()
    return (thing.wording, thing.basis, *own)


def _two_facts(draft: Draft) -> Iterator[Fault]:
    """Find the facts of projects that have the key of another fact, which councils record."""
    facts = {fact.key: fact for fact in draft.facts}
    asked = dict.fromkeys(fact for rule in draft.subsidies for fact in rule.project_facts)
    for fact in asked:
        if facts.get(fact.key, fact) != fact:
            yield fault(
                f"facts.{fact.key}",
                "事業についての別の事実が，同じキーを使っています",
                "another fact, which is asked of projects, has this key too",
                "一方のキーを変えてください",
                "rename one of them",
                found=fact.key,
            )


def _source_faults(draft: Draft) -> Iterator[Fault]:
    """Find sources of one key that cannot be told apart by it."""
    yield from repeated_key_faults("sources", [source.key for source in draft.sources])
    first: dict[str, Source] = {source.key: source for source in draft.sources}
    told = {source.key for source in draft.sources if first[source.key] is not source}
    for citation in _citations(draft):
        source = citation.source
        if first.setdefault(source.key, source) != source and source.key not in told:
            told.add(source.key)
            yield fault(
                f"sources.{source.key}",
                "同じキーの出典に，内容が二通りあります",
                "two sources of this key differ in their title, their publisher or their dates",
                "一つにそろえるか，別のキーにしてください",
                "use one of them, or give the other a key of its own",
                found=source.key,
            )


def _citation_faults(draft: Draft) -> Iterator[Fault]:
    """Find statements that cannot be told apart by their ids, and sources that nobody listed."""
    first: dict[str, tuple[object, ...]] = {}
    listed = {source.key for source in draft.sources}
    places = {_place(citation): citation for citation in _citations(draft)}
    for place, citation in places.items():
        if first.setdefault(citation.statement, place) != place:
            yield fault(
                f"statements.{citation.statement}",
                "同じ番号の項目が二つあります",
                "two different places have this id",
                "一方の番号を変えてください",
                "rename one of them",
                found=citation.statement,
            )
        if citation.source.key not in listed:
            yield fault(
                f"statements.{citation.statement}",
                f"出典「{citation.source.key}」が sources にありません",
                f"its source {citation.source.key!r} is not among the policy's sources",
                "sources に加えてください",
                "add it to sources",
                found=citation.source.key,
                nearest=nearest_names(citation.source.key, listed),
            )


def _citations(draft: Draft) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(place for _, basis in draft.bases for place in basis.citations))


def _place(citation: Citation) -> tuple[object, ...]:
    """Give what a citation says itself: what its source says of itself is told of the source."""
    return (citation.source.key, *attrs.astuple(citation, recurse=False)[1:])


# --- what nothing refers to ----------------------------------------------------------------------


def unused_faults(
    draft: Draft,
    *,
    requirements: Sequence[Requirement],
    statements: Sequence[Citation],
    project_facts: Sequence[Fact],
) -> Iterator[Fault]:
    """Find what a document declares and a policy would not keep, since nothing refers to it.

    The catalogue of facts, the stages and the sources are kept as they stand. What only something
    unused refers to is not told: it is told of that.

    Args:
        draft: The policy that the document makes.
        requirements: The requirements that it declares.
        statements: The places in sources that it declares.
        project_facts: The facts of projects that it declares.
    """
    asked = {need.key for need in draft.all_requirements}
    counted = {fact.key for fact in (*draft.all_facts, *facts_of(requirements))}
    bases = (
        *(basis for _, basis in draft.bases),
        *(need.basis for need in requirements),
        *(fact.basis for fact in project_facts),
    )
    cited = {place.statement for basis in bases for place in basis.citations}
    for group, keys, used in (
        ("statements", [place.statement for place in statements], cited),
        ("project_facts", [fact.key for fact in project_facts], counted),
        ("requirements", [need.key for need in requirements], asked),
    ):
        what, where = _USED_BY[group]
        for key in keys:
            if key not in used:
                yield fault(
                    f"{group}.{key}",
                    f"{what.ja}「{key}」は，どこからも参照されていません",
                    f"nothing refers to the {what.en} {key!r}",
                    f"{where.ja} に「{key}」を書くか，{group} から除いてください",
                    f"name it in {where.en}, or drop it from {group}",
                    found=key,
                )


_USED_BY: Final = {
    "statements": (
        Wording("出典の項番", "statement"),
        Wording("根拠の statements", "the statements of a basis"),
    ),
    "project_facts": (
        Wording("事業の項目", "fact of projects"),
        Wording("補助金の project_facts", "the project_facts of a subsidy"),
    ),
    "requirements": (
        Wording("要件", "requirement"),
        Wording(
            "移行・補助金・上限額の requirements か補助金の project_requirements",
            "the requirements of a step, subsidy or ceiling or in project_requirements",
        ),
    ),
}
