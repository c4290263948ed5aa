"""What a city offers councils besides money, as data: who helps, in which roles, and with what.

A support decides nothing. It is named where something is missing that it helps with.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import attrs

from renkei_model.checks import require_each, require_key, require_kind, require_tuples
from renkei_model.facts import Fact
from renkei_model.provenance import Basis
from renkei_model.stages import keys_in_short
from renkei_model.wording import Wording

__all__ = ["Support", "SupportRole", "suggestion"]


@attrs.frozen(kw_only=True)
class SupportRole:
    """One thing that a support does for councils.

    Attributes:
        key: Its name in files.
        wording: What it does, for people.
        basis: Where the source says so.
        helps_with: The facts that a council comes to more easily with it; none if it is general.
        reading: Why it is read as helping with these.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    helps_with: tuple[Fact, ...] = attrs.field(default=(), repr=keys_in_short)
    reading: Basis | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("SupportRole.key", self.key)
        require_kind("SupportRole.wording", self.wording, Wording)
        require_kind("SupportRole.basis", self.basis, Basis)
        require_tuples("SupportRole", helps_with=self.helps_with)
        require_each("SupportRole.helps_with", self.helps_with, Fact)
        if self.reading is not None:
            require_kind("SupportRole.reading", self.reading, Basis)


@attrs.frozen(kw_only=True)
class Support:
    """Something that a city offers its councils besides money.

    Attributes:
        key: Its name in files.
        wording: Its name, in the city's terms.
        invitation: How a council is told of it, such as “you can ask the team”.
        basis: Where it comes from.
        roles: What it does.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    invitation: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    roles: tuple[SupportRole, ...] = attrs.field(repr=keys_in_short)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("Support.key", self.key)
        require_kind("Support.wording", self.wording, Wording)
        require_kind("Support.invitation", self.invitation, Wording)
        require_kind("Support.basis", self.basis, Basis)
        require_tuples("Support", roles=self.roles)
        require_each("Support.roles", self.roles, SupportRole)

    @property
    def helps_with(self) -> tuple[Fact, ...]:
        """The facts that it helps with in any of its roles, each once."""
        return tuple(dict.fromkeys(fact for role in self.roles for fact in role.helps_with))

    def helping(self, facts: Container[Fact]) -> tuple[SupportRole, ...]:
        """Give the roles in which it helps with one of some facts."""
        return tuple(role for role in self.roles if any(fact in facts for fact in role.helps_with))


def suggestion(supports: Sequence[Support], facts: Container[Fact]) -> Wording:
    """Name the first support that helps with something missing, in the roles that do.

    Args:
        supports: What the city offers, in the order in which it is to be suggested.
        facts: What is missing.

    Returns:
        One line, with the statements it rests on and how firmly it is read so; empty where nothing
        helps.
    """
    for support in supports:
        if roles := support.helping(facts):
            invitation, told = support.invitation, [_told(role) for role in roles]
            return Wording(
                f"{invitation.ja}: {'，'.join(each.ja for each in told)}",
                f"{invitation.en}: {'; '.join(each.en for each in told)}",
            )
    return Wording.same("")


def _told(role: SupportRole) -> Wording:
    statements = " ".join(place.statement for place in role.basis.citations)
    read = role.basis if role.reading is None else role.reading
    return Wording(
        f"{role.wording.ja}（{statements}，{read.kind.text('ja')}）",
        f"{role.wording.en} ({statements}, {read.kind.text('en')})",
    )
