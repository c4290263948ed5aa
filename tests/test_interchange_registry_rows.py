"""One council of a registry as a value."""

import pytest

from renkei_model.errors import InvalidValue
from renkei_model.interchange.council_titles import NicknameKind
from renkei_model.interchange.registry_rows import RegistryRow


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": " "}, "name: it is empty"),
        ({"name": "潮見（通称：しお）"}, "name: '潮見（通称：しお）' holds a nickname or the mark"),
        ({"name": "潮見（※）"}, "name: '潮見（※）' holds a nickname or the mark"),
        ({"name": "※潮見"}, "name: '※潮見' holds a nickname or the mark"),
        ({"name": "合 計"}, "name: '合 計' is what totals are called"),
        (
            {"name": "潮見", "nickname": "しお，うみ"},
            "nickname: 'しお，うみ' seems to hold more than one nickname",
        ),
        ({"name": "潮見", "number": 0}, "number: 0 is not a whole number of at least 1"),
        ({"name": "潮見", "districts": ("川北|川南",)}, "'川北|川南' cannot be a district"),
        ({"name": "潮見", "districts": ("川北(東)",)}, "'川北(東)' cannot be a district"),
        ({"name": "潮見", "districts": ("",)}, "'' cannot be a district"),
        (
            {"name": "潮見", "districts": ("川北", "川南"), "district_remarks": ("東",)},
            "district_remarks: there are 1 for 2 districts",
        ),
        (
            {"name": "潮見", "districts": ("川北",), "district_remarks": ("東|西",)},
            "district_remarks: '東|西' cannot stand here",
        ),
        ({"name": "潮見", "nickname_kind": NicknameKind.PET_NAME}, "nickname: it is empty"),
        (
            {"name": "潮見", "nickname": "しお", "nickname_kind": "愛称"},
            "nickname_kind: '愛称' is no NicknameKind",
        ),
        ({"name": "潮見", "certified": "R1.7"}, "certified: 'R1.7' is no Span"),
        ({"name": "潮見", "meetings": ("総会",)}, "meetings[0]: '総会' is no Meetings"),
        ({"name": "潮見", "activities": ("祭り|清掃",)}, "activities: '祭り|清掃' cannot stand"),
        ({"name": "潮見", "activities": ("",)}, "activities: '' cannot stand here"),
    ],
)
def test_a_row_that_no_file_could_hold_is_refused(fields, problem):
    """What would be read as something else, or as two, is refused with what to do."""
    with pytest.raises(InvalidValue) as refused:
        RegistryRow(**fields)

    assert problem in str(refused.value)


def test_spaces_and_line_breaks_are_no_part_of_texts():
    """A row is the same however narrow the column was that it came from."""
    row = RegistryRow(
        name=" みのり\n地区協議会 ",
        nickname="み\nのり",
        districts=[" 朝倉\n第二 "],
        district_remarks=["\n"],
        activities=["夏\n祭り"],
        note=" 一行目\n二行目 ",
    )

    assert row == RegistryRow(
        name="みのり地区協議会",
        nickname="みのり",
        districts=("朝倉第二",),
        activities=("夏祭り",),
        note="一行目\n二行目",
    )
    assert row.district_remarks == ()
