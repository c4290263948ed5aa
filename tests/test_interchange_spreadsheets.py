"""The table in a CSV file: headings, widths, bounds, and every fault with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.errors import DocumentError
from renkei_model.interchange.spreadsheets import (
    MOST_ROWS,
    one_line,
    plain_cell,
    read_sheet,
    read_sheet_file,
    whole_number,
)
from renkei_model.tables import Column, csv_line, safe_cell
from renkei_model.wording import Wording

COLUMNS = (
    Column("name", Wording("名称", "name")),
    Column("checked_on", Wording("これ以外なし（確認日）", "checked on")),
    Column("place", Wording("場所", "place")),
)
CELLS = st.text(
    st.sampled_from("=+-@'\t\r\n,;\"|ａ名 x")
    | st.characters(codec="utf-8", exclude_characters="\0"),
    max_size=8,
)


def read(text):
    """Read a table of which only the name is required."""
    return read_sheet(text, COLUMNS, ["name"], "list.csv")


def refusal(text):
    """Give what the refusal of a table says, without its title, in English and in Japanese."""
    with pytest.raises(DocumentError) as refused:
        read(text).check()
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


# --- what is read --------------------------------------------------------------------------------


def test_cells_come_under_their_columns_keys():
    """A row gives its cells by key, whatever the order of the columns, without spaces around."""
    (row,) = read("place,name\n 川北 ,　みのり\n").rows

    assert row.cells == {"place": "川北", "name": "みのり"}
    assert row["checked_on"] == ""


@pytest.mark.parametrize(
    "heading",
    [
        "checked_on",
        "Checked On",
        "checked-on",
        "ＣＨＥＣＫＥＤ＿ＯＮ",
        "これ以外なし（確認日）",
        " これ以外なし(確認日) ",
        "これ以外 なし（確認日）",
    ],
)
def test_headings_are_known_in_both_languages_and_any_width(heading):
    """A heading means its column by key or by wording, in any case, width and spacing."""
    (row,) = read(f"name,{heading}\nみのり,2026-04-01\n").rows

    assert row["checked_on"] == "2026-04-01"


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("認定年月", True),
        ("認定年月（和暦）", True),
        ("Certified (month)", True),
        ("場所（所在地）", False),
        ("認定年月（和暦）等", False),
    ],
)
def test_a_column_may_have_further_headings_with_remarks(heading, known):
    """Where a column has other names that cities write, remarks in brackets are passed over."""
    certified = Column("certified", Wording("認定", "certified"), also=("認定年月",))
    columns = (*COLUMNS, certified)
    sheet = read_sheet(f"name,{heading}\nみのり,R1.7\n", columns, ["name"], "list.csv")

    assert (sheet.rows[0]["certified"] == "R1.7") is known
    assert bool(sheet.faults) is not known


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", ""),
        (" みのり ", "みのり"),
        ("みのり\n\n 地区\r\n協議会", "みのり地区協議会"),
        ("Minori\nCouncil", "Minori Council"),
        ("江ノ口\nplus", "江ノ口plus"),
        ("３\n回", "３回"),
        ("\n \r", ""),
    ],
)
def test_what_a_narrow_column_broke_is_put_together(text, whole):
    """A line break is a space between Latin words, and nothing beside Japanese."""
    assert whole == one_line(text)
    assert whole == one_line(whole)


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    """Blank rows and line ends inside cells do not shift the numbers of rows."""
    sheet = read('name\n"み\nの\nり"\n\n,\n川北\n'.replace(",", ""))

    assert [(row.number, row["name"]) for row in sheet.rows] == [(2, "み\nの\nり"), (5, "川北")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end):
    """Files of Unix, Windows and old Macs are read alike."""
    assert [row["name"] for row in read(end.join(["name", "みのり", "川北"])).rows] == [
        "みのり",
        "川北",
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path):
    """A text or file with a byte order mark is read like one without."""
    (tmp_path / "list.csv").write_text("name\nみのり\n", encoding="utf-8-sig")

    sheet = read_sheet_file(tmp_path / "list.csv", COLUMNS, ["name"])

    assert [row["name"] for row in sheet.rows] == ["みのり"]
    assert [row["name"] for row in read("\ufeffname\nみのり\n").rows] == ["みのり"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("一覧,\n\nname,place\nみのり,川北\n", 4),
        (",\n,一覧\nname,place\nみのり,川北\n", 4),
        ("\nname,place\nみのり,川北\n", 3),
        ("name,place\nみのり,川北\n", 2),
    ],
)
def test_headings_may_stand_below_a_title_where_the_kind_of_table_allows_it(text, row):
    """Rows that name no column are a title; rows keep the numbers that they have in the file."""
    sheet = read_sheet(text, COLUMNS, ["name"], "list.csv", titled=True)

    assert [(one.number, one["name"]) for one in sheet.rows] == [(row, "みのり")]
    assert sheet.faults == ()


def test_without_any_heading_the_first_row_is_told_to_be_wrong():
    """Where no row names a column, nothing counts as a title: the first row is refused."""
    with pytest.raises(DocumentError) as refused:
        read_sheet("\n一覧,\nみのり,川北\n", COLUMNS, ["name"], "list.csv", titled=True)

    assert "row 2: the required column 'name' is missing" in str(refused.value)


def test_a_value_without_heading_is_told_by_the_row_of_the_headings():
    """The row in which a heading is missing is that of the headings, below the title too."""
    with pytest.raises(DocumentError) as refused:
        read_sheet("一覧\nname,\nみのり,川\n", COLUMNS, ["name"], "a.csv", titled=True).check()

    assert "row 3, column 2: this column has no heading. Write a heading in row 2" in str(
        refused.value
    )


def test_columns_without_heading_and_content_are_left_aside():
    """Empty columns beside the table, as spreadsheets save them, do no harm."""
    (row,) = read("name,,place,\nみのり,,川北,\n").rows

    assert row.cells == {"name": "みのり", "place": "川北"}


@given(cell=CELLS)
def test_a_guarded_cell_gives_itself_back(cell):
    """Whatever a cell holds, the apostrophe put before a formula is the one taken off."""
    assert cell == plain_cell(safe_cell(cell))


@given(rows=st.lists(st.tuples(CELLS, CELLS).map(lambda pair: tuple(map(str.strip, pair)))))
def test_written_rows_are_read_back(rows):
    """Any cells without spaces around them come back as they were written."""
    text = "".join(map(csv_line, [("name", "place"), *rows]))

    assert [row for row in rows if any(row)] == [
        (row["name"], row["place"]) for row in read(text).rows
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("１２", 12), (" 3 ", 3), ("0", 0), ("-1", None), ("1_0", None), ("3.0", None)],
)
def test_whole_numbers_are_read_in_either_width(text, number):
    """Half-width and full-width digits make a number, and nothing else does."""
    assert number == whole_number(text)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "\n\n", " , \nみのり,川北\n"])
def test_a_table_without_headings_is_refused(text):
    """An empty file, and one with an empty first row, is told which headings belong there."""
    english, japanese = refusal(text)

    assert english == [
        (
            "the whole file: it is empty, or row 1 has no headings. "
            "Write the headings in row 1 (name, checked_on, place)."
        )
    ]
    assert japanese == [
        (
            "ファイル全体: 空か，1行目に見出しがありません。"
            "1行目に見出し（名称，これ以外なし（確認日），場所）を書いてください。"
        )
    ]


def test_every_fault_of_the_headings_is_named_at_once():
    """Missing, unknown and repeated columns are reported together, with the names meant."""
    english, japanese = refusal("nmae,place,場所,foo\nみのり,川北,川北,1\n")

    assert english == [
        "row 1: the required column 'name' is missing. Rename the heading 'nmae' in row 1 to it.",
        (
            "row 1, column 1 'nmae': there is no such column. Did you mean 'name'? "
            "Correct the heading or drop the column (known: name, checked_on, place)."
        ),
        "row 1, column 3 '場所': it repeats column 2. Keep one of the two.",
        (
            "row 1, column 4 'foo': there is no such column. "
            "Correct the heading or drop the column (known: name, checked_on, place)."
        ),
    ]
    assert japanese == [
        "1行目: 必要な列「名称」がありません。1行目の「nmae」をこの見出しに直してください。",
        (
            "1行目 1番目の列「nmae」: この見出しの列はありません。「name」ではありませんか。"
            "見出しを直すか，列を除いてください（使えるのは 名称，これ以外なし（確認日），場所）。"
        ),
        "1行目 3番目の列「場所」: 2番目の列と同じ列です。どちらか一方にしてください。",
        (
            "1行目 4番目の列「foo」: この見出しの列はありません。"
            "見出しを直すか，列を除いてください（使えるのは 名称，これ以外なし（確認日），場所）。"
        ),
    ]


@pytest.mark.parametrize(
    ("headings", "ja", "en"),
    [
        ("あ,い", "「あ」「い」という", "'あ', 'い'"),
        ("あ,い,う,え,お", "「あ」「い」「う」「え」「お」という", "'あ', 'い', 'う', 'え', 'お'"),
        (
            "あ,い,う,え,お,か,き",
            "「あ」「い」「う」「え」「お」など7個の",
            "'あ', 'い', 'う', 'え', 'お' and 2 more",
        ),
    ],
    ids=["two", "five", "more"],
)
def test_headings_that_resemble_nothing_are_named_in_one_line(headings, ja, en):
    """A garbled row of headings is one fault, which lists the columns once."""
    english, japanese = refusal(f"name,{headings}\n")

    assert english == [
        (
            f"row 1: there are no columns {en}. "
            "Correct the heading or drop the column (known: name, checked_on, place)."
        )
    ]
    assert japanese == [
        (
            f"1行目: {ja}見出しの列はありません。見出しを直すか，列を除いてください"
            "（使えるのは 名称，これ以外なし（確認日），場所）。"
        )
    ]


def test_a_missing_column_without_a_near_miss_is_to_be_added():
    """A required column that nothing in the file resembles is asked for."""
    english, japanese = refusal("place\n川北\n")

    assert english == [
        "row 1: the required column 'name' is missing. Add a column with this heading to row 1."
    ]
    assert japanese == [
        "1行目: 必要な列「名称」がありません。1行目にこの見出しの列を加えてください。"
    ]


def test_other_separators_than_commas_are_recognised():
    """A file with semicolons or tabs between its columns is asked for commas."""
    english, japanese = refusal("name;place\nみのり;川北\n")

    assert "Save the file again with commas between the columns." in english[1]
    assert "列をコンマ（,）で区切って保存し直してください。" in japanese[1]
    assert "commas between the columns" in refusal("name\tplace\nみのり\t川北\n")[0][1]


def test_a_row_of_the_wrong_width_is_named():
    """A row with more or fewer cells than there are headings is refused by its number."""
    english, japanese = refusal("name,place\nみのり\n川北,場,所\n")

    assert english == [
        (
            "row 2: it has 1 cells under 2 headings. "
            'Give it as many commas as the headings have (put a cell with a comma in "...").'
        ),
        (
            "row 3: it has 3 cells under 2 headings. "
            'Give it as many commas as the headings have (put a cell with a comma in "...").'
        ),
    ]
    assert japanese[0] == (
        "2行目: セルが1個あり，見出しの2個と合いません。"
        'コンマの数を見出しと同じにしてください（コンマを含むセルは " で囲みます）。'
    )


def test_widths_are_reported_beside_a_missing_column():
    """Wrong rows are reported with the faults of the headings, in order of rows."""
    english, _ = refusal("nmae,place\nみのり\n")

    assert len(english) == 3
    assert english[-1].startswith("row 2: it has 1 cells")


def test_content_without_heading_is_not_dropped():
    """A cell in a column without a heading is refused, because it would be lost."""
    english, japanese = refusal("name,\nみのり,\n川北,覚書\n潮見,覚書\n")

    assert english == [
        "row 3, column 2: this column has no heading. Write a heading in row 1, or clear the cell."
    ]
    assert japanese == [
        "3行目 2番目の列: 見出しのない列に値があります。1行目に見出しを書くか，値を消してください。"
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [('name\nみのり\n"川北\n潮見\n', 3), ('name\n"み"のり\n', 2), ('"name\n', 1)],
    ids=["not closed", "closed too early", "in the headings"],
)
def test_a_wrong_quotation_mark_is_named(text, row):
    """A quotation mark that would swallow the rest of the file is refused by its row."""
    english, japanese = refusal(text)

    assert english == [
        (
            f"row {row}: a quotation mark is not closed rightly, or a cell is too long: "
            "nothing from "
            "here on can be read. Check the quotation marks of this row "
            '(write " inside a cell as "").'
        )
    ]
    assert japanese == [
        (
            f'{row}行目: 引用符（"）が正しく閉じていないか，セルが長すぎるため，'
            "ここから先を読めません。"
            'この行の引用符を確かめてください（セルの中の " は "" と書きます）。'
        )
    ]


def test_a_table_of_100000_rows_is_refused():
    """A table beyond the bound is refused with its size and with what to do."""
    english, japanese = refusal("name\n" + "みのり\n" * 100_000)

    assert english == [
        (
            "the whole file: it has 100,000 rows; at most 50,000 are read. "
            "Split it into several files, such as one for each council."
        )
    ]
    assert japanese == [
        (
            "ファイル全体: 100,000行あり，読める50,000行を超えています。"
            "協議会ごとなど，いくつかのファイルに分けてください。"
        )
    ]


def test_a_table_at_the_bound_is_read():
    """Blank rows do not count towards the bound."""
    text = "name\n" + "みのり\n" * MOST_ROWS + "\n" * 5

    assert len(read(text).rows) == MOST_ROWS


def test_a_text_beyond_the_bound_or_with_nul_is_refused():
    """Texts are held to the same bounds as files."""
    assert "larger than 20 MB" in refusal("name\n" + "\n" * 20_000_000)[0][0]
    assert "NUL" in refusal("name\n\0\n")[0][0]


def test_at_most_fifty_faults_are_listed():
    """A hopeless file is answered with fifty faults and the number of the others."""
    with pytest.raises(DocumentError) as refused:
        read("name,place\n" + "みのり\n" * 60).check()

    english, japanese = refused.value.explain("en"), refused.value.explain("ja")
    assert len(refused.value.faults) == 60
    assert english.splitlines()[0] == "cannot read list.csv (60 faults)"
    assert english.splitlines()[-1] == "  - and 10 more"
    assert japanese.splitlines()[-1] == "  - ほか10件"
    assert len(english.splitlines()) == 52
