"""Worlds: what they say of all ledgers, against real ledgers that the library judges."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import EVENTS_HELD, FIELDS_JOINED, ISSUES_LISTED
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, Unspecified, leaves
from renkei_model.dates import Span
from renkei_model.exploration.decisions import ALWAYS, NEVER, TooLarge
from renkei_model.exploration.examples import exemplified, exemplify
from renkei_model.exploration.levels import ENTERED_EARLIER, ENTERED_THIS_YEAR
from renkei_model.exploration.worlds import moment, walk
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.testing import catalogues, conditions
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    Moment,
)
from renkei_model.wording import Wording

ON = datetime.date(2024, 3, 31)
# The day of entry, and a day of each stretch of days that no window divides.
ENTRIES = (
    ("2022-12-01", ("2022-11-30", "2022-12-01", "2023-04-01")),
    ("2023-06-01", ("2023-03-31", "2023-05-31", "2023-06-01")),
)
NOT_SAID = Unspecified(Wording("定めがない", "not said"))


def _records_of(fact, days, most):
    """Give every way in which few things of a fact are on record on three days."""
    if not fact.distinct:
        for numbers in itertools.product(range(most + 1), repeat=len(days)):
            yield [
                Record(fact, Span.day(day), count=number)
                for day, number in zip(days, numbers, strict=True)
                if number
            ]
        return
    kinds = [kind for size in (1, 2, 3) for kind in itertools.combinations(days, size)]
    for numbers in itertools.product(range(most + 1), repeat=len(kinds)):
        yield [
            Record(fact, Span.day(day), item=f"{place}の{number}")
            for place, (kind, several) in enumerate(zip(kinds, numbers, strict=True))
            for number in range(several)
            for day in kind
        ]


def _ledgers(facts, most):
    """Give every ledger of few records, with the moment at which it is judged."""
    complete = tuple(Completeness(fact, ON) for fact in facts)
    for entered, texts in ENTRIES:
        days = [datetime.date.fromisoformat(text) for text in texts]
        now = Moment.at(ON, entered=Span.day(datetime.date.fromisoformat(entered)))
        for filed in itertools.product(*(_records_of(fact, days, most) for fact in facts)):
            yield Ledger(tuple(itertools.chain.from_iterable(filed)), complete), now


def _spelt_out(asked):
    """Give the leaves, each as the question from which count on it answers otherwise."""
    return [
        AtLeast(leaf.fact, n=leaf.n + isinstance(leaf, AtMost), during=leaf.during)
        for condition in asked
        for leaf in leaves(condition)
        if not isinstance(leaf, Unspecified)
    ]


@st.composite
def questions(draw):
    """Draw two conditions over a fact or two, and how many records any of them can tell apart."""
    facts = draw(catalogues(1, 2).filter(lambda found: sum(each.distinct for each in found) < 2))
    most = 2 if len(facts) == 1 or not any(fact.distinct for fact in facts) else 1
    asked = conditions(facts, highest=most, max_leaves=4, one_polarity=False)
    return facts, most, [draw(asked), draw(asked)]


def _verdict(world, condition, point_is):
    """Give the verdict at which a node lies within a condition's, read twice."""
    surely, possibly = (world.read(condition, unspelt) for unspelt in ("fails", "holds"))
    made = world.decisions
    return {
        Verdict.MET: made.both(surely, point_is),
        Verdict.UNMET: made.but_not(point_is, possibly),
        Verdict.OPEN: made.both(made.but_not(possibly, surely), point_is),
    }


@given(questions())
def test_a_world_has_the_verdicts_of_real_ledgers(question):
    """No combination of verdicts that no real ledger has, none missing, and none counted twice.

    So what always holds, and what holds wherever something else does, is what real ledgers have.
    """
    facts, most, asked = question
    world = moment(asked)
    real, told_apart = {}, set()
    for ledger, now in _ledgers(facts, most):
        verdicts = tuple(judge_condition(condition, ledger, now) for condition in asked)
        records = sum(record.count for record in ledger.records)
        real[verdicts] = min(records, real.get(verdicts, 99))
        told_apart.add(tuple(judge_condition(leaf, ledger, now) for leaf in _spelt_out(asked)))

    first, second = map(world.read, asked)
    assert world.always(first) == all(met is Verdict.MET for met, _ in real)
    assert world.implies(first, second) == all(
        also is Verdict.MET for met, also in real if met is Verdict.MET
    )
    assert world.number() == len(told_apart)
    points = list(world.points())
    assert len(points) == len(told_apart)
    for verdicts in itertools.product(Verdict, repeat=2):
        here = ALWAYS
        for condition, verdict in zip(asked, verdicts, strict=True):
            here = _verdict(world, condition, here)[verdict]
        smallest = world.smallest(here)
        assert world.never(here) == (verdicts not in real) == (smallest is None)
        if smallest is not None:
            assert smallest.records == real[verdicts]
            assert world.number(here) == len(list(world.points(here)))
            # The example of it is a council that the library judges so.
            shown = exemplify(smallest, facts, ON)
            now = Moment.at(ON, entered=Span.day(shown.entered))
            assert sum(record.count for record in shown.records) == smallest.records
            assert verdicts == tuple(
                judge_condition(condition, shown.ledger, now) for condition in asked
            )
    shown = [exemplify(point, facts, ON) for point in points]
    assert {
        tuple(
            judge_condition(leaf, each.ledger, Moment.at(ON, entered=Span.day(each.entered)))
            for leaf in _spelt_out(asked)
        )
        for each in shown
    } == told_apart


@given(st.data())
def test_minimal_evidence_is_that_of_which_nothing_can_be_left_out(data):
    """Of conditions that ask for more only: real ledgers that meet it, and without one do not."""
    facts = data.draw(catalogues(1, 3))
    windows = (EVER, SINCE_STAGE_ENTRY)
    condition = data.draw(
        conditions(facts, monotone=True, during=windows, unspecified=False, max_leaves=4)
    )
    world = moment([condition])
    points, is_all = world.minimal(world.read(condition), 50)

    assert is_all
    assert points
    assert [point.records for point in points] == sorted(point.records for point in points)
    for point in points:
        shown = exemplify(point, facts, ON)
        now = Moment.at(ON, entered=Span.day(shown.entered))
        assert judge_condition(condition, shown.ledger, now) is Verdict.MET
        for place, record in enumerate(shown.records):
            rest = (*shown.records[:place], *shown.records[place + 1 :])
            less = rest if record.count == 1 else (*rest, _one_less(record))
            ledger = Ledger(less, shown.ledger.complete)
            assert judge_condition(condition, ledger, now) is Verdict.UNMET


def _one_less(record):
    return Record(record.fact, record.on, count=record.count - 1)


def test_a_year_and_a_stage_divide_the_days():
    """Since the entry and not this year; this year and not since the entry: never both at once."""
    this_year = AtLeast(EVENTS_HELD, during=THIS_FISCAL_YEAR)
    since = AtLeast(EVENTS_HELD, during=SINCE_STAGE_ENTRY)
    world = moment([this_year, since])

    assert world.number() == 4
    for one, other, periods in (
        (this_year, since, ENTERED_THIS_YEAR),
        (since, this_year, ENTERED_EARLIER),
    ):
        alone = world.decisions.but_not(world.read(one), world.read(other))
        assert world.smallest(alone).periods == periods
        assert [point.periods for point in world.points(alone)] == [periods]
    old = AtMost(EVENTS_HELD, during=THIS_FISCAL_YEAR)
    by_then = AtLeast(ISSUES_LISTED, during=THIS_FISCAL_YEAR)
    both = AllOf(since, old, by_then, AtMost(ISSUES_LISTED, during=SINCE_STAGE_ENTRY))
    # Each of the two facts needs the stage to be entered in another year.
    torn = moment([both])
    assert torn.never(torn.read(both))
    assert torn.smallest(torn.read(both)) is None


def test_a_world_of_nothing_is_one_ledger():
    """Where nothing is asked, all ledgers are the same."""
    world = moment([])

    assert (world.number(), world.facts) == (1, ())
    assert [point.records for point in world.points()] == [0]
    assert world.smallest(NEVER) is None
    assert exemplified(None, (), ON) is None


def test_what_is_not_spelt_out_is_read_twice():
    """It fails where something must surely hold, and holds where it only may."""
    either = AnyOf(AtLeast(EVENTS_HELD), NOT_SAID)
    world = moment([either, NOT_SAID])

    assert world.number(world.read(either)) == 1
    assert world.always(world.read(either, "holds"))
    assert world.never(world.read(NOT_SAID))
    assert world.leaf(NOT_SAID, "holds") == ALWAYS


def test_a_walk_counts_at_each_step():
    """What was filed before the first step counts at the second, but not since its stage began."""
    once, again = AtLeast(FIELDS_JOINED), AtLeast(FIELDS_JOINED, during=SINCE_STAGE_ENTRY)
    world = walk([[once], [once, again]])
    first = world.read(once)

    assert world.implies(first, world.read(once, step=1))
    assert not world.implies(first, world.read(again, step=1))
    point = world.smallest(world.decisions.both(first, world.read(again, step=1)))
    (filed,) = point.filed
    assert (filed.kinds, filed.number, point.records) == ((((0, 1), 1),), 1, 2)
    assert filed.is_dated


def test_too_much_is_refused():
    """A world that needs more work than it is given raises, and does not go on."""
    asked = AllOf(AtLeast(EVENTS_HELD), AtLeast(ISSUES_LISTED))
    world = moment([asked], most_steps=2)
    with pytest.raises(TooLarge):
        world.read(asked)
