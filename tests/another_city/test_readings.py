"""Every reading of the two invented cities: branches, skips, ways back, duties and soft numbers."""

import datetime
import pathlib

import attrs
import hoshigaoka
import minato
import numpy
import pytest

from renkei_model import (
    Completeness,
    Council,
    Force,
    LivingCouncil,
    Record,
    Span,
    StageChange,
    TransitionBlocked,
    Verdict,
    advance,
    assess,
    count_columns,
    judge_columns,
    read_ledger,
    replay,
    take,
    timeline,
)
from renkei_model.diagrams import mermaid, policy_markdown, policy_table
from renkei_model.differences import compare
from renkei_model.errors import ChoiceRequired, NoSuchStep
from renkei_model.interchange.differences import plain_policy_difference
from renkei_model.interchange.ledgers import ledger_csv, parse_ledgers
from renkei_model.interchange.readings import plain_assessment, plain_policy
from renkei_model.lifecycle import RemarkKind

EXAMPLES = pathlib.Path(__file__).parent.parent.parent / "examples" / "another_city"
HOSHIGAOKA, MINATO = hoshigaoka.POLICY, minato.POLICY
TODAY = datetime.date(2026, 4, 1)
CLAUSES, BODIES = hoshigaoka.CLAUSES, hoshigaoka.BODIES


def day(text):
    """Read a day of the common calendar."""
    return datetime.date.fromisoformat(text)


def on_file(*facts, on="2025-06-01"):
    """Record each fact once, on a day."""
    return tuple(Record(fact, day(on)) for fact in facts)


def council(*entries, steps=(), policy=HOSHIGAOKA):
    """Make a council with some entries, that took steps: each a transition's key with its day."""
    ways = [(policy.transition(key), on) for key, on in steps]
    return Council(
        name="みのり（架空の例）",
        history=tuple(
            StageChange(
                transition=way.key, source=way.source.key, target=way.target.key, on=day(on)
            )
            for way, on in ways
        ),
    ).add(*entries)


def finding(reading, key):
    """Find what a reading says to a requirement."""
    return next(each for each in reading.findings if each.requirement.key == key)


# --- all of a list, some of a list, about so many ------------------------------------------------


def test_a_list_of_required_clauses_names_exactly_those_that_are_missing():
    """One fact a clause: the finding's missing leaves are the clauses that the bylaws lack."""
    purpose, area, officers, accounts = CLAUSES
    filed = council(*on_file(purpose, accounts), Completeness(officers, TODAY))
    bylaws = finding(assess(filed, HOSHIGAOKA, TODAY), "bylaws")

    assert [leaf.leaf.fact for leaf in bylaws.missing] == [area, officers]
    assert [leaf.leaf.fact for leaf in bylaws.unmet] == [officers]
    assert bylaws.explain("ja") == (
        "× 規約に必要な条項がすべてある [未充足]\n"
        "  × 次のすべて\n"
        "    ○ 必要: 「規約の目的の条項」1件以上 / 記録: 1件以上\n"
        "      根拠となる記録: 令和7年6月1日（台帳に記録）\n"
        "    ？ 必要: 「規約の区域の条項」1件以上 / 記録: なし（未確認）\n"
        "      次に: 規約（区域の条項）を添えて，「規約の区域の条項」（clause_area）を記録する\n"
        "    × 必要: 「規約の役員の選び方の条項」1件以上 / 記録: 0件（該当なしと確認）\n"
        "      根拠となる記録: 令和8年4月1日まで該当なしと確認\n"
        "      次に: 規約（役員の選び方の条項）を添えて，"
        "「規約の役員の選び方の条項」（clause_officers）を記録する\n"
        "    ○ 必要: 「規約の会計の条項」1件以上 / 記録: 1件以上\n"
        "      根拠となる記録: 令和7年6月1日（台帳に記録）\n"
        "  要件の根拠: 明記／H03「認定と助成」4頁"
    )
    assert bylaws.explain("en").splitlines()[4:9] == [
        "    ? need: “bylaws: clause on its area”: at least 1 / have: none on record",
        (
            "      next: file the bylaws (the clause on its area) and record "
            "“bylaws: clause on its area” (clause_area)"
        ),
        "    × need: “bylaws: clause on how officers are chosen”: at least 1 / have: 0 (confirmed)",
        "      rests on: confirmed that there was none until 2026-04-01",
        (
            "      next: file the bylaws (the clause on how officers are chosen) and record "
            "“bylaws: clause on how officers are chosen” (clause_officers)"
        ),
    ]


@pytest.mark.parametrize(
    ("held", "judged", "verdict"),
    [
        (12, False, Verdict.MET),
        (11, False, Verdict.OPEN),
        (8, False, Verdict.OPEN),
        (8, True, Verdict.MET),
        (7, True, Verdict.UNMET),
        (7, False, Verdict.UNMET),
    ],
)
def test_twelve_meetings_suffice_and_from_eight_on_the_section_judges(held, judged, verdict):
    """Beyond doubt from twelve on, never below eight, and in between once it is on record."""
    entries = [Record(hoshigaoka.MEETING, day("2025-06-01"), count=held)]
    entries += on_file(hoshigaoka.ENOUGH) if judged else []
    filed = council(*entries, Completeness(hoshigaoka.MEETING, TODAY))
    regular = finding(assess(filed, HOSHIGAOKA, TODAY), "regular_meetings")

    assert regular.verdict is verdict


def test_a_soft_number_reads_as_one_need_and_one_thing_to_do():
    """What surely suffices, what is for the section to judge, and what to file for either."""
    filed = council(Record(hoshigaoka.MEETING, day("2025-06-01"), count=9))
    regular = finding(assess(filed, HOSHIGAOKA, TODAY), "regular_meetings")

    assert regular.explain("ja").splitlines() == [
        "？ 定例会をおおむね12回開いている [未確認]",
        (
            "  必要: 「定例会の開催」12件以上"
            "（8～11件でも「地域振興課が活動の実績を十分と認めたこと」があれば足りる）"
            " / 記録: 9件以上"
        ),
        "  根拠となる記録: 令和7年6月1日 ×9（台帳に記録）",
        (
            "  次に: 議事録を添えて，「定例会の開催」（meeting_held）をあと3件記録する"
            "（8件からは，地域振興課の確認書を添えて，"
            "「地域振興課が活動の実績を十分と認めたこと」（activity_found_enough）"
            "を記録することでも足りる）"
        ),
        "  要件の根拠: 明記／H05「認定と助成」5頁／範囲は8～12",
    ]
    assert regular.explain("en").splitlines()[1:] == [
        (
            "  need: “regular meeting held”: at least 12 "
            "(8 to 11 will do with “section found its activity enough”) / have: 9 or more"
        ),
        "  rests on: 2025-06-01 ×9 (recorded in the ledger)",
        (
            "  next: file the minutes and record 3 more of “regular meeting held” (meeting_held) "
            "(from 8 on it will also do to file the section's finding and record "
            "“section found its activity enough” (activity_found_enough))"
        ),
        "  rule: stated; H05 “Recognition and grants”, page 5; range 8 to 12",
    ]


def test_most_of_ten_blocks_stays_open_where_nobody_says_who_judges_by_what():
    """Six of ten may be most of them, nine surely are; a refusal says both in one line."""
    joined = tuple(
        Record(minato.JOINED, day("2025-05-01"), item=name) for name in ("甲", "乙", "丙", "丁")
    )
    filed = council(*joined, policy=MINATO)
    with pytest.raises(TransitionBlocked) as blocked:
        advance(filed, MINATO, on=TODAY, to="block")

    assert blocked.value.explain("ja").splitlines()[5:8] == [
        "    ？ 区域の10町内会のほとんどが加わっている [未確認]",
        (
            "      「加わった町内会」重複を除き9件以上"
            "（6～8件で足りるかは定めがない: 協働推進課が判断する） / 記録: 4件以上"
        ),
        (
            "      → 届出書を添えて，「加わった町内会」（block_joined）を"
            "あと5件（重複を除く）記録する"
            "（6件からは，それで足りるかを担当課に確かめる）"
        ),
    ]
    assert blocked.value.explain("en").splitlines()[6:8] == [
        (
            "      “block joined”: at least 9 different (whether 6 to 8 will do is open: "
            "the partnership section judges) / have: 4 or more"
        ),
        (
            "      → file the notice and record 5 more of the different “block joined” "
            "(block_joined) (from 6 on, ask the office in charge whether that will do)"
        ),
    ]


# --- branches, skips, ways back ------------------------------------------------------------------


def test_where_the_ways_branch_the_stage_to_enter_is_named():
    """A merger with all that a provisional recognition asks for may take either way."""
    filed = council(*on_file(*CLAUSES, *BODIES[:3], hoshigaoka.MERGED))
    with pytest.raises(ChoiceRequired):
        advance(filed, HOSHIGAOKA, on=TODAY)

    assert advance(filed, HOSHIGAOKA, on=TODAY, to="provisional").history[-1].target == (
        "provisional"
    )
    assert advance(filed, HOSHIGAOKA, on=TODAY, to="recognised").history[-1].transition == (
        "preparing_to_recognised"
    )


def test_two_kinds_of_councils_come_to_the_same_stage():
    """Either of Minatohama's kinds may become a partner; the third way needs a special decision."""
    work = on_file(*minato.AGREED, *minato.WORK[:2])
    for kind in ("block", "thematic"):
        filed = council(*work, steps=[(f"founding_to_{kind}", "2025-05-01")], policy=MINATO)
        assert advance(filed, MINATO, on=TODAY).history[-1].target == "partner"
    special = council(*on_file(minato.ADVICE, minato.SPECIAL), policy=MINATO)

    assert advance(special, MINATO, on=TODAY).history[-1].target == "partner"


def test_a_council_without_a_record_stands_where_the_branches_lead():
    """Supported stages are sets: either kind may be what it is, and both lead on."""
    filed = council(*on_file(minato.ASSEMBLY, minato.THEME), policy=MINATO)
    reading = assess(filed, MINATO, TODAY)

    assert reading.supported.text("en") == "surely of a theme … possibly partner of the city"
    assert [read.transition.key for read in reading.next] == ["thematic_to_partner"]


def test_going_back_asks_anew_for_what_must_be_done_since():
    """The assembly of the first founding does not serve the second one."""
    filed = council(
        *on_file(minato.ASSEMBLY, minato.THEME, on="2025-05-01"),
        *on_file(*minato.AGREED, *minato.WORK[:2]),
        Completeness(minato.REPORT, TODAY),
        policy=MINATO,
    )
    for key, on in (
        ("founding_to_thematic", "2025-05-02"),
        ("thematic_to_partner", "2025-07-01"),
        ("partner_to_founding", "2026-04-01"),
    ):
        filed = take(filed, MINATO, key, day(on))
    with pytest.raises(TransitionBlocked) as blocked:
        advance(filed, MINATO, on=day("2026-04-02"), to="thematic")
    again = filed.add(Record(minato.ASSEMBLY, day("2026-04-03")))

    assert [leaf.leaf.fact for leaf in blocked.value.missing] == [minato.ASSEMBLY]
    assert advance(again, MINATO, on=day("2026-04-03"), to="thematic").history[-1].target == (
        "thematic"
    )
    assert replay(again, MINATO).is_legal


def test_no_way_leads_out_of_an_end():
    """From the end stage nothing is next, nothing is due, and no step can be taken."""
    filed = council(
        *on_file(minato.CANCELLED, minato.ASSEMBLY),
        steps=[("founding_to_partner", "2025-05-01"), ("partner_to_ended", "2025-07-01")],
        policy=MINATO,
    )
    reading = assess(filed, MINATO, TODAY)

    assert (reading.next, reading.due) == ((), ())
    assert "No further stage follows." in reading.explain("en")
    with pytest.raises(NoSuchStep):
        advance(filed, MINATO, on=TODAY)


# --- may and must --------------------------------------------------------------------------------

SUSPENDED = (("preparing_to_recognised", "2025-04-01"), ("recognised_to_suspended", "2025-12-01"))


def test_a_step_that_must_be_taken_is_due_once_it_is_met():
    """Improvement was reported: whoever decides has no choice any more, and is told so."""
    improved = on_file(hoshigaoka.IMPROVED, on="2026-01-10")
    reading = assess(council(*improved, steps=SUSPENDED), HOSHIGAOKA, TODAY)
    ja, en = (reading.explain(language).splitlines() for language in ("ja", "en"))
    due = [read.transition.key for read in reading.due]

    assert due == ["suspended_to_recognised"]
    assert "いま行わなければならない移行: 停止 → 認定 [suspended_to_recognised]" in ja
    assert (
        "due now: a step that must be taken: suspended → recognised [suspended_to_recognised]"
    ) in en
    assert ja[
        ja.index("■ 次: 停止 → 認定 [suspended_to_recognised]  充足 1・未確認 0・未充足 0") + 1
    ] == ("  要件をすべて満たしているため，この移行をしなければならない。")
    assert "  All its requirements are met, so this step must be taken." in en
    assert plain_assessment(reading, "en")["due"] == due
    assert assess(council(steps=SUSPENDED), HOSHIGAOKA, TODAY).due == ()


def test_a_step_that_may_be_taken_leaves_it_to_whoever_decides():
    """Twice warned: it may be suspended, and nothing is due."""
    warned = council(
        *on_file(hoshigaoka.WARNED, hoshigaoka.WARNED, on="2025-09-01"), steps=SUSPENDED[:1]
    )
    reading = assess(warned, HOSHIGAOKA, TODAY)
    en = reading.explain("en").splitlines()

    assert reading.due == ()
    assert en[
        en.index("recognised → suspended [recognised_to_suspended]  1 met, 0 open, 0 unmet") + 1
    ] == ("  All its requirements are met, so this step may be taken.")
    assert "  要件をすべて満たしたときは，この移行をしなければならない。" in reading.explain("ja")


def test_a_step_is_due_from_the_first_stage_where_none_is_recorded():
    """Steps are recorded from the first stage on, so that is where a duty begins."""
    first = attrs.evolve(HOSHIGAOKA.transitions[0], force=Force.MUST)
    policy = attrs.evolve(HOSHIGAOKA, transitions=(first, *HOSHIGAOKA.transitions[1:]))
    reading = assess(council(*on_file(*CLAUSES, *BODIES[:3])), policy, TODAY)

    assert reading.recorded is None
    assert [read.transition.key for read in reading.due] == ["preparing_to_provisional"]


def test_a_city_that_only_allows_says_nothing_of_duties():
    """Where every step may be taken and none must, that goes without saying."""
    ways = tuple(attrs.evolve(way, force=Force.MAY) for way in HOSHIGAOKA.transitions)
    lenient = attrs.evolve(HOSHIGAOKA, transitions=ways)

    assert "この移行をすることができる" in assess(council(), HOSHIGAOKA, TODAY).explain("ja")
    assert "この移行を" not in assess(council(), lenient, TODAY).explain("ja")
    assert lenient.duties == ()


MISUSED_AND_IMPROVED = (
    *on_file(hoshigaoka.MISUSED, on="2026-01-05"),
    *on_file(hoshigaoka.IMPROVED, on="2026-01-10"),
)


def test_a_replay_tells_which_duty_a_step_passed_over():
    """Its recognition had to be restored, and it was allowed to be struck off: so it is legal."""
    to_nothing = attrs.evolve(HOSHIGAOKA.transition("suspended_to_dissolved"), force=Force.MAY)
    policy = attrs.evolve(HOSHIGAOKA, transitions=(*HOSHIGAOKA.transitions[:-1], to_nothing))
    took = council(
        *on_file(*CLAUSES, hoshigaoka.MERGED, on="2025-04-01"),
        *on_file(hoshigaoka.WARNED, hoshigaoka.WARNED, on="2025-09-01"),
        *MISUSED_AND_IMPROVED,
        steps=(*SUSPENDED, ("suspended_to_dissolved", "2026-02-01")),
    )
    last = replay(took, policy).steps[-1]

    assert last.is_legal
    assert [remark.kind for remark in last.remarks] == [RemarkKind.DUTY_PASSED_OVER]
    assert last.remarks[0].text("ja") == (
        "その日付では，ほかの移行をしなければなりませんでした: 停止 → 認定"
    )
    assert last.remarks[0].text("en") == (
        "on its date another step had to be taken: suspended → recognised"
    )
    # Of two duties one is taken: the other could not be taken any more.
    assert replay(took, HOSHIGAOKA).steps[-1].remarks == ()


def test_must_is_marked_wherever_a_policy_is_drawn_listed_or_compared():
    """Diagram, table, page, JSON and comparison name a duty; what only may be goes unmarked."""
    way = HOSHIGAOKA.transition("suspended_to_recognised")
    others = tuple(each for each in HOSHIGAOKA.transitions if each != way)
    lenient = attrs.evolve(HOSHIGAOKA, transitions=(*others, attrs.evolve(way, force=Force.MAY)))
    plain = {each["key"]: each["force"] for each in plain_policy(HOSHIGAOKA, "en")["transitions"]}
    difference = compare(HOSHIGAOKA, lenient)
    told = plain_policy_difference(difference, "en")["transitions"]

    assert mermaid(HOSHIGAOKA, "ja").count("[満たせばしなければならない]") == 2
    assert "suspended --> dissolved : [withdrawal]<br/>[must be taken once met]<br/>" in (
        mermaid(HOSHIGAOKA, "en")
    )
    assert "suspended → struck off [withdrawal] [must be taken once met]" in [
        row[0] for row in policy_table(HOSHIGAOKA, "en").rows
    ]
    assert "停止 → 認定 [満たせばしなければならない]" in policy_markdown(HOSHIGAOKA, "ja")
    assert plain["suspended_to_recognised"] == "must"
    assert plain["recognised_to_suspended"] == "may"
    assert difference.is_decisive
    assert HOSHIGAOKA.fingerprint != lenient.fingerprint
    assert (
        "differs: step [suspended_to_recognised]: "
        "suspended → recognised [must be taken once met] ↔ suspended → recognised"
    ) in difference.explain("en")
    assert [(way["before"]["force"], way["after"]["force"]) for way in told] == [("must", "may")]


# --- the other readings --------------------------------------------------------------------------


def test_a_timeline_tells_when_a_soft_number_was_reached():
    """With the section's finding the eighth meeting decides, and else the twelfth."""
    monthly = [Record(hoshigaoka.MEETING, Span.month(2025, month)) for month in range(1, 13)]
    judged = Record(hoshigaoka.ENOUGH, day("2025-03-01"))
    times = [
        {
            time.requirement.key: time.met
            for way in timeline(council(*entries), HOSHIGAOKA).transitions
            for time in way.requirements
        }["regular_meetings"]
        for entries in ((*monthly, judged), monthly)
    ]

    assert times == [Span.month(2025, 8), Span.month(2025, 12)]


@pytest.mark.parametrize(("policy", "file"), [(HOSHIGAOKA, "hikarigaoka"), (MINATO, "minatomachi")])
def test_the_councils_files_are_read_and_written_and_their_steps_are_legal(policy, file):
    """Payments in yen, items, statements and steps all come back from the ledger."""
    filed = read_ledger(EXAMPLES / f"{file}.csv", policy.facts)
    again = parse_ledgers(ledger_csv([filed]), policy.facts)

    assert again == (filed,)
    assert len(filed.history) == 3
    assert replay(filed, policy).is_legal
    assert [step.remarks for step in replay(filed, policy).steps] == [(), (), ()]


@pytest.mark.parametrize(
    ("policy", "file", "last"),
    [(HOSHIGAOKA, "hikarigaoka", "2027-04-01"), (MINATO, "minatomachi", "2026-06-01")],
)
def test_columns_say_what_an_assessment_says(policy, file, last):
    """Since a stage was entered, soft numbers and withdrawals are judged alike for many at once."""
    filed = read_ledger(EXAMPLES / f"{file}.csv", policy.facts)
    councils, as_of = (council(policy=policy), filed), day(last)
    columns = judge_columns(policy, count_columns(councils, policy, as_of, numpy.array))
    by_columns = [
        [
            [
                bool(column.surely[place]) + bool(column.possibly[place])
                for column in way.requirements
            ]
            for way in columns
        ]
        for place in range(2)
    ]
    by_council = [
        [
            [finding.verdict.value for finding in read.findings]
            for way in policy.transitions
            for read in assess(each, policy, as_of).transitions
            if read.transition == way
        ]
        for each in councils
    ]

    assert by_columns == by_council


def test_a_living_council_goes_round_and_comes_back():
    """The machine of a policy with ways back takes the same steps, may and must alike."""
    living = LivingCouncil(council(*on_file(*CLAUSES, hoshigaoka.MERGED)), HOSHIGAOKA)
    living.advance(on=day("2025-06-01"), to="recognised")
    living.add(*on_file(hoshigaoka.WARNED, hoshigaoka.WARNED, on="2025-09-01"))
    living.take("recognised_to_suspended", on=day("2025-09-02"))
    assert not living.may_advance(on=TODAY)
    living.add(*on_file(hoshigaoka.IMPROVED, on="2026-01-10"))

    assert [read.transition.target.key for read in living.assess(TODAY).due] == ["recognised"]
    assert living.advance(on=TODAY).target == living.state == "recognised"


def test_a_variant_that_opens_a_gate_makes_no_duty_of_it():
    """A step that asks for nothing any more may be taken, and nobody has to take it at once."""
    key = "suspended_to_recognised"
    name = HOSHIGAOKA.title
    opened = HOSHIGAOKA.variant(key="open", title=name, guards={key: ()})
    asking = HOSHIGAOKA.variant(key="other", title=name, guards={key: (hoshigaoka.BOARD,)})

    assert (opened.transition(key).open_gate, opened.transition(key).force) == (True, Force.MAY)
    assert asking.transition(key).force is Force.MUST
