"""What differs between two policies, and for which councils, as their readers see it."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    ASSUMED,
    AWARE,
    BRANCHING,
    CLUB,
    FACTS,
    FIELDS_JOINED,
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    LINKED,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    PLANNED,
    RESTING,
    REVOCABLE,
    STANDING,
    STATED,
    TRUSTED,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.conditions import AtLeast, Unspecified
from renkei_model.dates import Span
from renkei_model.differences import (
    Change,
    compare,
    compare_councils,
    council_differences_table,
    differences_markdown,
    explain_councils,
    policy_difference_table,
)
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, FactKind, Record
from renkei_model.stages import TransitionKind, ladder
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

FIRST, SECOND = LADDER.transitions
TODAY = day("2026-11-01")
MET_TWICE = Record(NEIGHBOURS_MET, Span.month(2026, 3), count=2)
LISTED = Record(ISSUES_LISTED, day("2026-03-20"))
ADOPTED = Record(PLAN_ADOPTED, day("2026-04-20"))
NO_PLAN = Completeness(PLAN_ADOPTED, TODAY)
STRICTER = attrs.evolve(ACQUAINTED, condition=AtLeast(NEIGHBOURS_MET, n=3))


def asking(*, first=FIRST.requirements, second=SECOND.requirements, **changes):
    """Give Minori's ladder with other requirements on its two steps."""
    ways = ladder((MEETING, WORKING, STANDING), (first, second), basis=STATED)
    return attrs.evolve(LADDER, transitions=ways, **changes)


KNOWN = attrs.evolve(ACQUAINTED, basis=STATED)
NOTHING_ASSUMED = asking(first=(KNOWN, AWARE))
BY_FIELDS = asking(
    first=(attrs.evolve(LINKED, condition=AtLeast(FIELDS_JOINED, n=2)),), second=(PLANNED,)
)


def told(after, language="en", before=LADDER):
    """Give what a comparison says below the names of the two policies."""
    return compare(before, after).explain(language).split("\n\n", 1)[-1].splitlines()


def counting_records():
    """Give Minori's policy by fields with its fields counted by records."""
    counted = attrs.evolve(FIELDS_JOINED, distinct=False)
    facts = tuple(counted if fact == FIELDS_JOINED else fact for fact in FACTS)
    need = attrs.evolve(LINKED, condition=AtLeast(counted, n=2))
    return asking(first=(need,), second=(PLANNED,), facts=facts)


def only(after, *councils, before=LADDER, as_of=TODAY):
    """Compare one council under two policies."""
    (difference,) = compare_councils(before, after, councils, as_of)
    return difference


def read(difference, language="en"):
    """Give what is said of one council, without its name, the policies and the last note."""
    return [line for line in difference.explain(language).splitlines() if line.startswith("  ")]


# --- two policies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ja", "二つの基準に違いはありません。"), ("en", "The two policies differ in nothing.")],
)
def test_a_difference_of_nothing_says_so(language, sentence):
    """Whoever compares a policy with itself reads that nothing differs."""
    nothing = compare(LADDER, LADDER)

    assert nothing.is_nothing
    assert nothing.explain(language).splitlines() == [
        LADDER.title.text(language),
        f"{LADDER.stamp} ⇒ {LADDER.stamp}",
        sentence,
    ]


def test_what_decides_and_what_is_only_said_are_told_apart_in_japanese():
    """A clerk reads the step, each rule with both conditions, and below it what decides nothing."""
    after = asking(
        first=(STRICTER,),
        second=(attrs.evolve(LINKED, basis=ASSUMED), PLANNED, TRUSTED),
        key="minori_next",
        title=Wording("みのりの育ち方（案）", "How Minori grows (draft)"),
    )

    assert compare(LADDER, after).explain("ja").splitlines() == [
        "みのりの育ち方 ⇒ みのりの育ち方（案）",
        f"{LADDER.stamp} ⇒ {after.stamp}",
        "",
        "判定に関わる違い:",
        "  出会い期 → 協働期 [meeting_to_working]",
        (
            "    変更: 住民が顔見知りである [acquainted]: "
            "「顔合わせの会」2件以上 ⇒ 「顔合わせの会」3件以上"
        ),
        "    削除: 課題を知っている [aware]: 「課題の洗い出し」1件以上",
        "  協働期 → 定着期 [working_to_standing]",
        "    追加: 信頼されている [trusted]: 定めのない条件（信頼の測り方）",
        "",
        "文言，根拠，出典だけの違い（判定は変わらない）:",
        "  title: みのりの育ち方 ⇒ みのりの育ち方（案）",
        (
            "  requirements.linked.basis: 推定／N2「育ち方」2頁／手引きの例から読み取る ⇒ "
            "仮定／目安として置く／妥当な範囲は1～3"
        ),
    ]


def test_a_requirement_dropped_is_told_with_what_it_asked():
    """What is asked for no more stands under its step."""
    assert told(asking(first=(ACQUAINTED,))) == [
        "What decides otherwise:",
        "  meeting → working [meeting_to_working]",
        "    dropped: the issues are known [aware]: “issues listed”: at least 1",
    ]


def test_a_requirement_added_is_told_even_where_another_step_asks_for_it_already():
    """A rule that guards one more step is an addition there, not a move."""
    assert told(asking(first=(ACQUAINTED, AWARE, PLANNED))) == [
        "What decides otherwise:",
        "  meeting → working [meeting_to_working]",
        "    added: there is a plan [planned]: “plan adopted”: at least 1",
    ]


def test_a_requirement_changed_is_told_with_both_conditions():
    """The reader sees the old number and the new one."""
    assert told(asking(first=(STRICTER, AWARE))) == [
        "What decides otherwise:",
        "  meeting → working [meeting_to_working]",
        (
            "    changed: neighbours know each other [acquainted]: "
            "“neighbours met”: at least 2 ⇒ “neighbours met”: at least 3"
        ),
    ]


def test_a_requirement_moved_is_told_at_both_ends():
    """A rule that another step asks for now is neither lost nor new, and may change on the way."""
    twice = attrs.evolve(PLANNED, condition=AtLeast(PLAN_ADOPTED, n=2))
    moved = compare(LADDER, asking(first=(ACQUAINTED, AWARE, twice), second=(LINKED,)))
    sides = "“plan adopted”: at least {} ({}) ⇒ “plan adopted”: at least {} ({})"
    here, there = "meeting → working", "working → standing"

    assert moved.explain("en").splitlines()[4:] == [
        "  meeting → working [meeting_to_working]",
        "    moved from another step: there is a plan [planned]: "
        + sides.format(1, there, 2, here),
        "  working → standing [working_to_standing]",
        "    moved to another step: there is a plan [planned]: " + sides.format(1, there, 2, here),
    ]


def test_the_order_of_requirements_is_told():
    """Nothing is asked otherwise, yet the fingerprint holds the order, and so does the answer."""
    assert told(asking(first=(AWARE, ACQUAINTED))) == [
        "What decides otherwise:",
        "  meeting → working [meeting_to_working]",
        (
            "    in another order: requirements [meeting_to_working]: "
            "acquainted aware ⇒ aware acquainted"
        ),
    ]


def test_a_stage_and_its_step_dropped_are_told_with_what_the_step_asked():
    """A policy that ends earlier has lost a stage, the step to it and its rules."""
    shorter = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(FIRST,))

    assert told(shorter, before=asking(second=(PLANNED,))) == [
        "What decides otherwise:",
        "  dropped: stage “standing” [standing]",
        "  dropped: step [working_to_standing]: working → standing",
        "  working → standing [working_to_standing]",
        "    dropped: there is a plan [planned]: “plan adopted”: at least 1",
    ]


def test_a_stage_and_its_step_added_are_told():
    """A policy that branches has a stage more and a step to it."""
    way = transition("meeting_to_club", MEETING, CLUB, open_gate=True)
    wider = attrs.evolve(
        LADDER, stages=(*LADDER.stages, CLUB), transitions=(*LADDER.transitions, way)
    )

    assert told(wider) == [
        "What decides otherwise:",
        "  added: stage “club” [club]",
        "  added: step [meeting_to_club]: meeting → club",
    ]


def test_another_first_stage_is_told():
    """Where every council begins is what the order of stages decides."""
    later = attrs.evolve(LADDER, stages=(WORKING, STANDING), transitions=(SECOND,))

    assert told(later, "ja")[1:4] == [
        "  削除: 段階「出会い期」 [meeting]",
        "  変更: 最初の段階 [stages]: 出会い期 ⇒ 協働期",
        "  削除: 移行 [meeting_to_working]: 出会い期 → 協働期",
    ]


def test_other_orders_of_stages_and_steps_are_told():
    """The order in which stages and steps are declared is part of what a policy decides."""
    stages, ways = BRANCHING.stages, BRANCHING.transitions
    turned = attrs.evolve(
        BRANCHING,
        stages=(stages[0], stages[2], stages[1], stages[3]),
        transitions=(ways[1], ways[0], *ways[2:]),
    )

    assert told(turned, before=BRANCHING) == [
        "What decides otherwise:",
        (
            "  in another order: stages [stages]: "
            "meeting working club standing ⇒ meeting club working standing"
        ),
        (
            "  in another order: steps [transitions]: "
            "meeting_to_working meeting_to_club working_to_standing club_to_standing ⇒ "
            "meeting_to_club meeting_to_working working_to_standing club_to_standing"
        ),
    ]


def test_a_step_that_leads_elsewhere_or_takes_something_away_is_told():
    """The stages a step joins, and whether it is progress, stand on both sides of the arrow."""
    *others, revival = REVOCABLE.transitions
    turned = attrs.evolve(revival, target=MEETING, kind=TransitionKind.WITHDRAWAL)

    assert told(attrs.evolve(REVOCABLE, transitions=(*others, turned)), before=REVOCABLE) == [
        "What decides otherwise:",
        "  changed: step [resting_to_working]: resting → working ⇒ resting → meeting [withdrawal]",
    ]


def test_a_step_of_one_policy_only_does_not_lead_otherwise():
    """To lead otherwise a step has to stand in both policies."""
    shorter = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(FIRST,))
    gone, new = (compare(*pair).transitions[0] for pair in ((LADDER, shorter), (shorter, LADDER)))

    assert (gone.change, gone.leads_otherwise) == (Change.DROPPED, False)
    assert (new.change, new.leads_otherwise) == (Change.ADDED, False)


def test_a_fact_that_means_something_else_is_told_with_what_becomes_of_its_records():
    """Counting fields by records instead of by different ones decides otherwise."""
    after = counting_records()

    assert told(after, before=BY_FIELDS) == [
        "What decides otherwise:",
        (
            "  changed: fact “fields joined” [fields_joined]: "
            "an event, counted by different items ⇒ an event, counted by records"
        ),
        (
            "  Records of a fact that means something else are counted only by the policy whose "
            "meaning they were filed under."
        ),
    ]


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (
            attrs.evolve(LADDER, title=Wording("育ち方", "Growth")),
            "title: How Minori grows ⇒ Growth",
        ),
        (
            attrs.evolve(LADDER, jurisdiction=Wording("川北町", "Kawakita")),
            "jurisdiction: Minori City ⇒ Kawakita",
        ),
        (
            attrs.evolve(LADDER, published=Span.month(2025, 4)),
            "published: 2024-03 ⇒ 2025-04",
        ),
        (
            attrs.evolve(LADDER, sources=()),
            "sources.minori_handbook: The Minori handbook (Minori City, 2024-03) ⇒ nothing",
        ),
        (
            attrs.evolve(LADDER, facts=FACTS[:-1]),
            "facts.letters_sent: letters sent ⇒ nothing",
        ),
        (
            attrs.evolve(
                LADDER,
                facts=(
                    *FACTS[:-1],
                    attrs.evolve(LETTERS_SENT, kind=FactKind.DETERMINATION, distinct=True),
                ),
            ),
            (
                "facts.letters_sent.kind: an event, counted by records ⇒ "
                "a determination, counted by different items"
            ),
        ),
        (
            attrs.evolve(
                LADDER,
                facts=(*FACTS[:-1], attrs.evolve(LETTERS_SENT, evidence=Wording("写し", "a copy"))),
            ),
            "facts.letters_sent.evidence: the letter ⇒ a copy",
        ),
        (
            attrs.evolve(LADDER, facts=(*FACTS[:-1], attrs.evolve(LETTERS_SENT, basis=ASSUMED))),
            (
                "facts.letters_sent.basis: stated; N1 “How councils grow”, page 2 ⇒ "
                "assumed; set as a rule of thumb; plausibly 1 to 3"
            ),
        ),
        (
            attrs.evolve(
                LADDER,
                stages=(
                    attrs.evolve(MEETING, wording=Wording("始まり", "beginning")),
                    WORKING,
                    STANDING,
                ),
            ),
            "stages.meeting: meeting ⇒ beginning",
        ),
        (
            attrs.evolve(LADDER, stages=(attrs.evolve(MEETING, basis=INFERRED), WORKING, STANDING)),
            (
                "stages.meeting.basis: stated; N1 “How councils grow”, page 2 ⇒ "
                "inferred; N2 “How councils grow”, page 2; read from an example"
            ),
        ),
        (
            attrs.evolve(LADDER, transitions=(attrs.evolve(FIRST, basis=INFERRED), SECOND)),
            (
                "transitions.meeting_to_working.basis: stated; N1 “How councils grow”, page 2 ⇒ "
                "inferred; N2 “How councils grow”, page 2; read from an example"
            ),
        ),
        (
            asking(first=(ACQUAINTED, attrs.evolve(AWARE, wording=Wording("課題", "issues")))),
            "requirements.aware: the issues are known ⇒ issues",
        ),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_what_is_only_said_otherwise_is_told_by_its_place_and_decides_nothing(after, line):
    """Names, evidence, bases and sources stand apart, under a sentence that no verdict changes."""
    assert LADDER.fingerprint == after.fingerprint
    assert compare(LADDER, after).explain("en").splitlines()[-4:] == [
        "The two policies decide the same.",
        "",
        "Only said otherwise, or resting on something else (no verdict changes):",
        f"  {line}",
    ]


def test_another_reason_for_leaving_a_rule_open_decides_nothing():
    """What the source leaves out is a text, however it is put."""
    reason = Wording("誰が見るか", "who looks at it")
    reworded = attrs.evolve(TRUSTED, condition=Unspecified(reason))

    assert told(asking(first=(reworded,)), before=asking(first=(TRUSTED,)))[-1] == (
        "  requirements.trusted.reason: how trust is measured ⇒ who looks at it"
    )


def test_what_is_no_policy_cannot_be_compared():
    """A key in place of a policy is refused by the name of the argument."""
    with pytest.raises(InvalidValue, match="after"):
        compare(LADDER, "minori")
    with pytest.raises(InvalidValue, match="council"):
        compare_councils(LADDER, LADDER, [MEETING], TODAY)
    with pytest.raises(InvalidValue, match="as_of"):
        compare_councils(LADDER, LADDER, [], "2026-11-01")


# --- councils ------------------------------------------------------------------------------------


def test_a_council_that_both_policies_read_alike_says_so():
    """Where nothing changes for a council, one line says it."""
    alike = only(NOTHING_ASSUMED, council(MET_TWICE), before=NOTHING_ASSUMED)

    assert not alike.differs
    assert not alike.is_only_asked_otherwise
    assert alike.explain("en").splitlines() == [
        "7 みのり地区協議会 (みのりん)",
        f"as of 2026-11-01; policies {NOTHING_ASSUMED.stamp} ⇒ {NOTHING_ASSUMED.stamp}",
        "  read alike by both",
        "This is the model's reading of recorded evidence, not the city's judgement.",
    ]


def test_a_rule_that_is_asked_newly_is_named_with_the_step_and_stage_that_it_costs():
    """A council that had all for a step reads which new rule keeps it, and where it stands now."""
    difference = only(asking(first=(ACQUAINTED, AWARE, PLANNED)), council(MET_TWICE, LISTED))

    assert read(difference, "ja") == [
        (
            "  記録から読み取れる段階: 確実なのは協働期，可能性があるのは定着期まで ⇒ "
            "確実なのは出会い期，可能性があるのは定着期まで"
        ),
        "    理由: 出会い期 → 協働期",
        "  出会い期 → 協働期: 充足 ⇒ 未確認",
        "    追加: 計画がある [planned]: 問わない ⇒ 未確認",
    ]
    assert difference.is_decisive


def test_a_rule_that_is_asked_no_more_is_named_with_what_it_frees():
    """What kept a council from a step, and is dropped, is the reason that the step opens."""
    difference = only(asking(first=(ACQUAINTED,)), council(MET_TWICE))

    assert read(difference) == [
        (
            "  stages the evidence supports: surely meeting … possibly standing ⇒ "
            "surely working … possibly standing"
        ),
        "    by: meeting → working",
        "  meeting → working: open ⇒ met",
        "    dropped: the issues are known [aware]: open ⇒ not asked",
    ]


def test_a_rule_that_is_changed_is_named_with_both_verdicts():
    """A higher number turns a met rule into an open one, though the step was open before too."""
    difference = only(asking(first=(STRICTER, AWARE)), council(MET_TWICE))

    assert read(difference) == [
        "  meeting → working: open",
        "    changed: neighbours know each other [acquainted]: met ⇒ open",
    ]
    assert difference.differs
    assert not difference.is_decisive


def test_a_rule_that_is_met_stands_in_nobodys_way():
    """To drop, add or move a rule that a council meets changes nothing for it."""
    ready = council(MET_TWICE, LISTED, ADOPTED)
    moved = asking(first=(ACQUAINTED, AWARE, PLANNED), second=(LINKED,))

    assert not only(asking(first=(AWARE,)), ready).differs
    assert not only(moved, ready).differs


def test_a_rule_that_another_of_the_same_verdict_replaces_is_counted_apart():
    """As much stands in the council's way as before, though it is something else."""
    difference = only(asking(first=(ACQUAINTED, PLANNED)), council(MET_TWICE))

    assert not difference.differs
    assert difference.is_only_asked_otherwise
    assert [(rule.change, rule.before, rule.after) for rule in difference.steps[0].rules] == [
        (Change.DROPPED, Verdict.OPEN, None),
        (Change.ADDED, None, Verdict.OPEN),
    ]


def test_a_rule_that_replaces_one_with_another_verdict_is_told():
    """Where nobody confirmed the one and the other surely fails, the step is blocked."""
    difference = only(asking(first=(ACQUAINTED, PLANNED)), council(MET_TWICE, NO_PLAN))

    assert read(difference)[2:] == [
        "  meeting → working: open ⇒ unmet",
        "    dropped: the issues are known [aware]: open ⇒ not asked",
        "    added: there is a plan [planned]: not asked ⇒ unmet",
    ]


def test_a_rule_that_is_the_same_and_counted_otherwise_says_so():
    """A fact that means something else changes verdicts though no rule was touched."""
    fields = [Record(FIELDS_JOINED, TODAY, item=item) for item in ("福祉", "防災")]
    difference = only(counting_records(), council(*fields), before=BY_FIELDS)

    assert read(difference)[2:] == [
        "  meeting → working: met ⇒ open",
        "    the same rule, counted otherwise: linkage has widened [linked]: met ⇒ open",
    ]


def test_a_rule_that_moved_is_told_at_both_steps():
    """The step that lost the rule and the step that gained it say where it went."""
    moved = asking(first=(ACQUAINTED, AWARE, PLANNED), second=(LINKED,))
    difference = only(moved, council(MET_TWICE, LISTED, NO_PLAN))

    assert [
        (step.transition.key, step.verdicts, [rule.change for rule in step.rules])
        for step in difference.changed_steps
    ] == [
        ("meeting_to_working", (Verdict.MET, Verdict.UNMET), [Change.MOVED_HERE]),
        ("working_to_standing", (Verdict.UNMET, Verdict.OPEN), [Change.MOVED_AWAY]),
    ]


def test_only_the_steps_that_evidence_comes_to_are_named_for_a_stage():
    """A later step that opens is no reason, as long as the council does not come so far."""
    before = asking(second=(PLANNED, TRUSTED))
    after = asking(first=(STRICTER, AWARE), second=(PLANNED,))
    difference = only(after, council(MET_TWICE, LISTED, ADOPTED), before=before)

    assert [(step.transition.key, step.verdicts) for step in difference.changed_steps] == [
        ("meeting_to_working", (Verdict.MET, Verdict.OPEN)),
        ("working_to_standing", (Verdict.OPEN, Verdict.MET)),
    ]
    assert [step.transition.key for step in difference.decisive_steps] == ["meeting_to_working"]


def test_a_step_that_takes_something_away_is_no_reason_for_other_stages():
    """Stages are reached by progress alone, so a new way to rest explains none of them."""
    rest = transition(
        "working_to_resting", WORKING, RESTING, kind=TransitionKind.WITHDRAWAL, open_gate=True
    )
    after = asking(first=(ACQUAINTED,))
    after = attrs.evolve(
        after, stages=(*after.stages, RESTING), transitions=(*after.transitions, rest)
    )
    difference = only(after, council(MET_TWICE))

    assert read(difference)[1] == "    by: meeting → working"
    assert read(difference)[-1] == "  working → resting: no such step ⇒ met"


def test_a_step_of_one_policy_only_is_told_where_the_council_could_take_it():
    """A new way out of the stage in which a council stands is news; elsewhere it is not."""
    way = transition("meeting_to_club", MEETING, CLUB, AWARE)
    wider = attrs.evolve(
        LADDER, stages=(*LADDER.stages, CLUB), transitions=(*LADDER.transitions, way)
    )
    beginner = only(wider, council())
    further = only(wider, council(MET_TWICE, LISTED))
    blocked = only(wider, council(Completeness(ISSUES_LISTED, TODAY)))

    assert read(beginner)[-1] == "  meeting → club: no such step ⇒ open"
    assert "meeting → club" not in "\n".join(read(further)[2:])
    assert not blocked.differs


def test_a_step_that_is_gone_is_told_where_the_council_could_take_it():
    """Without the way on, a council that had all for it is told that there is no such step."""
    shorter = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(FIRST,))
    difference = only(shorter, council(MET_TWICE, LISTED, ADOPTED))

    assert read(difference) == [
        "  stages the evidence supports: standing ⇒ working",
        "    by: working → standing",
    ]
    assert read(only(shorter, council(MET_TWICE, LISTED)))[-1] == (
        "  working → standing: open ⇒ no such step"
    )


def test_a_policy_without_the_first_stage_puts_councils_where_it_begins():
    """Whoever has no evidence stands in the first stage, whichever that is."""
    later = attrs.evolve(LADDER, stages=(WORKING, STANDING), transitions=(SECOND,))

    assert read(only(later, council()))[:2] == [
        (
            "  stages the evidence supports: surely meeting … possibly standing ⇒ "
            "surely working … possibly standing"
        ),
        "    by: the first stage differs",
    ]
    assert not only(later, council(MET_TWICE, LISTED)).differs


def test_a_recorded_stage_that_one_policy_does_not_have_is_told_and_stops_nobody():
    """A council recorded in a stage that the draft leaves out is read by its evidence there."""
    shorter = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(FIRST,))
    settled = council(history=(change("working_to_standing", "2026-05-01"),))
    line = "  recorded stage: {} ⇒ {}"
    lost = "standing (a stage that this policy does not have)"
    before, after = only(shorter, settled), only(LADDER, settled, before=shorter)

    assert read(before)[0] == line.format("standing", lost)
    assert read(after)[0] == line.format(lost, "standing")
    assert before.is_decisive
    assert before.before.reading.stands_at == (STANDING,)
    assert before.after.reading.stands_at == (MEETING,)


def test_earlier_steps_count_under_a_policy_without_the_recorded_stage():
    """Meetings since a council was put to rest count, though it was recorded as a club since."""
    steps = [("working_to_resting", "2026-04-01"), ("resting_to_club", "2026-06-01")]
    history = tuple(change(key, on) for key, on in steps)
    reading = only(
        REVOCABLE, council(Record(NEIGHBOURS_MET, day("2026-05-01")), history=history)
    ).after.reading
    verdicts = {read.transition.key: read.verdict for read in reading.transitions}

    assert (reading.recorded, reading.council.history) == (None, history)
    assert verdicts["resting_to_working"] is Verdict.MET
    assert [read.transition.key for read in reading.transitions] == [
        "meeting_to_working",
        "resting_to_working",
        "working_to_resting",
    ]


def test_councils_are_told_together_where_the_same_changes_and_counted_where_nothing_does():
    """An officer reads each change once, with whom it concerns, and how many it does not."""
    names = ("川北", "川南", "潮見", "港", "山手")
    ledgers = [(MET_TWICE,), (MET_TWICE,), (MET_TWICE, LISTED), (), (LISTED,)]
    councils = [
        attrs.evolve(council(*entries), number=number, name=name, nickname="")
        for number, (name, entries) in enumerate(zip(names, ledgers, strict=True), start=1)
    ]
    after = asking(first=(attrs.evolve(STRICTER, basis=STATED), PLANNED))
    differences = compare_councils(NOTHING_ASSUMED, after, councils, TODAY)

    assert explain_councils(differences, "en").splitlines() == [
        f"as of 2026-11-01; policies {NOTHING_ASSUMED.stamp} ⇒ {after.stamp}",
        (
            "5 councils: 1 with other stages or other verdicts on a step, 3 with other verdicts on "
            "requirements only, 1 read alike (1 of them asked for other requirements of the same "
            "verdict)"
        ),
        "",
        "1 川北; 2 川南",
        "  meeting → working: open",
        "    changed: neighbours know each other [acquainted]: met ⇒ open",
        "    dropped: the issues are known [aware]: open ⇒ not asked",
        "    added: there is a plan [planned]: not asked ⇒ open",
        "",
        "3 潮見",
        (
            "  stages the evidence supports: surely working … possibly standing ⇒ "
            "surely meeting … possibly standing"
        ),
        "    by: meeting → working",
        "  meeting → working: met ⇒ open",
        "    changed: neighbours know each other [acquainted]: met ⇒ open",
        "    added: there is a plan [planned]: not asked ⇒ open",
        "",
        "5 山手",
        "  meeting → working: open",
        "    added: there is a plan [planned]: not asked ⇒ open",
        "",
        "The order ranks nobody.",
        "This is the model's reading of recorded evidence, not the city's judgement.",
    ]


def test_the_summary_says_in_japanese_how_many_councils_are_concerned():
    """A clerk reads the three numbers, and that the order means nothing."""
    differences = compare_councils(
        NOTHING_ASSUMED, asking(first=(KNOWN, PLANNED)), [council(MET_TWICE)], TODAY
    )
    lines = explain_councils(differences, "ja").splitlines()

    assert lines[1:] == [
        (
            "1協議会: 段階か移行の判定が異なる 0，要件の判定だけが異なる 0，同じ 1"
            "（うち1は，判定の同じ別の要件を問われる）"
        ),
        "",
        "並びは優劣を示すものではありません。",
        "これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。",
    ]


def test_what_a_policy_assumes_is_said_with_the_councils_that_it_reads():
    """The rule of thumb behind Minori's ladder is no secret here either."""
    line = f"{LADDER.stamp}: {LADDER.caveat.en}"

    assert line in only(LADDER, council()).explain("en").splitlines()


# --- tables --------------------------------------------------------------------------------------


def test_the_table_of_two_policies_has_a_row_for_every_difference():
    """Step, key, change, what, before and after; then what is only said otherwise."""
    after = asking(first=(STRICTER, AWARE), title=Wording("育ち方", "Growth"))

    assert policy_difference_table(compare(LADDER, after), "ja").rows == (
        (
            "meeting_to_working",
            "acquainted",
            "変更",
            "住民が顔見知りである",
            "「顔合わせの会」2件以上",
            "「顔合わせの会」3件以上",
        ),
        ("", "title", "文言や根拠だけ", "", "みのりの育ち方", "育ち方"),
    )


def test_the_table_of_councils_has_rows_for_those_that_are_read_otherwise():
    """Stage, step and rule stand in rows of their own; a council without a number leaves it out."""
    councils = [attrs.evolve(council(MET_TWICE, LISTED), number=None), council()]
    differences = compare_councils(LADDER, asking(first=(STRICTER, AWARE)), councils, TODAY)

    assert council_differences_table(differences, "en").rows == (
        (
            "",
            "みのり地区協議会",
            "",
            "supported_stages",
            "changed",
            "stages the evidence supports",
            "surely working … possibly standing",
            "surely meeting … possibly standing",
        ),
        (
            "",
            "みのり地区協議会",
            "",
            "meeting_to_working",
            "changed",
            "meeting → working",
            "met",
            "open",
        ),
        (
            "",
            "みのり地区協議会",
            "meeting_to_working",
            "acquainted",
            "changed",
            "neighbours know each other",
            "met",
            "open",
        ),
    )


# --- a page of Markdown --------------------------------------------------------------------------


def test_the_page_has_what_differs_as_a_table_and_what_it_changes_as_a_list():
    """Title, policies, table, receipt, and each council over what is read otherwise of it."""
    after = attrs.evolve(asking(first=(STRICTER, AWARE)), title=Wording("案", "draft"))
    page = _page(after, attrs.evolve(council(MET_TWICE), number=1, name="川北", nickname=""))
    blocks = page.split("\n\n")

    assert blocks[:2] == [
        f"# {LADDER.title.en} ⇒ draft",
        f"`{LADDER.stamp} ⇒ {after.stamp}`",
    ]
    assert blocks[2] == policy_difference_table(compare(LADDER, after), "en").as_markdown("en")
    assert blocks[3].splitlines()[0] == f"as of 2026-11-01; policies {blocks[1].strip('`')}  "
    assert blocks[4:] == [
        "1 川北",
        (
            "- meeting → working: open\n"
            "  - changed: neighbours know each other [acquainted]: met ⇒ open"
        ),
        (
            "The order ranks nobody.\n"
            "This is the model's reading of recorded evidence, not the city's judgement."
        ),
    ]


def test_no_name_tears_the_page():
    """A name, a title or a wording that holds blank lines stays in its place."""
    broken = Wording("川\n\n北", "north\n\n  bank")
    after = asking(first=(attrs.evolve(STRICTER, wording=broken), AWARE), title=broken)
    torn = attrs.evolve(council(MET_TWICE), number=1, name="川\n\n    北", nickname="a\n\nb")
    lines = _page(after, torn).splitlines()

    assert lines[0] == f"# {LADDER.title.en} ⇒ north bank"
    assert "1 川 北 (a b)" in lines
    assert "  - changed: north bank [acquainted]: met ⇒ open" in lines


def _page(after, *councils):
    differences = compare_councils(LADDER, after, councils, TODAY)
    return differences_markdown(compare(LADDER, after), differences, "en")
