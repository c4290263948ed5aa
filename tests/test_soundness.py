"""Soundness: every fault that a policy refuses, all at once."""

import re

import attrs
import pytest

from invented import (
    ACQUAINTED,
    ASSUMED,
    AWARE,
    BRANCHING,
    CLUB,
    COMPLAINTS,
    FACTS,
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    MEETING,
    NEIGHBOURS_MET,
    PLANNED,
    RESTING,
    REVIVED,
    REVOCABLE,
    SILENT,
    STANDING,
    STATED,
    TRUSTED,
    WORKING,
    transition,
)
from renkei_model.conditions import AllOf, AtLeast, AtMost, Unspecified
from renkei_model.errors import PolicyError
from renkei_model.policy import Policy
from renkei_model.provenance import Basis, BasisKind, recorded, stated
from renkei_model.stages import Force, TransitionKind
from renkei_model.windows import SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR
from renkei_model.wording import Wording


def faults_of(policy, **changes):
    """Give the faults of a policy with some changes, as place and English problem."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(policy, **changes)
    return [(fault.place.en, fault.problem.en) for fault in refusal.value.faults]


def with_first_guard(*requirements, **changes):
    """Give the transitions of the ladder with other requirements on its first step."""
    first, second = LADDER.transitions
    return (attrs.evolve(first, requirements=requirements, **changes), second)


def guard_faults(condition, **changes):
    """Give the faults of the ladder when one condition guards its first step."""
    guard = attrs.evolve(ACQUAINTED, condition=condition)
    return faults_of(LADDER, transitions=with_first_guard(guard, **changes))


def test_a_policy_without_stages_is_refused():
    """Without a stage no council could begin."""
    assert faults_of(LADDER, stages=()) == [("stages", "it has no stages")]


def test_two_things_of_one_key_are_refused():
    """Facts, stages, transitions and requirements must each have keys of their own."""
    twin = attrs.evolve(MEETING, wording=Wording("双子", "twin"))
    first, second = LADDER.transitions
    other = attrs.evolve(PLANNED, key="aware")
    faults = faults_of(
        LADDER,
        facts=(*FACTS, COMPLAINTS),
        stages=(*LADDER.stages, twin),
        transitions=(first, attrs.evolve(second, key=first.key, requirements=(other,))),
    )

    assert [
        (place, "two different things have this key")
        for place in (
            "facts.complaints",
            "stages.meeting",
            "transitions.meeting_to_working",
            "requirements.aware",
        )
    ] == faults


def test_a_text_missing_in_one_language_is_refused():
    """Title, jurisdiction, facts, evidence, stages, requirements and reasons speak both."""
    half = Wording("日本語だけ", "")
    first, second = LADDER.transitions
    unspoken = attrs.evolve(TRUSTED, condition=Unspecified(half))
    faults = faults_of(
        LADDER,
        title=half,
        jurisdiction=half,
        facts=(*FACTS[:-1], attrs.evolve(LETTERS_SENT, wording=half, evidence=half)),
        stages=(attrs.evolve(MEETING, wording=half), WORKING, STANDING),
        transitions=(
            attrs.evolve(first, requirements=(attrs.evolve(AWARE, wording=half), unspoken)),
            second,
        ),
    )

    assert [
        (place, "its wording is missing in Japanese or English")
        for place in (
            "title",
            "jurisdiction",
            "facts.letters_sent",
            "facts.letters_sent.evidence",
            "stages.meeting",
            "requirements.aware",
            "requirements.trusted.reason",
        )
    ] == faults


BASELESS = [
    stated(),
    recorded(),
    Basis(BasisKind.INFERRED, STATED.citations),
    Basis(BasisKind.INFERRED, reason=INFERRED.reason),
    Basis(BasisKind.ASSUMED),
    Basis(BasisKind.UNSTATED),
]


@pytest.mark.parametrize(
    "basis",
    BASELESS,
    ids=[
        "stated without source",
        "a ledger",
        "inferred without reason",
        "inferred without source",
        "assumed without reason",
        "unstated without reason",
    ],
)
def test_a_rule_without_a_basis_is_refused(basis):
    """Facts, stages, steps and requirements each need a source or a reason that fits."""
    first, second = LADDER.transitions
    faults = faults_of(
        LADDER,
        facts=(*FACTS[:-1], attrs.evolve(LETTERS_SENT, basis=basis)),
        stages=(attrs.evolve(MEETING, basis=basis), WORKING, STANDING),
        transitions=(
            attrs.evolve(first, basis=basis, requirements=(attrs.evolve(AWARE, basis=basis),)),
            second,
        ),
    )

    assert [
        (f"{place}.basis", f"its basis ({basis.kind.value}) lacks its source or its reason")
        for place in (
            "facts.letters_sent",
            "stages.meeting",
            "transitions.meeting_to_working",
            "requirements.aware",
        )
    ] == faults


@pytest.mark.parametrize("basis", [STATED, INFERRED, ASSUMED, TRUSTED.basis])
def test_every_honest_basis_is_accepted(basis):
    """Stated with its source, inferred with source and reason, assumed or unstated with reason."""
    stages = (attrs.evolve(MEETING, basis=basis), WORKING, STANDING)

    assert attrs.evolve(LADDER, stages=stages) == LADDER


def test_a_step_from_or_to_a_stage_of_another_policy_is_refused():
    """Unknown stages are named with near misses, at both ends of a step."""
    wrking = attrs.evolve(WORKING, key="wrking")
    first, second = LADDER.transitions
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(
            LADDER,
            transitions=(first, second, transition("away", wrking, RESTING, AWARE)),
        )
    source, target = refusal.value.faults

    assert (source.place.en, source.found, source.nearest) == (
        "transitions.away.source",
        "wrking",
        ("working",),
    )
    assert (target.place.en, target.found, target.nearest) == (
        "transitions.away.target",
        "resting",
        ("meeting", "standing"),
    )
    assert source.sentence().ja == (
        "transitions.away.source: 段階「wrking」はこの基準にありません。"
        "「working」ではありませんか。基準の stages に加えるか，別の段階を指定してください。"
    )
    assert source.sentence().en == (
        "transitions.away.source: stage 'wrking' is not one of the policy's. "
        "Did you mean 'working'? Add it to the policy's stages, or name another."
    )


def test_a_step_from_a_stage_to_itself_is_refused():
    """A step must lead somewhere."""
    faults = faults_of(
        LADDER,
        transitions=(*LADDER.transitions, transition("again", WORKING, WORKING, AWARE)),
    )

    assert faults == [("transitions.again", "it leads from a stage to itself")]


def test_a_stage_that_no_way_reaches_is_refused():
    """A stage off the graph says how to mend it; one reached by a withdrawal is on it."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, stages=(*LADDER.stages, CLUB))

    assert refusal.value.explain("ja") == (
        "基準「minori」に誤りがあります（1件）\n"
        "  - stages.club: 最初の段階からどの移行をたどっても到達できません。"
        "この段階に入る移行を加えるか，段階を除いてください。"
    )
    assert refusal.value.explain("en") == (
        "policy 'minori' is not sound (1 fault)\n"
        "  - stages.club: no way leads here from the first stage. "
        "Add a transition that enters it, or drop the stage."
    )
    assert RESTING in REVOCABLE.stages


def test_a_step_without_requirements_must_be_declared_free():
    """An empty guard is refused unless it is an open gate on purpose."""
    faults = faults_of(LADDER, transitions=with_first_guard())

    assert faults == [("transitions.meeting_to_working", "it has no requirements")]
    assert BRANCHING.transition("club_to_standing").requirements == ()


def test_an_open_gate_with_requirements_is_refused():
    """A step cannot be free and ask for something."""
    faults = faults_of(LADDER, transitions=with_first_guard(AWARE, open_gate=True))

    assert faults == [
        ("transitions.meeting_to_working", "it is declared an open gate and has requirements")
    ]


def test_a_fact_outside_the_catalogue_is_refused():
    """A requirement may count only what ledgers of this policy can record."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, facts=tuple(fact for fact in FACTS if fact != ISSUES_LISTED))

    assert [(fault.place.en, fault.found) for fault in refusal.value.faults] == [
        ("transitions.meeting_to_working.aware", "issues_listed"),
        ("transitions.working_to_standing.linked", "issues_listed"),
    ]
    assert "事実「issues_listed」は基準の facts にありません。" in refusal.value.explain("ja")


def test_a_mistyped_fact_is_refused_with_near_misses():
    """A fact whose key is nearly one of the catalogue's suggests that one."""
    mistyped = attrs.evolve(ISSUES_LISTED, key="issue_listed")
    guard = attrs.evolve(AWARE, condition=AtLeast(mistyped))
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, transitions=with_first_guard(guard))
    (fault,) = refusal.value.faults

    assert fault.nearest == ("issues_listed",)


def test_a_fact_that_only_shares_its_key_is_refused():
    """A fact that is counted otherwise than in the catalogue is not the catalogue's."""
    twin = attrs.evolve(ISSUES_LISTED, distinct=True)

    assert guard_faults(AtLeast(twin)) == [
        (
            "transitions.meeting_to_working.acquainted",
            "fact 'issues_listed' differs from the one of that key in the policy's catalogue",
        )
    ]


def test_mixed_polarity_in_one_requirement_is_refused():
    """Asking for at least and at most of one fact would lose what is exact, so it is split."""
    mixed = AllOf(
        AtLeast(LETTERS_SENT), AtMost(LETTERS_SENT), AtLeast(COMPLAINTS), AtMost(COMPLAINTS, n=3)
    )
    faults = guard_faults(mixed, kind=TransitionKind.WITHDRAWAL)

    assert faults == [
        (
            "transitions.meeting_to_working.acquainted",
            f"one requirement asks for at least and at most of '{fact}'",
        )
        for fact in ("complaints", "letters_sent")
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (AtMost(COMPLAINTS), "“complaints”: none"),
        (
            AtLeast(NEIGHBOURS_MET, during=THIS_FISCAL_YEAR),
            "“neighbours met”: at least 1 within the fiscal year",
        ),
        (
            AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY),
            "“neighbours met”: at least 1 since the stage was entered",
        ),
    ],
    ids=["at most", "this fiscal year", "since entry off any cycle"],
)
def test_a_guard_of_progress_that_could_close_again_is_refused(condition, words):
    """More evidence never hurts: no upper limits and no passing windows on the way forward."""
    assert guard_faults(condition) == [
        (
            "transitions.meeting_to_working.acquainted",
            f"a guard of progress could close again with time or more evidence ({words})",
        )
    ]


def test_since_stage_entry_may_guard_progress_where_a_stage_is_entered_again():
    """On a cycle the evidence must be new, so that window is allowed there."""
    assert REVIVED in REVOCABLE.requirements


def test_since_stage_entry_is_refused_where_a_stage_is_entered_once():
    """A stage that only other stages lead to is never entered again."""
    first, second = LADDER.transitions
    anew = attrs.evolve(PLANNED, condition=AtLeast(COMPLAINTS, during=SINCE_STAGE_ENTRY))
    closes = "a guard of progress could close again with time or more evidence"
    faults = faults_of(LADDER, transitions=(first, attrs.evolve(second, requirements=(anew,))))

    assert faults == [
        (
            "transitions.working_to_standing.planned",
            f"{closes} (“complaints”: at least 1 since the stage was entered)",
        )
    ]


def test_a_withdrawal_may_ask_that_something_did_not_happen():
    """Upper limits and passing windows are for withdrawals."""
    assert SILENT in REVOCABLE.requirements


def test_a_rule_that_is_not_spelt_out_may_guard_progress():
    """What is always open can never close again."""
    policy = attrs.evolve(LADDER, transitions=with_first_guard(TRUSTED))

    assert TRUSTED in policy.requirements


def test_all_faults_of_a_policy_come_at_once():
    """One refusal lists every fault, each with place, problem and what to do, in both languages."""
    with pytest.raises(PolicyError) as refusal:
        Policy(
            key="broken",
            version="1",
            title=Wording("壊れた基準", ""),
            jurisdiction=LADDER.jurisdiction,
            published=LADDER.published,
            facts=(NEIGHBOURS_MET, COMPLAINTS),
            stages=(MEETING, WORKING, CLUB),
            transitions=(
                transition("meeting_to_working", MEETING, WORKING),
                transition("back", WORKING, MEETING, AWARE, basis=stated()),
                transition(
                    "hush",
                    WORKING,
                    WORKING,
                    attrs.evolve(
                        ACQUAINTED, condition=AtLeast(COMPLAINTS) & AtMost(COMPLAINTS, n=2)
                    ),
                ),
            ),
        )

    assert refusal.value.explain("ja") == (
        "基準「broken」に誤りがあります（8件）\n"
        "  - title: 日本語か英語の文言がありません。両方の言語で書いてください。\n"
        "  - transitions.back.basis: 根拠「明記」に出典か理由がありません。"
        "明記には出典，推定には出典と理由，仮定と記載なしには理由を書いてください"
        "（台帳の記録は基準の根拠になりません）。\n"
        "  - transitions.meeting_to_working: 要件が一つもありません。"
        "要件を加えるか，無条件なら open_gate を真（true）にしてください。\n"
        "  - transitions.back.aware: 事実「issues_listed」は基準の facts にありません。"
        "facts に加えるか，別の事実を使ってください。\n"
        "  - transitions.hush: 同じ段階に戻る移行です。移行先を変えてください。\n"
        "  - transitions.hush.acquainted: "
        "一つの要件の中で「complaints」に下限と上限の両方があります。二つの要件に分けてください。\n"
        "  - transitions.hush.acquainted: 時や記録が増えると，進む移行の要件が満たされなくなる"
        "おそれがあります（「苦情」2件以下）。at_least と ever だけを使うか"
        "（段階を戻る基準では since_stage_entry も可），"
        "取消しなら kind を withdrawal としてください。\n"
        "  - stages.club: 最初の段階からどの移行をたどっても到達できません。"
        "この段階に入る移行を加えるか，段階を除いてください。"
    )
    assert refusal.value.explain("en") == (
        "policy 'broken' is not sound (8 faults)\n"
        "  - title: its wording is missing in Japanese or English. Write it in both languages.\n"
        "  - transitions.back.basis: its basis (stated) lacks its source or its reason. "
        "Cite the source if stated, cite it and give the reason if inferred, give the reason if "
        "assumed or unstated (a ledger is no basis of a policy).\n"
        "  - transitions.meeting_to_working: it has no requirements. "
        "Add some, or set open_gate to true if it is meant to be free.\n"
        "  - transitions.back.aware: fact 'issues_listed' is not in the policy's catalogue. "
        "Add it to facts, or use another.\n"
        "  - transitions.hush: it leads from a stage to itself. Name another target.\n"
        "  - transitions.hush.acquainted: one requirement asks for at least and at most of "
        "'complaints'. Split it into two requirements.\n"
        "  - transitions.hush.acquainted: a guard of progress could close again with time or more "
        "evidence (“complaints”: at most 2). Use at_least and ever (or since_stage_entry where "
        "stages can be entered again), or set kind to withdrawal.\n"
        "  - stages.club: no way leads here from the first stage. "
        "Add a transition that enters it, or drop the stage."
    )


ALL_OR_NONE = attrs.evolve(AWARE, condition=AtLeast(COMPLAINTS) & AtMost(COMPLAINTS))


@pytest.mark.parametrize(
    ("changes", "found", "ja", "en"),
    [
        (
            {"stages": ()},
            "",
            ("段階が一つもありません", "段階を一つ以上加えてください"),
            ("it has no stages", "add at least one"),
        ),
        (
            {"key": "Min ori"},
            "Min ori",
            (
                "キー 'Min ori' は使えません",
                "英小文字か _ で始め，英小文字・数字・_ だけで書いてください",
            ),
            (
                "'Min ori' cannot be a key",
                "use lower-case ASCII letters, digits and _, beginning with a letter or _",
            ),
        ),
        (
            {"version": " "},
            "",
            ("版がありません", "版を書いてください（公表の年月など）"),
            ("it has no version", "write one, such as the month of its publication"),
        ),
        (
            {"facts": (*FACTS, COMPLAINTS)},
            "complaints",
            ("同じキーが二度使われています", "一方のキーを変えてください"),
            ("two different things have this key", "rename one of them"),
        ),
        (
            {"transitions": with_first_guard(AWARE, open_gate=True)},
            "",
            (
                "無条件（open_gate）とされているのに要件があります",
                "要件を除くか，open_gate を偽（false）にしてください",
            ),
            (
                "it is declared an open gate and has requirements",
                "drop the requirements, or set open_gate to false",
            ),
        ),
        (
            {"facts": (*FACTS[:1], attrs.evolve(ISSUES_LISTED, distinct=True), *FACTS[2:])},
            "issues_listed",
            (
                "事実「issues_listed」の定義が基準の facts と異なります",
                "facts にあるものを使ってください",
            ),
            (
                "fact 'issues_listed' differs from the one of that key in the policy's catalogue",
                "use the one of the catalogue",
            ),
        ),
        (
            {"transitions": with_first_guard(ALL_OR_NONE, kind=TransitionKind.WITHDRAWAL)},
            "complaints",
            (
                "一つの要件の中で「complaints」に下限と上限の両方があります",
                "二つの要件に分けてください",
            ),
            (
                "one requirement asks for at least and at most of 'complaints'",
                "split it into two requirements",
            ),
        ),
    ],
    ids=[
        "no stages",
        "no key",
        "no version",
        "one key",
        "no open gate",
        "another fact",
        "two polarities",
    ],
)
def test_a_fault_shows_what_was_found_and_says_what_to_do(changes, found, ja, en):
    """Each fault says problem and remedy in both languages, and holds the key it is about."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, **changes)
    fault = refusal.value.faults[0]

    assert found == fault.found
    assert ja == (fault.problem.ja, fault.remedy.ja)
    assert en == (fault.problem.en, fault.remedy.en)


def test_every_fault_says_what_to_do():
    """No fault of a policy is a bare complaint: each one ends with a remedy in both languages."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(
            LADDER,
            facts=(COMPLAINTS, COMPLAINTS),
            stages=(MEETING, MEETING, CLUB),
            jurisdiction=Wording.same(""),
            transitions=with_first_guard(open_gate=False),
        )

    assert len(refusal.value.faults) > 5
    assert all(fault.remedy for fault in refusal.value.faults)
    assert not re.search("、", refusal.value.explain("ja"))


def test_an_equal_copy_without_words_or_basis_is_found():
    """Equality leaves wording and basis out, and the check of a policy does not."""
    first, second = LADDER.transitions
    silent = attrs.evolve(first.requirements[0], wording=Wording("", ""), basis=stated())
    copy = attrs.evolve(second, requirements=(*second.requirements, silent))
    found = faults_of(LADDER, transitions=(first, copy))

    assert found == [
        (f"requirements.{silent.key}", "its wording is missing in Japanese or English"),
        (
            f"requirements.{silent.key}.basis",
            "its basis (stated) lacks its source or its reason",
        ),
    ]


def test_since_the_entry_is_sound_where_a_side_way_leads_back():
    """A stage can be entered again when any way out of it leads back, not only the guarded one."""
    ladder = LADDER.transitions
    guard = attrs.evolve(
        ladder[0].requirements[0],
        key="since_entry",
        condition=AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY),
    )
    aside = transition("aside", MEETING, RESTING, ladder[0].requirements[0])
    back = attrs.evolve(
        transition("back_again", RESTING, MEETING, ladder[0].requirements[0]),
        kind=TransitionKind.WITHDRAWAL,
    )
    policy = attrs.evolve(
        LADDER,
        stages=(*LADDER.stages, RESTING),
        transitions=(attrs.evolve(ladder[0], requirements=(guard,)), ladder[1], aside, back),
    )

    assert policy.transitions[0].requirements == (guard,)


def test_key_and_version_are_refused_with_all_other_faults():
    """A key that files could not hold and an empty version stand beside the other faults."""
    assert faults_of(LADDER, key="Min ori", version=" ", title=Wording("題", "")) == [
        ("key", "'Min ori' cannot be a key"),
        ("version", "it has no version"),
        ("title", "its wording is missing in Japanese or English"),
    ]


def test_a_duty_that_nobody_could_tell_when_it_is_due_is_refused():
    """An open gate may be passed at any time; that it must be says nothing."""
    gate = transition("meeting_to_working", MEETING, WORKING, open_gate=True, force=Force.MUST)
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(gate,))
    (fault,) = refusal.value.faults

    assert fault.sentence().en == (
        "transitions.meeting_to_working.force: it must be taken (its force is must), and "
        "nothing says when. "
        "Say when by a requirement, or set force to may."
    )
    assert fault.sentence().ja == (
        "transitions.meeting_to_working.force: "
        "しなければならない移行（force が must）なのに要件がありません。"
        "いつ行うべきかを要件として加えるか，force を may としてください。"
    )


def test_a_unit_in_one_language_is_refused():
    """Yen are told to readers of both languages."""
    paid = attrs.evolve(LETTERS_SENT, unit=Wording("円", ""))
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(LADDER, facts=(*FACTS[:-1], paid))

    assert [str(fault.place.en) for fault in refusal.value.faults] == ["facts.letters_sent.unit"]
