"""Files of projects: one project a row, and yes, no or nothing for each fact that is asked."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import COMPLAINTS, LADDER, STATED, day
from invented_grants import BASIC, fact
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import DocumentError, InvalidValue
from renkei_model.facts import FactKind
from renkei_model.interchange.projects import (
    parse_projects,
    projects_csv,
    projects_template_csv,
    read_projects,
)
from renkei_model.projects import Project
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.testing import spans
from renkei_model.wording import Wording

HOSTED = fact("hosted", "協議会の主催", "hosted by the council")
OTHER_GRANT = fact("other_grant", "ほかの補助金", "other grant")
EVENT = fact("event", "まつり・運動会", "festival or sports day")


def subsidy(key, *facts):
    """Make a subsidy that asks some facts of a project."""
    return SubsidyRule(
        key=key,
        wording=Wording("補助金", "subsidy"),
        basis=STATED,
        ceilings=(BASIC,),
        rate=Fraction(1),
        project_facts=facts,
    )


POLICY = attrs.evolve(
    LADDER, subsidies=(subsidy("fete", HOSTED, OTHER_GRANT, EVENT), subsidy("other", HOSTED))
)
FETE = Project(
    name="夏まつり",
    on=day("2026-08-02"),
    cost=350_000,
    yes=(HOSTED, EVENT),
    no=(OTHER_GRANT,),
)
DRILL = Project(name="防災訓練", on=FiscalYear(2026).span, cost=0)


# --- what a row says -----------------------------------------------------------------------------


def test_a_row_is_a_project():
    """Name, date, cost and what is so of it become one project, in either language."""
    japanese = parse_projects(
        "事業名,日付,事業費（円）,協議会の主催,ほかの補助金,まつり・運動会,書き方\n"
        '夏まつり,R8.8.2,"￥350,000",はい,×,○,1行に1事業\n'
        "防災訓練,令和8年度,０円,不明,,,\n",
        POLICY,
    )
    english = parse_projects(
        "name,cost,date,event,other grant,hosted by the council\n"
        "夏まつり,350000,2026-08-02,Yes,no,YES\n"
        "防災訓練,0 yen,2026-04/2027-03,unknown,?,\n",
        POLICY,
    )

    assert japanese == (FETE, DRILL)
    assert english == (FETE, DRILL)


@pytest.mark.parametrize("yes", ["はい", "○", "〇", "◯", "有", "あり", "yes", "YES", "true"])
def test_yes_is_read_however_it_is_written(yes):
    """Circles of every kind, words and spreadsheets' TRUE all say yes."""
    (project,) = parse_projects(f"name,date,cost,hosted\n夏まつり,R8.8,1,{yes}\n", POLICY)

    assert (project.yes, project.no) == ((HOSTED,), ())


@pytest.mark.parametrize("no", ["いいえ", "×", "✕", "✗", "無", "なし", "no", "False"])
def test_no_is_read_however_it_is_written(no):
    """Crosses, words and spreadsheets' FALSE all say no."""
    (project,) = parse_projects(f"name,date,cost,hosted\n夏まつり,R8.8,1,{no}\n", POLICY)

    assert (project.yes, project.no) == ((), (HOSTED,))


@pytest.mark.parametrize("unknown", ["", "不明", "？", "unknown", "未定", "未確認"])
def test_what_nobody_knows_is_neither_yes_nor_no(unknown):
    """An empty cell and one that says so are the same: not recorded."""
    (project,) = parse_projects(f"name,date,cost,hosted\n夏まつり,R8.8,1,{unknown}\n", POLICY)

    assert (project.yes, project.no) == ((), ())


@pytest.mark.parametrize(
    ("written", "cost"),
    [
        ("350000", 350_000),
        ('"350,000"', 350_000),
        ("３５００００円", 350_000),
        ("¥ 1200", 1_200),
        ("5 yen", 5),
        ("1000000000000", 1_000_000_000_000),
    ],
)
def test_costs_are_read_as_people_write_them(written, cost):
    """Commas between thousands, digits of either width, and the sign or word for yen."""
    (project,) = parse_projects(f"name,date,cost\n夏まつり,R8.8,{written}\n", POLICY)

    assert project.cost == cost


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_projects_are_read_from_a_file(encoding, tmp_path):
    """A file is read in the encodings in which offices save them."""
    path = tmp_path / "projects.csv"
    path.write_text("事業名,日付,事業費（円）\n防災訓練,令和8年度,0\n", encoding=encoding)

    assert read_projects(path, POLICY) == (DRILL,)


# --- the form, and writing -----------------------------------------------------------------------


def test_the_form_has_a_column_for_each_fact_once():
    """What several subsidies ask is asked once, under headings in the language asked for."""
    assert projects_template_csv(POLICY, "ja") == (
        "事業名,日付,事業費（円）,協議会の主催,ほかの補助金,まつり・運動会,書き方\n"
        ",,,,,,1行に1事業。日付は一つの年度の中の日・月・期間，事業費は1円単位。"
        "ほかの列は はい（○）・いいえ（×）・不明 のどれか（空欄は不明）\n"
    )
    assert projects_template_csv(POLICY, "en") == (
        "name,date,cost,hosted,other_grant,event,how_to_fill_in\n"
        ',,,,,,"one project a row: date as a day, month or span within one fiscal year; cost in '
        'whole yen; every other column yes, no or unknown (also when empty)"\n'
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_untouched_form_holds_no_projects(language):
    """A form that nobody filled in is not taken for a list of no projects."""
    with pytest.raises(DocumentError) as refused:
        parse_projects(projects_template_csv(POLICY, language), POLICY, "projects.csv")

    assert refused.value.explain("en") == (
        "cannot read projects.csv (1 fault)\n"
        "  - the whole file: no project is written in it yet. "
        "Write one project a row, with its name, date and cost."
    )
    assert refused.value.explain("ja") == (
        "「projects.csv」を読めません（1件）\n"
        "  - ファイル全体: まだ事業が書かれていません。"
        "1行に一つずつ，事業名・日付・事業費を書いてください。"
    )


def test_projects_are_written_with_yes_and_no():
    """A project is written under the keys of what is asked; what is not recorded stays empty."""
    assert projects_csv([FETE, DRILL], POLICY) == (
        "name,date,cost,hosted,other_grant,event\n"
        "夏まつり,2026-08-02,350000,yes,no,yes\n"
        "防災訓練,2026-04/2027-03,0,,,\n"
    )


def test_what_no_subsidy_asks_is_not_lost_in_writing():
    """A project that says something else is not written without it."""
    project = attrs.evolve(FETE, yes=(HOSTED, COMPLAINTS))

    with pytest.raises(InvalidValue) as refused:
        projects_csv([project], POLICY)

    assert "no subsidy of minori asks for complaints, which '夏まつり' says" in str(refused.value)
    assert "「夏まつり」の complaints は，この基準の補助金に関係しません" in (
        refused.value.explain("ja")
    )


NAMES = st.text(
    st.sampled_from("=+-@'\t\r\n,\" 会祭") | st.characters(codec="utf-8", categories=["L", "N"]),
    max_size=8,
).map(str.strip)


@st.composite
def projects(draw):
    """Draw projects as a file holds them: within a fiscal year, names without spaces around."""
    span = draw(spans())
    answers = [draw(st.none() | st.booleans()) for _ in range(3)]
    answered = list(zip((HOSTED, OTHER_GRANT, EVENT), answers, strict=True))
    return Project(
        name=draw(NAMES.filter(bool)),
        on=Span(span.first, min(span.last, FiscalYear.of(span.first).last)),
        cost=draw(st.integers(0, 1_000_000_000_000)),
        yes=tuple(asked for asked, answer in answered if answer is True),
        no=tuple(asked for asked, answer in answered if answer is False),
    )


@given(listed=st.lists(projects(), min_size=1, max_size=3).map(tuple))
def test_projects_are_read_as_they_were_written(listed):
    """Projects to CSV to projects is the identity."""
    assert parse_projects(projects_csv(listed, POLICY), POLICY) == listed


# --- what is refused -----------------------------------------------------------------------------

HOW_TO_WRITE_YEN = Wording(
    "1円単位の整数で「350000」「350,000円」のように書いてください。",
    "Write whole yen, like 350000 or 350,000.",
)


def refusal(row, headings="name,date,cost,hosted"):
    """Give the faults of one row, in English and in Japanese, without the title."""
    with pytest.raises(DocumentError) as refused:
        parse_projects(f"{headings}\n{row}\n", POLICY)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


@pytest.mark.parametrize(
    ("row", "english", "japanese"),
    [
        (
            ",R8.8,1,",
            "row 2, column name: the name is missing. Write it.",
            "2行目 name 列: 事業名がありません。書いてください。",
        ),
        (
            "夏まつり,,1,",
            "row 2, column date: the date is missing. Write it.",
            "2行目 date 列: 日付がありません。書いてください。",
        ),
        (
            "夏まつり,R8.8,,",
            "row 2, column cost: the cost (yen) is missing. Write it.",
            "2行目 cost 列: 事業費（円）がありません。書いてください。",
        ),
        (
            "夏まつり,R8.3～R8.4,1,",
            (
                "row 2, column date: '夏まつり' lies in two fiscal years. "
                "Split it by fiscal year, or give a closer date."
            ),
            (
                "2行目 date 列: 「夏まつり」は二つの年度にまたがっています。"
                "年度ごとに分けるか，日付を絞ってください。"
            ),
        ),
        (
            "夏まつり,8月2日,1,",
            (
                "row 2, column date: '8月2日': the year is missing. "
                "Begin with the year, like 2024-09-01."
            ),
            (
                "2行目 date 列: 「8月2日」: 年がありません。"
                "「2024-09-01」「令和6年9月1日」のように年から書いてください。"
            ),
        ),
        (
            "夏まつり,R8.8,-500,",
            f"row 2, column cost: '-500': it is below 0 yen. {HOW_TO_WRITE_YEN.en}",
            f"2行目 cost 列: 「-500」は0円を下回っています。{HOW_TO_WRITE_YEN.ja}",
        ),
        (
            "夏まつり,R8.8,▲500円,",
            f"row 2, column cost: '▲500円': it is below 0 yen. {HOW_TO_WRITE_YEN.en}",
            f"2行目 cost 列: 「▲500円」は0円を下回っています。{HOW_TO_WRITE_YEN.ja}",
        ),
        (
            "夏まつり,R8.8,35万円,",
            f"row 2, column cost: '35万円': it is not an amount of yen. {HOW_TO_WRITE_YEN.en}",
            f"2行目 cost 列: 「35万円」は金額として読めません。{HOW_TO_WRITE_YEN.ja}",
        ),
        (
            '夏まつり,R8.8,"35,00",',
            f"row 2, column cost: '35,00': it is not an amount of yen. {HOW_TO_WRITE_YEN.en}",
            f"2行目 cost 列: 「35,00」は金額として読めません。{HOW_TO_WRITE_YEN.ja}",
        ),
        (
            "夏まつり,R8.8,1000000000001,",
            (
                "row 2, column cost: '1000000000001': it is above 1,000,000,000,000 yen. "
                f"{HOW_TO_WRITE_YEN.en}"
            ),
            (
                "2行目 cost 列: 「1000000000001」は1,000,000,000,000円を超えています。"
                f"{HOW_TO_WRITE_YEN.ja}"
            ),
        ),
        (
            "夏まつり,R8.8,1,△",
            (
                "row 2, column hosted: '△' is neither yes nor no. "
                "Write yes, no or unknown, or leave it empty."
            ),
            (
                "2行目 hosted 列: 「△」は，はい・いいえのどちらでもありません。"
                "はい（○），いいえ（×），不明 のどれかを書くか，空にしてください。"
            ),
        ),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(row, english, japanese):
    """What is wrong with a project is one sentence with row and column."""
    assert refusal(row) == ([english], [japanese])


def test_every_fault_of_a_file_is_named_at_once():
    """Faults of all rows come together, and no project is loaded."""
    english, _ = refusal(",R8.3～R8.4,-1,△\n夏まつり,R8.8,1,\n防災訓練,8月,x,はい")

    assert [line.split(": ")[0] for line in english] == [
        "row 2, column name",
        "row 2, column cost",
        "row 2, column hosted",
        "row 2, column date",
        "row 4, column date",
        "row 4, column cost",
    ]


def test_a_category_that_no_subsidy_knows_is_refused():
    """A column for something that is not asked is refused with the nearest that is."""
    english, japanese = refusal("夏まつり,R8.8,1,○", "事業名,日付,事業費（円）,まつり")

    assert english == [
        (
            "row 1, column 4 'まつり': there is no such column. Did you mean 'まつり・運動会'? "
            "Correct the heading or drop the column "
            "(known: name, date, cost, hosted, other_grant, event, how_to_fill_in)."
        )
    ]
    assert japanese[0].startswith(
        "1行目 4番目の列「まつり」: この見出しの列はありません。"
        "「まつり・運動会」ではありませんか。"
    )


@pytest.mark.parametrize("key", ["cost", "how_to_fill_in"])
def test_facts_that_would_share_a_column_are_refused(key):
    """A policy whose facts a file could not tell apart is told so, not read wrongly."""
    twin = attrs.evolve(EVENT, key=key, kind=FactKind.DETERMINATION)
    policy = attrs.evolve(LADDER, subsidies=(subsidy("fete", HOSTED), subsidy("other", twin)))

    with pytest.raises(InvalidValue) as refused:
        projects_template_csv(policy, "ja")

    assert f"would have two columns '{key}'; choose another key" in str(refused.value)
    assert f"キー '{key}' の列が二つになります。" in refused.value.explain("ja")


# --- headings that would name two columns --------------------------------------------------------

DAY_SET = fact("day_set", "日付", "day set")
NAME_KNOWN = fact("name_known", "知られた名", "Name")
OPEN_TO_ALL = fact("open_to_all", "だれでも参加できる", "open to all")
OPEN_TO_EACH = fact("open_to_each", "だれでも 参加できる", "open to each")
ALIKE = (DAY_SET, NAME_KNOWN, OPEN_TO_ALL, OPEN_TO_EACH)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "ja",
            "事業名,日付,事業費（円）,day_set,知られた名,open_to_all,open_to_each,書き方",
        ),
        ("en", "name,date,cost,day_set,name_known,open_to_all,open_to_each,how_to_fill_in"),
    ],
)
def test_a_wording_that_would_name_two_columns_gives_way_to_the_key(language, headings):
    """What the form writes names each column, and is read back so."""
    policy = attrs.evolve(LADDER, subsidies=(subsidy("fete", *ALIKE),))
    form = projects_template_csv(policy, language).splitlines()[0]
    (project,) = parse_projects(f"{form}\n夏まつり,R8.8,1,○,×,○,×,\n", policy)

    assert form == headings
    assert (project.yes, project.no) == ((DAY_SET, OPEN_TO_ALL), (NAME_KNOWN, OPEN_TO_EACH))
    assert parse_projects(projects_csv([project], policy), policy) == (project,)


def test_a_heading_that_would_name_two_columns_names_none():
    """Nobody can tell which of the two is meant."""
    policy = attrs.evolve(LADDER, subsidies=(subsidy("fete", *ALIKE),))
    with pytest.raises(DocumentError, match="there is no such column"):
        parse_projects("name,date,cost,だれでも参加できる\n夏まつり,R8.8,1,○\n", policy)


@pytest.mark.parametrize("keys", [("how_to_fill_in",), ("date",), ("open_now", "opennow")])
def test_keys_that_would_name_two_columns_are_refused(keys):
    """A key that is read like another one could not be told apart in any file."""
    facts = (fact(key, f"事柄{place}", f"thing {place}") for place, key in enumerate(keys))
    policy = attrs.evolve(LADDER, subsidies=(subsidy("fete", *facts),))
    with pytest.raises(InvalidValue, match=f"would have two columns '{keys[-1]}'"):
        projects_template_csv(policy, "ja")


# --- what is no projects -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (5, "projects: 5 is no Iterable"),
        ([5], r"projects\[0\]: 5 is no Project"),
        (
            [attrs.evolve(FETE, name="まつ\x0bり")],
            r"projects_csv: it holds U\+000B, which no file can",
        ),
        (
            [attrs.evolve(FETE, name="まつ\0り")],
            r"projects_csv: it holds U\+0000, which no file can",
        ),
        ([attrs.evolve(FETE, name="\ud800")], r"projects_csv: it holds U\+D800, which no file can"),
    ],
)
def test_what_no_file_of_projects_can_hold_is_refused(given, sentence):
    """Other kinds of things, and characters that no reader takes."""
    with pytest.raises(InvalidValue, match=sentence):
        projects_csv(given, POLICY)


def test_what_is_no_text_or_no_policy_is_refused():
    """Whoever confuses the arguments is told what to give."""
    with pytest.raises(InvalidValue, match="text: 5 is no str"):
        parse_projects(5, POLICY)
    with pytest.raises(InvalidValue, match="policy: 5 is no Policy"):
        parse_projects("", 5)


def test_a_file_without_any_project_is_written_and_says_so_when_it_is_read():
    """A form that nobody filled in is not a list of no projects."""
    empty = projects_csv((), POLICY)

    assert empty == "name,date,cost,hosted,other_grant,event\n"
    with pytest.raises(DocumentError, match="no project is written in it yet"):
        parse_projects(empty, POLICY)
