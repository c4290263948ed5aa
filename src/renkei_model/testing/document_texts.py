"""Documents of a policy and of councils under it: good ones, and ones with one part changed."""

from __future__ import annotations

import json
from typing import Final, Literal, assert_never

import attrs
from hypothesis import strategies as st

from renkei_model.interchange.documents import (
    dump_council,
    dump_history,
    dump_ledger,
    load_council,
    load_history,
    load_ledger,
)
from renkei_model.interchange.policies import dump_policy, load_policy
from renkei_model.policy import Policy
from renkei_model.testing.drawing import one_of
from renkei_model.testing.living import histories
from renkei_model.testing.mutating import changed_documents

__all__ = ["Document", "DocumentKind", "documents"]

DocumentKind = Literal["policy", "council", "ledger", "history"]
"""What a document is of."""

_KINDS: Final[tuple[DocumentKind, ...]] = ("council", "ledger", "history", "policy")


@attrs.frozen
class Document:
    """A JSON document, good or not.

    Attributes:
        kind: What it is of.
        text: What stands in it.
        policy: The policy whose facts it may name.
    """

    kind: DocumentKind
    text: str
    policy: Policy = attrs.field(repr=lambda policy: policy.key)

    def load(self) -> object:
        """Load what it is of.

        Raises:
            DocumentError: If it cannot be loaded, with every fault by its path.
        """
        match self.kind:
            case "council":
                return load_council(self.text, self.policy.facts)
            case "ledger":
                return load_ledger(self.text, self.policy.facts)
            case "history":
                return load_history(self.text, self.policy.facts)
            case "policy":
                return load_policy(self.text)
        assert_never(self.kind)


@st.composite
def documents(
    draw: st.DrawFn, policy: Policy, *, kind: DocumentKind | None = None, changed: bool = False
) -> Document:
    """Draw documents as the library writes them, or with one part of them changed.

    A changed document has another plain value in one place, however deep. Most are refused, and
    some say something else.

    Args:
        draw: Given by Hypothesis.
        policy: The policy that it is of, or that its council lives under.
        kind: What it is of; anything when None.
        changed: Whether one part of it is something else.
    """
    drawn: DocumentKind = one_of(draw, _KINDS) if kind is None else kind
    council = draw(histories(policy))
    text = {
        "council": lambda: dump_council(council),
        "ledger": lambda: dump_ledger(council.ledger),
        "history": lambda: dump_history(council.history),
        "policy": lambda: dump_policy(policy),
    }[drawn]()
    if changed:
        texts = [policy.facts[0].key, policy.initial.key, "2026-04", "2026-04-01", "stated"]
        keys = ["fact", "on", "kind", "ja", "en", "count", "name", "number", "key"]
        text = json.dumps(draw(changed_documents([json.loads(text)], texts, keys)))
    return Document(drawn, text, policy)
