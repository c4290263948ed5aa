"""What stands in a document about a policy: everything once, and referred to by its key.

Sources, statements, facts, stages and requirements are declared in lists of their own; whatever
rests on one of them names it.
"""

from __future__ import annotations

import contextlib
import contextvars
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NewType

import attrs

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    SomeOf,
    Unspecified,
    plain_form,
)
from renkei_model.dates import FiscalYear, Span
from renkei_model.document_soundness import document_faults, unused_faults
from renkei_model.errors import PolicyError
from renkei_model.facts import Fact, FactKind
from renkei_model.interchange.council_form import COMMON, OF_BASES, Statement
from renkei_model.interchange.forms import Form, keyed, raise_at
from renkei_model.interchange.kinds import (
    COUNT,
    FISCAL_YEAR,
    KEY,
    NAME,
    NOT_NEGATIVE,
    SHARE,
    Kind,
    Structure,
    choice,
)
from renkei_model.interchange.strict_values import Misfit, read_text
from renkei_model.plan_rules import PlanFacts, PlanPart, PlanRule
from renkei_model.policy import Policy
from renkei_model.provenance import Citation, Source
from renkei_model.requirements import Requirement
from renkei_model.soundness import Draft
from renkei_model.stages import Force, Stage, Transition, TransitionKind
from renkei_model.subsidy_rules import (
    Alternative,
    Amount,
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
from renkei_model.supports import Support, SupportRole
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import During
from renkei_model.wording import Wording, brief, nearest_names

__all__ = ["FORM", "PolicyForm", "form_of", "reading"]


# --- the whole -----------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class PolicyForm:
    """A policy as it stands in a document, in the order in which it is read.

    Attributes:
        key: Its name in files.
        version: Which version of it, such as the month of the leaflet.
        title: Its name for people.
        jurisdiction: Whose policy it is.
        published: When it was published.
        sources: The documents it rests on.
        statements: The places in them that something rests on.
        facts: The catalogue of facts that ledgers may record.
        project_facts: The facts that can be recorded about a project.
        stages: The stages; every council begins in the first.
        requirements: Everything that a step, a subsidy or a project must meet.
        transitions: The steps between the stages.
        subsidies: What councils may receive, and on which conditions.
        plan_rule: What it says of community plans; null if it says nothing.
        supports: What it offers councils besides money.
    """

    key: str
    version: str
    title: Wording
    jurisdiction: Wording
    published: Span
    sources: tuple[Source, ...] = ()
    statements: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...]
    project_facts: tuple[Fact, ...] = ()
    stages: tuple[Stage, ...]
    requirements: tuple[Requirement, ...] = ()
    transitions: tuple[Transition, ...] = ()
    subsidies: tuple[SubsidyRule, ...] = ()
    plan_rule: PlanRule | None = None
    supports: tuple[Support, ...] = ()

    @property
    def policy(self) -> Policy:
        """The policy itself.

        Raises:
            PolicyError: If it is not sound, or declares what nothing refers to: a policy has no
                place for that.
        """
        parts: dict[str, Any] = {
            field.name: getattr(self, field.name) for field in attrs.fields(Draft)
        }
        unused = tuple(
            unused_faults(
                Draft(**parts),
                requirements=self.requirements,
                statements=self.statements,
                project_facts=self.project_facts,
            )
        )
        try:
            policy = Policy(**parts, published=self.published)
        except PolicyError as error:
            raise PolicyError(self.key, (*error.faults, *unused)) from None
        if unused:
            raise PolicyError(self.key, unused)
        return policy


def form_of(policy: Policy) -> PolicyForm:
    """Give a policy as it stands in a document.

    Raises:
        PolicyError: If a document could not hold it, such as one stage in two wordings.
    """
    if faults := tuple(document_faults(policy.draft)):
        raise PolicyError(policy.key, faults)
    catalogue = set(policy.facts)
    return PolicyForm(
        key=policy.key,
        version=policy.version,
        title=policy.title,
        jurisdiction=policy.jurisdiction,
        published=policy.published,
        sources=policy.sources,
        statements=tuple(dict.fromkeys(policy.citations)),
        facts=policy.facts,
        project_facts=tuple(fact for fact in policy.project_facts if fact not in catalogue),
        stages=policy.stages,
        requirements=policy.every_requirement,
        transitions=policy.transitions,
        subsidies=policy.subsidies,
        plan_rule=policy.plan_rule,
        supports=policy.supports,
    )


# --- names ---------------------------------------------------------------------------------------


@attrs.frozen
class _Declared:
    """What a document has declared so far, and what it names anywhere.

    Attributes:
        things: What was read of each list, by key.
        named: The keys that stand in each list, be they well declared or not.
        unclear: The lists in which a key is missing, is none or stands twice: what else they
            were meant to declare nobody can tell.
    """

    things: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    named: dict[str, set[str]] = attrs.field(factory=dict)
    unclear: set[str] = attrs.field(factory=set)


_DECLARED: Final = contextvars.ContextVar[_Declared]("declared")
_KEY_OF: Final = {"statements": "statement"}


@contextlib.contextmanager
def reading(plain: object) -> Iterator[None]:
    """Read a policy, whose parts refer to one another.

    Args:
        plain: The policy, as plain values.
    """
    declared = _Declared()
    for group, listed in plain.items() if isinstance(plain, dict) else ():
        if isinstance(listed, list):
            key = _KEY_OF.get(group, "key")
            keys = [each.get(key) if isinstance(each, dict) else None for each in listed]
            texts = [each for each in keys if isinstance(each, str) and _can_be_key(group, each)]
            declared.named[group] = set(texts)
            if len(declared.named[group]) < len(listed):
                declared.unclear.add(group)
    token = _DECLARED.set(declared)
    try:
        yield
    finally:
        _DECLARED.reset(token)


_NAMED_FREELY: Final = {"sources", "statements"}


def _can_be_key(group: str, text: str) -> bool:
    return group in _NAMED_FREELY or (text.isascii() and text.isidentifier() and text.islower())


def _declares(group: str, cls: type) -> Kind:
    """Make the kind of a list whose things the rest of the document refers to by their keys."""
    key = _KEY_OF.get(group, "key")

    def read(value: object, structure: Structure) -> object:
        things = structure(value, tuple[cls, ...])  # type: ignore[valid-type]
        keys = [getattr(thing, key) for thing in things]
        raise_at([*_standing_twice(keys), *_standing_elsewhere(group, keys)], key)
        _DECLARED.get().things[group] = {getattr(thing, key): thing for thing in things}
        return things

    return Kind(read, {"type": "array", "items": {"$ref": f"#/$defs/{cls.__name__.lower()}"}})


def _standing_twice(keys: Sequence[str]) -> Iterator[tuple[int, Misfit]]:
    """Find the keys that stand in a list twice, each at its later place."""
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        before = first.setdefault(key, place)
        if before != place:
            yield (
                place,
                Misfit(
                    Wording(
                        f"キー「{key}」は [{before}] と同じです",
                        f"its key {key!r} stands at [{before}] already",
                    ),
                    Wording("一方のキーを変えてください", "rename one of them"),
                    found=key,
                ),
            )


def _standing_elsewhere(group: str, keys: Sequence[str]) -> Iterator[tuple[int, Misfit]]:
    """Find the keys of a list that another list has for what is referred to alike."""
    facts = _DECLARED.get().named.get("facts", ()) if group == "project_facts" else ()
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key in facts and first.setdefault(key, place) == place:
            yield (
                place,
                Misfit(
                    Wording(
                        f"キー「{key}」は facts にもあります",
                        f"its key {key!r} stands in facts already",
                    ),
                    Wording(
                        "一方のキーを変えるか，同じ事実なら project_facts から除いてください",
                        "rename one of them, or drop it from project_facts if it is the same fact",
                    ),
                    found=key,
                ),
            )


def _refers(what: Wording, *groups: str, schema: Mapping[str, object] = KEY.schema) -> Kind:
    """Make the kind of the key of something that another list declares."""

    def read(value: object, _: Structure) -> object:
        name, declared = read_text(value), _DECLARED.get()
        for group in groups:
            if name in declared.things.get(group, ()):
                return declared.things[group][name]
        known = [key for group in groups for key in sorted(declared.named.get(group, ()))]
        if name in known or any(group in declared.unclear for group in groups):
            raise Misfit(Wording.same(""))  # what is wrong is told where it is declared
        raise Misfit(
            Wording(
                f"{what.ja}「{brief(name)}」はありません", f"unknown {what.en} {brief(name)!r}"
            ),
            Wording(
                f"{groups[0]} に加えるか，名前を確かめてください",
                f"add it to {groups[0]}, or check the name",
            ),
            found=name,
            nearest=_called(name, declared, groups) or nearest_names(name, known),
        )

    return Kind(read, schema, operator.attrgetter("key"))


def _called(name: str, declared: _Declared, groups: Sequence[str]) -> tuple[str, ...]:
    """Give the keys of what has a name as its wording: people know it by that."""
    things = (thing for group in groups for thing in declared.things.get(group, {}).values())
    worded = (thing for thing in things if hasattr(thing, "wording"))
    return tuple(thing.key for thing in worded if name in {thing.wording.ja, thing.wording.en})


# --- conditions ----------------------------------------------------------------------------------

_FACT: Final = _refers(Wording("項目", "fact"), "facts", "project_facts")
_CONDITION_OF: Final[dict[str, Kind]] = {}


@attrs.frozen
class _SomeOf:
    """Some of several conditions.

    Attributes:
        k: How many of them must hold.
        of: They.
    """

    k: int
    of: tuple[Condition, ...]


def _joined(make: Callable[..., Condition]) -> Kind:
    """Make the kind of a list of conditions that are joined."""

    def read(value: object, structure: Structure) -> Condition:
        return make(*structure(value, tuple[Condition, ...]))

    return Kind(read, {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}})


def _read_some_of(value: object, structure: Structure) -> Condition:
    some: _SomeOf = structure(value, _SomeOf)
    return SomeOf(some.k, *some.of)


def _read_unspecified(value: object, structure: Structure) -> Condition:
    return Unspecified(structure(value, Wording))


def _object(cls: type, name: str) -> Kind:
    return Kind(lambda value, structure: structure(value, cls), {"$ref": f"#/$defs/{name}"})


CONDITION: Final = keyed(
    "condition",
    Wording("条件", "condition"),
    {
        "all_of": _joined(AllOf),
        "any_of": _joined(AnyOf),
        "some_of": Kind(_read_some_of, {"$ref": "#/$defs/some_of"}),
        "at_least": _object(AtLeast, "at_least"),
        "at_most": _object(AtMost, "at_most"),
        "unspecified": Kind(_read_unspecified, {"$ref": "#/$defs/wording"}),
    },
    plain_form,
)


# --- what the source leaves open -----------------------------------------------------------------


def _write_alternative(alternative: Alternative) -> object:
    name = _ALTERNATIVE_KEYS[type(alternative)]
    if isinstance(alternative, OtherCeilings):
        return {name: [FORM.write(ceiling) for ceiling in alternative.ceilings]}
    return {name: FORM.write(alternative)}


_ALTERNATIVE_KEYS: Final[Mapping[type, str]] = {
    OtherCeilings: "other_ceilings",
    EvenIfLapsed: "even_if_lapsed",
    EachDistrict: "each_district",
    MonthsLeft: "months_left",
    Excluded: "excluded",
    RoundedDown: "rounded_down",
    NoFigure: "no_figure",
}


def _read_other_ceilings(value: object, structure: Structure) -> OtherCeilings:
    return OtherCeilings(structure(value, tuple[Ceiling, ...]))


_CEILINGS: Final = {"type": "array", "items": {"$ref": "#/$defs/ceiling"}}
_ALTERNATIVE: Final = keyed(
    "alternative",
    Wording("ほかの読み方", "other reading"),
    {
        name: Kind(_read_other_ceilings, _CEILINGS) if cls is OtherCeilings else _object(cls, name)
        for cls, name in _ALTERNATIVE_KEYS.items()
    },
    _write_alternative,
)

# --- the form ------------------------------------------------------------------------------------

_FactKey = NewType("_FactKey", Fact)
_RequirementKey = NewType("_RequirementKey", Requirement)
_STAGE: Final = _refers(Wording("段階", "stage"), "stages")


def _keys(named: object) -> Kind:
    """Make the kind of a list of keys."""
    return Kind(
        lambda value, structure: structure(value, tuple[named, ...]),  # type: ignore[valid-type]
        {"type": "array", "items": dict(KEY.schema)},
        lambda things: [thing.key for thing in things],
    )


_FACTS: Final = _keys(_FactKey)
_REQUIREMENTS: Final = _keys(_RequirementKey)


FORM: Final = Form(
    kinds={
        **COMMON,
        Statement: _refers(Wording("出典の項番", "statement"), "statements", schema=NAME.schema),
        Condition: CONDITION,
        Alternative: _ALTERNATIVE,
        FactKind: choice(Wording("事実の種類", "kind of fact"), FactKind),
        Force: choice(Wording("移行の効力", "force of a step"), Force),
        TransitionKind: choice(Wording("移行の種類", "kind of step"), TransitionKind),
        During: choice(Wording("数える期間", "days that count"), During),
        Fraction: SHARE,
        FiscalYear: FISCAL_YEAR,
        _FactKey: _FACT,
        _RequirementKey: _refers(Wording("要件", "requirement"), "requirements"),
    },
    classes={
        **OF_BASES,
        Source: {"key": NAME},
        Citation: {"source": _refers(Wording("出典", "source"), "sources"), "statement": NAME},
        Fact: {"key": KEY},
        Stage: {"key": KEY},
        AtLeast: {"fact": _FACT, "n": COUNT},
        AtMost: {"fact": _FACT, "n": NOT_NEGATIVE},
        _SomeOf: {},
        Requirement: {"key": KEY},
        Transition: {
            "key": KEY,
            "source": _STAGE,
            "target": _STAGE,
            "requirements": _REQUIREMENTS,
        },
        Amount: {"yen": NOT_NEGATIVE},
        Ceiling: {"key": KEY, "requirements": _REQUIREMENTS},
        EvenIfLapsed: {},
        EachDistrict: {},
        MonthsLeft: {"fact": _FACT},
        Excluded: {"by": KEY},
        RoundedDown: {"to": COUNT},
        NoFigure: {},
        OpenQuestion: {"key": KEY},
        TotalLimit: {"key": KEY, "paid": _FACT},
        SubsidyRule: {
            "key": KEY,
            "requirements": _REQUIREMENTS,
            "project_facts": _FACTS,
            "project_requirements": _REQUIREMENTS,
        },
        PlanPart: {"key": KEY},
        PlanFacts: {field.name: _FACT for field in attrs.fields(PlanFacts)},
        PlanRule: {"years": COUNT},
        SupportRole: {"key": KEY, "helps_with": _FACTS},
        Support: {"key": KEY},
        PolicyForm: {
            "key": KEY,
            "version": NAME,
            "sources": _declares("sources", Source),
            "statements": _declares("statements", Citation),
            "facts": _declares("facts", Fact),
            "project_facts": _declares("project_facts", Fact),
            "stages": _declares("stages", Stage),
            "requirements": _declares("requirements", Requirement),
        },
    },
)
"""What documents about a policy look like."""
