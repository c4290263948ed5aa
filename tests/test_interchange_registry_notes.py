"""The notes below a city's table."""

import pytest

from renkei_model.errors import DocumentError
from renkei_model.interchange.registry import parse_registry

KERA = "※ 介良の会は，介良・介良潮見台の２つの小学校区で構成されている。"


def read(*lines, headings="番号,小学校区,協議会名"):
    """Read a table of three columns."""
    return parse_registry("\n".join([headings, *lines, ""]), "registry.csv")


def faults(*lines):
    """Give what the refusal of a table says, without its title."""
    with pytest.raises(DocumentError) as refused:
        read(*lines)
    return [line.removeprefix("  - ") for line in refused.value.explain("en").splitlines()[1:]]


@pytest.mark.parametrize(
    ("cell", "name", "note"),
    [
        ("介良・潮見台", "介良の会（※）", KERA),
        ("", "介良の会", KERA),
        ("介良・潮見台", "介良の会※１", "※１ 介良・介良潮見台の2つの校区"),
        ("介良|潮見台", "介良の会（※）", "※：市は，介良と介良潮見台の二つの小学校区とみなす。"),
        ("介良・潮見台", "介良の会（※）", "※ 介良の会: 介良、介良潮見台の ２ つの小学校"),
    ],
)
def test_a_note_names_the_districts_of_a_council(cell, name, note):
    """A cell that may be one district or two is read as the note below the table says."""
    (row,) = read(f"１,{cell},{name}", f",,{note}")

    assert row.districts == ("介良", "介良潮見台")
    assert (row.name, row.note) == ("介良の会", note.lstrip("※１：　 "))


def test_a_note_keeps_the_remarks_of_the_cell():
    """What the cell remarks on a district stays with it."""
    (row,) = read("１,介良・潮見台(一部),介良の会", f"{KERA},,")

    assert row.district_remarks == ("", "一部")
    (row,) = read("１,,介良の会", ",,※ 介良の会は，介良(東)・桂の２つの小学校区")
    assert (row.districts, row.district_remarks) == (("介良", "桂"), ("東", ""))


def test_each_note_is_on_the_councils_it_names_or_marks():
    """The same mark may stand at several names; a note that begins with a name is on that one."""
    rows = read(
        "１,川北,みのりの会（※）",
        "２,川南,潮見の会（※）（※２）",
        "３,浜,浜の会",
        ",,※ 潮見の会は休止中",
        ",,※ みのりの会は二部制",
        ",,※２ 試行",
        "※ 浜の会：分校を含む,,",
    )

    assert [row.note for row in rows] == [
        "みのりの会は二部制",
        "潮見の会は休止中\n試行",
        "浜の会：分校を含む",
    ]
    assert read("１,川北,みのりの会※", "２,川南,潮見の会※", ",,※ 試行")[1].note == "試行"


def test_a_note_joins_the_remark_in_the_row():
    """備考 and the note below the table are kept together."""
    (row,) = read("合併あり,,介良の会（※）", f",,{KERA}", headings="備考,小学校区,協議会名")

    assert row.note == "合併あり\n" + KERA.removeprefix("※ ")


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_faults():
    """Nothing below a table is dropped silently."""
    assert faults("１,川北,みのりの会（※２）", ",,※１ 試行", ",,※ 令和５年８月現在") == [
        (
            "row 2, column 協議会名: there is no note ※2. "
            "Add a row that begins with ※2 below the table, or drop the mark."
        ),
        (
            "row 3, column 協議会名: no council bears the mark of this note (※1). "
            "Put (※1) after a council's name, or drop this row."
        ),
        (
            "row 4, column 協議会名: no council bears the mark of this note (※). "
            "Put (※) after a council's name, or drop this row."
        ),
    ]


def test_a_note_that_miscounts_or_contradicts_its_cell_is_a_fault():
    """Where table and note disagree, nobody chooses for the city."""
    assert faults("１,介良・潮見台,介良の会", ",,※ 介良の会は，介良・潮見・桂の２つの小学校区") == [
        (
            "row 3, column 協議会名: it speaks of 2 districts and does not name 2. Put a middle "
            "dot between them, or write them into the districts' column with |."
        )
    ]
    assert faults("１,介良・桂,介良の会", f",,{KERA}") == [
        (
            "row 2, column 小学校区: the note names other districts (介良, 介良潮見台). "
            "Correct the cell or the note."
        )
    ]
    assert len(faults("１,介良,介良の会", f",,{KERA}")) == 1
    assert faults("１,,介良の会", ",,※ 介良の会は，介良(東)の一部・桂の２つの小学校区") == [
        (
            "row 2, column 小学校区: its brackets do not close at the end of a district. "
            "Write a remark on a district in one pair of brackets after it."
        )
    ]


def test_a_row_with_more_than_a_note_is_a_council():
    """Only a row with nothing but the note is one."""
    with pytest.raises(DocumentError, match="row 2, column 協議会名: a nickname or the mark"):
        read("１,,※ みのりの会")
    assert read("１,※,みのりの会")[0].districts == ("※",)
