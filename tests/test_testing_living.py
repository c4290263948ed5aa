"""Histories as they are drawn."""

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.lifecycle import replay
from renkei_model.testing import histories, policies


@given(policies(), st.booleans(), st.data())
def test_a_history_is_legal_or_not_as_was_asked_for(policy, legal, data):
    """Asked for a legal history, the kit draws one; asked for another, never a legal one."""
    council = data.draw(histories(policy, legal=legal))

    assert replay(council, policy).is_legal is legal
