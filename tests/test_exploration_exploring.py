"""Exploring whole policies: each doctored with one slip, and what is said of it."""

import datetime

import attrs
import pytest
from hypothesis import given

from invented import (
    ACCOUNTS_FILED,
    ACQUAINTED,
    AWARE,
    COMPLAINTS,
    LADDER,
    LETTERS_SENT,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    PLANNED,
    RESTING,
    SILENT,
    STANDING,
    STATED,
    TRUSTED,
    WORKING,
    transition,
)
from invented_grants import (
    AT_WORK_BEFORE,
    BASIC,
    COUNTED,
    GRANT,
    GRANTS,
    IS_REGISTERED,
    OPEN_TO_ALL,
    PAID_ELSEWHERE,
    WRITTEN,
    WRITTEN_BEFORE,
    ceiling,
    need,
)
from renkei_model import kochi
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, leaves
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.exploration import Question, explore
from renkei_model.exploration.answers import Outcome
from renkei_model.facts import Fact
from renkei_model.lifecycle import judge_transition
from renkei_model.stages import TransitionKind
from renkei_model.subsidy_rules import OtherCeilings
from renkei_model.testing import policies
from renkei_model.verdicts import Verdict
from renkei_model.windows import SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR
from renkei_model.wording import Wording

FIRST = transition("meeting_to_working", MEETING, WORKING, ACQUAINTED)
SECOND = transition("working_to_standing", WORKING, STANDING, PLANNED)
SOUND = attrs.evolve(LADDER, facts=(NEIGHBOURS_MET, PLAN_ADOPTED), transitions=(FIRST, SECOND))


def _asked(key, condition, ja="要件", en="a requirement"):
    return attrs.evolve(AWARE, key=key, condition=condition, wording=Wording(ja, en))


def _with(*ways, facts=(), stages=SOUND.stages):
    return attrs.evolve(SOUND, facts=(*SOUND.facts, *facts), stages=stages, transitions=ways)


def _past_its_checks(*ways, facts=()):
    """Make a policy that no file and no city could: its own checks are left out."""
    made = attrs.evolve(SOUND, facts=(*SOUND.facts, *facts))
    object.__setattr__(made, "transitions", ways)
    return made


def _out(*needs, key="out", target=MEETING, source=STANDING):
    return transition(key, source, target, *needs, kind=TransitionKind.WITHDRAWAL)


def _second(*needs):
    return attrs.evolve(SECOND, requirements=needs)


def _grants(**changes):
    rule = attrs.evolve(GRANT, **changes)
    return attrs.evolve(
        GRANTS,
        facts=(*SOUND.facts, *COUNTED),
        transitions=SOUND.transitions,
        subsidies=(rule, *GRANTS.subsidies[1:]),
    )


BLAMED = _asked("blamed", AtLeast(COMPLAINTS, n=2))
UNBLAMED = _asked("unblamed", AtMost(COMPLAINTS, n=1))
TORN = _asked("torn", AllOf(AtLeast(COMPLAINTS, n=2), AtMost(COMPLAINTS, n=1)))
LESS = _asked("less", AtLeast(NEIGHBOURS_MET), "一度会う", "they met once")
MORE = _asked("more", AtLeast(NEIGHBOURS_MET, n=3), "もっと会う", "they meet more")
BOTH_CEILINGS = ceiling("both", 800_000, WRITTEN_BEFORE, AT_WORK_BEFORE)
WRITTEN_CEILING = ceiling("written", 900_000, WRITTEN_BEFORE)

DOCTORED = {
    "a guard asks for two and for at most one": lambda: _with(
        FIRST, SECOND, _out(BLAMED, UNBLAMED), facts=(COMPLAINTS,)
    ),
    "nothing but an impossible withdrawal enters a stage": lambda: _with(
        FIRST,
        SECOND,
        _out(BLAMED, UNBLAMED, target=RESTING),
        facts=(COMPLAINTS,),
        stages=(*SOUND.stages, RESTING),
    ),
    "one requirement of several is impossible, and guards two steps": lambda: _past_its_checks(
        FIRST,
        SECOND,
        _out(TORN, SILENT),
        _out(TORN, SILENT, key="out_again", target=WORKING),
        facts=(COMPLAINTS, ACCOUNTS_FILED),
    ),
    "a requirement is always met": lambda: _past_its_checks(
        FIRST,
        SECOND,
        _out(_asked("any", AnyOf(AtLeast(COMPLAINTS), AtMost(COMPLAINTS)))),
        facts=(COMPLAINTS,),
    ),
    "a way on is impossible": lambda: _past_its_checks(FIRST, _second(TORN), facts=(COMPLAINTS,)),
    "a way on is not spelt out": lambda: _with(FIRST, _second(PLANNED, TRUSTED)),
    "any of once and thrice": lambda: _with(
        FIRST,
        _second(_asked("any", AnyOf(AtLeast(PLAN_ADOPTED), AtLeast(PLAN_ADOPTED, n=3)))),
    ),
    "all of once and thrice": lambda: _with(
        FIRST,
        _second(_asked("all", AllOf(AtLeast(PLAN_ADOPTED), AtLeast(PLAN_ADOPTED, n=3)))),
    ),
    "a requirement asks for more of the same": lambda: _with(
        FIRST,
        _second(
            PLANNED, _asked("more", AtLeast(NEIGHBOURS_MET, n=3), "もっと会う", "they meet more")
        ),
    ),
    "two requirements ask for the same": lambda: _with(
        FIRST, SECOND, _out(attrs.evolve(PLANNED, key="again"))
    ),
    "the same, unless something not spelt out will do": lambda: _with(
        FIRST, SECOND, _out(_asked("again", AnyOf(AtLeast(PLAN_ADOPTED), TRUSTED.condition)))
    ),
    "a step passes over a stage": lambda: _with(
        FIRST, SECOND, transition("leap", MEETING, STANDING, ACQUAINTED, PLANNED)
    ),
    "a stage asks for less than the one before": lambda: _with(FIRST, _second(LESS)),
    "a fact nobody reads": lambda: _with(FIRST, SECOND, facts=(LETTERS_SENT,)),
    "a ceiling behind one that asks for less": lambda: _grants(
        ceilings=(WRITTEN_CEILING, BOTH_CEILINGS, BASIC)
    ),
    "the same on another reading": lambda: _grants(
        questions=(
            attrs.evolve(
                GRANT.questions[0],
                alternative=OtherCeilings((WRITTEN_CEILING, BOTH_CEILINGS, BASIC)),
            ),
        )
    ),
    "a ceiling asks again what the subsidy asks": lambda: _grants(
        ceilings=(
            ceiling("planned", 900_000, IS_REGISTERED, WRITTEN_BEFORE, AT_WORK_BEFORE),
            BASIC,
        )
    ),
    "projects must and must not": lambda: _grants(
        project_requirements=(
            need("is_open", AtLeast(OPEN_TO_ALL)),
            need("is_shut", AtMost(OPEN_TO_ALL)),
        )
    ),
    "projects are asked for the same twice": lambda: _grants(
        project_requirements=(
            need("is_open", AtLeast(OPEN_TO_ALL)),
            need("is_open_and_free", AllOf(AtLeast(OPEN_TO_ALL), AtMost(PAID_ELSEWHERE))),
        )
    ),
}

SAID = """
# a guard asks for two and for at most one
fault impossible | transitions.out: どんな記録があっても満たされません | transitions.out: no records can ever meet it
# nothing but an impossible withdrawal enters a stage
fault reached | stages.resting: どんな記録があっても入れません | stages.resting: no records lead a council here
fault impossible | transitions.out: どんな記録があっても満たされません | transitions.out: no records can ever meet it
# one requirement of several is impossible, and guards two steps
fault impossible | transitions.out: どんな記録があっても満たされません | transitions.out: no records can ever meet it
fault impossible | requirements.torn: どんな記録があっても満たされません | requirements.torn: no records can ever meet it
fault impossible | transitions.out_again: どんな記録があっても満たされません | transitions.out_again: no records can ever meet it
# a requirement is always met
fault always_open | requirements.any: 記録が何もなくても満たされます | requirements.any: it is met whatever is on record
fault redundant | transitions.out.any: 「「苦情」1件以上」は何も左右しません。これだけが足りないことはありません | transitions.out.any: ““complaints”: at least 1” decides nothing: it is never all that is missing
fault redundant | transitions.out.any: 「「苦情」なし」は何も左右しません。これだけが足りないことはありません | transitions.out.any: ““complaints”: none” decides nothing: it is never all that is missing
# a way on is impossible
fault reached | stages.standing: どんな記録があっても入れません | stages.standing: no records lead a council here
fault left | stages.working: 進む移行がありますが，どんな記録があっても出られません | stages.working: there are ways on, and no records ever open one
fault impossible | transitions.working_to_standing: どんな記録があっても満たされません | transitions.working_to_standing: no records can ever meet it
known unread | facts.plan_adopted: どの移行や補助金の条件にも使われていません | facts.plan_adopted: no step and no subsidy asks for it
# a way on is not spelt out
known reached | stages.standing: 定めのない条件が定められるまで，満たされたとは言えません | stages.standing: nobody can say that it is met until what is not spelt out is settled
known left | stages.working: 定めのない条件が定められるまで，満たされたとは言えません | stages.working: nobody can say that it is met until what is not spelt out is settled
known impossible | transitions.working_to_standing: 定めのない条件が定められるまで，満たされたとは言えません | transitions.working_to_standing: nobody can say that it is met until what is not spelt out is settled
# any of once and thrice
fault redundant | transitions.working_to_standing.any: 「「計画の決定」3件以上」は何も左右しません。満たされるときは，いつもほかの条件で決まっています | transitions.working_to_standing.any: ““plan adopted”: at least 3” decides nothing: where it is met, the others have decided
# all of once and thrice
fault redundant | transitions.working_to_standing.all: 「「計画の決定」1件以上」は何も左右しません。これだけが足りないことはありません | transitions.working_to_standing.all: ““plan adopted”: at least 1” decides nothing: it is never all that is missing
# a requirement asks for more of the same
known implied | requirements.acquainted, requirements.more: 「もっと会う」を満たせば「住民が顔見知りである」も満たします（逆は成り立ちません）（例：「顔合わせの会」2件） | requirements.acquainted, requirements.more: whoever meets “they meet more” meets “neighbours know each other”, and not the other way round (example: “neighbours met” 2)
# two requirements ask for the same
known implied | requirements.planned, requirements.again: 「計画がある」と「計画がある」は同じことを求めています | requirements.planned, requirements.again: “there is a plan” and “there is a plan” ask for the same
# the same, unless something not spelt out will do
known implied | requirements.planned, requirements.again: 「計画がある」を満たせば「要件」も満たします（逆は成り立ちません）（例：記録なし） | requirements.planned, requirements.again: whoever meets “there is a plan” meets “a requirement”, and not the other way round (example: nothing on record)
# a step passes over a stage
known detours | transitions.leap: 協働期を経ずに進めます（例：「顔合わせの会」2件，「計画の決定」1件） | transitions.leap: it passes over working (example: “neighbours met” 2; “plan adopted” 1)
known overlapping | transitions.meeting_to_working, transitions.leap: 二つの移行が同時に開きます（進む先を選ぶ必要があります）（例：「顔合わせの会」2件，「計画の決定」1件） | transitions.meeting_to_working, transitions.leap: both can be open at once (somebody has to choose) (example: “neighbours met” 2; “plan adopted” 1)
# a stage asks for less than the one before
known implied | requirements.acquainted, requirements.less: 「住民が顔見知りである」を満たせば「一度会う」も満たします（逆は成り立ちません）（例：「顔合わせの会」1件） | requirements.acquainted, requirements.less: whoever meets “neighbours know each other” meets “they met once”, and not the other way round (example: “neighbours met” 1)
known at_once | stages.working: 「出会い期 → 協働期」を満たせば，同じ日に「協働期 → 定着期」も満たしています（例：「顔合わせの会」2件） | stages.working: whoever meets “meeting → working” meets “working → standing” on the same day (example: “neighbours met” 2)
known unread | facts.plan_adopted: どの移行や補助金の条件にも使われていません | facts.plan_adopted: no step and no subsidy asks for it
# a fact nobody reads
known unread | facts.letters_sent: どの移行や補助金の条件にも使われていません | facts.letters_sent: no step and no subsidy asks for it
# a ceiling behind one that asks for less
fault ceilings | subsidies.grant.both: この上限額が適用される協議会はありえません | subsidies.grant.both: no council can ever get this ceiling
# the same on another reading
fault ceilings | subsidies.grant.writing_alone.both: この上限額が適用される協議会はありえません | subsidies.grant.writing_alone.both: no council can ever get this ceiling
# a ceiling asks again what the subsidy asks
fault redundant | subsidies.grant.planned.is_registered: 「「登録」1件以上」は何も左右しません。これだけが足りないことはありません | subsidies.grant.planned.is_registered: ““registered”: at least 1” decides nothing: it is never all that is missing
# projects must and must not
fault impossible | subsidies.grant.projects: どんな記録があっても満たされません | subsidies.grant.projects: no records can ever meet it
# projects are asked for the same twice
fault redundant | subsidies.grant.projects.is_open: 「「だれでも参加できる」1件以上」は何も左右しません。これだけが足りないことはありません | subsidies.grant.projects.is_open: ““open to all”: at least 1” decides nothing: it is never all that is missing
fault redundant | subsidies.grant.projects.is_open_and_free: 「「だれでも参加できる」1件以上」は何も左右しません。これだけが足りないことはありません | subsidies.grant.projects.is_open_and_free: ““open to all”: at least 1” decides nothing: it is never all that is missing
known implied | requirements.is_open, requirements.is_open_and_free: 「助成の要件」を満たせば「助成の要件」も満たします（逆は成り立ちません）（例：「だれでも参加できる」1件，「ほかからの助成」1件） | requirements.is_open, requirements.is_open_and_free: whoever meets “asked for” meets “asked for”, and not the other way round (example: “open to all” 1; “paid elsewhere” 1)
"""  # noqa: E501


def _said(policy, language):
    return [each.text(language) for each in explore(policy).discoveries]


def _table():
    rows = {}
    for line in SAID.strip().splitlines():
        if line.startswith("# "):
            found = rows.setdefault(line.removeprefix("# "), [])
        else:
            found.append(line)
    return rows


def _line(found):
    mark = "fault" if found.is_fault else "known"
    return f"{mark} {found.question.value} | {found.text('ja')} | {found.text('en')}"


# What nothing reads in the policy of grants, sound as it is.
UNREAD = {"facts.plan_begun_again", "facts.plan_whole", "facts.plan_approved"}


@pytest.mark.parametrize("slip", DOCTORED)
def test_what_is_said_of_each_slip(slip):
    """Everything that is found, in both languages, and nothing else."""
    exploration = explore(DOCTORED[slip]())
    assert [
        _line(found) for found in exploration.discoveries if found.place not in UNREAD
    ] == _table()[slip]
    assert exploration.stops == ()


def test_every_question_is_answered_by_some_slip():
    """No kind of finding is without an example in the table."""
    named = {line.split()[1] for found in _table().values() for line in found}
    assert named == {each.value for each in Question} - {"ways", "differences"}
    assert set(_table()) == set(DOCTORED)


def test_nothing_is_found_in_a_sound_policy():
    """A ladder of two steps, and grants whose ceilings all apply."""
    assert explore(SOUND).discoveries == ()
    assert {each.place for each in explore(_grants()).discoveries} == UNREAD


def test_a_ceiling_behind_what_is_not_spelt_out_may_apply():
    """Nobody can say that it never does: what is open before it may fail, and in it may hold."""
    policy = _grants(
        ceilings=(
            ceiling("trusted", 900_000, need("trusted", TRUSTED.condition)),
            ceiling(
                "written",
                800_000,
                need("written", AllOf(AtLeast(WRITTEN), TRUSTED.condition)),
            ),
            BASIC,
        )
    )
    exploration = explore(policy)
    assert exploration.about(Question.CEILINGS) == exploration.about(Question.REDUNDANT) == ()


# --- examples, judged -----------------------------------------------------------------------------


def _verdict(example, policy, way):
    return judge_transition(example.council(way.source), policy, way, example.on).verdict


@given(policies())
def test_examples_are_judged_as_they_claim(policy):
    """The cases of each leaf, the ways that open a step: met or unmet, and never open."""
    exploration = explore(policy)
    assert exploration.stops == ()
    for guard in exploration.guards:
        way = guard.transition
        if guard.smallest is None:
            assert guard.opening == 0
        else:
            assert 0 < guard.opening <= guard.ledgers
            assert _verdict(guard.smallest, policy, way) is Verdict.MET
            assert way.kind is TransitionKind.WITHDRAWAL or guard.ways
        assert {_verdict(example, policy, way) for example in guard.ways} <= {Verdict.MET}
        for case in guard.cases:
            met, unmet = (_verdict(each, policy, way) for each in (case.met, case.unmet))
            # Where something beside it is not spelt out, only one of the two can be decided.
            assert Verdict.UNMET is not met is not unmet is not Verdict.MET
            assert Verdict.MET is met or Verdict.UNMET is unmet
            assert list(leaves(case.requirement.condition))[case.number - 1] == case.leaf
    for found in exploration.about(Question.OVERLAPPING):
        for key in found.place.removeprefix("transitions.").split(", transitions."):
            way = policy.transition(key)
            assert _verdict(found.example, policy, way) is Verdict.MET


def test_an_example_is_told_with_its_days_where_they_matter():
    """The day that is judged is the end of a fiscal year: before that, much could still happen."""
    recent = _asked("recent", AtMost(COMPLAINTS, during=THIS_FISCAL_YEAR))
    anew = _asked("anew", AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY))
    policy = _with(FIRST, SECOND, _out(recent, anew), facts=(COMPLAINTS,))
    exploration = explore(policy, on=datetime.date(2026, 5, 1))
    smallest = exploration.guards[2].smallest

    assert exploration.on == datetime.date(2027, 3, 31)
    assert smallest.text("ja") == "「顔合わせの会」1件（段階に入ってから）"
    assert smallest.text("en") == "“neighbours met” 1 (since the stage was entered)"
    assert _verdict(smallest, policy, policy.transitions[2]) is Verdict.MET
    assert smallest.council().history == ()


def test_the_day_of_the_examples():
    """The end of the second fiscal year, wherever in the calendar a policy stands."""
    assert explore(SOUND).on == datetime.date(2025, 3, 31)
    for published, on in (("0001-01-01", "0003-03-31"), ("9999-12-31", "9999-03-31")):
        stamped = attrs.evolve(SOUND)
        object.__setattr__(stamped, "published", Span.day(datetime.date.fromisoformat(published)))
        assert explore(stamped).on.isoformat() == on
    with pytest.raises(InvalidValue, match="0002-04-01"):
        explore(SOUND, on=datetime.date(2, 3, 31))
    assert explore(SOUND, on=datetime.date(2, 4, 1)).stops == ()
    with pytest.raises(InvalidValue):
        explore(SOUND, on="2024")
    with pytest.raises(InvalidValue):
        explore("kochi")


# --- too much -------------------------------------------------------------------------------------


def _many(number):
    return [
        Fact(
            key=f"fact_{place}",
            wording=Wording("出来事", "something"),
            evidence=Wording("記録", "a record"),
            basis=STATED,
        )
        for place in range(number)
    ]


def test_what_is_too_much_is_named_and_the_rest_answered():
    """Pairs in the order that needs twice the work for each: given up, and nothing escapes."""
    one, other = _many(44)[:22], _many(44)[22:]
    pairs = [AllOf(*map(AtLeast, pair)) for pair in zip(one, other, strict=True)]
    hard = (
        _asked("first", AnyOf(*map(AtLeast, one))),
        _asked("pairs", AnyOf(*pairs)),
    )
    policy = _with(FIRST, _second(*hard), facts=(*one, *other))
    exploration = explore(policy)

    place = "transitions.working_to_standing"
    assert {stop.place for stop in exploration.stops} >= {place}
    assert exploration.stopped_at(Question.IMPOSSIBLE)[0].text("en") == (
        f"{place}: “is any guard or requirement impossible?” was given up: its conditions combine "
        "in too many ways; split its requirements"
    )
    assert exploration.stopped_at(Question.IMPOSSIBLE)[0].text("ja") == (
        f"{place}: 「満たしえない条件はないか」は，条件の組合せが多すぎるため調べられませんでした。"
        "要件を分けると調べられます"
    )
    assert [guard.transition for guard in exploration.guards] == [FIRST]
    # What could not be decided is not held against the stages behind it, and nothing is proved.
    assert exploration.about(Question.REACHED) == exploration.about(Question.LEFT) == ()
    given_up = {each for each in Question if exploration.outcome_of(each) is Outcome.GIVEN_UP}
    assert given_up == {
        Question.REACHED,
        Question.LEFT,
        Question.IMPOSSIBLE,
        Question.ALWAYS_OPEN,
        Question.REDUNDANT,
        Question.IMPLIED,
        Question.DETOURS,
        Question.AT_ONCE,
        Question.OVERLAPPING,
        Question.WAYS,
    }
    assert exploration.ledgers == 2**45


def test_counts_that_combine_in_too_many_ways_are_given_up():
    """A million within the year and a million ever: counting the ledgers is given up too."""
    needs = (
        _asked("ever", AtLeast(COMPLAINTS, n=1_000_000)),
        _asked("this_year", AtLeast(COMPLAINTS, n=1_000_000, during=THIS_FISCAL_YEAR)),
    )
    exploration = explore(_with(FIRST, SECOND, _out(*needs), facts=(COMPLAINTS,)))

    assert exploration.ledgers is None
    assert {stop.place for stop in exploration.stops} == {
        "transitions.out",
        "requirements.ever, requirements.this_year",
    }


# --- Kochi ----------------------------------------------------------------------------------------

# Step, and the one smallest set of evidence that opens it. Stage, and how many records lead there.
WAYS = {
    "default": """
設立前 → 親交期     | 「協議会の設立」1件
親交期 → 波及期     | 「活動主体の相互理解」1件，「地域課題の把握」1件，「情報と課題の共有」1件
波及期 → 課題解決期 | 「多方面への連携の広がり」1件，「地域への周知」1件，「地域の理解の促進」1件
課題解決期 → 自立期 | 「解決策の検討」1件，「コミュニティ計画の策定」1件
親交期 1，波及期 4，課題解決期 7，自立期 9
""",
    "by_counts": """
設立前 → 親交期     | 「協議会の設立」1件
親交期 → 波及期     | 「構成団体（加わったもの）」2件，「情報を共有する会議」2件，「課題一覧に載った課題」1件，「情報と課題の共有」1件
波及期 → 課題解決期 | 「連携した分野」3件，「団体が共に行った行事」2件，「広報物」1件
課題解決期 → 自立期 | 「解決策の検討」1件，「コミュニティ計画の五つの内容の完備」1件，「市長によるコミュニティ計画の認定」1件
親交期 1，波及期 7，課題解決期 13，自立期 16
""",  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "policy", "ledgers"),
    [("default", kochi.POLICY, 512), ("by_counts", kochi.INDICATOR_POLICY, 2_048)],
)
def test_kochis_ways_on_the_least_evidence(name, policy, ledgers):
    """No fault; every step opens on one smallest set of evidence, and nothing of it is missing."""
    exploration = explore(policy)
    *steps, stages = [
        [cell.strip() for cell in row.split("|")] for row in WAYS[name].strip().splitlines()
    ]

    assert (exploration.ledgers, exploration.faults, exploration.stops) == (ledgers, (), ())
    assert [
        [guard.transition.text("ja"), *(way.text("ja") for way in guard.ways)]
        for guard in exploration.guards
    ] == steps
    assert all(guard.is_all and guard.opening == 1 for guard in exploration.guards)
    assert [
        "，".join(f"{each.target.text('ja')} {each.records}" for each in exploration.routes)
    ] == stages
    assert [len(guard.cases) for guard in exploration.guards] == [
        len(way.requirements) for way in policy.transitions
    ]
