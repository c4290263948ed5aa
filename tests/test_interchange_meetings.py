"""Meetings and activities in one cell of a city's table."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.errors import InvalidValue
from renkei_model.interchange.meetings import Meetings, read_activities, read_meetings
from renkei_model.testing import awkward_texts


def read(cell):
    """Read a cell, its meetings as a file of ours holds them."""
    meetings, activities = read_activities(cell)
    return [held.cell for held in meetings], list(activities)


# --- the table: what a city writes, the meetings in it, and the activities ----------------------

CELLS = [
    ("", "", ""),
    ("総会１回・役員会10回，部会複数回，広報紙の発行", "総会:1 役員会:10 部会:2+", "広報紙の発行"),
    (
        "総会１回\n\n定例会６回\r\n史跡看板設置・北山管理",
        "総会:1 定例会:6",
        "史跡看板設置・北山管理",
    ),
    ("情報共有会３\n回", "情報共有会:3", ""),
    ("部会複数\n回", "部会:2+", ""),
    ("役員会\n10回", "役員会:10", ""),
    ("情報共有\n会３回", "情報共有会:3", ""),
    ("部会数回、総会2回以上", "部会:2+ 総会:2+", ""),
    ("総会一回　役員会十回", "総会:1 役員会:10", ""),
    ("総会１回役員会２回", "総会:1 役員会:2", ""),
    ("総会: ０回", "総会:0", ""),
    ("・総会１回\n・夏祭り", "総会:1", "夏祭り"),
    ("運営委員会議３回，まちづくりミーティング２回", "運営委員会議:3 まちづくりミーティング:2", ""),
    ("巡回会議３回", "巡回会議:3", ""),
    ("第１部会４回", "第１部会:4", ""),
    ("部会（防災）２回", "部会（防災）:2", ""),
    ("設立総会１回", "設立総会:1", ""),
    ("総会１回・広報紙の発行", "総会:1", "広報紙の発行"),
    ("総会１回|夏祭り", "総会:1", "夏祭り"),
    # What is no plain count stays, to the letter.
    ("広報紙・総会１回", "", "広報紙・総会１回"),
    ("定例会月１回", "", "定例会月１回"),
    ("総会１回目の準備", "", "総会１回目の準備"),
    ("第１回総会", "", "第１回総会"),
    ("部会２、３回", "", "部会２、３回"),
    ("部会10000000回", "", "部会10000000回"),
    ("防災訓練２回", "", "防災訓練２回"),
    ("定例会の開催，拠点整備部会", "", "定例会の開催/拠点整備部会"),
    # Neither brackets nor the comma of a number are divided.
    ("異世代交流（こども食堂，\n学習支援）", "", "異世代交流（こども食堂，学習支援）"),
    ("「4.29 とさやまの日」の開催，1,000人の集い", "", "「4.29 とさやまの日」の開催/1,000人の集い"),
    ("夏祭り（屋台、盆踊り\n清掃", "", "夏祭り（屋台/盆踊り/清掃"),
    ("○○まつり", "", "○○まつり"),
]


@pytest.mark.parametrize(("cell", "meetings", "activities"), CELLS)
def test_a_cell_gives_its_meetings_and_its_activities(cell, meetings, activities):
    """What is plainly how often a kind of meeting was held is a value; all else stays a text."""
    assert read(cell) == (meetings.split(), [each for each in activities.split("/") if each])


def _signs(*texts):
    """Count the signs of texts, without those that divide entries and those that count."""
    return Counter(re.sub(r"[\s・，、,:：|\d一二三四五六七八九十複数回以上]", "", "".join(texts)))


@given(
    cell=st.lists(awkward_texts() | st.sampled_from([cell for cell, *_ in CELLS])).map("，".join)
)
def test_nothing_of_a_cell_is_dropped(cell):
    """Every sign but those between entries stands in a kind of meeting or in an activity."""
    meetings, activities = read_activities(cell)

    assert _signs(cell) == _signs(*activities, *(held.kind for held in meetings))


@given(kept=st.sampled_from([text for _, meetings, text in CELLS if text and not meetings]))
def test_what_is_no_count_is_read_alike_again(kept):
    """An activity that was read is the same activity when it is read alone."""
    for activity in kept.split("/"):
        assert read(activity) == ([], [activity])


@pytest.mark.parametrize(
    ("cell", "meetings"),
    [
        ("総会:1|部会:2+", ["総会:1", "部会:2+"]),
        ("総会：１｜部会", None),
        ("総会：１|部会：２＋", ["総会:1", "部会:2+"]),
        ("総会１回・役員会３回\n部会複数回", ["総会:1", "役員会:3", "部会:2+"]),
        ("会:1:3", ["会:1:3"]),
        ("", []),
    ],
)
def test_a_cell_of_nothing_but_meetings_is_read_in_both_writings(cell, meetings):
    """Our own `総会:1` and a city's 総会１回 are the same."""
    held, other = read_meetings(cell)

    assert other == ("" if meetings is not None else cell)
    assert [each.cell for each in held] == (meetings or [])


def test_what_is_no_meeting_among_meetings_is_given_back():
    """The reader is told which part counts nothing."""
    assert read_meetings("総会:1|夏祭り") == ((Meetings(kind="総会", least=1),), "夏祭り")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": " ", "least": 1}, r"Meetings\.kind: it is empty"),
        ({"kind": "総会|部会", "least": 1}, r"Meetings\.kind: '総会\|部会' cannot stand here"),
        ({"kind": "総会", "least": -1}, r"Meetings\.least: -1 is not a whole number of at least 0"),
        ({"kind": "総会", "least": 1_000_000}, r"Meetings\.least: 1000000 is above 999,999"),
        ({"kind": "総会", "least": 1, "or_more": 1}, r"Meetings\.or_more: 1 is no bool"),
    ],
)
def test_meetings_that_no_file_could_hold_are_refused(fields, problem):
    """A kind is one text, and a count is a whole number."""
    with pytest.raises(InvalidValue, match=problem):
        Meetings(**fields)
