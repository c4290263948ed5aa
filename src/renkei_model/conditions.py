"""Conditions as data: a closed union of small values over facts, and one way to read them.

    Condition = AllOf | AnyOf | SomeOf | AtLeast | AtMost | Unspecified

There is no `Not`, and a condition is never code: so it can be explained, counted, timed, compared
and proved. Every reading is `fold` with an `Algebra`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Final, NoReturn, Protocol, TypeVar, assert_never, cast

import attrs

from renkei_model.checks import require_count, require_kind, shown
from renkei_model.errors import InvalidValue, NoTruthValue
from renkei_model.facts import Fact, require_fact
from renkei_model.windows import EVER, During
from renkei_model.wording import Wording

__all__ = [
    "DEEPEST",
    "MOST_LEAVES",
    "Algebra",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "Condition",
    "Leaf",
    "SomeOf",
    "Unspecified",
    "about",
    "describe",
    "fold",
    "is_soft",
    "joined_by",
    "leaves",
    "plain_form",
    "require_condition",
]

T = TypeVar("T")

DEEPEST: Final = 64
"""How deep conditions may be nested."""

MOST_LEAVES: Final = 10_000
"""How many leaves a condition may have, far above what people can read."""


class _Node:
    """What all conditions can do: join with `&` and `|`, and refuse to be a truth value."""

    __slots__ = ()

    def __and__(self, other: Condition) -> AllOf:
        return AllOf(cast("Condition", self), other)

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf(cast("Condition", self), other)

    def __bool__(self) -> NoReturn:
        raise NoTruthValue(
            type(self).__name__,
            Wording(
                "条件は and・or・not ではなく & と | で結び，判定は judge で行ってください",
                "join conditions with & and |, not with and, or, not; judge them with judge",
            ),
        )


@attrs.frozen
class AtLeast(_Node):
    """The fact is counted at least `n` times.

    Attributes:
        fact: What is counted: its records, or its different items where the fact is `distinct`.
        n: How many there must be, at least 1.
        during: In which days they must lie, seen from the day that is judged. `EVER`: any day up
            to it. `SINCE_STAGE_ENTRY`: from the day on which the council entered the stage that
            the step leaves, so that it must be done anew after each return. `THIS_FISCAL_YEAR`:
            from 1 April on. `THROUGH_LAST_FISCAL_YEAR`: up to the last 31 March before it. A step
            of progress may ask for `EVER`, or for `SINCE_STAGE_ENTRY` where stages can be entered
            again; the fiscal years are for withdrawals, since they close again with time.

    Example:
        >>> from renkei_model import kochi
        >>> founded, *_ = kochi.FACTS
        >>> describe(AtLeast(founded, n=2, during=During.SINCE_STAGE_ENTRY)).en
        '“council founded”: at least 2 since the stage was entered'

    Raises:
        InvalidValue: If `n` is below 1.
    """

    __match_args__ = ("fact", "n", "during")

    fact: Fact
    n: int = attrs.field(default=1, kw_only=True)
    during: During = attrs.field(default=EVER, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no fact, and a threshold that everything passes."""
        require_fact("AtLeast.fact", self.fact)
        require_count("AtLeast.n", self.n, least=1)
        require_kind("AtLeast.during", self.during, During)


@attrs.frozen
class AtMost(_Node):
    """The fact is counted at most `n` times, so with `n=0` never.

    Attributes:
        fact: What is counted.
        n: How many there may be.
        during: In which days, as for `AtLeast`.

    Raises:
        InvalidValue: If `n` is below 0.
    """

    __match_args__ = ("fact", "n", "during")

    fact: Fact
    n: int = attrs.field(default=0, kw_only=True)
    during: During = attrs.field(default=EVER, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no fact, and a threshold that nothing passes."""
        require_fact("AtMost.fact", self.fact)
        require_count("AtMost.n", self.n, least=0)
        require_kind("AtMost.during", self.during, During)


@attrs.frozen
class Unspecified(_Node):
    """A rule that the source mentions and does not spell out: always open.

    Attributes:
        reason: What the source leaves out.
    """

    reason: Wording

    def __attrs_post_init__(self) -> None:
        """Refuse a reason in one language."""
        require_kind("Unspecified.reason", self.reason, Wording)


@attrs.frozen(init=False)
class AllOf(_Node):
    """Every part holds. Nested `AllOf`s are one.

    Raises:
        InvalidValue: If there are no parts, or they are nested too deep.
    """

    parts: tuple[Condition, ...]

    def __init__(self, *parts: Condition) -> None:
        """Join the parts, in order."""
        self.__attrs_init__(_checked("AllOf", _flat(AllOf, parts)))

    @functools.cached_property
    def extent(self) -> tuple[int, int]:
        """How deep it nests, and how many leaves it has."""
        return _extent(self.parts)


@attrs.frozen(init=False)
class AnyOf(_Node):
    """At least one part holds. Nested `AnyOf`s are one.

    Raises:
        InvalidValue: If there are no parts, or they are nested too deep.
    """

    parts: tuple[Condition, ...]

    def __init__(self, *parts: Condition) -> None:
        """Join the parts, in order."""
        self.__attrs_init__(_checked("AnyOf", _flat(AnyOf, parts)))

    @functools.cached_property
    def extent(self) -> tuple[int, int]:
        """How deep it nests, and how many leaves it has."""
        return _extent(self.parts)


@attrs.frozen(init=False)
class SomeOf(_Node):
    """At least `k` of the parts hold.

    Raises:
        InvalidValue: If there are fewer than `k` parts, `k` is below 1, or they nest too deep.
    """

    k: int
    parts: tuple[Condition, ...]

    def __init__(self, k: int, *parts: Condition) -> None:
        """Join the parts, in order."""
        require_count("SomeOf.k", k, least=1)
        checked = _checked("SomeOf", parts)
        if k > len(checked):
            raise InvalidValue(
                "SomeOf.k",
                Wording(f"{len(parts)}個のうち{k}個は選べません", f"{k} of {len(parts)} cannot be"),
                Wording("k を部分の数以下にしてください", "make k at most the number of parts"),
            )
        self.__attrs_init__(k, checked)

    @functools.cached_property
    def extent(self) -> tuple[int, int]:
        """How deep it nests, and how many leaves it has."""
        return _extent(self.parts)


def about(
    fact: Fact, low: int, high: int, judged: Wording | Fact, *, during: During = EVER
) -> AnyOf:
    """Ask for a number that the source states softly: “about ten meetings”, “most bodies”.

    From `high` on it is surely enough, below `low` surely not. In between somebody has to judge:
    it is met once that is on record as a fact of its own, and stays open where there is no such
    fact. It is no condition of its own kind, but one made of those that there are.

    Args:
        fact: What is counted.
        low: The fewest that may be enough.
        high: How many are enough beyond doubt.
        judged: In between, the fact that somebody found it enough; or, where nothing of the kind
            is recorded, who judges or by what.
        during: In which days it is counted, as for `AtLeast`.

    Example:
        >>> from renkei_model import kochi
        >>> founded, certified, *_ = kochi.FACTS
        >>> describe(about(founded, 8, 12, Wording("担当課が判断する", "the office judges"))).en
        '“council founded”: at least 12 (whether 8 to 11 will do is open: the office judges)'
        >>> describe(about(founded, 8, 12, certified)).en
        '“council founded”: at least 12 (8 to 11 will do with “certified by the city”)'

    Raises:
        InvalidValue: If `low` is below 1, or not below `high`.
    """
    require_count("about.low", low, least=1)
    require_count("about.high", high, least=low + 1)
    enough, fewest = AtLeast(fact, n=high, during=during), AtLeast(fact, n=low, during=during)
    found = Unspecified(judged) if isinstance(judged, Wording) else AtLeast(judged)
    return AnyOf(enough, AllOf(fewest, found))


def is_soft(condition: Condition) -> bool:
    """Tell whether a condition asks for a number softly, as `about` does, whoever wrote it so."""
    match condition:
        case AnyOf(
            (
                AtLeast(fact, high, during),
                AllOf((AtLeast(same, low, also), Unspecified() | AtLeast(_, 1))),
            )
        ):
            return (fact, during) == (same, also) and low < high
        case _:
            return False


Leaf = AtLeast | AtMost | Unspecified
"""A condition without parts."""

Condition = AllOf | AnyOf | SomeOf | AtLeast | AtMost | Unspecified
"""Any condition. The union is closed: a `match` over it can be proved complete."""

_CONDITION_TYPES: Final = (AllOf, AnyOf, SomeOf, AtLeast, AtMost, Unspecified)


def require_condition(what: str, value: object) -> None:
    """Refuse what is no condition, such as a bare fact.

    Args:
        what: What the condition belongs to, for the error.
        value: The condition.

    Raises:
        InvalidValue: If it is none.
    """
    if not isinstance(value, _CONDITION_TYPES):
        raise InvalidValue(
            what,
            Wording(f"{shown(value)} は条件ではありません", f"{shown(value)} is not a condition"),
            Wording(
                "事実は AtLeast(事実) のように条件にしてください", "wrap a fact as AtLeast(fact)"
            ),
        )


def _flat(kind: type[AllOf | AnyOf], parts: Sequence[Condition]) -> tuple[Condition, ...]:
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        else:
            flat.append(part)
    return tuple(flat)


def _checked(what: str, parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    if not parts:
        raise InvalidValue(
            what,
            Wording("条件が一つもありません", "it has no parts"),
            Wording("条件を一つ以上渡してください", "give it at least one condition"),
        )
    for part in parts:
        require_condition(what, part)
    depth, number = _extent(parts)
    if depth > DEEPEST:
        raise InvalidValue(
            what,
            Wording(f"{DEEPEST}段を超える入れ子です", f"it nests deeper than {DEEPEST}"),
            Wording("条件を分けてください", "split the condition into several requirements"),
        )
    if number > MOST_LEAVES:
        raise InvalidValue(
            what,
            Wording(
                f"末端の条件が{MOST_LEAVES:,}個を超えています（{number:,}個）",
                f"it has {number:,} leaves, above {MOST_LEAVES:,}",
            ),
            Wording("条件を分けてください", "split the condition into several requirements"),
        )
    return parts


def _extent(parts: Sequence[Condition]) -> tuple[int, int]:
    # What is built of one part again and again is small in memory and endless to go through: each
    # joint keeps its extent, so that it is known without going through.
    extents = [(1, 1) if isinstance(part, Leaf) else part.extent for part in parts]
    return 1 + max(depth for depth, _ in extents), sum(number for _, number in extents)


# --- reading -------------------------------------------------------------------------------------


class Algebra(Protocol[T]):
    """One way to read a condition: what a leaf means, and how meanings join."""

    def leaf(self, leaf: Leaf) -> T:
        """Give the meaning of a leaf."""

    def all_of(self, parts: Sequence[T]) -> T:
        """Join meanings that are all needed."""

    def any_of(self, parts: Sequence[T]) -> T:
        """Join meanings of which one is enough."""

    def some_of(self, k: int, parts: Sequence[T]) -> T:
        """Join meanings of which `k` are enough."""


def fold(condition: Condition, algebra: Algebra[T]) -> T:
    """Read a condition from its leaves up.

    Args:
        condition: What to read.
        algebra: How to read it.

    Returns:
        What the algebra makes of the whole.
    """
    match condition:
        case AllOf(parts):
            return algebra.all_of([fold(part, algebra) for part in parts])
        case AnyOf(parts):
            return algebra.any_of([fold(part, algebra) for part in parts])
        case SomeOf(k, parts):
            return algebra.some_of(k, [fold(part, algebra) for part in parts])
        case AtLeast() | AtMost() | Unspecified():
            return algebra.leaf(condition)
    assert_never(condition)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give the leaves of a condition, in reading order."""
    match condition:
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            for part in parts:
                yield from leaves(part)
        case AtLeast() | AtMost() | Unspecified():
            yield condition
        case _:
            assert_never(condition)


# --- in words and in plain values ----------------------------------------------------------------


def joined_by(condition: Condition) -> Wording:
    """Say how a condition joins its parts; empty for a leaf."""
    match condition:
        case AllOf():
            return Wording("次のすべて", "all of")
        case AnyOf():
            return Wording("次のいずれか", "any of")
        case SomeOf(k, parts):
            return Wording(
                f"次の{len(parts)}つのうち{k}つ以上", f"at least {k} of these {len(parts)}"
            )
        case AtLeast() | AtMost() | Unspecified():
            return Wording.same("")
    assert_never(condition)


def describe(condition: Condition) -> Wording:
    """Say a whole condition in one line."""
    match condition:
        case AnyOf((AtLeast() as enough, AllOf((AtLeast() as fewest, judged)))) if is_soft(
            condition
        ):
            return _softly(enough, fewest, judged)
        case AtLeast(fact, n, during):
            said = fact.number(n)
            limit = Wording(f"{said.ja}以上", f"at least {said.en}")
            if fact.distinct:
                limit = Wording(f"重複を除き{said.ja}以上", f"at least {_different(fact, n)}")
            return _counted(fact, limit, during)
        case AtMost(fact, n, during):
            said = fact.number(n)
            limit = Wording(f"{said.ja}以下", f"at most {said.en}")
            if fact.distinct:
                limit = Wording(f"重複を除き{said.ja}以下", f"at most {_different(fact, n)}")
            if not n:
                limit = Wording("なし", "none")
            return _counted(fact, limit, during)
        case Unspecified(reason):
            return Wording(f"定めのない条件（{reason.ja}）", f"not spelt out ({reason.en})")
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            head, inner = joined_by(condition), [describe(part) for part in parts]
            return Wording(
                ja=f"{head.ja}（{'，'.join(part.ja for part in inner)}）",
                en=f"{head.en} ({'; '.join(part.en for part in inner)})",
            )
    assert_never(condition)


def _softly(enough: AtLeast, fewest: AtLeast, judged: Condition) -> Wording:
    fact, low, last, said = enough.fact, fewest.n, enough.n - 1, describe(enough)
    between = Wording(f"{low:,}～{last:,}", f"{low:,} to {last:,}")
    if low == last:
        between = Wording.same(f"{low:,}")
    ja, en = fact.number(between.ja).ja, fact.number(between.en).en
    if isinstance(judged, Unspecified):
        return Wording(
            f"{said.ja}（{ja}で足りるかは定めがない: {judged.reason.ja}）",
            f"{said.en} (whether {en} will do is open: {judged.reason.en})",
        )
    found = [leaf.fact.wording for leaf in leaves(judged) if isinstance(leaf, AtLeast)]
    return Wording(
        f"{said.ja}（{ja}でも「{found[0].ja}」があれば足りる）",
        f"{said.en} ({en} will do with “{found[0].en}”)",
    )


def _different(fact: Fact, n: int) -> str:
    return fact.number(f"{n:,} different").en


def _counted(fact: Fact, limit: Wording, during: During) -> Wording:
    ja, en = during.text("ja"), during.text("en")
    return Wording(
        ja=f"{ja}「{fact.wording.ja}」{limit.ja}",
        en=f"“{fact.wording.en}”: {limit.en}" + (f" {en}" if en else ""),
    )


@attrs.frozen
class _PlainForm:
    """The algebra of plain values: single-key objects, defaults left out."""

    words: bool

    def leaf(self, leaf: Leaf) -> dict[str, object]:
        match leaf:
            case AtLeast(fact, n, during):
                return {"at_least": _plain_leaf(fact, n, 1, during)}
            case AtMost(fact, n, during):
                return {"at_most": _plain_leaf(fact, n, 0, during)}
            case Unspecified(reason):
                said = {"ja": reason.ja, "en": reason.en} if self.words else {}
                return {"unspecified": said}
        assert_never(leaf)

    def all_of(self, parts: Sequence[dict[str, object]]) -> dict[str, object]:
        return {"all_of": list(parts)}

    def any_of(self, parts: Sequence[dict[str, object]]) -> dict[str, object]:
        return {"any_of": list(parts)}

    def some_of(self, k: int, parts: Sequence[dict[str, object]]) -> dict[str, object]:
        return {"some_of": {"k": k, "of": list(parts)}}


def _plain_leaf(fact: Fact, n: int, default: int, during: During) -> dict[str, object]:
    plain: dict[str, object] = {"fact": fact.key}
    if n != default:
        plain["n"] = n
    if during is not EVER:
        plain["during"] = during.value
    return plain


def plain_form(condition: Condition, *, words: bool = True) -> dict[str, object]:
    """Give a condition as plain values: what files hold and fingerprints are made of.

    Args:
        condition: The condition.
        words: Whether the reasons of what is not spelt out are told; a fingerprint leaves them out.

    Example:
        `{"all_of": [{"at_least": {"fact": "issues_shared", "n": 2}}]}`
    """
    return fold(condition, _PlainForm(words))
