"""The command with policies in files, and what it writes in another form."""

import json
import pathlib

import attrs
import pytest

from renkei_model import dump_policy, kochi, load_policy, read_ledger
from renkei_model.interchange.answers import dump_assessment
from renkei_model.interchange.documents import COUNCILS, dump_councils, load_councils
from renkei_model.lifecycle import assess

EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"
MINATO = EXAMPLES / "another_city" / "minatohama.toml"
MINATOS_LEDGER = EXAMPLES / "another_city" / "minatomachi.csv"
MINORI = EXAMPLES / "minori.csv"


# --- a policy in a file --------------------------------------------------------------------------


def test_a_city_of_a_file_is_read_like_kochi(renkei):
    """Its own stages and requirements, its own ledger, and nothing of Kochi's registry."""
    code, output, errors = renkei(
        "assess", "--policy", MINATO, "--ledger", MINATOS_LEDGER, "--lang", "en"
    )

    assert (code, errors) == (0, "")
    assert "minatohama@2025-04#" in output
    assert "recorded stage: founding" in output
    assert "neighbours" not in output


@pytest.mark.parametrize("command", ["timeline", "replay", "plan"])
def test_every_command_takes_a_file(renkei, command):
    """What reads a council reads it by the city's own facts."""
    code, output, errors = renkei(command, MINATOS_LEDGER, "--policy", MINATO)

    if command == "plan":
        assert (code, output) == (2, "")
        assert "計画の定めがありません" in errors
    else:
        assert errors == ""
        assert "港町北協働会（架空の例）" in output


def test_stages_that_branch_are_no_chain(renkei):
    """The head of the table draws arrows only where each stage leads to the next and no other."""
    heads = [
        renkei("policy", "--policy", policy, "--lang", language)[1].split("\n\n")[0]
        for policy, language in ((MINATO, "ja"), (MINATO, "en"), ("kochi", "ja"))
    ]

    assert "発足 [明記]・町内会連合型 [明記]・課題型 [明記]・" in heads[0]
    assert "founding [stated], of blocks [stated], " in heads[1]
    assert ["→" in head for head in heads] == [False, False, True]


def test_its_subsidies_and_its_form_are_its_own(renkei):
    """The table of grants, and the form with its facts."""
    code, output, _ = renkei(
        "subsidies", "--policy", MINATO, "--ledger", MINATOS_LEDGER, "--fiscal-year", "2026"
    )

    assert code == 0
    assert "発足助成" in output
    assert "start_paid" in renkei("template", "--policy", MINATO)[1]


def test_a_city_without_a_registry_asks_for_a_ledger(renkei):
    """Kochi's councils are not read by another city's rules."""
    for arguments in (["assess"], ["subsidies"], ["timeline", "9"], ["diagram", "--council", "9"]):
        code, output, errors = renkei(*arguments, "--policy", MINATO)

        assert (code, output) == (2, "")
        assert "基準 minatohama の協議会の登録簿はありません" in errors
        assert "台帳のファイルを示してください" in errors


def test_kochis_policy_in_a_file_reads_kochis_councils(renkei, tmp_path):
    """Whoever changes a copy of the city's rules sees what it does to the 29 councils."""
    path = tmp_path / "draft.json"
    path.write_text(renkei("convert", "kochi")[1], encoding="utf-8")

    assert renkei("assess", "--policy", path)[1] == renkei("assess")[1]
    assert renkei("policy", "diff", "kochi", path)[0] == 0
    assert renkei("diagram", "--policy", path)[1] == renkei("diagram")[1]


def test_two_policies_of_another_city_are_compared_without_councils(renkei, tmp_path):
    """What differs is told; nobody's verdict is, where no ledger was given."""
    policy = load_policy(MINATO.read_text(encoding="utf-8"), toml=True)
    draft = tmp_path / "draft.json"
    draft.write_text(
        dump_policy(
            attrs.evolve(policy, transitions=policy.transitions[:-1], stages=policy.stages[:-1])
        ),
        encoding="utf-8",
    )
    code, output, _ = renkei("policy", "diff", MINATO, draft, "--lang", "en")
    with_ledger = renkei("policy", "diff", MINATO, draft, "--ledger", MINATOS_LEDGER)[1]

    assert code == 1
    assert "partner_to_ended" in output
    assert "港町北協働会" not in output
    assert "partner_to_ended" in with_ledger


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_a_comparison_without_councils_says_once_that_there_are_none(renkei, form):
    """No empty heading, no count of nobody, and no sentence on what nobody was read to be."""
    compared = ("policy", "diff", MINATO, MINATO, "--format", form)
    _, *ja = renkei(*compared)
    _, *en = renkei(*compared, "--lang", "en")

    assert "".join(ja).count("読む協議会がありません。--ledger で台帳を示すと，") == 1
    assert "".join(en).count("There are no councils to read; name a ledger with --ledger") == 1
    for vacuous in ("上限額が異なる協議会", "どの協議会も同じ", "0協議会", "優劣", "市の判断"):
        assert vacuous not in "".join(ja)


def test_policies_without_subsidies_have_no_ceilings_to_compare(renkei, tmp_path):
    """Where neither policy pays anything, nothing is said of ceilings."""
    policy = load_policy(MINATO.read_text(encoding="utf-8"), toml=True)
    unpaid = tmp_path / "unpaid.json"
    unpaid.write_text(dump_policy(attrs.evolve(policy, subsidies=())), encoding="utf-8")
    compared = ("policy", "diff", unpaid, unpaid, "--ledger", MINATOS_LEDGER, "--lang", "en")
    output = renkei(*compared)[1]

    assert "1 council: 0 with other stages" in output
    assert "ceilings" not in output


# --- the ledger of another policy ----------------------------------------------------------------


def test_a_ledger_recorded_by_another_policy_asks_for_it(renkei):
    """Before the unknown facts stands why they are unknown, and what to add to the command."""
    ja = renkei("assess", "--ledger", MINATOS_LEDGER)
    en = renkei("convert", MINATOS_LEDGER, "--lang", "en")

    assert (ja[:2], en[:2]) == ((2, ""), (2, ""))
    assert ja[2].splitlines()[1] == (
        "  - --policy: 段階の変更が基準 minatohama によって記録された台帳を，"
        "基準 kochi で読んでいます。その基準を，--policy FILE のように指定してください。"
    )
    assert en[2].splitlines()[1] == (
        "  - --policy: its steps were recorded by policy minatohama, and it is read by kochi. "
        "Name that policy, as in --policy FILE."
    )


HEADINGS = "council,fact,date,policy\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("北,assembly,2025-05-11,\n北,annual_report,2025-05-11,\n", True),
        ("北,assembly,2025-05-11,\n北,founded,2025-05-11,\n", False),
        ("北,community_plan,2025-05-11,\n北,stage_change,2025-05-11,\n", False),
    ],
    ids=["no fact known", "half of them known", "no fact named"],
)
def test_a_ledger_whose_facts_are_mostly_unknown_may_want_another_policy(
    renkei, tmp_path, rows, told
):
    """One slip in a ledger is a slip; most facts unknown is the ledger of another policy."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(HEADINGS + rows, encoding="utf-8")
    code, _, errors = renkei("assess", "--ledger", ledger)

    assert code == 2
    assert ("書かれた項目のほとんどが，基準 kochi にありません。" in errors) is told


def test_a_file_that_is_no_table_wants_no_other_policy(renkei, tmp_path):
    """Where nothing can be read, nothing is guessed."""
    errors = renkei("assess", "--ledger", tmp_path / "missing.csv")[2]

    assert "missing.csv" in errors
    assert "--policy" not in errors


# --- a withdrawal --------------------------------------------------------------------------------


@pytest.fixture
def cancelled(tmp_path):
    """Give a ledger of a partner of Minatohama whose agreement the committee has cancelled."""
    *before, _ = MINATOS_LEDGER.read_text(encoding="utf-8").splitlines(keepends=True)
    decided = (
        "港町北協働会（架空の例）,agreement_cancelled,2026-04-20,,,決定書（架空）,委員会,,,,,,\n"
    )
    ledger = tmp_path / "cancelled.csv"
    ledger.write_text("".join((*before, decided)), encoding="utf-8")
    return ledger


STEP = ("--policy", MINATO, "--on", "2026-05-10", "--by", "協働推進課")


def test_a_withdrawal_is_recorded_by_its_key(renkei, cancelled):
    """What `assess` says must be done now can be done: by the key that it shows."""
    due = renkei("assess", "--policy", MINATO, "--ledger", cancelled)[1]
    code, output, errors = renkei("advance", cancelled, *STEP, "--transition", "partner_to_ended")
    replayed = renkei("replay", cancelled, "--policy", MINATO)[0]

    assert "いま行わなければならない移行: 協働組織 → 終了 [partner_to_ended]" in due
    assert (code, errors, replayed) == (0, "", 0)
    assert "「協働組織」から「終了」への移行を" in output
    assert ",partner_to_ended,partner,ended," in cancelled.read_text(encoding="utf-8")


@pytest.mark.parametrize("to", [(), ("--to", "終了"), ("--to", "ended")])
def test_who_asks_for_progress_where_only_withdrawals_lead_is_told_the_option(
    renkei, cancelled, to
):
    """The refusal names the option and the key that record it, and nothing is recorded."""
    before = cancelled.read_bytes()
    code, output, errors = renkei("advance", cancelled, *STEP, *to)

    assert (code, output, before) == (2, "", cancelled.read_bytes())
    assert "コマンドでは --transition，" in errors
    assert "協働組織 → 終了 [partner_to_ended]" in errors
    assert ("partner_to_founding" in errors) is not bool(to)


def test_a_withdrawal_that_nothing_calls_for_is_blocked(renkei, tmp_path, cancelled):
    """Without the decision to cancel, nobody ends a partnership: exit code 1, nothing changed."""
    *before, _ = cancelled.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger = tmp_path / "going.csv"
    ledger.write_text("".join(before), encoding="utf-8")
    code, output, errors = renkei("advance", ledger, *STEP, "--transition", "partner_to_ended")

    assert (code, output) == (1, "")
    assert "台帳は変更していません" in errors
    assert ledger.read_text(encoding="utf-8") == "".join(before)


def test_a_day_before_the_last_step_is_told_in_eras(renkei, cancelled):
    """As everywhere else in Japanese."""
    early = ("--policy", MINATO, "--on", "2025-10-01", "--by", "協働推進課")
    errors = renkei("advance", cancelled, *early, "--transition", "partner_to_ended")[2]

    assert "令和7年10月1日は，記録済みの最後の段階変更（令和7年11月1日）より前です。" in errors


def test_a_withdrawal_without_grounds_gives_no_advice(renkei, cancelled):
    """Nobody is told to check records, or to file some, so that a council may be set back."""
    with cancelled.open("a", encoding="utf-8") as file:
        file.write("港町北協働会（架空の例）,annual_report,2026-03-01,,,報告書（架空）,,,,,,,\n")
    asked = ("assess", "--policy", MINATO, "--ledger", cancelled, "--as-of", "2026-05-10")
    ja, en = (renkei(*asked, "--lang", language)[1].splitlines() for language in ("ja", "en"))
    told = ja[ja.index("協働組織 → 発足 [partner_to_founding]  充足 0・未確認 0・未充足 1") :]

    assert "    取消しなどの要件に当たらない。" in told
    assert "    There is no ground here for a withdrawal." in en
    assert not any("記録に誤りがないか" in line for line in ja)
    assert not any("check that the records are right" in line for line in en)


def test_a_step_of_no_such_key_is_refused(renkei, cancelled):
    """A mistyped key suggests the right one."""
    code, _, errors = renkei("advance", cancelled, *STEP, "--transition", "partner_to_end")

    assert code == 2
    assert "「partner_to_ended」または" in errors or "「partner_to_ended」では" in errors


# --- checking a file -----------------------------------------------------------------------------


def test_a_sound_policy_is_told_to_be_so(renkei):
    """What it holds, how much of it is assumed, and its fingerprint; in JSON as numbers."""
    code, output, errors = renkei("policy", "check", MINATO, "--lang", "en")
    plain = json.loads(renkei("policy", "check", MINATO, "--format", "json")[1])

    assert (code, errors) == (0, "")
    assert "nothing is wrong" in output
    assert "5 stages, 7 steps, 9 requirements (stated 7, assumed 1, unstated 1)" in output
    assert "The model assumes 1 of the 8 requirements" in output
    assert (plain["stages"], plain["policy"]["key"]) == (5, "minatohama")


def test_every_fault_of_a_policy_is_told_at_once(renkei, tmp_path):
    """Exit code 2, and a line for each with its place in the file."""
    path = tmp_path / "draft.toml"
    text = MINATO.read_text(encoding="utf-8")
    text = text.replace('requirements = ["cancellation"]', 'requirements = ["cancelation"]')
    path.write_text(text.replace("n = 2", "n = 0"), encoding="utf-8")
    code, output, errors = renkei("policy", "check", path)

    assert (code, output) == (2, "")
    assert "要件「cancelation」はありません。「cancellation」ではありませんか" in errors
    assert "$.policy.transitions[6].requirements[0]" in errors


def test_a_policy_that_is_not_there_says_what_there_is(renkei):
    """A key of no policy names those that ship, and that files may be given."""
    missing = renkei("assess", "--policy", "nowhere.toml")
    unknown = renkei("assess", "--policy", "minatohama")

    assert missing[0] == unknown[0] == 2
    assert "nowhere.toml" in missing[2]
    assert "基準のファイル（.json，.toml）" in unknown[2]


@pytest.mark.parametrize(
    "command",
    [("policy", "check"), ("convert",), ("policy", "--policy")],
    ids=["check", "convert", "--policy"],
)
def test_every_command_takes_the_same_names_of_policies(renkei, tmp_path, command):
    """A file is meant by a name that ends in .json or .toml; no name at all is told to be that."""
    unnamed = tmp_path / "draft"
    unnamed.write_text(dump_policy(kochi.POLICY), encoding="utf-8")
    other = renkei(*command, unnamed)
    empty = renkei(*command, "")
    empty_en = renkei(*command, "", "--lang", "en")

    assert other[:2] == empty[:2] == (2, "")
    assert "基準のファイル（.json，.toml）です。" in other[2]
    assert "基準の名前が空です" in empty[2]
    assert "the name of the policy is empty" in empty_en[2]


# --- writing in another form ---------------------------------------------------------------------


def test_a_ledger_becomes_a_document_and_a_ledger_again(renkei, tmp_path):
    """Nothing that a ledger can say is lost on the way."""
    document, ledger = tmp_path / "minori.json", tmp_path / "again.csv"
    renkei("convert", MINORI, "--output", document)
    renkei("convert", document, "--output", ledger)

    assert read_ledger(ledger) == read_ledger(MINORI)
    assert ledger.read_bytes().startswith(b"\xef\xbb\xbf")


def test_several_councils_become_one_document(renkei, tmp_path):
    """With a path for each of them; a document comes out as one of the newest version."""
    several, again = tmp_path / "councils.json", tmp_path / "again.json"
    several.write_text(dump_councils(kochi.COUNCILS[:2]), encoding="utf-8")
    ledgers = tmp_path / "ledgers.csv"
    renkei("convert", several, "--output", ledgers)
    renkei("convert", several, "--output", again)
    plain = json.loads(renkei("convert", ledgers)[1])

    assert plain["format"] == COUNCILS.format
    assert [each["name"] for each in plain["councils"]] == [
        council.name for council in kochi.COUNCILS[:2]
    ]
    assert load_councils(again.read_text(encoding="utf-8"), kochi.FACTS) == kochi.COUNCILS[:2]


def test_councils_written_as_json_again_keep_what_they_cite(renkei, tmp_path):
    """The ids of statements stay ids, whether the policy cites them or not."""
    several = tmp_path / "councils.json"
    text = dump_councils(kochi.COUNCILS)
    several.write_text(text, encoding="utf-8")
    again = tmp_path / "again.json"

    assert renkei("convert", several, "--output", again)[0] == 0
    assert json.loads(again.read_text(encoding="utf-8")) == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [dump_councils(kochi.COUNCILS[:2]), dump_policy(kochi.POLICY)],
    ids=["councils", "rules"],
)
def test_a_file_is_read_once(renkei, tmp_path, monkeypatch, text):
    """What comes out of a pipe can be converted: it can be read only once."""
    path, opened = tmp_path / "piped.json", []
    path.write_text(text, encoding="utf-8")
    plain_open = pathlib.Path.open

    def counted(self, *arguments, **options):
        opened.append(self)
        return plain_open(self, *arguments, **options)

    monkeypatch.setattr(pathlib.Path, "open", counted)

    assert renkei("convert", path)[0] == 0
    assert opened == [path]


def test_a_policy_to_read_by_is_looked_for_even_where_it_is_not_needed(renkei):
    """A slip in `--policy` does not pass because a policy is converted."""
    code, output, errors = renkei("convert", "kochi", "--policy", "nosuch", "--lang", "en")

    assert (code, output) == (2, "")
    assert "nosuch" in errors


def test_a_ledger_may_be_a_document_of_several_councils(renkei, tmp_path):
    """`--ledger` takes a document of councils as it takes a CSV."""
    several = tmp_path / "councils.json"
    several.write_text(dump_councils(kochi.COUNCILS[:2]), encoding="utf-8")
    output = renkei("assess", "--ledger", several, "--alone", "--as-of", "2023-08-31")[1]

    assert all(council.name in output for council in kochi.COUNCILS[:2])


def test_a_policy_in_place_of_a_ledger_is_told_to_be_one(renkei, tmp_path):
    """One fault says what the file is and what is expected, and none follows from it."""
    rules = tmp_path / "rules.json"
    rules.write_text(dump_policy(kochi.POLICY), encoding="utf-8")
    code, output, errors = renkei("assess", "--ledger", rules, "--lang", "en")

    assert (code, output) == (2, "")
    assert errors.splitlines()[1:] == [
        (
            "  - $.format: it is a document of renkei_model/policy, not of councils. Give a "
            "document of councils (renkei_model/council, renkei_model/councils)."
        )
    ]


def test_a_policy_in_toml_becomes_json(renkei, tmp_path):
    """The same policy, with the same fingerprint; JSON stays JSON."""
    text = renkei("convert", MINATO)[1]
    path = tmp_path / "minatohama.json"
    path.write_text(text, encoding="utf-8")

    assert (
        load_policy(text).stamp == load_policy(MINATO.read_text(encoding="utf-8"), toml=True).stamp
    )
    assert renkei("convert", path)[1] == text


@pytest.mark.parametrize(
    ("subject", "name", "told"),
    [
        ("kochi", "draft.toml", "TOML は読むだけの形式です"),
        (MINATO, "draft.TOML", "TOML は読むだけの形式です"),
        (MINATO, "draft.csv", "CSV ではなく JSON を書き出します"),
        (MINORI, "minori.toml", "TOML は読むだけの形式です"),
        (MINORI, "minori.csv", "CSV ではなく JSON を書き出します"),
        ("kochi", "draft.txt", ".txt で終わる名前の形式は書き出せません"),
        (MINORI, "minori.xlsx", ".xlsx で終わる名前の形式は書き出せません"),
    ],
)
def test_a_file_is_not_written_under_the_name_of_another_form(
    renkei, tmp_path, subject, name, told
):
    """A name that promises a form which is not written is refused before anything is written."""
    code, output, errors = renkei("convert", subject, "--output", tmp_path / name)

    assert (code, output) == (2, "")
    assert errors.startswith("renkei: --output: ")
    assert told in errors
    assert list(tmp_path.iterdir()) == []


def test_councils_are_not_written_as_toml_either(renkei, tmp_path):
    """Councils of a JSON document become a ledger, or JSON: TOML is only read."""
    councils = tmp_path / "councils.json"
    councils.write_text(dump_councils(kochi.COUNCILS[:2]), encoding="utf-8")
    written = ("--output", tmp_path / "councils.toml")
    code, output, errors = renkei("convert", councils, *written, "--lang", "en")

    assert (code, output) == (2, "")
    assert errors == (
        "renkei: --output: TOML is only read, not written; "
        "give a name that ends in .json or .csv.\n"
    )
    assert list(tmp_path.iterdir()) == [councils]


def test_what_is_no_document_of_ours_is_refused(renkei, tmp_path):
    """JSON that gives no format is nothing that could be converted."""
    path = tmp_path / "other.json"
    path.write_text('{"name": "みのり"}', encoding="utf-8")
    code, _, errors = renkei("convert", path)

    assert code == 2
    assert "この形式の文書は，ほかの形に書き出せません" in errors


def test_what_has_no_other_form_is_refused(renkei, tmp_path):
    """An answer is no council: it is made again by asking."""
    answer = assess(kochi.COUNCILS[0], kochi.POLICY, kochi.REGISTRY_AS_OF)
    path = tmp_path / "answer.json"
    path.write_text(dump_assessment(answer), encoding="utf-8")
    code, output, errors = renkei("convert", path, "--lang", "en")

    assert (code, output) == (2, "")
    assert "$.format: there is no other form of a document of this format" in errors
