"""Counts of many councils as columns: what is counted, and at least and at most how often."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Generic, Protocol, TypeVar, cast

import attrs

from renkei_model.checks import require_day, require_each, require_kind, shown
from renkei_model.conditions import AtLeast, AtMost, Unspecified, leaves
from renkei_model.councils import Council
from renkei_model.errors import InvalidValue
from renkei_model.facts import Fact, name_with_key, require_fact
from renkei_model.ledgers import Count
from renkei_model.lifecycle.judging import stage_entry
from renkei_model.policy import Policy
from renkei_model.stages import Stage
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, During, Moment
from renkei_model.wording import Wording

__all__ = [
    "UNBOUNDED",
    "CountColumns",
    "Counted",
    "Thing",
    "count_columns",
    "counted_by",
    "missing_columns",
    "things_counted",
]

UNBOUNDED: Final = 2**62
"""The most of a count that nothing bounds: a 64-bit integer, above all that a ledger can hold."""


@attrs.frozen(cache_hash=True)
class Counted:
    """What a column counts where that is not a fact at any time: a fact within some days.

    Attributes:
        fact: What is counted.
        during: In which days. For `EVER` the fact itself says it all, and is the column's name.
        stage: With `SINCE_STAGE_ENTRY`, the stage that was entered: the one that the step leaves.

    Raises:
        InvalidValue: If the fact alone would do, or a stage is missing or does not belong.
    """

    fact: Fact = attrs.field(repr=lambda fact: fact.key)
    during: During
    stage: Stage | None = attrs.field(default=None, repr=lambda stage: stage.key if stage else "")

    def __attrs_post_init__(self) -> None:
        """Refuse a second name for the same thing, and days of no stage."""
        require_fact("Counted.fact", self.fact)
        require_kind("Counted.during", self.during, During)
        if self.during is EVER:
            raise InvalidValue(
                "Counted.during",
                Wording("EVER には事実だけで足ります", "with EVER the fact alone says it"),
                Wording("列の名前には事実をそのまま使ってください", "name the column by the fact"),
            )
        if self.during is SINCE_STAGE_ENTRY:
            require_kind("Counted.stage", self.stage, Stage)
        elif self.stage is not None:
            raise InvalidValue(
                "Counted.stage",
                Wording(
                    f"{self.during.name} はどの段階にも属しません",
                    f"{self.during.name} belongs to no stage",
                ),
                Wording(
                    "段階を除くか，SINCE_STAGE_ENTRY としてください",
                    "leave the stage out, or mean SINCE_STAGE_ENTRY",
                ),
            )


Thing = Fact | Counted
"""The name of a column: a fact, or a fact within some days."""


def counted_by(leaf: AtLeast | AtMost, stage: Stage) -> Thing:
    """Name what a leaf counts, in a requirement of a step that leaves a stage."""
    if leaf.during is EVER:
        return leaf.fact
    since = stage if leaf.during is SINCE_STAGE_ENTRY else None
    return Counted(leaf.fact, leaf.during, since)


def _name_of(thing: Thing) -> Wording:
    """Name what a column counts for people, with the key that files hold and the days."""
    if isinstance(thing, Fact):
        return name_with_key(thing)
    days = Wording(thing.during.text("ja"), thing.during.text("en"))
    if thing.stage is not None:
        days = Wording(
            f"「{thing.stage.text('ja')}」に入ってから",
            f"since “{thing.stage.text('en')}” was entered",
        )
    return name_with_key(thing.fact, days)


# --- columns -------------------------------------------------------------------------------------

ColumnT = TypeVar("ColumnT")
ColumnT_co = TypeVar("ColumnT_co", covariant=True)


class _Named(Protocol[ColumnT_co]):
    """Columns by name: a mapping whose names may be facts, counted things or both."""

    def items(self) -> Iterable[tuple[Thing, ColumnT_co]]: ...


def _size(columns: Mapping[Thing, object]) -> str:
    return f"<{len(columns)}>"


@attrs.frozen(init=False, eq=False)
class CountColumns(Generic[ColumnT_co]):
    """How often things are counted in many councils: one array for each thing, councils in order.

    A column is an array of any library, of numbers and without gaps: fill in 0 for a least count
    that is missing, and `UNBOUNDED` for a most. It may have further dimensions, such as replicates.

    Attributes:
        least: Surely this many, by what is counted: a fact, or a `Counted`.
        most: At most this many. What has no column here is unbounded for every council; where it
            is the very array of `least`, the counts are known exactly.

    Args:
        least: As above.
        most: As above; nothing is bounded without it.

    Example:
        >>> import numpy
        >>> from renkei_model import kochi
        >>> founded, *_ = kochi.FACTS
        >>> CountColumns(least={founded: numpy.array([0, 1])}, most={founded: numpy.array([1, 1])})
        CountColumns(least=<1>, most=<1>)

    Raises:
        InvalidValue: If a name is no fact and no `Counted`, a column is no array, the columns are
            not equally long (where they have a length), or one has a most and no least.
    """

    least: Mapping[Thing, ColumnT_co] = attrs.field(repr=_size)
    most: Mapping[Thing, ColumnT_co] = attrs.field(repr=_size)

    def __init__(
        self, *, least: _Named[ColumnT_co], most: _Named[ColumnT_co] | None = None
    ) -> None:
        """Take over the columns, so that no later change of a mapping changes them."""
        known = _checked("CountColumns.least", least)
        bounds = {} if most is None else _checked("CountColumns.most", most)
        missing = [thing for thing in bounds if thing not in known]
        if missing:
            raise missing_columns(missing)
        _require_one_length([*known.items(), *bounds.items()])
        if all(bounds.get(thing) is column for thing, column in known.items()):
            bounds = known
        self.__attrs_init__(known, bounds)

    @property
    def are_exact(self) -> bool:
        """Whether the least is the most of every count."""
        return self.most is self.least

    @classmethod
    def exactly(cls, counts: _Named[ColumnT]) -> CountColumns[ColumnT]:
        """Give columns of counts that are known: the least is the most.

        Args:
            counts: How often each thing is counted.

        Example:
            >>> import numpy
            >>> from renkei_model import kochi
            >>> founded, *_ = kochi.FACTS
            >>> CountColumns.exactly({founded: numpy.array([0, 1, 1])})
            CountColumns(least=<1>, most=<1>)

        Raises:
            InvalidValue: As for `CountColumns`.
        """
        return CountColumns(least=counts, most=counts)


def _checked(what: str, columns: _Named[ColumnT]) -> dict[Thing, ColumnT]:
    require_kind(what, columns, Mapping)
    checked = dict(columns.items())
    for thing, column in checked.items():
        if not isinstance(thing, Counted):
            require_fact(what, thing)
        # A list compares as a whole, a number stands for no council, a text for no number.
        if type(column).__module__ == "builtins":
            name = _name_of(thing)
            raise InvalidValue(
                what,
                Wording(
                    f"{name.ja}の列 {shown(column)} は配列ではありません",
                    f"the column of {name.en}, {shown(column)}, is no array",
                ),
                Wording(
                    "numpy.array などで配列にしてください",
                    "make an array of it, for example by numpy.array",
                ),
            )
    return checked


def _require_one_length(columns: Iterable[tuple[Thing, object]]) -> None:
    first_of: dict[int, Thing] = {}
    for thing, column in columns:
        try:
            first_of.setdefault(len(cast("Any", column)), thing)
        except TypeError:  # It has no length, such as an expression that is worked out later.
            continue
    if len(first_of) > 1:
        lengths = [(_name_of(thing), length) for length, thing in first_of.items()]
        raise InvalidValue(
            "CountColumns",
            Wording(
                f"列の長さが違います（{'，'.join(f'{name.ja} {n}' for name, n in lengths)}）",
                "the columns are not equally long: "
                + ", ".join(f"{name.en} {n}" for name, n in lengths),
            ),
            Wording(
                "すべての列に，同じ協議会を同じ順で並べてください",
                "give the same councils in the same order in every column",
            ),
        )


def missing_columns(things: Iterable[Thing]) -> InvalidValue:
    """Say which columns are missing, all of them."""
    names = [_name_of(thing) for thing in things]
    return InvalidValue(
        "CountColumns.least",
        Wording(
            f"列が足りません（{'，'.join(name.ja for name in names)}）",
            "columns are missing: " + ", ".join(name.en for name in names),
        ),
        Wording(
            "それぞれの列を加えてください（何も分からない数は，すべて0の列にします）",
            "add one for each (of zeros, where nothing is known of a count)",
        ),
    )


# --- counting ------------------------------------------------------------------------------------


def things_counted(policy: Policy) -> tuple[Thing, ...]:
    """Give what a policy counts, each once, in order: the columns that judging by it needs."""
    return tuple(
        dict.fromkeys(
            counted_by(leaf, way.source)
            for way in policy.transitions
            for need in way.requirements
            for leaf in leaves(need.condition)
            if not isinstance(leaf, Unspecified)
        )
    )


def count_columns(
    councils: Iterable[Council],
    policy: Policy,
    as_of: datetime.date,
    array: Callable[[list[int]], ColumnT],
) -> CountColumns[ColumnT]:
    """Count what a policy asks for in the ledgers of many councils, into columns.

    Args:
        councils: The councils; the columns keep their order.
        policy: The policy whose facts are counted.
        as_of: The day that is judged; records after it do not count.
        array: What makes an array of a list of whole numbers, such as `numpy.array`.

    Returns:
        A column for each thing that the policy counts. A most that nothing bounds is `UNBOUNDED`;
        where that is so for every council, there is no column of it.

    Example:
        >>> import numpy
        >>> from renkei_model import kochi
        >>> as_of = datetime.date(2023, 8, 31)
        >>> counts = count_columns(kochi.COUNCILS, kochi.POLICY, as_of, numpy.array)
        >>> founded, *_ = kochi.FACTS
        >>> int(counts.least[founded].sum())
        29

    Raises:
        InvalidValue: If an argument is of another kind, or what `array` makes is no array.
    """
    if not isinstance(councils, Iterable):
        raise InvalidValue(
            "councils",
            Wording(
                f"{shown(councils)} は協議会の一覧ではありません",
                f"{shown(councils)} is no collection of councils",
            ),
            Wording(
                "一覧を渡してください（一つなら (council,)）",
                "give all of them together, as in (council,) for one",
            ),
        )
    them = tuple(councils)
    require_each("councils", them, Council)
    require_kind("policy", policy, Policy)
    require_day("as_of", as_of)
    least: dict[Thing, ColumnT] = {}
    most: dict[Thing, ColumnT] = {}
    for thing in things_counted(policy):
        counts = _counts(them, policy, thing, as_of)
        lowest = [count.least for count in counts]
        highest = [UNBOUNDED if count.most is None else count.most for count in counts]
        least[thing] = array(lowest)
        if highest == lowest:
            most[thing] = least[thing]
        elif any(count != UNBOUNDED for count in highest):
            most[thing] = array(highest)
    return CountColumns(least=least, most=most)


def _counts(
    councils: Iterable[Council], policy: Policy, thing: Thing, as_of: datetime.date
) -> list[Count]:
    if isinstance(thing, Counted) and thing.stage is not None:
        entries = [
            (council, stage_entry(council, policy, thing.stage, as_of)) for council in councils
        ]
        return [
            council.ledger.count(
                thing.fact, thing.during.window(Moment.at(as_of, entered=entered)), as_of
            )
            for council, entered in entries
        ]
    fact, during = (thing, EVER) if isinstance(thing, Fact) else (thing.fact, thing.during)
    window = during.window(Moment.at(as_of))
    return [council.ledger.count(fact, window, as_of) for council in councils]
