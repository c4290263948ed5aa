"""What `PolicyContract` holds of one policy holds of any that can be drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.testing import PolicyContract, policies

DRAWING = sorted(name for name, test in vars(PolicyContract).items() if hasattr(test, "hypothesis"))


@pytest.mark.parametrize("name", DRAWING)
@given(policy=policies() | policies(unspecified=False), data=st.data())
def test_any_policy_keeps_the_contract(name, policy, data):
    """Whatever a city declares, every test of its contract passes."""
    contract = PolicyContract()
    contract.policy = policy

    getattr(PolicyContract, name).hypothesis.inner_test(contract, data=data)
