"""What leaves decide: each of them forced true and false at every vector of counts."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from invented import EVENTS_HELD, ISSUES_LISTED, PLANNED
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified, leaves
from renkei_model.exploration.guards import decision_pairs, opens
from renkei_model.exploration.worlds import moment
from renkei_model.requirements import Requirement
from renkei_model.testing import conditions
from renkei_model.testing.completions import holds
from renkei_model.testing.minori import FACTS
from renkei_model.windows import EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

COUNTED = tuple(fact for fact in FACTS if not fact.distinct)[:2]
WINDOWS = (EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR)
NOT_SAID = Unspecified(Wording("定めがない", "not said"))


def _need(key, condition):
    return Requirement(key=key, condition=condition, wording=PLANNED.wording, basis=PLANNED.basis)


def _answers(leaf, counts, *, unspelt):
    """Tell by hand whether a leaf holds; counts are those of last year and before, and of this."""
    if isinstance(leaf, Unspecified):
        return unspelt
    before, this_year = counts[leaf.fact]
    often = {EVER: before + this_year, THIS_FISCAL_YEAR: this_year}.get(leaf.during, before)
    return often >= leaf.n if isinstance(leaf, AtLeast) else often <= leaf.n


def _whole(needs, answers):
    """Tell whether all requirements hold when all their leaves, in order, do or not."""
    start = 0
    for need in needs:
        end = start + len(list(leaves(need.condition)))
        if not holds(need.condition, answers[start:end]):
            return False
        start = end
    return True


def _fewest(needs, place, vectors, *, unspelt):
    """Give the fewest records at which a leaf alone decides, met and unmet; None if nowhere."""
    asked = [leaf for need in needs for leaf in leaves(need.condition)]
    fewest = {True: None, False: None}
    for counts in vectors:
        answers = [_answers(leaf, counts, unspelt=unspelt) for leaf in asked]
        forced = [[*answers[:place], so, *answers[place + 1 :]] for so in (True, False)]
        if _whole(needs, forced[0]) and not _whole(needs, forced[1]):
            records = sum(map(sum, counts.values()))
            known = fewest[answers[place]]
            fewest[answers[place]] = records if known is None else min(known, records)
    return fewest[True], fewest[False]


def _records(pair):
    return tuple(None if point is None else point.records for point in (pair.met, pair.unmet))


_ASKED = conditions(COUNTED, during=WINDOWS, highest=2, max_leaves=4, one_polarity=False)
VECTORS = [
    dict(zip(COUNTED, counts, strict=True))
    for counts in itertools.product(itertools.product(range(4), repeat=2), repeat=2)
]


@given(st.lists(_ASKED, min_size=1, max_size=2))
def test_pairs_are_the_smallest_at_which_a_leaf_decides(asked):
    """Both ledgers, with the fewest records of all, and none where no vector of counts has one."""
    needs = [_need(f"asked_{place}", condition) for place, condition in enumerate(asked)]
    world = moment(asked)
    places = [
        (need, number, leaf) for need in needs for number, leaf in enumerate(leaves(need.condition))
    ]
    wanted = []
    for place, (need, number, leaf) in enumerate(places):
        if isinstance(leaf, Unspecified):
            continue
        surely, possibly = (
            _fewest(needs, place, VECTORS, unspelt=unspelt) for unspelt in (False, True)
        )
        also = None in surely and None not in possibly
        wanted.append((need, number, leaf, possibly if also else surely, also))

    pairs = decision_pairs(world, needs)

    assert [
        (pair.requirement, pair.number, pair.leaf, _records(pair), pair.rests_on_unspelt)
        for pair in pairs
    ] == wanted
    assert [pair.is_redundant for pair in pairs] == [None in each[3] for each in wanted]


@given(st.lists(_ASKED, min_size=1, max_size=2))
def test_a_guard_is_open_where_all_its_requirements_hold(asked):
    """At each vector of counts, surely and possibly: never and always as counting by hand says."""
    needs = [_need(f"asked_{place}", condition) for place, condition in enumerate(asked)]
    world = moment(asked)
    for unspelt, so in (("fails", False), ("holds", True)):
        outcomes = {
            _whole(
                needs,
                [
                    _answers(leaf, counts, unspelt=so)
                    for condition in asked
                    for leaf in leaves(condition)
                ],
            )
            for counts in VECTORS
        }
        node = opens(world, needs, unspelt)
        assert world.never(node) == (True not in outcomes)
        assert world.always(node) == (False not in outcomes)


# Condition, and of each leaf in reading order: records of its pair, met and unmet.
ONE, TWO, OTHER = AtLeast(EVENTS_HELD), AtLeast(EVENTS_HELD, n=2), AtLeast(ISSUES_LISTED)
PAIRS = (
    (ONE, [(1, 0)]),
    (AllOf(ONE, OTHER), [(2, 1), (2, 1)]),
    (AnyOf(ONE, OTHER), [(1, 0), (1, 0)]),
    # The higher threshold alone decides where both are asked for, the lower where one is enough.
    (AllOf(ONE, TWO), [(2, None), (2, 1)]),
    (AnyOf(ONE, TWO), [(1, 0), (None, 0)]),
    # Asked for twice: each hides the other.
    (AllOf(ONE, ONE), [(1, None), (1, None)]),
    (SomeOf(2, ONE, TWO, OTHER), [(2, 1), (2, 1), (2, 1)]),
    # One or the other always holds: neither can be missing alone.
    (AnyOf(ONE, AtMost(EVENTS_HELD)), [(1, None), (0, None)]),
    # Beside what is not spelt out, a leaf decides whether anything can still be hoped for.
    (AllOf(ONE, NOT_SAID), [(1, 0)]),
    (AnyOf(AllOf(ONE, NOT_SAID), NOT_SAID), [(None, None)]),
)


def test_pairs_that_a_reader_can_check():
    """Each row is a condition with the fewest records at which its leaves decide."""
    for condition, wanted in PAIRS:
        pairs = decision_pairs(moment([condition]), [_need("asked", condition)])
        assert list(map(_records, pairs)) == wanted, condition
    assert decision_pairs(moment([]), []) == ()
