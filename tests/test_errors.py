"""Every error: its place in the tree, its sentence in both languages, its journey by pickle."""

import datetime
import importlib
import pickle
import re
import sys

import attrs
import pytest

import invented
from renkei_model import errors
from renkei_model.errors import (
    ChoiceRequired,
    DocumentError,
    Fault,
    HistoryNotInOrder,
    InvalidDate,
    InvalidValue,
    NoSuchStep,
    NoTruthValue,
    OutOfOrder,
    PolicyError,
    RenkeiError,
    StageNotAssignable,
    StepError,
    UnknownName,
)
from renkei_model.lifecycle import TransitionBlocked, advance
from renkei_model.wording import Wording

ROOMS_WITH_ERRORS = (
    "renkei_model.errors",
    "renkei_model.lifecycle",
    "renkei_model.machine",
    "renkei_model.diagrams.graphviz",
    "renkei_model.testing.refusals",
)

MISTAKE = Fault(
    Wording("2行目", "line 2"),
    Wording("「x」がありません", "there is no 'x'"),
    Wording("加えてください", "add it"),
    found="x",
    nearest=("y", "z"),
)
APRIL_20 = datetime.date(2026, 4, 20)
APRIL_1 = datetime.date(2026, 4, 1)


def _blocked():
    with pytest.raises(TransitionBlocked) as refusal:
        advance(invented.council(), invented.LADDER, APRIL_1)
    return refusal.value


SENTENCES = {
    InvalidDate: (
        InvalidDate("R0.1", Wording("令和0年はない", "no year 0"), Wording("直す", "mend it")),
        "日付「R0.1」: 令和0年はない。直す。",
        "date 'R0.1': no year 0; mend it.",
    ),
    InvalidValue: (
        InvalidValue("Record.count", Wording("0 です", "it is 0"), Wording("直す", "mend it")),
        "Record.count: 0 です。直す。",
        "Record.count: it is 0; mend it.",
    ),
    NoTruthValue: (
        NoTruthValue("Verdict.OPEN", Wording("比べてください", "compare it")),
        "Verdict.OPEN を真偽値として使うことはできません。比べてください。",
        "Verdict.OPEN is neither True nor False; compare it.",
    ),
    UnknownName: (
        UnknownName(
            Wording("段階", "stage"),
            "meetin",
            ("meeting",),
            known=Wording("使えるのは meeting です。", "Known: meeting."),
        ),
        "段階「meetin」はありません。「meeting」ではありませんか。使えるのは meeting です。",
        "unknown stage 'meetin'. Did you mean 'meeting'? Known: meeting.",
    ),
    PolicyError: (
        PolicyError("minori", (MISTAKE,)),
        (
            "基準「minori」に誤りがあります（1件）\n"
            "  - 2行目: 「x」がありません。「y」または「z」ではありませんか。加えてください。"
        ),
        (
            "policy 'minori' is not sound (1 fault)\n"
            "  - line 2: there is no 'x'. Did you mean 'y' or 'z'? Add it."
        ),
    ),
    DocumentError: (
        DocumentError("a.csv", (MISTAKE, Fault(MISTAKE.place, MISTAKE.problem))),
        (
            "「a.csv」を読めません（2件）\n"
            "  - 2行目: 「x」がありません。「y」または「z」ではありませんか。加えてください。\n"
            "  - 2行目: 「x」がありません。"
        ),
        (
            "cannot read a.csv (2 faults)\n"
            "  - line 2: there is no 'x'. Did you mean 'y' or 'z'? Add it.\n"
            "  - line 2: there is no 'x'."
        ),
    ),
    ChoiceRequired: (
        ChoiceRequired("みのり", APRIL_1, ("a_to_b", "a_to_c")),
        (
            "みのり: 令和8年4月1日の時点で進める移行が複数あります（a_to_b，a_to_c）。"
            "to=（コマンドでは --to）で進む先の段階を指定するか，"
            "take()（コマンドでは --transition）で移行を指定してください。"
        ),
        (
            "みのり: on 2026-04-01 more than one way is open (a_to_b, a_to_c); "
            "give the stage to enter as to= (--to of the command), "
            "or the transition to take() (--transition)."
        ),
    ),
    NoSuchStep: (
        NoSuchStep("みのり", Wording("出会い期", "meeting"), "standing", ("working",)),
        (
            "みのり: 段階「出会い期」から「standing」へ一歩で移ることはできません。"
            "ここから選べるのは working です。"
        ),
        "みのり: 'standing' is not one step from 'meeting'; from here you can ask for working.",
    ),
    HistoryNotInOrder: (
        HistoryNotInOrder("みのり", APRIL_20, APRIL_1),
        (
            "みのり: 段階の変更が日付の順に並んでいません（令和8年4月20日の次に令和8年4月1日）。"
            "順序か日付を直してください。"
        ),
        (
            "みのり: the recorded steps are not in the order of their dates "
            "(2026-04-01 after 2026-04-20); correct the order or the dates."
        ),
    ),
    OutOfOrder: (
        OutOfOrder("みのり", APRIL_1, APRIL_20),
        (
            "みのり: 令和8年4月1日は，記録済みの最後の段階変更（令和8年4月20日）より前です。"
            "令和8年4月20日以降の日付を指定してください。"
        ),
        (
            "みのり: 2026-04-01 lies before the last recorded step (2026-04-20); "
            "give a day from 2026-04-20 on."
        ),
    ),
    StageNotAssignable: (
        StageNotAssignable("みのり", "standing"),
        (
            "みのり: 段階を直接「standing」に書き換えることはできません。"
            "advance() か take() を使ってください。"
        ),
        "みのり: the stage cannot be set to 'standing' by hand; use advance() or take().",
    ),
    TransitionBlocked: (
        _blocked(),
        (
            "7 みのり地区協議会（みのりん）: 令和8年4月1日の時点では移行できません。足りないもの:\n"
            "  出会い期 → 協働期 [meeting_to_working]\n"
            "    ？ 住民が顔見知りである [未確認]\n"
            "      「顔合わせの会」2件以上 / 記録: なし（未確認）\n"
            "      → 会の議事録を添えて，「顔合わせの会」（neighbours_met）をあと2件記録する\n"
            "    ？ 課題を知っている [未確認]\n"
            "      「課題の洗い出し」1件以上 / 記録: なし（未確認）\n"
            "      → 課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する\n"
            f"{invented.LADDER.caveat.ja}"
        ),
        (
            "7 みのり地区協議会 (みのりん): the step cannot be taken on 2026-04-01. "
            "What is missing:\n"
            "  meeting → working [meeting_to_working]\n"
            "    ? neighbours know each other [open]\n"
            "      “neighbours met”: at least 2 / have: none on record\n"
            "      → file the minutes of the meeting "
            "and record 2 more of “neighbours met” (neighbours_met)\n"
            "    ? the issues are known [open]\n"
            "      “issues listed”: at least 1 / have: none on record\n"
            "      → file the list of issues and record “issues listed” (issues_listed)\n"
            f"{invented.LADDER.caveat.en}"
        ),
    ),
}
"""One example of every error that the kernel raises, with its sentence in Japanese and English."""


def _children(kind):
    """Give the errors of the library under an error."""
    # A slotted class leaves its unslotted twin behind, which no module holds.
    return [
        child
        for child in kind.__subclasses__()
        if child.__module__.startswith("renkei_model.")
        and getattr(sys.modules[child.__module__], child.__name__, None) is child
    ]


def _tree(kind):
    return {child.__name__: _tree(child) for child in _children(kind)}


def _drawn_tree():
    """Read the tree from the top of errors.py, by its indentation."""
    root = {}
    levels = [(4, root)]
    for indent, name in re.findall(r"^( +)× (\w+)", errors.__doc__, re.MULTILINE):
        while levels[-1][0] >= len(indent):
            levels.pop()
        own = levels[-1][1][name] = {}
        levels.append((len(indent), own))
    return root


def test_the_drawn_tree_is_the_real_one():
    """The tree at the top of errors.py shows every error of the library under its parent."""
    for room in ROOMS_WITH_ERRORS:
        importlib.import_module(room)

    assert _tree(RenkeiError) == _drawn_tree()


def test_every_error_of_the_kernel_has_an_example_here():
    """No error of the kernel escapes the tests of sentences and pickles below."""
    kernel = {name for name in errors.__all__ if name not in {"Fault", "RenkeiError", "StepError"}}

    assert {*kernel, "TransitionBlocked"} == {kind.__name__ for kind in SENTENCES}


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_an_error_says_what_is_wrong_and_what_to_do_in_both_languages(kind):
    """Each error has one full sentence in Japanese and one in English."""
    error, ja, en = SENTENCES[kind]

    assert ja == error.explain("ja")
    assert en == error.explain("en")


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_an_error_prints_as_its_english_sentence(kind):
    """A traceback ends with the English sentence."""
    error, _, en = SENTENCES[kind]

    assert en == str(error)


def _sent_elsewhere(error):
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("kind", SENTENCES, ids=lambda kind: kind.__name__)
def test_an_error_survives_pickling_with_all_its_fields(kind):
    """An error raised in another process arrives with everything it knows."""
    error, *_ = SENTENCES[kind]
    arrived = _sent_elsewhere(error)

    assert kind is type(arrived)
    for field in attrs.fields(kind):
        assert getattr(error, field.name) == getattr(arrived, field.name)
    assert not hasattr(arrived, "__notes__")


def test_notes_travel_with_a_pickled_error():
    """What a caller added with add_note is still there after pickling."""
    error = StageNotAssignable("みのり", "standing")
    error.add_note("while reading a.csv")
    arrived = _sent_elsewhere(error)

    assert arrived.__notes__ == ["while reading a.csv"]


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (InvalidDate, ValueError),
        (InvalidValue, ValueError),
        (PolicyError, ValueError),
        (DocumentError, ValueError),
        (NoTruthValue, TypeError),
        (UnknownName, LookupError),
    ],
)
def test_an_error_is_also_the_builtin_kind_that_it_means(kind, builtin):
    """Code that catches ValueError, TypeError or LookupError catches ours of that meaning."""
    assert issubclass(kind, builtin)


def test_only_errors_with_a_sentence_can_be_explained():
    """The base of the tree and the base of the steps are for catching: they say nothing."""
    for base in (RenkeiError(), StepError()):
        with pytest.raises(NotImplementedError):
            base.explain("en")


def test_a_file_that_cannot_be_written_says_so():
    """Reading and writing fail with different words."""
    error = DocumentError("a.csv", (MISTAKE,), to_write=True)

    assert error.explain("ja").startswith("「a.csv」に書き込めません（1件）\n")
    assert error.explain("en").startswith("cannot write a.csv (1 fault)\n")


def test_an_unknown_name_that_is_like_no_other_comes_without_a_guess():
    """Without near misses there is no guess, and without a list no hint where to look."""
    error = UnknownName(Wording("事実", "fact"), "xyz")

    assert error.explain("ja") == "事実「xyz」はありません。"
    assert error.explain("en") == "unknown fact 'xyz'."


def test_a_step_asked_for_at_the_end_of_the_way_says_that_nothing_leads_on():
    """Where no transition leaves the stage, the refusal says so instead of listing nothing."""
    error = NoSuchStep("みのり", Wording("定着期", "standing"), "meeting", ())

    assert error.explain("ja") == (
        "みのり: 段階「定着期」から「meeting」へ一歩で移ることはできません。"
        "この段階から選べるものはありません。"
    )
    assert error.explain("en") == (
        "みのり: 'meeting' is not one step from 'standing'; nothing leads on from here."
    )


def test_the_next_step_after_the_last_stage_is_none():
    """Asking for "the next step" at the end says that there is none, and no more."""
    error = NoSuchStep("みのり", Wording("定着期", "standing"), "", ())

    assert error.explain("ja") == "みのり: 段階「定着期」より先に進む移行はありません。"
    assert error.explain("en") == "みのり: no step of progress leaves 'standing'."


def test_a_stage_that_only_a_withdrawal_leaves_names_it():
    """Where nothing but a withdrawal leads on, the refusal tells its key, and where it goes."""
    stage = Wording("協働期", "working")
    error = NoSuchStep("みのり", stage, "", (), withdrawals=("working_to_resting",))

    assert error.explain("ja") == (
        "みのり: 段階「協働期」より先に進む移行はありません。"
        "取消しなどの移行は，コマンドでは --transition，Python では take() にキーを指定すれば"
        "記録できます（working_to_resting）。"
    )
    assert error.explain("en") == (
        "みのり: no step of progress leaves 'working'. "
        "A withdrawal can be recorded by its key, given as --transition of the command or to "
        "take() in Python: working_to_resting."
    )


def test_a_stage_that_only_a_withdrawal_leads_to_says_how_to_enter_it():
    """Asked for such a stage, the refusal names the withdrawal by its key and in words."""
    error = NoSuchStep(
        "みのり",
        Wording("協働期", "working"),
        "resting",
        (),
        withdrawals=("working_to_resting",),
        names=(
            ("resting", Wording("休止", "at rest")),
            ("working_to_resting", Wording("協働期 → 休止", "working → at rest")),
        ),
    )

    assert error.explain("ja") == (
        "みのり: 段階「協働期」から「休止 [resting]」へは，取消しなどの移行でしか移れません。"
        "取消しなどの移行は，コマンドでは --transition，Python では take() にキーを指定すれば"
        "記録できます（協働期 → 休止 [working_to_resting]）。"
    )
    assert error.explain("en") == (
        "みのり: only a withdrawal leads from 'working' to 'at rest [resting]'. "
        "A withdrawal can be recorded by its key, given as --transition of the command or to "
        "take() in Python: working → at rest [working_to_resting]."
    )


def test_ways_to_choose_from_are_told_by_name_and_key():
    """People know a step by its stages; to name it they need its key."""
    names = (("a_to_b", Wording("甲 → 乙", "a → b")), ("a_to_c", Wording("甲 → 丙", "a → c")))
    error = ChoiceRequired("みのり", APRIL_1, ("a_to_b", "a_to_c"), names=names)

    assert "（甲 → 乙 [a_to_b]，甲 → 丙 [a_to_c]）" in error.explain("ja")
    assert "(a → b [a_to_b], a → c [a_to_c])" in error.explain("en")


def test_a_long_text_is_cut_short_in_a_sentence():
    """Kilobytes that somebody gave for a name or a date do not flood the terminal."""
    long = "あ" * 5000
    name = UnknownName(Wording("段階", "stage"), long)
    date = InvalidDate(long, Wording("日付ではない", "no date"), Wording("直す", "mend it"))

    assert name.explain("ja") == f"段階「{'あ' * 79}…」はありません。"
    assert date.explain("en") == f"date {'あ' * 79 + '…'!r}: no date; mend it."
    assert (name.name, date.text) == (long, long)


def test_hundreds_of_faults_are_counted_and_the_first_fifty_listed():
    """A file that is wrong everywhere does not flood the terminal; programs still have it all."""
    error = DocumentError("a.csv", (MISTAKE,) * 60)
    title, *listed, rest = error.explain("en").splitlines()

    assert (title, rest) == ("cannot read a.csv (60 faults)", "  - and 10 more")
    assert len(listed) == 50
    assert error.explain("ja").splitlines()[-1] == "  - ほか10件"
    assert len(error.faults) == 60
