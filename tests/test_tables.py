"""Tables for people and for spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.tables import Column, Table, safe_cell, wrapped
from renkei_model.wording import Wording

COLUMNS = (
    Column("number", Wording("番号", "no."), right=True),
    Column("name", Wording("名称", "name")),
    Column("stage", Wording("段階", "stage")),
)
TABLE = Table(COLUMNS, (("1", "布師田の未来を考える会", "親交期"), ("15", "鏡", "課題解決期")))


def test_text_is_aligned_by_display_width():
    """Japanese characters take two columns, so columns line up on a terminal."""
    assert TABLE.as_text("ja").splitlines() == [
        "番号  名称                    段階",
        "----  ----------------------  ----------",
        "   1  布師田の未来を考える会  親交期",
        "  15  鏡                      課題解決期",
    ]


def test_headings_follow_the_language():
    """The same table has English headings where English is asked for."""
    assert TABLE.as_text("en").splitlines()[0].split() == ["no.", "name", "stage"]


def test_markdown_escapes_what_would_break_a_row():
    """A bar or a line break inside a cell does not end the cell."""
    table = Table(COLUMNS[1:], (("a|b", "一行目\n二行目"),))

    assert table.as_markdown("ja").splitlines()[2] == r"| a\|b | 一行目<br>二行目 |"


def test_csv_has_stable_keys_as_headings():
    """Programs find the same headings whatever language people read."""
    assert TABLE.as_csv().splitlines()[0] == "number,name,stage"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1", "'=1"])
def test_csv_cells_that_a_spreadsheet_would_run_are_guarded(cell):
    """No cell that we write starts a formula when the file is opened in a spreadsheet."""
    (row,) = list(csv.reader(io.StringIO(Table(COLUMNS[:1], ((cell,),)).as_csv())))[1:]

    assert row == [f"'{cell}"]


@given(st.text(alphabet="'=+-@＝ab", max_size=6))
def test_guarding_a_cell_can_be_undone(cell):
    """Two different cells never become the same guarded cell."""
    guarded = safe_cell(cell)

    assert guarded in {cell, f"'{cell}"}
    assert not guarded.startswith(("=", "+", "-", "@", "＝"))
    assert (guarded == cell) == (not cell.lstrip("'").startswith(("=", "+", "-", "@", "＝")))


def test_long_lines_break_at_the_terminals_width_and_keep_their_indentation():
    """A long Japanese line is broken by display width, and what follows is indented further."""
    text = "短い行\n  次に: アンケートの結果を添えて記録する"

    assert wrapped(text, 20).splitlines() == [
        "短い行",
        "  次に: アンケートの",
        "    結果を添えて記録",
        "    する",
    ]
