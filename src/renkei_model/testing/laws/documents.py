"""What files and copies keep."""

from __future__ import annotations

import copy
import pickle
from typing import Final

from renkei_model.councils import Council
from renkei_model.errors import DocumentError
from renkei_model.interchange.documents import dump_council, load_council
from renkei_model.interchange.policies import dump_policy, load_policy
from renkei_model.policy import Policy
from renkei_model.provenance import Citation
from renkei_model.testing.document_texts import Document
from renkei_model.testing.laws.holding import hold
from renkei_model.wording import Wording

__all__ = [
    "copies_are_the_same",
    "documents_are_loaded_or_refused_in_words",
    "load_after_dump_is_identity",
]

_SAME: Final = Wording("書き出して読めば，同じものになる", "what is written is read as the same")
_REFUSED: Final = Wording(
    "読めない文書は，誤りの場所を挙げて断る", "a document that is refused names each fault's place"
)
_COPIED: Final = Wording("写しは元と等しい", "a copy equals what it is of")
_POLICY: Final = Wording("基準が異なります", "the policy is another one")
_COUNCIL: Final = Wording("協議会が異なります", "the council is another one")


def load_after_dump_is_identity(council: Council, policy: Policy) -> None:
    """Hold that a policy and a council are loaded from their documents as they were, words and all.

    Args:
        council: The council.
        policy: The policy.

    Raises:
        LawBroken: If one of them comes back as another one.
        PolicyError: If a document could not hold the policy.
    """
    loaded = load_policy(dump_policy(policy))
    same_words = loaded.citations == policy.citations and loaded.title == policy.title
    same = loaded == policy and loaded.fingerprint == policy.fingerprint
    hold(same and same_words, _SAME, _POLICY)
    again = load_council(dump_council(council), policy.facts, _cited_by(council))
    hold(again == council, _SAME, _COUNCIL)


def _cited_by(council: Council) -> dict[str, Citation]:
    rested_on = (record for change in council.history for record in change.rests_on)
    bases = [record.basis for record in (*council.ledger.records, *rested_on)]
    bases += [plan.basis for plan in council.plans]
    return {place.statement: place for basis in bases for place in basis.citations}


def documents_are_loaded_or_refused_in_words(document: Document) -> None:
    """Hold that a document is loaded, or refused with the place and the words of every fault.

    Args:
        document: A document, good or not.

    Raises:
        LawBroken: If a refusal does not say where, or what, in ja and en.
    """
    try:
        document.load()
    except DocumentError as refused:
        told = [fault.place.en.startswith("$") and bool(fault.problem) for fault in refused.faults]
        hold(told != [] and all(told), _REFUSED, refused.sentence())


def copies_are_the_same(council: Council, policy: Policy) -> None:
    """Hold that a council and a policy are equal to their copies, deep and pickled.

    Args:
        council: The council.
        policy: The policy.

    Raises:
        LawBroken: If a copy is another one.
    """
    for one, found in ((council, _COUNCIL), (policy, _POLICY)):
        pickled = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes
        hold(pickled == one == copy.deepcopy(one), _COPIED, found)
        hold(hash(pickled) == hash(one), _COPIED, found)
