"""Documents as they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.councils import Council
from renkei_model.errors import DocumentError
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.testing import documents, policies

LOADED = {"council": Council, "history": tuple, "ledger": Ledger, "policy": Policy}


@pytest.mark.parametrize("kind", [None, *LOADED])
@given(policy=policies(max_stages=2), data=st.data())
def test_a_good_document_is_loaded(kind, policy, data):
    """What is drawn as good is of the kind that was asked for, and loads."""
    document = data.draw(documents(policy, kind=kind))

    assert kind in {None, document.kind}
    assert isinstance(document.load(), LOADED[document.kind])


def _outcome(document):
    try:
        return document.load()
    except DocumentError as refused:
        return refused


@given(policy=policies(max_stages=2), data=st.data())
def test_a_changed_document_is_loaded_or_refused_in_words(policy, data):
    """What is drawn with one part changed fails by an error of ours, if at all."""
    document = data.draw(documents(policy, changed=True))

    assert isinstance(_outcome(document), DocumentError | LOADED[document.kind])
