"""The registry of councils as a table: what is written is read again, in every encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.errors import DocumentError, InvalidValue
from renkei_model.interchange.registry import (
    Meetings,
    NicknameKind,
    RegistryRow,
    parse_registry,
    read_registry,
    registry_csv,
)
from renkei_model.tables import csv_line
from renkei_model.testing import awkward_texts, registries

REGISTRY = """\
number,name,nickname,districts,certified
１,みのり地区連携協議会,みのり会,川北|川南,R１.７
,潮見の会,,,
"""
CITY = """\
年度,番号,小学校区,協議会名,認定年月,近年の活動
H31/R1,１,川北（本校）,みのりの会（愛称：みのり）,R１.７,"総会１回・部会複数回，夜の学校{wave}泊まろう{wave}"
"""


@given(rows=registries())
def test_a_registry_is_read_as_it_was_written(rows):
    """Registry to CSV to registry is the identity."""
    assert rows == parse_registry(registry_csv(rows))


def test_a_registry_is_read_in_any_writing():
    """Full-width digits, eras and empty cells of a registry are understood."""
    assert parse_registry(REGISTRY) == (
        RegistryRow(
            number=1,
            name="みのり地区連携協議会",
            nickname="みのり会",
            districts=("川北", "川南"),
            certified=Span.month(2019, 7),
        ),
        RegistryRow(name="潮見の会"),
    )


def test_a_registry_is_written_with_stable_headings_and_dates():
    """The file that is written names its columns by key and its dates as they are known."""
    row = RegistryRow(
        number=2,
        name="潮見の会",
        nickname="しおみ",
        nickname_kind=NicknameKind.PET_NAME,
        districts=("潮見", "浜"),
        district_remarks=("", "一部"),
        certified=Span.month(2019, 7),
        meetings=(
            Meetings(kind="総会", least=1),
            Meetings(kind="部会", least=2, or_more=True),
        ),
        activities=("=まつり", "清掃・防災"),
        note="=備考",
    )

    assert registry_csv([*parse_registry(REGISTRY)[:1], row]) == (
        "number,name,nickname,nickname_kind,districts,certified,meetings,activities,note\n"
        "1,みのり地区連携協議会,みのり会,,川北|川南,2019-07,,,\n"
        "2,潮見の会,しおみ,pet_name,潮見|浜(一部),2019-07,総会:1|部会:2+,"
        "'=まつり|清掃・防災,'=備考\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_citys_registry_is_read_in_the_encodings_of_offices(tmp_path, encoding):
    """Mixed digits and the wave dash of Windows come out alike from every file."""
    path = tmp_path / "registry.csv"
    path.write_text(CITY.format(wave="～"), encoding=encoding)

    (row,) = read_registry(path)

    assert row == RegistryRow(
        number=1,
        name="みのりの会",
        nickname="みのり",
        nickname_kind=NicknameKind.PET_NAME,
        districts=("川北",),
        district_remarks=("本校",),
        certified=Span.month(2019, 7),
        meetings=(
            Meetings(kind="総会", least=1),
            Meetings(kind="部会", least=2, or_more=True),
        ),
        activities=("夜の学校～泊まろう～",),
    )


@pytest.mark.parametrize("wave", ["～", "〜"])
def test_either_wave_dash_stays_as_it_is_written(tmp_path, wave):
    """In Unicode a wave dash has two codes: names keep theirs, and dates take both."""
    path = tmp_path / "registry.csv"
    text = f"番号,協議会名,認定年月,活動\n１,潮見の会,R１.７{wave}R１.９,夜の学校{wave}\n"
    path.write_text(text, encoding="utf-8")

    (row,) = read_registry(path)

    assert row.activities == (f"夜の学校{wave}",)
    assert row.certified.iso == "2019-07/2019-09"


def test_a_file_says_what_divides_its_districts(tmp_path):
    """A ・ divides districts where a heading or the reader says so, and nowhere else."""
    path = tmp_path / "registry.csv"

    def districts(heading, **options):
        path.write_text(f"名称,{heading}\n潮見の会,川北(東・西)・川南\n", encoding="utf-8")
        (row,) = read_registry(path, **options)
        return row.districts, row.district_remarks

    assert districts("校区（・区切り）") == (("川北", "川南"), ("東・西", ""))
    assert districts("districts (separated by ・)") == (("川北", "川南"), ("東・西", ""))
    assert districts("校区", districts_separated_by="・") == (("川北", "川南"), ("東・西", ""))
    with pytest.raises(DocumentError, match=r"row 2, column 校区: its brackets do not close"):
        districts("校区")


HEADINGS = [
    "年度",
    "番号",
    "校区（・区切り）",
    "協議会名",
    "通称",
    "認定年月",
    "活動",
    "会議",
    "備考",
]
CELLS = awkward_texts() | st.sampled_from(
    (
        "",
        "R1",
        "H31/R1",
        "１",
        "R１.７",
        "川北・川南",
        "川北(東)",
        "※",
        "※ みのりの会は，川北(東の１つの校区",
        "※ 川北・||の２つの校区",
        "みのりの会",
        "みのりの会（愛称：みのり（東））※",
        "（通称： ）",
        "総会１回",
        "|",
        "(|)",
    )
)


ROWS = st.lists(CELLS, min_size=len(HEADINGS), max_size=len(HEADINGS)) | CELLS.map(
    lambda note: ["", "", "", note, "", "", "", "", ""]
)


@given(rows=st.lists(ROWS, max_size=4), divider=st.sampled_from(["", "・", "(", "）"]))
def test_any_table_is_read_or_refused_with_its_faults(rows, divider):
    """Whatever a table holds, it is a registry that can be written, or it is refused as one."""
    text = "".join(map(csv_line, [HEADINGS, *rows]))
    try:
        read = parse_registry(text, districts_separated_by=divider)
    except DocumentError:
        return

    assert read == parse_registry(registry_csv(read))


def test_what_divides_districts_is_a_text():
    """Something else than a text is refused before anything is read."""
    with pytest.raises(InvalidValue, match=r"^parse_registry: None is no str"):
        parse_registry(REGISTRY, districts_separated_by=None)
    with pytest.raises(InvalidValue, match=r"^read_registry: None is no str"):
        read_registry("nowhere.csv", districts_separated_by=None)
