"""The rows of a registry as cities write them, and every fault by row and column."""

import pytest

from renkei_model.errors import DocumentError
from renkei_model.interchange.registry import NicknameKind, parse_registry

COMMON, PET, SHORT = NicknameKind


def faults(text, language="en"):
    """Give what the refusal of a registry says, without its title."""
    with pytest.raises(DocumentError) as refused:
        parse_registry(text, "registry.csv")
    return [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]


# --- what is read --------------------------------------------------------------------------------


TITLED = """\
令和7年度　地域内連携協議会一覧,,,
,,,（令和8年3月31日現在）
,,,
番号,協議会名,校区,認定年月
１,みのりの会,川北,R１.７
小　計,,,
２,潮見の会,潮見,{month}
合計,２協議会,２校区,
※ 潮見の会: 浜を含む。,,,
"""


def test_a_title_above_and_totals_below_are_no_councils():
    """A list as a city prints it is read: its title, subtotals and totals are passed over."""
    rows = parse_registry(TITLED.format(month="R２.３"))

    assert [(row.number, row.name) for row in rows] == [(1, "みのりの会"), (2, "潮見の会")]
    assert rows[1].note == "潮見の会: 浜を含む。"


def test_below_a_title_faults_name_the_row_of_the_file():
    """What is wrong in a cell or a heading is told by the row that a spreadsheet shows."""
    text = TITLED.format(month="R1.4")

    assert faults(text) == [
        (
            "row 7, column 認定年月: 'R1.4': Reiwa is for dates from 2019-05-01 on. "
            "Write H31 (平成31年) for that time."
        )
    ]
    assert [fault.split(":")[0] for fault in faults(text.replace("校区,認", "校外,認"))] == [
        "row 4, column 3 '校外'",
        "row 7, column 認定年月",
    ]
    assert faults(TITLED.replace("協議会名", "かいのな"), "ja")[0] == (
        "4行目: 必要な列「名称」がありません。4行目にこの見出しの列を加えてください。"
    )


@pytest.mark.parametrize(
    "total", ["計,,", "合　計,,", ",小計,", ",合計,10校区", "Total,2,", "総計,29団体,", "計,合計,"]
)
def test_a_row_of_totals_is_no_council(total):
    """A row that begins with 計 or the like and names no council is passed over."""
    (row,) = parse_registry(f"番号,協議会名,校区\n１,みのりの会,川北\n{total}\n")

    assert row.name == "みのりの会"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("合計,潮見の会,", "row 2, column 番号: '合計' is not a whole number from 1 on"),
        ("２,合計,", "row 2, column 協議会名: '合計' is what a row of totals is called"),
        ("総計（推計）,,", "row 2, column 番号: '総計（推計）' is not a whole number from 1 on"),
    ],
)
def test_what_may_be_a_council_is_not_passed_over_as_a_total(row, fault):
    """A row with a word for totals that numbers or names a council is refused."""
    assert faults(f"番号,協議会名,校区\n{row}\n")[0].startswith(fault)


@pytest.mark.parametrize(
    "headings",
    [
        "年度,番号,小学校区,団体の名称,認定年月,近年の活動状況（R２～）",
        "認定年度,No.,校区,協議会名,認定日,活動",
        "年度,№,小学校区名,協議会の名称,認定年月日,主な活動",
        "年度,番,小校区,名称（正式）,認定,近年の活動",
        "Fiscal Year,number,districts,name,certified,recent activities",
        '"年\n度",番号,"小学\n校区",協議会,認定月,活動内容',
    ],
)
def test_a_citys_headings_are_known(headings):
    """Lists of cities call the same columns by many names, with remarks in brackets."""
    (row,) = parse_registry(f"{headings}\nR1,１,川北,みのりの会,R１.７,総会１回\n")

    assert (row.number, row.districts, row.name) == (1, ("川北",), "みのりの会")
    assert row.certified.iso == "2019-07"
    assert [held.cell for held in row.meetings] == ["総会:1"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("H24.７", "2012-07"),
        ("R１.７", "2019-07"),
        ("平成31年4月", "2019-04"),
        ("令和元年７月", "2019-07"),
        ("令和元年\n７月１日", "2019-07-01"),
        ("令和5年度", "2023-04/2024-03"),
    ],
)
def test_a_month_of_certification_is_read_in_any_writing(written, iso):
    """Digits of both widths, eras and 元年 are one date."""
    (row,) = parse_registry(f'名称,認定年月\nみのりの会,"{written}"\n')

    assert iso == row.certified.iso


@pytest.mark.parametrize("written", ["7", "７", "No.7", "第７", "７番", "第７号", "0７"])
def test_a_number_is_read_in_any_writing(written):
    """Mixed width and the words around a number make no difference."""
    (row,) = parse_registry(f"番号,名称\n{written},みのりの会\n")

    assert row.number == 7


def test_a_fiscal_year_holds_for_its_block():
    """The year stands once, at the top or in a row of its own, and for the rows below it."""
    rows = parse_registry(
        "年度,名称,認定年月\n"
        "H30,みのりの会,H31.３\n"
        "H31/R1,潮見の会,H31.４\n"
        ",浜の会,R１.７\n"
        "平成31（令和元）年度,丘の会,R2.3\n"
        "R2,,\n"
        ",谷の会,R2.4\n"
        ",森の会,－\n"
    )

    assert [row.certified and row.certified.iso for row in rows] == [
        "2019-03",
        "2019-04",
        "2019-07",
        "2020-03",
        "2020-04",
        None,
    ]


@pytest.mark.parametrize(
    ("heading", "name", "cell", "nickname", "kind"),
    [
        ("通称", "みのりの会", "みのり", "みのり", COMMON),
        ("愛称", "みのりの会", "みのり", "みのり", PET),
        ("略称", "みのりの会", "みのり", "みのり", SHORT),
        ("通称・愛称", "みのりの会", "みのり", "みのり", None),
        ("nickname", "みのりの会", "みのり", "みのり", None),
        ("通称", "みのりの会（愛称：みのり）", "", "みのり", PET),
        ("通称", "みのりの会（愛称：みのり）", "みのり", "みのり", PET),
        ("通称", "みのりの会", "", "", None),
    ],
)
def test_a_nickname_stands_beside_the_name_or_in_its_own_column(
    heading, name, cell, nickname, kind
):
    """What kind of name it is, the cell says first, or else the heading."""
    (row,) = parse_registry(f"名称,{heading}\n{name},{cell}\n")

    assert (row.name, row.nickname, row.nickname_kind) == ("みのりの会", nickname, kind)


def test_the_kind_of_a_nickname_may_have_its_own_column():
    """Our own files say the kind by key; a person may write it in Japanese."""
    rows = parse_registry("name,nickname,nickname_kind\n潮見の会,しお,pet_name\n浜の会,はま,略称\n")

    assert [row.nickname_kind for row in rows] == [PET, SHORT]


def test_meetings_and_activities_of_all_columns_come_together():
    """A table may hold them in one cell, in two, or both."""
    (row,) = parse_registry(
        "名称,会議,取組,近年の活動\nみのりの会,総会１回|部会:2+,夏祭り|清掃・防災|,役員会3回，広報紙\n"
    )

    assert [held.cell for held in row.meetings] == ["総会:1", "部会:2+", "役員会:3"]
    assert row.activities == ("夏祭り", "清掃・防災", "広報紙")


def test_a_remark_in_a_column_of_its_own_is_the_note():
    """備考 of a city's table is kept, on as many lines as it has."""
    (row,) = parse_registry('名称,備考\nみのりの会,"一行目\n二行目"\n')

    assert row.note == "一行目\n二行目"


# --- what is wrong -------------------------------------------------------------------------------


def test_every_fault_of_a_registry_is_named_at_once():
    """Wrong numbers, names, districts and dates are reported together, by row and column."""
    text = (
        "number,name,districts,certified\n"
        "0,みのり,川北,R1.4\n"
        "一,,川北||川南,2026-02-30\n"
        "7,潮見,,2020-04/2019-08\n"
        "７,潮 見,川北(東)の一部,\n"
    )

    assert faults(text) == [
        (
            "row 2, column number: '0' is not a whole number from 1 on. "
            "Write the number, or leave it empty."
        ),
        (
            "row 2, column certified: 'R1.4': Reiwa is for dates from 2019-05-01 on. "
            "Write H31 (平成31年) for that time."
        ),
        (
            "row 3, column number: '一' is not a whole number from 1 on. "
            "Write the number, or leave it empty."
        ),
        (
            "row 3, column districts: a district is missing beside a |. "
            "Write the district, or drop the |."
        ),
        (
            "row 3, column certified: '2026-02-30': the calendar has no such day. "
            "Check the month and the day."
        ),
        "row 3, column name: the council has no name. Write its name.",
        (
            "row 4, column certified: '2020-04/2019-08': the span ends before it begins. "
            "Put the earlier date first."
        ),
        (
            "row 5, column districts: its brackets do not close at the end of a district. "
            "Write a remark on a district in one pair of brackets after it."
        ),
        "row 5, column number: '7' stands in row 4 already. Correct one of the two.",
        "row 5, column name: '潮 見' stands in row 4 already. Correct one of the two.",
    ]
    assert faults(text, "ja")[:2] == [
        "2行目 number 列: 「0」は1以上の整数ではありません。番号を書くか，空にしてください。",
        (
            "2行目 certified 列: 「R1.4」: 令和と書けるのは令和元年5月1日からです。"
            "その時期は平成31年（H31）と書いてください。"
        ),
    ]


def test_a_month_outside_its_fiscal_year_is_told_in_both_languages():
    """January to March belong to the year before, which a clerk may slip on."""
    text = "年度,名称,認定年月\nH26,浦戸の会,H26.１\n,潮見の会,H27.３\n"

    assert faults(text) == [
        (
            "row 2, column 認定年月: 2014-01 lies in FY2013, not in FY2014. "
            "Correct the fiscal year or the month."
        )
    ]
    assert faults(text, "ja") == [
        (
            "2行目 認定年月 列: 平成26年1月は平成26年度ではなく平成25年度です。"
            "年度か認定年月を直してください。"
        )
    ]


def test_a_council_of_a_block_without_a_month_is_asked_about():
    """Nobody guesses whether a council without a month was certified in the year of its block."""
    text = "年度,名称,認定年月\nR1,みのりの会,\n"

    assert faults(text) == [
        (
            "row 2, column 認定年月: it stands under FY2019 and has no month of certification. "
            "Write the month (FY2019 if it is not known), or - if it is not certified."
        )
    ]
    assert faults(text, "ja") == [
        (
            "2行目 認定年月 列: 令和元年度の欄にありますが，認定年月がありません。"
            "認定年月（分からなければ令和元年度）か，認定されていなければ「－」を書いてください。"
        )
    ]
    assert parse_registry("年度,名称\nR1,みのりの会\n")[0].certified is None


def test_a_fiscal_year_that_is_none_is_told_once():
    """The rows below a year that cannot be read are not blamed for it."""
    assert faults("年度,名称,認定年月\nH32,みのりの会,R2.7\n,潮見の会,\n") == [
        (
            "row 2, column 年度: Heisei is for dates from 1989-01-08 to 2019-04-30. "
            "Write R2 (令和2年) for that time."
        )
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "名称,愛称\nみのりの会（通称：みのり）,稔\n",
            (
                "row 2, column 愛称: it is not 'みのり', which stands beside the name. "
                "Keep one of the two."
            ),
        ),
        (
            "名称,通称の種類\nみのりの会（通称：みのり）,愛称\n",
            ("row 2, column 通称の種類: beside the name it is a common name. Keep one of the two."),
        ),
        (
            "名称,通称の種類\nみのりの会,愛称\n",
            (
                "row 2, column 通称の種類: there is no nickname. "
                "Write the nickname, or clear its kind."
            ),
        ),
        (
            "名称\nみのりの会（通称：「　」）\n",
            "row 2, column 名称: there is no nickname. Write the nickname, or clear its kind.",
        ),
        (
            "名称,通称,nickname_kind\nみのりの会,みのり,pet_nam\n",
            (
                "row 2, column nickname_kind: it is no kind of nickname. "
                "Did you mean 'pet_name'? Write common_name, pet_name or short_name."
            ),
        ),
        (
            "名称,番号\n※みのりの会,1\n",
            (
                "row 2, column 名称: a nickname or the mark of a note stands inside the name "
                "'※みのりの会'. Write them in brackets after the name."
            ),
        ),
        (
            "名称,会議\nみのりの会,総会1回|夏祭り\n",
            (
                "row 2, column 会議: '夏祭り' is not how often they met. Write a kind and its "
                "count, like general meeting:1 or working group:2+; anything else goes into the "
                "column of activities."
            ),
        ),
        (
            "名称,校区（・区切り）\nみのりの会,川北・\n",
            (
                "row 2, column 校区（・区切り）: a district is missing beside a ・. "
                "Write the district, or drop the ・."
            ),
        ),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(text, fault):
    """Two nicknames, a kind of none, a mark inside a name: each has its sentence."""
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("headings", "cells", "heading", "nickname"),
    [
        ("名称", "みのりの会（通称：みの、愛称：のり）", "名称", "みの、愛称：のり"),
        ("名称", "みのりの会（通称：みの）（愛称：のり）", "名称", "みの）（愛称：のり"),
        ("名称", "みのりの会（通称 「みの」「のり」）", "名称", "「みの」「のり」"),
        ("名称,通称", "みのりの会,みの／のり", "通称", "みの／のり"),
    ],
)
def test_two_nicknames_in_one_cell_are_refused(headings, cells, heading, nickname):
    """Which of two nicknames a council has is not guessed; the refusal says what to do."""
    text = f"{headings}\n{cells}\n"

    assert faults(text, "ja") == [
        (
            f"2行目 {heading} 列: 「{nickname}」は二つ以上の通称のようで，"
            "どれを読むか分かりません。"
            "通称を一つだけ残し，ほかは備考に書いてください（一つの通称なら，区切りを・にします）。"
        )
    ]
    assert faults(text) == [
        (
            f"row 2, column {heading}: {nickname!r} seems to hold more than one nickname. Keep one "
            "and write the others into the note (if it is one, divide it by a middle dot instead)."
        )
    ]
