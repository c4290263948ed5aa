"""The 29 councils, held against the registry as the leaflet prints it."""

import datetime
import pathlib
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import attrs
import pytest

from renkei_model import kochi
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness
from renkei_model.interchange.registry import NicknameKind, RegistryRow, read_registry
from renkei_model.kochi.councils import councils_from, registry_citation
from renkei_model.provenance import BasisKind

# Fiscal year, number, districts, name (nickname), month of certification.
REGISTRY = """
平成24年度 |  1 | 布師田 | 布師田の未来を考える会 | H24.7
平成25年度 |  2 | 土佐山 | 土佐山夢づくりの会 | H25.4
平成25年度 |  3 | 浦戸 | 浦戸まちづくり連携協議会 | H26.1
平成26年度 |  4 | 昭和 | 下知地域内連携協議会 | H26.10
平成27年度 |  5 | 小高坂 | 小高坂各種団体連携協議会 | H27.7
平成27年度 |  6 | 横浜 | よこせと連携協議会 | H27.8
平成27年度 |  7 | 朝倉 | 朝倉小学校区地域内連携協議会 | H27.9
平成27年度 |  8 | 朝倉第二 | 朝倉第二小学校区地域内連携協議会 | H27.9
平成27年度 |  9 | 久重 | 久重地域連携協議会 | H27.12
平成27年度 | 10 | 初月 | 初月まちづくり連携活動協議会 | H27.12
平成27年度 | 11 | 三里 | 三里まちづくりの会 | H28.1
平成27年度 | 12 | 十津 | 十津ふるさと会 | H28.2
平成28年度 | 13 | 第六 | 第六ふれあいネットワークの会 | H28.5
平成28年度 | 14 | 五台山 | 五台山まちづくりの会 | H28.7
平成28年度 | 15 | 鏡 | 鏡地域連携協議会 | H28.7
平成28年度 | 16 | 長浜 | 長浜・御畳瀬連携協議会 | H28.9
平成28年度 | 17 | 秦 | 秦地域連携協議会 | H28.12
平成28年度 | 18 | 潮江南 | 潮江南地域連合会（みなみ連合） | H29.2
平成28年度 | 19 | 横浜新町 | 横浜新町小学校区地域内連携協議会 | H29.3
平成29年度 | 20 | 一ツ橋 | 一ツ橋連携協議会 | H29.6
平成30年度 | 21 | 江陽 | こうようネットワーク | H30.7
平成30年度 | 22 | 潮江 | 潮江小校区連絡協議会 | H30.7
平成30年度 | 23 | 鴨田 | 鴨田小学校区地域内連携協議会 | H30.8
令和元年度 | 24 | 行川 | なめがわ連携協議会 | R1.6
令和元年度 | 25 | 介良・介良潮見台 | 介良地区連携協議会 | R1.7
令和元年度 | 26 | 大津 | 大津まちづくり連携協議会 | R1.7
令和元年度 | 27 | 潮江東 | 潮江東小学校区地域内連携協議会（ひがし連携） | R1.11
令和2年度 | 28 | 江ノ口 | 江ノ口連携協議会（江ノ口plus） | R2.10
令和3年度 | 29 | 一宮東 | 一宮東連携協議会（一宮東をつなぐ会） | R3.10
"""

FOUNDED, CERTIFIED = kochi.FACTS[:2]

# The leaflet's two pages as they are printed, page by page: mixed digits, broken lines, blocks of
# fiscal years, and the note on no. 25 between them.
PRINTED = read_registry(pathlib.Path(__file__).parent / "city_registry.csv")


def _certified(council):
    (record,) = council.ledger.of(CERTIFIED)
    return record


def _printed(council):
    """Print a council as a row of the registry."""
    month = _certified(council).on
    fiscal_year = FiscalYear.of(month.first).text("ja")
    nickname = f"（{council.nickname}）" if council.nickname else ""
    districts = "・".join(council.districts)
    name = council.name + nickname
    return f"{fiscal_year} | {council.number:2} | {districts} | {name} | {month.era}"


def test_the_registry_is_the_leaflets_row_by_row():
    """Each council has its number, name, nickname, districts and month of certification.

    The fiscal year that the leaflet prints is the one its month of certification lies in, in 29 of
    29 rows.
    """
    assert REGISTRY.strip().splitlines() == [_printed(council) for council in kochi.COUNCILS]


def test_the_table_as_the_leaflet_prints_it_is_the_registry():
    """29 of 29 rows in the city's own spelling are read as the registry that ships."""
    printed = sorted(PRINTED, key=lambda row: row.number)

    assert [attrs.evolve(row, note="") for row in printed] == list(kochi.REGISTRY)
    assert {row.number: row.note for row in printed if row.note} == {
        25: "介良地区連携協議会は，介良・介良潮見台の２つの小学校区で構成されている。"
    }


def test_the_leaflets_pages_stand_in_reversed_order():
    """Nos. 14 to 29 are printed before nos. 1 to 13, and the rows come as they are printed."""
    assert [row.number for row in PRINTED] == [*range(14, 30), *range(1, 14)]


def test_the_registry_lists_69_kinds_of_meeting():
    """69 entries of how often a kind of meeting was held; one of them is a lower bound only."""
    held = [(row.number, each) for row in kochi.REGISTRY for each in row.meetings]

    assert len(held) == 69
    assert [(number, each.cell) for number, each in held if each.or_more] == [(4, "部会:2+")]
    assert Counter(each.kind for _, each in held).most_common(5) == [
        ("総会", 28),
        ("役員会", 17),
        ("定例会", 11),
        ("部会", 4),
        ("三役会", 2),
    ]


def test_the_registry_and_the_evidence_hold_the_same_cells():
    """Every meeting and every activity of the registry is a cell that the evidence reads."""
    for row in kochi.REGISTRY:
        place = f"K{300 + row.number}"
        cells = [
            read.cell
            for read in kochi.EVIDENCE
            if read.council == row.number and read.basis.citations[0].statement == place
        ]
        listed = [each.kind for each in row.meetings] + list(row.activities)

        assert listed == list(dict.fromkeys(cells))


def test_three_districts_have_a_remark():
    """What the registry adds to a district in brackets is no district of its own."""
    remarks = {
        row.number: (row.districts, row.district_remarks)
        for row in kochi.REGISTRY
        if row.district_remarks
    }

    assert remarks == {
        4: (("昭和",), ("下知地区",)),
        5: (("小高坂",), ("小高坂地区",)),
        16: (("長浜",), ("御畳瀬含む",)),
    }


def test_the_numbers_run_from_1_to_29_without_gaps():
    """A council is found by its number, and no number is missing."""
    assert list(range(1, 30)) == [council.number for council in kochi.COUNCILS]


def test_30_of_41_districts_have_a_council():
    """29 councils cover 30 different districts, for no. 25 covers two; 11 districts have none."""
    districts = [district for council in kochi.COUNCILS for district in council.districts]

    assert len(set(districts)) == len(districts) == 30
    assert kochi.DISTRICTS_IN_THE_CITY - len(districts) == 11
    assert [c.number for c in kochi.COUNCILS if len(c.districts) != 1] == [25]


def test_certifications_by_fiscal_year():
    """From fiscal 2012 to fiscal 2023 the city certified 29 councils, none of them since 2022."""
    years = Counter(FiscalYear.of(_certified(c).on.first).year for c in kochi.COUNCILS)

    assert [years[year] for year in range(2012, 2024)] == [1, 2, 1, 8, 7, 1, 3, 4, 1, 1, 0, 0]
    assert sum(years.values()) == 29


def test_certifications_never_go_back_in_time():
    """A higher number was not certified earlier: from July 2012 to October 2021."""
    months = [_certified(council).on for council in kochi.COUNCILS]

    assert all(one.first <= other.first for one, other in pairwise(months))
    assert months[0] == Span.month(2012, 7)
    assert months[-1] == Span.month(2021, 10)


def test_a_month_of_certification_stays_a_month():
    """The leaflet gives months, so no day is invented."""
    months = [_certified(council).on for council in kochi.COUNCILS]

    assert all(month == Span.month(month.first.year, month.first.month) for month in months)


def test_five_pairs_share_their_month():
    """Five times two councils were certified in the same month."""
    pairs = [
        (one.number, other.number)
        for one, other in pairwise(kochi.COUNCILS)
        if _certified(one).on == _certified(other).on
    ]

    assert pairs == [(7, 8), (9, 10), (14, 15), (21, 22), (25, 26)]


def test_five_were_certified_between_january_and_march():
    """Their calendar year is one more than their fiscal year."""
    early = [
        (council.number, FiscalYear.of(month.first).year)
        for council in kochi.COUNCILS
        if (month := _certified(council).on).first.month < 4
    ]

    assert early == [(3, 2013), (11, 2015), (12, 2015), (18, 2016), (19, 2016)]


def test_four_have_a_nickname():
    """The leaflet gives a nickname for four councils."""
    nicknames = {c.number: c.nickname for c in kochi.COUNCILS if c.nickname}

    assert nicknames == {
        18: "みなみ連合",
        27: "ひがし連携",
        28: "江ノ口plus",
        29: "一宮東をつなぐ会",
    }
    assert {row.number: row.nickname_kind for row in kochi.REGISTRY if row.nickname} == {
        18: NicknameKind.COMMON_NAME,
        27: NicknameKind.COMMON_NAME,
        28: NicknameKind.PET_NAME,
        29: NicknameKind.PET_NAME,
    }


def test_eight_names_do_not_say_council():
    """A council cannot be recognised by 協議会 in its name."""
    others = [council.number for council in kochi.COUNCILS if "協議会" not in council.name]

    assert others == [1, 2, 11, 12, 13, 14, 18, 21]


def test_certification_is_stated_and_founding_is_inferred():
    """The registry says when a council was certified; that it was founded by then follows."""
    for council in kochi.COUNCILS:
        (founded,) = council.ledger.of(FOUNDED)

        assert _certified(council).basis.kind is BasisKind.STATED
        assert founded.basis.kind is BasisKind.INFERRED
        assert founded.on == Span(datetime.date(2012, 4, 1), _certified(council).on.last)


def test_certification_cites_the_councils_own_row():
    """The registry's rows are K301 to K329; nos. 1 to 13 stand on P7, nos. 14 to 29 on P6."""
    places = [_certified(council).basis.citations[0] for council in kochi.COUNCILS]

    assert [place.statement for place in places] == [f"K{number}" for number in range(301, 330)]
    assert [place.position.en for place in places[11:15]] == [
        "P7, row 12",
        "P7, row 13",
        "P6, row 14",
        "P6, row 15",
    ]
    assert places[14] == registry_citation(15, "鏡地域連携協議会")
    assert places[14].text("ja") == "K315「地域内連携協議会の設立・認定状況」P6 15番の行"


def test_no_stage_is_recorded():
    """The leaflet assigns no stage to any council."""
    assert all(council.history == () for council in kochi.COUNCILS)


def test_only_the_certification_is_said_to_be_complete():
    """The registry gives each council's one certification, and does not claim to list the rest."""
    statement = Completeness(CERTIFIED, datetime.date(2023, 8, 31))

    assert {council.ledger.complete for council in kochi.COUNCILS} == {(statement,)}


def test_the_registry_speaks_about_august_2023():
    """Nothing that the leaflet records lies after the last day it speaks about."""
    latest = max(record.on.last for c in kochi.COUNCILS for record in c.ledger.records)

    assert datetime.date(2023, 8, 31) == kochi.REGISTRY_AS_OF == kochi.LEAFLET.as_of.last
    assert latest == kochi.REGISTRY_AS_OF


@pytest.mark.parametrize(
    "row",
    [
        RegistryRow(name="みのり地区連携協議会", certified=Span.month(2020, 4)),
        RegistryRow(name="みのり地区連携協議会", number=30),
    ],
)
def test_a_row_without_number_or_month_gives_a_council_with_nothing_recorded(row):
    """What the registry leaves out is not made up."""
    (council,) = councils_from([row])

    assert council.name == "みのり地区連携協議会"
    assert council.ledger.records == ()


def test_some_rows_give_some_councils():
    """The evidence of a council does not depend on the other rows."""
    kagami = kochi.COUNCILS[14]
    row = RegistryRow(
        number=15, name=kagami.name, districts=("鏡",), certified=_certified(kagami).on
    )

    assert councils_from([row]) == (kagami,)


def test_the_policy_can_be_had_without_reading_the_registry():
    """Importing the city's policy reads no table of councils."""
    code = (
        "import sys, renkei_model.kochi as k; print('renkei_model.kochi.councils' in sys.modules)"
    )
    answer = subprocess.run(  # noqa: S603 - a fresh Python of our own
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )

    assert answer.stdout.strip() == "False"


def test_the_city_lists_its_public_names():
    """Completion shows what the city offers, and a typo fails as in any module."""
    assert dir(kochi) == sorted(kochi.__all__)
    assert all(hasattr(kochi, name) for name in kochi.__all__)
    with pytest.raises(AttributeError, match="COUNCIL"):
        kochi.COUNCIL  # noqa: B018 - the access is the point
