"""Find the policy that a command reads councils by, and what the command needs of it."""

from __future__ import annotations

import importlib
from typing import Final

from renkei_model import kochi
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.plan_rules import PlanRule
from renkei_model.policy import Policy
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "find_policy",
    "require_plan_rule",
    "require_subsidies",
]

_POLICY: Final = Wording("基準", "policy")


def find_policy(name: str) -> Policy:
    """Find a policy by its key, written with `_` or with `-`; or read it from a file.

    Raises:
        InvalidValue: If the name is empty.
        UnknownName: If there is none; with the nearest keys.
        DocumentError: If a file cannot be read, or its policy is not sound; with every fault.
    """
    if not name.strip():
        raise InvalidValue(
            "policy",
            Wording("基準の名前が空です", "the name of the policy is empty"),
            Wording(
                "基準のキーか，ファイル（.json，.toml）を書いてください",
                "give the key of a policy, or a file (.json, .toml)",
            ),
        )
    if _is_policy_file(name):
        return _read_policy_file(name)
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
        known=Wording(
            f"使えるのは {names} か，基準のファイル（.json，.toml）です。",
            f"Known: {names}, and files of policies (.json, .toml).",
        ),
    )


def _is_policy_file(name: str) -> bool:
    """Tell whether a file is meant, and no key."""
    return name.lower().endswith((".json", ".toml"))


def _read_policy_file(path: str) -> Policy:
    """Read a policy from a file.

    Raises:
        DocumentError: If it cannot be read, or the policy is not sound; with every fault.
    """
    # What reads documents is loaded only for one: it costs more than all other commands together.
    documents = importlib.import_module("renkei_model.interchange.policies")
    policy: Policy = documents.read_policy(path)
    return policy


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
