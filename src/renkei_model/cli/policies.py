"""Find the policy that a command reads councils by, and what the command needs of it."""

from __future__ import annotations

from typing import Final

from renkei_model import kochi
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.plan_rules import PlanRule
from renkei_model.policy import Policy
from renkei_model.wording import Wording, nearest_names

__all__ = ["find_policy", "require_plan_rule", "require_subsidies"]

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


def require_plan_rule(policy: Policy) -> PlanRule:
    """Give what a policy says of community plans.

    Raises:
        InvalidValue: If it does not.
    """
    if policy.plan_rule is None:
        raise InvalidValue(
            "--policy",
            Wording(
                f"基準 {policy.key} に計画の定めがありません",
                f"{policy.key} says nothing of community plans",
            ),
            Wording("計画の定めのある基準を選んでください", "choose a policy that does"),
        )
    return policy.plan_rule


def require_subsidies(policy: Policy) -> None:
    """Refuse a policy that says nothing of subsidies.

    Raises:
        InvalidValue: If it has none.
    """
    if not policy.subsidies:
        raise InvalidValue(
            "--policy",
            Wording(
                f"基準 {policy.key} に補助金の定めがありません",
                f"{policy.key} says nothing of subsidies",
            ),
            Wording("補助金の定めのある基準を選んでください", "choose a policy that has subsidies"),
        )
