"""Boundary cases as a draft: computed, for a person to review against the source.

A table of boundary cases is reviewed by people and never computed (`BoundaryCase`). But it need not
begin empty. What is drafted here has the ledgers that such a table needs, and what the policy says
of them *today*, right or wrong: whoever reviews a case holds its expectation against the source.
"""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

import attrs

from renkei_model.checks import require_each, require_kind
from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified, describe, leaves
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Record
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips import BoundaryCase, one_slip_edits
from renkei_model.stages import Stage, Transition, shortest_way
from renkei_model.testing.completions import holds
from renkei_model.windows import THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

__all__ = ["DRAFT", "boundary_cases", "boundary_cases_in_python"]

DRAFT: Final = Wording(
    "案：計算した結果であり，まだ人が確かめていない", "draft: computed, not yet reviewed"
)
"""What stands at the head of every draft."""

_NAME: Final = "みのり地区連携協議会"
_ON: Final = datetime.date(2024, 10, 1)
_FIRST_STEP: Final = datetime.date(2023, 6, 1)
_SECOND_STEP: Final = datetime.date(2024, 4, 10)
_BEFORE_ENTRY: Final = datetime.date(2023, 5, 1)
_LAST_YEAR_ENDS: Final = datetime.date(2024, 3, 31)
_THIS_YEAR: Final = datetime.date(2024, 5, 1)
_DAY: Final = datetime.timedelta(days=1)
_MOST_LEAVES: Final = 12

_Wanted = Mapping[Leaf, bool]
"""Whether each leaf is to hold."""


def boundary_cases(policy: Policy) -> tuple[BoundaryCase, ...]:
    """Draft boundary cases of a policy's steps.

    For each leaf of each requirement there is a council in the stage that the step leaves, once
    with just enough of it and once with just too little, where the leaf decides the step. After
    them stand further councils, each of which notices some slip of the pen that none before does:
    without records, in another stage, or with records of other days.

    Subsidies and plans are not drafted. Nor does a draft always notice every slip: ask
    `unnoticed_edits` what is left, and write the rest.

    Args:
        policy: The policy.

    Returns:
        The cases, with what the policy decides of them today.

    Raises:
        InvalidValue: If it is no policy.

    Example:
        >>> from renkei_model import kochi
        >>> below, enough, *_ = boundary_cases(kochi.POLICY)
        >>> enough.name.endswith("just enough"), enough.enters
        (True, ('acquaintance',))
    """
    require_kind("policy", policy, Policy)
    guards = attrs.evolve(policy, subsidies=(), plan_rule=None)
    drafted = list(_each_once(_at_thresholds(guards), guards))
    further = list(_each_once(_around(guards), guards))
    for slip in one_slip_edits(guards):
        edited = slip.outcome
        if isinstance(edited, Policy) and not any(case.notices(edited) for case in drafted):
            noticing = next((case for case in further if case.notices(edited)), None)
            drafted += [] if noticing is None else [noticing]
    return tuple(drafted)


def _each_once(
    councils: Iterable[tuple[Wording, Council]], policy: Policy
) -> Iterator[BoundaryCase]:
    known: set[Council] = set()
    for name, council in councils:
        if council not in known:
            known.add(council)
            asked = BoundaryCase(
                name=f"{name.ja} / {name.en}",
                council=council,
                on=_ON,
                verdicts=(),
                surely=(),
                possibly=(),
                enters=(),
                advances=(),
                must=(),
            )
            yield asked.given_by(policy)


# --- councils ------------------------------------------------------------------------------------


def _at_thresholds(policy: Policy) -> Iterator[tuple[Wording, Council]]:
    for way in policy.transitions:
        for need in way.requirements:
            for leaf, wanted in _deciding(need):
                for is_enough in (False, True):
                    others = [_met(other) for other in way.requirements if other != need]
                    known = {**_merged(others), **wanted, leaf: is_enough}
                    yield _named(need, leaf, is_enough=is_enough), _council(policy, way, known)


def _around(policy: Policy) -> Iterator[tuple[Wording, Council]]:
    every = _merged(_met(need) for need in policy.requirements)
    yield Wording("何も記録されていない", "nothing is recorded"), Council(name=_NAME)
    for way in policy.transitions:
        step = Wording(way.text("ja"), way.text("en"))
        met = _merged(map(_met, way.requirements))
        yield _with(step, _BARE), _council(policy, way, {})
        yield _with(step, _MET), _council(policy, way, met)
        yield _with(step, _ALL_MET), _council(policy, way, every)
        yield _with(step, _NONE), _council(policy, way, dict.fromkeys(every, False))
        for need in way.requirements:
            yield _with(_with(step, need.wording), _ALONE), _council(policy, way, _met(need))
            for leaf, wanted in _deciding(need):
                for is_enough, on in itertools.product((True, False), _OTHER_DAYS):
                    known = {**met, **wanted, leaf: is_enough}
                    named = _with(_named(need, leaf, is_enough=is_enough), Wording.day(on))
                    dated = _council(policy, way, known, on=on)
                    alone = _council(policy, way, {leaf: is_enough}, on=on)
                    again = _entered_again(dated, policy, way.source)
                    yield named, dated
                    yield _with(named, _ALONE), alone
                    yield _with(named, _ONE_ITEM), _of_one_item(dated)
                    yield _with(named, _AGAIN), again


_BARE: Final = Wording("記録がない", "without records")
_MET: Final = Wording("要件がそろっている", "its requirements are met")
_ALL_MET: Final = Wording("すべての移行の要件がそろっている", "those of every step are met")
_NONE: Final = Wording("どれもないと確かめた", "it was confirmed that there was nothing")
_ALONE: Final = Wording("ほかは記録がない", "nothing else is recorded")
_ONE_ITEM: Final = Wording("同じものばかり", "always the same item")
_AGAIN: Final = Wording("その後，段階に入り直した", "the stage was entered again since")
_OTHER_DAYS: Final = (_THIS_YEAR, _LAST_YEAR_ENDS, _BEFORE_ENTRY, _ON, _ON + _DAY)


def _named(need: Requirement, leaf: Leaf, *, is_enough: bool) -> Wording:
    return _with(_with(need.wording, describe(leaf)), _ENOUGH if is_enough else _NOT_ENOUGH)


_ENOUGH: Final = Wording("ちょうど足りる", "just enough")
_NOT_ENOUGH: Final = Wording("一つ違いで足りない", "not enough by one")


def _with(one: Wording, other: Wording) -> Wording:
    return Wording(f"{one.ja}：{other.ja}", f"{one.en}: {other.en}")


def _deciding(need: Requirement) -> Iterator[tuple[Leaf, _Wanted]]:
    """Give each leaf with what the others are to be, so that it decides the requirement."""
    asked = list(leaves(need.condition))
    if len(asked) > _MOST_LEAVES:
        return
    for place, leaf in enumerate(asked):
        if isinstance(leaf, Unspecified):
            continue
        # Some answers of the others always make it decide: more of them never make less hold.
        yield (
            leaf,
            next(
                dict(zip(asked, answers, strict=True))
                for answers in itertools.product((True, False), repeat=len(asked))
                if _decides(need, place, answers)
            ),
        )


def _decides(need: Requirement, place: int, answers: Sequence[bool]) -> bool:
    without, with_it = (
        holds(need.condition, [*answers[:place], answer, *answers[place + 1 :]])
        for answer in (False, True)
    )
    return with_it and not without


def _met(need: Requirement) -> _Wanted:
    """Give every leaf of a requirement as met, so that it is met as far as it is spelt out."""
    asked = list(leaves(need.condition))
    return {leaf: not isinstance(leaf, Unspecified) for leaf in asked}


def _merged(several: Iterable[_Wanted]) -> dict[Leaf, bool]:
    return {leaf: wanted for each in several for leaf, wanted in each.items()}


def _council(
    policy: Policy, way: Transition, wanted: _Wanted, *, on: datetime.date | None = None
) -> Council:
    """Make a council in the stage that a step leaves, with some leaves as they are wanted."""
    begun = way.source == policy.initial
    path = () if begun else shortest_way(policy.initial, way.source, policy.transitions)
    history = tuple(_steps(path, _FIRST_STEP))
    return Council(name=_NAME, history=history).add(*_entries(wanted, on))


def _steps(ways: Iterable[Transition], first: datetime.date) -> Iterator[StageChange]:
    """Give steps as they are recorded, on one day after the other."""
    for number, way in enumerate(ways):
        yield StageChange(
            transition=way.key,
            source=way.source.key,
            target=way.target.key,
            on=Span.day(first + number * _DAY),
        )


def _entered_again(council: Council, policy: Policy, stage: Stage) -> Council:
    """Give a council that left a stage since and came back, where that is possible."""
    back = _steps(shortest_way(stage, stage, policy.transitions), _SECOND_STEP)
    return attrs.evolve(council, history=(*council.history, *back))


def _of_one_item(council: Council) -> Council:
    """Give a council all of whose records are of one item."""
    records = tuple(
        attrs.evolve(record, item="1") if record.item else record
        for record in council.ledger.records
    )
    return attrs.evolve(council, ledger=attrs.evolve(council.ledger, records=records))


def _entries(wanted: _Wanted, on: datetime.date | None = None) -> Iterator[Record | Completeness]:
    """Give the fewest entries for which leaves are as wanted; of one fact the last leaf decides."""
    of_facts = {leaf.fact: leaf for leaf in wanted if not isinstance(leaf, Unspecified)}
    for fact, leaf in of_facts.items():
        often, is_all = _how_often(leaf, wanted=wanted[leaf])
        day = _day_for(leaf) if on is None else on
        if fact.distinct:
            yield from (Record(fact, day, item=f"{number}") for number in range(1, often + 1))
        elif often:
            yield Record(fact, day, count=often)
        if is_all:
            yield Completeness(fact, _ON)


def _how_often(leaf: AtLeast | AtMost, *, wanted: bool) -> tuple[int, bool]:
    """Give how often a leaf's fact happens, and whether it is confirmed that that is all."""
    match leaf:
        case AtLeast(_, n):
            return (n, False) if wanted else (n - 1, True)
        case AtMost(_, n):
            return (n, True) if wanted else (n + 1, False)
    assert_never(leaf)


def _day_for(leaf: AtLeast | AtMost) -> datetime.date:
    if leaf.during is THROUGH_LAST_FISCAL_YEAR:
        return _LAST_YEAR_ENDS
    return _THIS_YEAR if leaf.during is THIS_FISCAL_YEAR else datetime.date(2024, 4, 1)


# --- in Python -----------------------------------------------------------------------------------


def boundary_cases_in_python(policy: Policy, cases: Iterable[BoundaryCase]) -> str:
    """Write boundary cases as a Python module for a person to review.

    Its function `cases` takes the policy and gives the cases.

    Args:
        policy: The policy.
        cases: The cases, such as `boundary_cases` drafts them.

    Returns:
        The module, which says at its head, in Japanese and English, that it is a draft.

    Raises:
        InvalidValue: If an argument is of another kind.
    """
    require_kind("policy", policy, Policy)
    every = tuple(cases)
    require_each("cases", every, BoundaryCase)
    lines = [
        f'"""{policy.title.ja}: {DRAFT.ja}。',
        "",
        f"{policy.title.en}: {DRAFT.en}.",
        '"""',
        "",
        "from datetime import date",
        "",
        "from renkei_model import Completeness, Council, Policy, Record, Span",
        "from renkei_model import StageChange, Verdict",
        "from renkei_model.testing import BoundaryCase",
        "",
        "MET, OPEN, UNMET = Verdict.MET, Verdict.OPEN, Verdict.UNMET",
        "",
        "",
        "def cases(policy: Policy) -> tuple[BoundaryCase, ...]:",
        f'    """{DRAFT.ja} / {DRAFT.en}."""',
        "    fact = policy.fact",
        "    return (",
        *(f"        {line}" for case in every for line in _case_lines(case)),
        "    )",
    ]
    return "\n".join(lines) + "\n"


def _case_lines(case: BoundaryCase) -> Iterator[str]:
    council = case.council
    yield "BoundaryCase("
    yield f"    name={_quoted(case.name)},"
    yield f"    council=Council(name={_quoted(council.name)}, history=("
    for step in council.history:
        parts = f"transition={_quoted(step.transition)}, source={_quoted(step.source)}"
        yield f"        StageChange({parts}, target={_quoted(step.target)}, on={_span(step.on)}),"
    yield "    )).add("
    for record in council.ledger.records:
        more = f", item={_quoted(record.item)}" if record.item else ""
        more += f", count={record.count}" if record.count > 1 else ""
        yield f"        Record(fact({_quoted(record.fact.key)}), {_span(record.on)}{more}),"
    for made in council.ledger.complete:
        since = f", since={_date(made.since)}" if made.since else ""
        yield f"        Completeness(fact({_quoted(made.fact.key)}), {_date(made.through)}{since}),"
    yield "    ),"
    yield f"    on={_date(case.on)},"
    yield "    verdicts=("
    for key, verdicts in case.verdicts:
        yield f"        ({_quoted(key)}, {_tuple(verdict.name for verdict in verdicts)}),"
    yield "    ),"
    for name in ("surely", "possibly", "enters", "advances", "must"):
        named: tuple[str, ...] | None = getattr(case, name)
        if named is not None:
            yield f"    {name}={_tuple(map(_quoted, named))},"
    yield "),"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _date(day: datetime.date) -> str:
    return f"date({day.year}, {day.month}, {day.day})"


def _span(span: Span) -> str:
    if span.first == span.last:
        return f"Span.day({_date(span.first)})"
    return f"Span({_date(span.first)}, {_date(span.last)})"


def _tuple(parts: Iterable[str]) -> str:
    each = list(parts)
    return f"({each[0]},)" if len(each) == 1 else f"({', '.join(each)})"
