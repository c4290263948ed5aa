"""Find the policy that a command reads councils by."""

from __future__ import annotations

from typing import Final

from renkei_model import kochi
from renkei_model.errors import UnknownName
from renkei_model.policy import Policy
from renkei_model.wording import Wording, nearest_names

__all__ = ["find_policy"]

_POLICY: Final = Wording("基準", "policy")


def find_policy(name: str) -> Policy:
    """Find a policy by its key, written with `_` or with `-`.

    Raises:
        UnknownName: If there is none; with the nearest keys.
    """
    key = name.replace("-", "_")
    if key == kochi.POLICY.key:
        # The others are loaded only where one of them is asked for.
        return kochi.POLICY
    by_key = {policy.key: policy for policy in kochi.POLICIES}
    if key in by_key:
        return by_key[key]
    names = ", ".join(by_key)
    raise UnknownName(
        _POLICY,
        name,
        nearest_names(key, by_key),
        known=Wording(f"使えるのは {names} です。", f"Known: {names}."),
    )
