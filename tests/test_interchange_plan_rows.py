"""Community plans in ledger files: a row that a clerk fills in for each thing said of a plan."""

import attrs
import pytest

from invented import FACTS, PLAN_ADOPTED, day
from invented_grants import PLAN_RULE
from renkei_model.community_plans import CommunityPlan, Horizon, PlanProject
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.errors import DocumentError
from renkei_model.facts import Record
from renkei_model.interchange.ledgers import ledger_csv, parse_ledgers, template_csv
from renkei_model.ledgers import Ledger
from renkei_model.provenance import BasisKind
from renkei_model.wording import Wording

HEADINGS = "協議会,項目,日付,内容,期,計画の事柄,事業の区分,根拠の種類,理由"


def councils_of(*rows, headings=HEADINGS):
    """Read rows about plans, which each stand after the council's name and 「コミュニティ計画」."""
    lines = [f"みのり,コミュニティ計画,{row}" for row in rows]
    return parse_ledgers("\n".join([headings, *lines]), FACTS, parts=PLAN_RULE.parts)


def plans_of(*rows):
    """Give the plans of the one council that some rows are about."""
    (council,) = councils_of(*rows)
    return council.plans


def refusal(*rows):
    """Give the faults of rows about plans, in English and in Japanese, without the title."""
    with pytest.raises(DocumentError) as refused:
        councils_of(*rows)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


# --- what the rows say ---------------------------------------------------------------------------


def test_rows_of_one_term_are_one_plan():
    """What the rows of a term say together is the plan, in either language and any width."""
    plans = plans_of(
        "R8.4.1～R13.3.31,みのり計画,第１期,計画期間,,推定,広報紙から",
        "R7.5,,1,策定開始,,,",
        "2026-03-14,,1期,策定,,,",
        "令和8年4月20日,,1,市長の認定,,,",
        "R8.8,,第1期計画,promoted,,,",
        ",課題,1,計画の内容,,,",
        ",goals,1,内容,,,",
        ",移動支援,1,登載事業,ソフト・短期,,",
        ",集会所,1,project,hard,,",
        ",見守り,1,登載事業,,,",
    )

    assert plans == (
        CommunityPlan(
            name="みのり計画",
            term=Span(day("2026-04-01"), day("2031-03-31")),
            drafting=Span.month(2025, 5),
            drafted=day("2026-03-14"),
            recognised=day("2026-04-20"),
            promoted=Span.month(2026, 8),
            parts=("issues", "goals"),
            parts_complete=False,
            projects=(
                PlanProject(name="移動支援", soft=True, horizon=Horizon.SHORT),
                PlanProject(name="集会所", soft=False),
                PlanProject(name="見守り"),
            ),
        ),
    )
    assert plans[0].basis.kind is BasisKind.INFERRED
    assert plans[0].basis.reason.ja == "広報紙から"


def test_rows_of_two_terms_are_two_plans():
    """Plans come in order of appearance, however their rows are sorted."""
    assert plans_of("R8.3,,2,策定,,,", "R3.3,,1,策定,,,", "R8.5,,2,推進,,,", "R3.5,,1,推進,,,") == (
        CommunityPlan(number=2, drafted=Span.month(2026, 3), promoted=Span.month(2026, 5)),
        CommunityPlan(number=1, drafted=Span.month(2021, 3), promoted=Span.month(2021, 5)),
    )


def test_plans_of_two_councils_stay_apart():
    """The first plan of one council is not the first plan of another."""
    one, other = parse_ledgers(
        "council,fact,date,plan,plan_entry\n"
        "川北,community_plan,2026-03,1,drafted\n"
        "川南,community plan,2027-03,1,drafted\n",
        FACTS,
    )

    assert one.plans == (CommunityPlan(drafted=Span.month(2026, 3)),)
    assert other.plans == (CommunityPlan(drafted=Span.month(2027, 3)),)


@pytest.mark.parametrize(
    ("written", "soft", "horizon"),
    [
        ("", None, None),
        ("ソフト", True, None),
        ("ハード事業", False, None),
        ("中期", None, Horizon.MIDDLE),
        ("長期・ハード", False, Horizon.LONG),
        ("ｿﾌﾄ、短期", True, Horizon.SHORT),
        ("soft, middle", True, Horizon.MIDDLE),
        ("Hard/LONG", False, Horizon.LONG),
    ],
)
def test_the_kind_of_a_project_is_read_as_far_as_it_is_written(written, soft, horizon):
    """Soft or hard, and short, middle or long, in any order and either language."""
    (plan,) = plans_of(f',移動支援,1,登載事業,"{written}",,')

    assert plan.projects == (PlanProject(name="移動支援", soft=soft, horizon=horizon),)


@pytest.mark.parametrize("nothing", ["なし", "（なし）", "(none)"])
def test_a_plan_without_any_part_differs_from_one_that_nobody_looked_at(nothing):
    """「なし」 says that somebody looked and found none; without such rows nobody looked."""
    (looked_at,) = plans_of(f",{nothing},1,計画の内容,,,")
    (not_looked_at,) = plans_of("R8.3,,1,策定,,,")

    assert looked_at.parts == ()
    assert not_looked_at.parts is None


@pytest.mark.parametrize(
    "closing", ["その他なし", "（その他なし）", "(nothing else)", "ほかになし"]
)
def test_the_parts_of_a_plan_are_all_of_them_only_where_a_row_says_so(closing):
    """One part on record does not make the others missing; 「その他なし」 does."""
    row = ",課題,1,計画の内容,,,"
    (some,), (all_of_them,) = plans_of(row), plans_of(row, f",{closing},1,計画の内容,,,")
    (none,) = plans_of(f",{closing},1,計画の内容,,,", ",なし,1,計画の内容,,,")

    assert some == CommunityPlan(parts=("issues",), parts_complete=False)
    assert all_of_them == CommunityPlan(parts=("issues",))
    assert none == CommunityPlan(parts=())


def test_a_row_may_only_say_that_there_is_a_plan():
    """Of a plan of which nothing is known its term is known at least."""
    assert plans_of(",,3,計画期間,,,") == (CommunityPlan(number=3),)


def test_the_same_said_twice_is_said_once():
    """A page that was copied in again changes nothing."""
    row = "R8.3,,1,策定,,,"

    assert plans_of(row, row) == (CommunityPlan(drafted=Span.month(2026, 3)),)


def test_facts_about_plans_in_the_ledger_itself_are_records_as_before():
    """A row of a fact about plans is a record of the ledger, beside the plans."""
    (council,) = parse_ledgers(
        "council,fact,date,plan,plan_entry\n"
        "みのり,plan_adopted,2026-03,,\nみのり,community_plan,2026-03,1,drafted\n",
        FACTS,
    )

    assert council == Council(
        name="みのり",
        ledger=Ledger((Record(PLAN_ADOPTED, Span.month(2026, 3)),)),
        plans=(CommunityPlan(drafted=Span.month(2026, 3)),),
    )


# --- writing -------------------------------------------------------------------------------------


def test_plans_are_written_row_by_row():
    """A plan is written with the rows it needs, below the records of its council."""
    plan = CommunityPlan(
        name="みのり計画",
        drafted=day("2026-03-14"),
        parts=("goals",),
        projects=(PlanProject(name="移動支援", soft=True, horizon=Horizon.SHORT),),
    )
    council = Council(name="みのり", plans=(plan, CommunityPlan(number=2, parts=())))

    assert ledger_csv([council]) == (
        "council,fact,date,count,item,evidence,by,complete_through,plan,plan_entry,project_kind\n"
        "みのり,community_plan,,,みのり計画,,,,1,term,\n"
        "みのり,community_plan,2026-03-14,,,,,,1,drafted,\n"
        "みのり,community_plan,,,goals,,,,1,part,\n"
        "みのり,community_plan,,,(nothing else),,,,1,part,\n"
        'みのり,community_plan,,,移動支援,,,,1,project,"soft, short"\n'
        "みのり,community_plan,,,(none),,,,2,part,\n"
    )


def test_a_plan_of_which_nothing_is_recorded_is_written_too():
    """No plan is lost for having no dates."""
    council = Council(name="みのり", plans=(CommunityPlan(number=3),))

    assert ledger_csv([council]).endswith("\nみのり,community_plan,,,,,,,3,term\n")


# --- the form ------------------------------------------------------------------------------------


def test_the_form_has_lines_for_a_plan_where_the_policy_speaks_of_plans():
    """Below the facts stand the lines of a plan, with what to write and what could be filed."""
    japanese = template_csv((), "ja", plan_rule=PLAN_RULE).splitlines()
    english = template_csv((), "en", "みのり", PLAN_RULE).splitlines()

    assert japanese[0] == (
        "協議会,項目,キー,書き方,根拠資料の例,日付,回数,内容,根拠資料,確認者,"
        "これ以外なし（確認日）,期,計画の事柄,事業の区分"
    )
    assert [line.split(",")[-2] for line in japanese[1:]] == [
        "計画期間",
        "策定開始",
        "策定",
        "認定",
        "推進",
        "計画の内容",
        "登載事業",
    ]
    assert japanese[3] == (
        ",コミュニティ計画,community_plan,期（第1期なら1）と，その日付を書く,計画の決定の書類,,,,,,,,策定,"
    )
    assert "（課題，目標，役割）。一つもなければ「なし」。" in japanese[6]
    assert "すべて確かめたら「その他なし」の行を加える" in japanese[6]
    assert english[3] == (
        "みのり,community plan,community_plan,"
        "write which plan it is (1 for the first) and the date,"
        "the papers on “plan written”,,,,,,,,drafted,"
    )


def test_the_form_of_a_policy_without_plans_has_no_lines_for_them():
    """Nobody is asked for plans of which the policy says nothing."""
    form = template_csv(FACTS, "ja")

    assert "コミュニティ計画" not in form
    assert "計画の事柄" not in form


def test_the_form_asks_for_what_the_rule_speaks_of():
    """Where a city recognises no plans nobody is asked when one was; parts stand in the plan."""
    few = attrs.evolve(PLAN_RULE.facts, complete=None, recognised=None)
    form = template_csv((), "en", "みのり", attrs.evolve(PLAN_RULE, facts=few)).splitlines()

    assert [line.split(",")[-2] for line in form[1:]] == [
        "term",
        "drafting",
        "drafted",
        "promoted",
        "part",
        "project",
    ]
    assert "the papers on “plan written”" in form[5]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_lines_of_plans_that_nobody_filled_in_are_skipped(language):
    """A form with one line of a plan filled in gives what that line says."""
    form = template_csv(FACTS, language, "みのり", PLAN_RULE)
    drafted = {"ja": "策定", "en": "drafted"}[language]
    filled = form.replace(f",,,,,,,,{drafted},", f",2026-03,,,,,,1,{drafted},")

    (council,) = parse_ledgers(filled, FACTS)

    assert council == Council(name="みのり", plans=(CommunityPlan(drafted=Span.month(2026, 3)),))


# --- what is refused -----------------------------------------------------------------------------

WHICH_TERM = Wording(
    "最初の計画なら1，次の計画なら2と書いてください。",
    "Write 1 for the first plan, 2 for the one that follows it.",
)
KIND_OF_PROJECT = Wording(
    "「ソフト」か「ハード」，「短期」「中期」「長期」のどれかを「ソフト・短期」のように書き，"
    "分からなければ空にしてください。",
    "Write soft or hard, and short, middle or long, like `soft, short`; "
    "nothing if it is not known.",
)


@pytest.mark.parametrize(
    ("row", "english", "japanese"),
    [
        (
            "R8.3,,,策定,,,",
            f"row 2, column 期: it does not say which term the plan is of. {WHICH_TERM.en}",
            f"2行目 期 列: 第何期の計画か書かれていません。{WHICH_TERM.ja}",
        ),
        (
            "R8.3,,0,策定,,,",
            f"row 2, column 期: '0' is not a whole number from 1 to 100. {WHICH_TERM.en}",
            f"2行目 期 列: 「0」は1から100までの整数ではありません。{WHICH_TERM.ja}",
        ),
        (
            "R8.3,,101,策定,,,",
            f"row 2, column 期: '101' is not a whole number from 1 to 100. {WHICH_TERM.en}",
            f"2行目 期 列: 「101」は1から100までの整数ではありません。{WHICH_TERM.ja}",
        ),
        (
            "R8.3,,1,,,,",
            (
                "row 2, column 計画の事柄: it does not say what the row tells of the plan. "
                "Write one of term, drafting, drafted, recognised, promoted, part, project."
            ),
            (
                "2行目 計画の事柄 列: 計画の何についての行か書かれていません。"
                "計画期間，策定開始，策定，認定，推進，計画の内容，登載事業 "
                "のどれかを書いてください。"
            ),
        ),
        (
            "R8.3,,1,promted,,,",
            (
                "row 2, column 計画の事柄: unknown entry 'promted'. Did you mean 'promoted'? "
                "Write one of term, drafting, drafted, recognised, promoted, part, project."
            ),
            (
                "2行目 計画の事柄 列: 「promted」という事柄はありません。"
                "「promoted」ではありませんか。"
                "計画期間，策定開始，策定，認定，推進，計画の内容，登載事業 "
                "のどれかを書いてください。"
            ),
        ),
        (
            ",,1,策定,,,",
            (
                "row 2, column 日付: a plan's row of drafted needs its 日付. "
                "Write it, or clear the column plan."
            ),
            (
                "2行目 日付 列: 「策定」の行に日付がありません。"
                "書き込むか，期の列を空にしてください。"
            ),
        ),
        (
            "2026-02-30,,1,策定,,,",
            (
                "row 2, column 日付: '2026-02-30': the calendar has no such day. "
                "Check the month and the day."
            ),
            "2行目 日付 列: 「2026-02-30」: 暦にない日付です。月と日を確かめてください。",
        ),
        (
            "R8.3,みのり計画,1,策定,,,",
            (
                "row 2, column 内容: a plan's row of drafted has no such thing. "
                "Clear it, or write it in a row of its own."
            ),
            ("2行目 内容 列: 「策定」の行には書けません。消すか，別の行に書いてください。"),
        ),
        (
            ",,1,計画の内容,,,",
            (
                "row 2, column 内容: a plan's row of part needs its 内容. "
                "Write it, or clear the column plan."
            ),
            (
                "2行目 内容 列: 「計画の内容」の行に内容がありません。"
                "書き込むか，期の列を空にしてください。"
            ),
        ),
        (
            ",isues,1,計画の内容,,,",
            (
                "row 2, column 内容: unknown part of a plan 'isues'. Did you mean 'issues'? "
                "Write one a row, of issues, goals, roles."
            ),
            (
                "2行目 内容 列: 計画の内容「isues」はありません。「issues」ではありませんか。"
                "課題，目標，役割 を1行に一つずつ書いてください。"
            ),
        ),
        (
            ",,1,登載事業,ソフト,,",
            (
                "row 2, column 内容: a plan's row of project needs its 内容. "
                "Write it, or clear the column plan."
            ),
            (
                "2行目 内容 列: 「登載事業」の行に内容がありません。"
                "書き込むか，期の列を空にしてください。"
            ),
        ),
        (
            ",集会所,1,登載事業,ハコモノ,,",
            f"row 2, column 事業の区分: 'ハコモノ' is no kind of project. {KIND_OF_PROJECT.en}",
            f"2行目 事業の区分 列: 「ハコモノ」は事業の区分として読めません。{KIND_OF_PROJECT.ja}",
        ),
        (
            ",集会所,1,登載事業,ソフト・ハード,,",
            (
                "row 2, column 事業の区分: 'ソフト・ハード' is no kind of project."
                f" {KIND_OF_PROJECT.en}"
            ),
            (
                "2行目 事業の区分 列: 「ソフト・ハード」は事業の区分として読めません。"
                f"{KIND_OF_PROJECT.ja}"
            ),
        ),
        (
            ",集会所,1,登載事業,短期 長期,,",
            f"row 2, column 事業の区分: '短期 長期' is no kind of project. {KIND_OF_PROJECT.en}",
            f"2行目 事業の区分 列: 「短期 長期」は事業の区分として読めません。{KIND_OF_PROJECT.ja}",
        ),
        (
            ",,1,計画期間,,推察,",
            (
                "row 2, column 根拠の種類: unknown basis '推察'. "
                "Write one of unstated, assumed, inferred, recorded, stated, or nothing."
            ),
            (
                "2行目 根拠の種類 列: 根拠の種類「推察」はありません。"
                "記載なし，仮定，推定，台帳の記録，明記 のどれかを書くか，空にしてください。"
            ),
        ),
    ],
)
def test_a_wrong_cell_of_a_plan_is_named_with_what_to_do(row, english, japanese):
    """What is wrong with a row of a plan is one sentence with row and column."""
    assert refusal(row) == ([english], [japanese])


def test_the_columns_of_plans_are_for_plans_only():
    """A term beside a fact is refused rather than lost, and so is a step's stage beside a plan."""
    with pytest.raises(DocumentError) as refused:
        parse_ledgers(
            "council,fact,date,plan,from\n"
            "みのり,plan_adopted,2026-03,1,\n"
            "みのり,stage_change,2026-03,1,a\n"
            "みのり,community_plan,,1,a\n",
            FACTS,
        )

    sentences = [fault.sentence() for fault in refused.value.faults]
    assert sentences[0] == Wording(
        "2行目 plan 列: コミュニティ計画の行だけに書ける列です。"
        "消すか，項目を「コミュニティ計画」にしてください。",
        "row 2, column plan: this column is for rows of a community plan only. "
        "Clear it, or write community_plan as the fact.",
    )
    assert (
        "row 3, column plan: a change of stage has no such thing. "
        "Clear it, or write it in a row of its own."
    ) in [sentence.en for sentence in sentences]


def test_rows_that_contradict_each_other_are_named():
    """Two dates, two names or two bases of one plan are never silently one of them."""
    english, japanese = refusal(
        "R8.4～R13.3,みのり計画,1,計画期間,,,",
        "R8.3.14,,1,策定,,,",
        "R8.3.15,,1,策定,,,",
        "R8.4～R13.3,新みのり計画,1,計画期間,,推定,",
        ",,1,計画期間,,明記,",
    )

    assert english == [
        (
            "row 4, column 日付: row 3 says otherwise (drafted) of the plan of term 1. "
            "Correct one of the two, or its term if it is of another plan."
        ),
        (
            "row 5, column 内容: row 2 says otherwise (term) of the plan of term 1. "
            "Correct one of the two, or its term if it is of another plan."
        ),
        (
            "row 6, column 根拠の種類: row 5 says otherwise (term) of the plan of term 1. "
            "Correct one of the two, or its term if it is of another plan."
        ),
    ]
    assert japanese[0] == (
        "4行目 日付 列: 第1期の計画の「策定」が3行目と異なります。"
        "どちらかを直すか，別の計画なら期を直してください。"
    )


def test_no_parts_and_some_parts_contradict_each_other():
    """A plan holds no parts or some, not both."""
    english, japanese = refusal(",goals,1,計画の内容,,,", ",なし,1,計画の内容,,,")

    assert english == [
        (
            "row 3, column 内容: it says that the plan has no parts, but other rows name some. "
            "Drop one or the other."
        )
    ]
    assert japanese == [
        (
            "3行目 内容 列: 計画の内容が「なし」とされていますが，ほかの行に内容があります。"
            "どちらかの行を除いてください。"
        )
    ]


def test_dates_in_an_order_that_cannot_be_are_named_all_at_once():
    """Each date of a plan that comes before what it follows is named by its own row."""
    english, japanese = refusal(
        "R8.5,,1,策定開始,,,",
        "R8.3,,1,策定,,,",
        "R8.1,,1,認定,,,",
        "R8.2,,1,推進,,,",
        "R9.3,,2,策定,,,",
        "R9.4,,2,推進,,,",
        "R8.12,,3,策定,,,",
    )

    assert english == [
        (
            "row 3, column 日付: it was drafted (2026-03) before its drafting began (2026-05). "
            "Find out which of the dates is right."
        ),
        (
            "row 4, column 日付: it was recognised (2026-01) before it was drafted (2026-03). "
            "Find out which of the dates is right."
        ),
        (
            "row 5, column 日付: it was promoted (2026-02) before it was drafted (2026-03). "
            "Find out which of the dates is right."
        ),
        (
            "row 8, column 日付: the plan of term 3 was drafted (2026-12) before that of term 2 "
            "(2027-03). Check which term each plan is of, and its years."
        ),
    ]
    assert japanese[3] == (
        "8行目 日付 列: 第3期の計画の策定（令和8年12月）が第2期（令和9年3月）より前です。"
        "期と計画期間を確かめてください。"
    )


def test_a_plan_promoted_before_it_was_begun_and_a_term_over_before_are_named_by_their_rows():
    """Whatever lies between them is open, these two cannot be."""
    english, _ = refusal(
        "R2.4/R7.3,,1,計画期間,,,",
        "R8.5,,1,策定開始,,,",
        "R8.1/R9.12,,1,策定,,,",
        "R8.2,,1,推進,,,",
    )

    assert english == [
        (
            "row 2, column 日付: its term (2020-04 to 2025-03) was over before it was drafted "
            "(2026-01 to 2027-12). Find out which of the dates is right."
        ),
        (
            "row 5, column 日付: it was promoted (2026-02) before its drafting began (2026-05). "
            "Find out which of the dates is right."
        ),
    ]


def test_a_plan_may_be_promoted_although_nobody_recorded_its_drafting():
    """A row that says so is a plan, whose drafting stays open."""
    assert plans_of("R9.4,,2,推進,,,") == (CommunityPlan(number=2, promoted=Span.month(2027, 4)),)


def test_terms_that_overlap_are_named_by_the_row_of_the_later_one():
    """Two plans cannot be for the same days."""
    english, japanese = refusal(
        "R3.4～R8.3,,1,計画期間,,,", ",第2期計画,2,計画期間,,,", "R8.3～R13.3,,2,計画期間,,,"
    )

    assert english == [
        (
            "row 4, column 日付: terms 1 and 2 overlap (2021-04 to 2026-03; 2026-03 to 2031-03). "
            "Check which term each plan is of, and its years."
        )
    ]
    assert japanese == [
        (
            "4行目 日付 列: 第1期と第2期の計画期間が重なっています"
            "（令和3年4月～令和8年3月，令和8年3月～令和13年3月）。"
            "期と計画期間を確かめてください。"
        )
    ]


def test_a_row_that_cannot_be_read_is_not_taken_for_missing():
    """A mistyped drafting date is the one fault, and not a plan that was never drafted too."""
    english, _ = refusal("R8.13,,1,策定,,,", "R8.5,,1,推進,,,")

    assert [line.split(": ")[0] for line in english] == ["row 2, column 日付"]


def test_where_no_parts_are_known_a_part_is_any_key():
    """Reading by facts alone takes a part's key, and refuses what could not be one."""
    rows = "council,fact,date,item,plan,plan_entry\nみのり,community_plan,,{},1,part\n"

    (council,) = parse_ledgers(rows.format("goals"), FACTS)
    with pytest.raises(DocumentError, match="row 2, column item: '目標' cannot be a key"):
        parse_ledgers(rows.format("目標"), FACTS)

    assert council.plans == (CommunityPlan(parts=("goals",), parts_complete=False),)
