"""Ledgers as they are drawn."""

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.ledgers import Ledger
from renkei_model.testing import ledgers


@given(st.data())
def test_where_nothing_can_be_recorded_the_ledger_is_empty(data):
    """A policy without facts has nothing but empty ledgers."""
    assert data.draw(ledgers(())) == Ledger()
