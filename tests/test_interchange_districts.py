"""The cell of districts: what divides it, and what is a remark."""

import pytest

from renkei_model.interchange.districts import (
    District,
    districts_cell,
    divider_of,
    read_districts,
)


@pytest.mark.parametrize(
    ("cell", "divider", "districts"),
    [
        ("", "", []),
        ("川北", "", [("川北", "")]),
        ("長浜・御畳瀬", "", [("長浜・御畳瀬", "")]),
        ("川北|川南", "", [("川北", ""), ("川南", "")]),
        ("川北・川南|浜", "・", [("川北", ""), ("川南", ""), ("浜", "")]),
        ("川北、川南", "、", [("川北", ""), ("川南", "")]),
        ("長浜\n\n(御畳瀬含む)", "", [("長浜", "御畳瀬含む")]),
        ("長浜 （御畳瀬含む）", "", [("長浜", "御畳瀬含む")]),
        ("長浜(御畳瀬・浦戸含む)・桂", "・", [("長浜", "御畳瀬・浦戸含む"), ("桂", "")]),
        ("長浜(御畳瀬(みませ)含む)", "", [("長浜", "御畳瀬(みませ)含む")]),
        ("朝倉\n第二", "", [("朝倉第二", "")]),
        ("川北()", "", [("川北", "")]),
        # What cannot be told apart is given back as it is.
        ("川北|", "", [("川北", ""), ("", "")]),
        ("川北(東)の一部", "", [("川北(東)の一部", "")]),
        ("川北(東|西)", "", [("川北(東", ""), ("西)", "")]),
    ],
)
def test_a_cell_is_divided_only_where_the_file_says_so(cell, divider, districts):
    """No ・ divides by itself; brackets after a district are a remark on it."""
    assert [District(*each) for each in districts] == list(read_districts(cell, divider))


@pytest.mark.parametrize(
    ("heading", "divider"),
    [
        ("小学校区（・区切り）", "・"),
        ("校区 (、で区切り)", "、"),
        ("districts (separated by /)", "/"),
        ("小学校区", ""),
        ("小学校区（令和5年）", ""),
    ],
)
def test_a_heading_may_say_what_divides_districts(heading, divider):
    """Whoever keeps the file says it once, in the heading."""
    assert divider == divider_of(heading)


def test_districts_are_written_with_their_remarks():
    """A remark stands in brackets after its district."""
    assert districts_cell(("長浜", "桂"), ("御畳瀬含む", "")) == "長浜(御畳瀬含む)|桂"
    assert districts_cell(("長浜", "桂"), ()) == "長浜|桂"
    assert districts_cell((), ()) == ""
