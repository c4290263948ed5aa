"""Examples: records on days that lie in the windows they are to show."""

import datetime
import itertools

import pytest

from invented import EVENTS_HELD, FIELDS_JOINED, MEETING
from renkei_model.dates import Span
from renkei_model.exploration.examples import Example, exemplified, exemplify
from renkei_model.exploration.levels import ENTERED_EARLIER, ENTERED_THIS_YEAR
from renkei_model.exploration.worlds import Filed, Point
from renkei_model.facts import Completeness, Record
from renkei_model.windows import During, Moment

ON = datetime.date(2024, 3, 31)


@pytest.mark.parametrize("periods", [ENTERED_EARLIER, ENTERED_THIS_YEAR])
@pytest.mark.parametrize("on", [ON, datetime.date(3, 3, 31), datetime.date(9999, 12, 31)])
def test_each_record_lies_in_the_windows_of_its_period(periods, on):
    """On the day that is judged, the library counts it in those windows and in no other."""
    for place, during in itertools.product(range(3), During):
        point = Point((Filed(EVENTS_HELD, (((place,), 2),)),), periods, 2)
        example = exemplify(point, (EVENTS_HELD,), on)
        (record,) = example.records
        window = during.window(Moment.at(on, entered=Span.day(example.entered)))
        begins = datetime.date.min if window.opens is None else window.opens.first

        assert (begins <= record.on.first <= window.closes) == (
            (during, 0) in periods[place].readings
        )
        assert record.count == 2
        assert example.entered <= on


def test_different_items_are_filed_as_such():
    """One item in two periods, two others in one: three different ones, told as three."""
    filed = Filed(FIELDS_JOINED, (((0, 2), 1), ((1,), 2)))
    example = exemplify(Point((filed,), ENTERED_EARLIER, 4), (FIELDS_JOINED,), ON)

    assert [record.item for record in example.records] == ["例1", "例1", "例2", "例3"]
    assert example.text("ja") == "「加わった分野」3件"
    assert example.text("en") == "“fields joined” 3"


def test_a_council_of_an_example():
    """It has the ledger, complete up to the day; and the stage, if one is named."""
    record = Record(EVENTS_HELD, Span.day(ON))
    example = Example((record,), ON, ON - datetime.timedelta(days=9), (EVENTS_HELD,))
    council = example.council(MEETING)
    (change,) = council.history

    assert council.ledger.records == (record,)
    assert council.ledger.complete == (Completeness(EVENTS_HELD, ON),)
    assert (change.target, change.on) == ("meeting", Span.day(example.entered))
    assert example.council().history == ()


def test_no_record_is_told_as_such():
    """Nothing on record is an example too, and no point has none."""
    nothing = exemplify(Point((), ENTERED_EARLIER, 0), (EVENTS_HELD, EVENTS_HELD), ON)

    assert (nothing.text("ja"), nothing.text("en")) == ("記録なし", "nothing on record")
    assert nothing.known == (EVENTS_HELD,)
    assert exemplified(None, (), ON) is None
