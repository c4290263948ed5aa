"""Soundness of grants and plans: every fault that a policy refuses, all at once."""

from fractions import Fraction

import attrs
import pytest

from invented import COMPLAINTS, LADDER, STATED
from invented_grants import (
    BASIC,
    BEGUN,
    COUNTED,
    GRANT,
    GRANTS,
    IS_REGISTERED,
    OPEN_TO_ALL,
    PAID,
    PAID_ELSEWHERE,
    PLAN_RULE,
    REGISTERED,
    START,
    WRITTEN,
    amount,
    ceiling,
    limit,
    need,
    question,
    with_grant,
)
from renkei_model.conditions import AtLeast, AtMost, Unspecified
from renkei_model.dates import FiscalYear
from renkei_model.errors import PolicyError
from renkei_model.facts import FactKind
from renkei_model.plan_rules import PlanPart
from renkei_model.provenance import stated
from renkei_model.subsidy_rules import EvenIfLapsed, Excluded, MonthsLeft, OtherCeilings
from renkei_model.windows import SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

HALF = Wording("日本語だけ", "")


def refused(**changes):
    """Give the faults of Minori's policy with something else in it, in Japanese and in English."""
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(GRANTS, **changes)
    sentences = [fault.sentence() for fault in refusal.value.faults]
    return [each.ja for each in sentences], [each.en for each in sentences]


def refused_grant(**changes):
    """Give the faults of Minori's policy with something else in its activity grant."""
    return refused(subsidies=(attrs.evolve(GRANT, **changes), START))


def refused_rule(**changes):
    """Give the faults of Minori's policy with something else in its rule of plans."""
    return refused(plan_rule=attrs.evolve(PLAN_RULE, **changes))


# --- rates, ceilings and amounts -----------------------------------------------------------------


@pytest.mark.parametrize("rate", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_rate_of_nothing_or_of_more_than_the_whole_is_refused(rate):
    """A subsidy pays some share of the costs, up to all of them."""
    ja, en = refused_grant(rate=rate)

    assert ja == [
        (
            f"subsidies.grant.rate: 補助率 {rate} は0より大きく1以下でなければなりません。"
            "補助率を 1 や 1/2 のような分数で書いてください（Python では Fraction(1, 2)）。"
        )
    ]
    assert en == [
        (
            f"subsidies.grant.rate: its rate {rate} is not above 0 and at most 1. "
            "Write a fraction such as 1 or 1/2 (in Python Fraction(1, 2))."
        )
    ]


@pytest.mark.parametrize(
    "ceilings",
    [(), (ceiling("registered", 300_000, IS_REGISTERED),)],
    ids=["no ceiling", "one that asks for something"],
)
def test_a_subsidy_without_a_default_ceiling_is_refused(ceilings):
    """There must be an answer for a council to which no other ceiling applies."""
    ja, en = refused_grant(ceilings=ceilings)

    assert ja == [
        (
            "subsidies.grant.ceilings: 要件のない既定の上限額が最後にありません。"
            "ほかのどれにも当たらないときの上限額を最後に加えてください（なければ0円）。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.ceilings: it has no default ceiling at its end that asks for nothing. "
            "Add the ceiling for when no other applies, 0 yen if there is none."
        )
    ]


def test_a_ceiling_after_the_default_is_refused():
    """What stands after a ceiling that asks for nothing could never apply."""
    ja, en = refused_grant(ceilings=(BASIC, ceiling("other", 500_000)))

    assert ja == [
        (
            "subsidies.grant.basic: 要件がないため，これより後の上限額が使われることはありません。"
            "要件を加えるか，最後に移してください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.basic: it asks for nothing, so the ceilings after it never apply. "
            "Give it requirements, or put it last."
        )
    ]


def test_a_ceiling_without_an_amount_is_refused():
    """Nobody could say how many yen it is."""
    ja, en = refused_grant(ceilings=(attrs.evolve(BASIC, amounts=()),))

    assert ja == ["subsidies.grant.basic: 金額がありません。金額を一つ以上書いてください。"]
    assert en == ["subsidies.grant.basic: it has no amount. Write at least one."]


@pytest.mark.parametrize(
    "years",
    [(2025, 2024), (2025, 2025), (2025, None), (None, None)],
    ids=["backwards", "twice", "undated", "both undated"],
)
def test_amounts_out_of_order_are_refused(years):
    """The oldest amount stands first, and each later one says from when it holds."""
    since = [None if year is None else FiscalYear(year) for year in years]
    amounts = tuple(amount(number, since=each) for number, each in enumerate(since))
    ja, en = refused_grant(ceilings=(attrs.evolve(BASIC, amounts=amounts),))

    assert ja == [
        (
            "subsidies.grant.basic.amounts: 金額が適用される年度の順に並んでいません。"
            "古いものから並べ，二つ目からは since を書いてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.basic.amounts: its amounts are not in the order of the years from "
            "which they apply. Put the oldest first, and give each later one its since."
        )
    ]


def test_amounts_in_order_are_accepted():
    """The first may be undated, and each further one holds from a later year on."""
    amounts = (
        amount(1),
        amount(2, since=FiscalYear(2025)),
        amount(3, since=FiscalYear(2027)),
    )

    assert with_grant(ceilings=(attrs.evolve(BASIC, amounts=amounts),)).subsidies[0].ceilings


# --- facts and conditions ------------------------------------------------------------------------


def test_a_fact_that_the_policy_does_not_know_is_refused():
    """A subsidy counts what ledgers can record; a slip of the pen learns the nearest name."""
    mistyped = attrs.evolve(REGISTERED, key="registerd")
    ja, en = refused_grant(requirements=(attrs.evolve(IS_REGISTERED, condition=AtLeast(mistyped)),))

    assert ja == [
        "requirements.is_registered: 同じキーが二度使われています。一方のキーを変えてください。",
        (
            "subsidies.grant.is_registered: 事実「registerd」は基準の facts にありません。"
            "「registered」ではありませんか。facts に加えるか，別の事実を使ってください。"
        ),
    ]
    assert en == [
        "requirements.is_registered: two different things have this key. Rename one of them.",
        (
            "subsidies.grant.is_registered: fact 'registerd' is not in the policy's catalogue. "
            "Did you mean 'registered'? Add it to facts, or use another."
        ),
    ]


def test_a_fact_that_the_subsidy_does_not_record_of_projects_is_refused():
    """What is asked of a project is recorded of projects, not of councils."""
    ja, en = refused_grant(project_requirements=(need("calm", AtMost(COMPLAINTS)),))

    assert ja == [
        (
            "subsidies.grant.calm: 事実「complaints」は補助金の project_facts にありません。"
            "project_facts に加えるか，別の事実を使ってください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.calm: fact 'complaints' is not in the subsidy's project_facts. "
            "Add it to project_facts, or use another."
        )
    ]


def test_a_fact_that_only_shares_its_key_is_refused():
    """A fact that is counted otherwise than the subsidy records it is another."""
    twin = attrs.evolve(OPEN_TO_ALL, distinct=True)
    ja, en = refused_grant(project_requirements=(need("is_open", AtLeast(twin)),))

    assert ja == [
        (
            "subsidies.grant.is_open: 事実「open_to_all」の定義が補助金の project_facts と"
            "異なります。project_facts にあるものを使ってください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.is_open: fact 'open_to_all' differs from the one of that key in the "
            "subsidy's project_facts. Use the one of the catalogue."
        )
    ]


def test_at_least_and_at_most_of_one_fact_is_refused():
    """A requirement keeps one polarity, so that its verdict is exact."""
    both = need("both", AtLeast(OPEN_TO_ALL) & AtMost(OPEN_TO_ALL))
    ja, en = refused_grant(project_requirements=(both,))

    assert ja == [
        (
            "subsidies.grant.both: 一つの要件の中で「open_to_all」に下限と上限の両方があります。"
            "二つの要件に分けてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.both: one requirement asks for at least and at most of 'open_to_all'. "
            "Split it into two requirements."
        )
    ]


@pytest.mark.parametrize(
    "condition",
    [
        AtLeast(OPEN_TO_ALL, n=2),
        AtLeast(OPEN_TO_ALL, during=THIS_FISCAL_YEAR),
        AtMost(OPEN_TO_ALL, n=1),
        AtMost(OPEN_TO_ALL, during=THROUGH_LAST_FISCAL_YEAR),
    ],
)
def test_a_project_is_asked_what_can_be_answered_by_yes_or_no(condition):
    """How often something was so of a project, or when, is never recorded."""
    ja, en = refused_grant(project_requirements=(need("often", condition),))

    assert ja == [
        (
            "subsidies.grant.often: 「open_to_all」の件数や期間を求めていますが，事業については，"
            "はい・いいえだけが記録されます。at_least か at_most に fact だけを書き，n と during を"
            "除いてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.often: it asks how often or when 'open_to_all' was, but of a project "
            "only yes or no is recorded. Write at_least or at_most with its fact alone, "
            "without n and during."
        )
    ]


def test_a_fact_of_projects_is_declared_in_one_way():
    """Two subsidies may ask of one fact, but not of two facts of one key."""
    other = attrs.evolve(OPEN_TO_ALL, kind=FactKind.DETERMINATION)
    ja, en = refused(subsidies=(GRANT, attrs.evolve(START, project_facts=(other,))))

    assert ja == [
        (
            "subsidies.start.open_to_all: 事業についての事実「open_to_all」の定義が，"
            "ほかの補助金のものと異なります。同じものを使うか，キーを変えてください。"
        )
    ]
    assert en == [
        (
            "subsidies.start.open_to_all: another subsidy declares another fact of projects by the "
            "key 'open_to_all'. Use the same one, or change its key."
        )
    ]
    attrs.evolve(GRANTS, subsidies=(GRANT, attrs.evolve(START, project_facts=(OPEN_TO_ALL,))))


def test_the_note_on_other_years_has_its_key_to_itself():
    """A question could not be told from the note that the source does not speak of a year."""
    _, en = refused_grant(questions=(question("other_year"),))

    assert en == [
        "subsidies.grant.other_year: two different things have this key. Rename one of them."
    ]


def test_a_fact_that_is_defined_otherwise_is_refused_wherever_it_stands():
    """The months left, and plans, count the facts of the catalogue and no others of their keys."""
    other = attrs.evolve(REGISTERED, distinct=True)
    _, months = refused_grant(questions=(question("mid_year", alternative=MonthsLeft(other)),))
    _, plans = refused_rule(facts=attrs.evolve(PLAN_RULE.facts, renewing=other))

    assert [each.partition(": ")[2] for each in (*months, *plans)] == [
        (
            "fact 'registered' differs from the one of that key in the policy's catalogue. "
            "Use the one of the catalogue."
        )
    ] * 2


def test_a_rule_of_plans_that_says_less_is_sound():
    """A city need not speak of soft projects, renewal, completeness and recognition."""
    few = attrs.evolve(PLAN_RULE.facts, renewing=None, complete=None, recognised=None)
    rule = attrs.evolve(PLAN_RULE, facts=few, soft_share=None, soft_basis=None)

    assert attrs.evolve(GRANTS, plan_rule=rule).plan_rule == rule


def test_counting_since_a_stage_was_entered_is_refused():
    """Subsidies know fiscal years and no stages; what is not spelt out may stand beside."""
    asked = need(
        "lately",
        AtLeast(WRITTEN, during=SINCE_STAGE_ENTRY)
        | Unspecified(Wording("手引きにない", "not said")),
    )
    ja, en = refused_grant(requirements=(asked,))

    assert ja == [
        (
            "subsidies.grant.lately: 補助金の要件では，段階に入ってからの期間は使えません。"
            "during を ever か年度の期間（this_fiscal_year，"
            "through_last_fiscal_year）にしてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.lately: a subsidy cannot count since a stage was entered. "
            "Set during to ever or to a window of fiscal years (this_fiscal_year, "
            "through_last_fiscal_year)."
        )
    ]


# --- open questions ------------------------------------------------------------------------------


def test_exclusion_by_an_unknown_subsidy_is_refused():
    """The other subsidy is one of the same policy; a slip of the pen learns the nearest."""
    asked = question("both", alternative=Excluded("stat"))
    ja, en = refused_grant(questions=(asked,))

    assert ja == [
        (
            "subsidies.grant.both: 補助金「stat」はこの基準にありません。"
            "「start」ではありませんか。基準にある補助金のキーを書いてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.both: subsidy 'stat' is not one of the policy's. "
            "Did you mean 'start'? Name one of the policy's."
        )
    ]


def test_exclusion_by_itself_is_refused():
    """A subsidy that excludes itself would never be given."""
    ja, en = refused_grant(questions=(question("both", alternative=Excluded("grant")),))

    assert ja == [
        (
            "subsidies.grant.both: 補助金がそれ自身を除外しています。"
            "ほかの補助金のキーを書いてください。"
        )
    ]
    assert en == ["subsidies.grant.both: the subsidy is excluded by itself. Name another subsidy."]


def test_lapsed_plans_are_no_question_without_a_rule_of_plans():
    """Without it nobody can tell whether a plan's term is over."""
    asked = attrs.evolve(GRANT, questions=(question("lapsed", alternative=EvenIfLapsed()),))
    ja, en = refused(subsidies=(asked, START), plan_rule=None)

    assert ja == [
        (
            "subsidies.grant.lapsed: 計画の定め（plan_rule）がないため，"
            "計画期間が終わったかどうかを判定できません。"
            "plan_rule を加えるか，この問いを除いてください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.lapsed: without a plan_rule nobody can tell whether a plan's term is "
            "over. Add a plan_rule, or drop the question."
        )
    ]


def test_months_that_are_left_after_an_unknown_fact_are_refused():
    """What a council comes in by is a fact of the catalogue."""
    asked = question("mid_year", alternative=MonthsLeft(OPEN_TO_ALL))
    ja, en = refused_grant(questions=(asked,))

    assert ja == [
        (
            "subsidies.grant.mid_year: 事実「open_to_all」は基準の facts にありません。"
            "facts に加えるか，別の事実を使ってください。"
        )
    ]
    assert en == [
        (
            "subsidies.grant.mid_year: fact 'open_to_all' is not in the policy's catalogue. "
            "Add it to facts, or use another."
        )
    ]


def test_the_ceilings_of_another_reading_are_checked_like_its_own():
    """They need a default too."""
    other = OtherCeilings((ceiling("registered", 1, IS_REGISTERED),))
    ja, en = refused_grant(questions=(question("other", alternative=other),))

    assert [sentence.split(":")[0] for sentence in ja] == ["subsidies.grant.other.ceilings"]
    assert en == [
        (
            "subsidies.grant.other.ceilings: it has no default ceiling at its end that asks for "
            "nothing. Add the ceiling for when no other applies, 0 yen if there is none."
        )
    ]


# --- keys, words and bases -----------------------------------------------------------------------


def test_two_things_of_one_key_are_refused():
    """Subsidies, ceilings, questions, facts of projects and parts of plans have their own keys."""
    plain = attrs.evolve(START, questions=(), ceilings=(BASIC,))
    twice = attrs.evolve(
        plain,
        ceilings=(ceiling("basic", 1, IS_REGISTERED), BASIC),
        questions=(question("asked"), question("asked")),
        project_facts=(PAID_ELSEWHERE, PAID_ELSEWHERE),
    )
    parts = (*PLAN_RULE.parts, PLAN_RULE.parts[0])
    ja, en = refused(
        subsidies=(GRANT, twice, plain), plan_rule=attrs.evolve(PLAN_RULE, parts=parts)
    )

    places = (
        "subsidies.start",
        "subsidies.start.basic",
        "subsidies.start.asked",
        "subsidies.start.paid_elsewhere",
        "plan_rule.issues",
    )
    assert ja == [
        f"{place}: 同じキーが二度使われています。一方のキーを変えてください。" for place in places
    ]
    assert en == [
        f"{place}: two different things have this key. Rename one of them." for place in places
    ]


def test_a_text_missing_in_one_language_is_refused():
    """Subsidies, ceilings, questions, requirements, facts of projects and parts speak both."""
    unspoken = attrs.evolve(
        START,
        wording=HALF,
        requirements=(attrs.evolve(need("unspoken", AtLeast(BEGUN)), wording=HALF),),
        ceilings=(attrs.evolve(BASIC, wording=HALF),),
        questions=(attrs.evolve(question("asked"), wording=HALF),),
        project_facts=(attrs.evolve(PAID_ELSEWHERE, wording=HALF, evidence=HALF),),
    )
    parts = (attrs.evolve(PLAN_RULE.parts[0], wording=HALF), *PLAN_RULE.parts[1:])
    ja, en = refused(subsidies=(unspoken,), plan_rule=attrs.evolve(PLAN_RULE, parts=parts))

    places = (
        "facts.paid_elsewhere",
        "facts.paid_elsewhere.evidence",
        "subsidies.start",
        "subsidies.start.basic",
        "subsidies.start.asked",
        "requirements.unspoken",
        "plan_rule.issues",
    )
    assert ja == [
        f"{place}: 日本語か英語の文言がありません。両方の言語で書いてください。" for place in places
    ]
    assert en == [
        f"{place}: its wording is missing in Japanese or English. Write it in both languages."
        for place in places
    ]


def test_a_rule_without_a_basis_is_refused():
    """Subsidies, amounts, questions, requirements, facts of projects and plans cite or reason."""
    nothing = stated()
    baseless = attrs.evolve(
        START,
        basis=nothing,
        requirements=(attrs.evolve(need("baseless", AtLeast(BEGUN)), basis=nothing),),
        ceilings=(attrs.evolve(BASIC, amounts=(amount(1, basis=nothing),)),),
        questions=(attrs.evolve(question("asked"), basis=nothing),),
        project_facts=(attrs.evolve(PAID_ELSEWHERE, basis=nothing),),
    )
    parts = (attrs.evolve(PLAN_RULE.parts[0], basis=nothing), *PLAN_RULE.parts[1:])
    rule = attrs.evolve(PLAN_RULE, parts=parts, years_basis=nothing, soft_basis=nothing)
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(GRANTS, subsidies=(baseless,), plan_rule=rule)

    assert [
        (f"{place}.basis", "its basis (stated) lacks its source or its reason")
        for place in (
            "facts.paid_elsewhere",
            "subsidies.start",
            "subsidies.start.basic",
            "subsidies.start.asked",
            "requirements.baseless",
            "plan_rule.issues",
            "plan_rule.years",
            "plan_rule.soft_share",
        )
    ] == [(fault.place.en, fault.problem.en) for fault in refusal.value.faults]
    assert {fault.problem.ja for fault in refusal.value.faults} == {
        "根拠「明記」に出典か理由がありません"
    }


# --- plans ---------------------------------------------------------------------------------------


def test_a_rule_of_plans_without_parts_is_refused():
    """A plan would be complete that holds nothing."""
    ja, en = refused_rule(parts=())

    assert ja == ["plan_rule.parts: 計画の内容が一つもありません。内容を一つ以上書いてください。"]
    assert en == ["plan_rule.parts: it names no part of a plan. Name at least one."]


@pytest.mark.parametrize("share", [Fraction(1), Fraction(-1, 2)])
def test_a_share_that_no_plan_or_every_plan_exceeds_is_refused(share):
    """More than all of its projects can never be soft."""
    ja, en = refused_rule(soft_share=share)

    assert ja == [
        (
            f"plan_rule.soft_share: ソフト事業の割合 {share} は0以上1未満でなければなりません。"
            "割合を 1/2 のような分数で書いてください（Python では Fraction(1, 2)）。"
        )
    ]
    assert en == [
        (
            f"plan_rule.soft_share: its share of soft projects {share} is not from 0 to below 1. "
            "Write a fraction such as 1/2 (in Python Fraction(1, 2))."
        )
    ]


def test_facts_of_plans_that_the_policy_does_not_know_are_refused():
    """What a plan is evidence of stands in the catalogue, or no ledger could hold it."""
    mistyped = attrs.evolve(WRITTEN, key="plan_writen")
    ja, en = refused_rule(facts=attrs.evolve(PLAN_RULE.facts, drafted=mistyped))

    assert [sentence.split("。")[0] for sentence in ja] == [
        "plan_rule.facts.drafted: 事実「plan_writen」は基準の facts にありません"
    ]
    assert en == [
        (
            "plan_rule.facts.drafted: fact 'plan_writen' is not in the policy's catalogue. "
            "Did you mean 'plan_written' or 'plan_whole' or 'plan_begun'? "
            "Add it to facts, or use another."
        )
    ]


# --- all at once ---------------------------------------------------------------------------------


def test_all_faults_of_a_policy_come_at_once():
    """One refusal lists what is wrong with stages, subsidies and plans alike."""
    first, second = LADDER.transitions
    with pytest.raises(PolicyError) as refusal:
        attrs.evolve(
            GRANTS,
            facts=tuple(each for each in GRANTS.facts if each not in COUNTED),
            transitions=(attrs.evolve(first, requirements=()), second),
            subsidies=(
                attrs.evolve(
                    START,
                    rate=Fraction(2),
                    requirements=(),
                    ceilings=(attrs.evolve(BASIC, amounts=()), ceiling("late", 1)),
                    questions=(question("both", alternative=Excluded("nobody")),),
                ),
            ),
            plan_rule=attrs.evolve(
                PLAN_RULE, parts=(PlanPart(key="all", wording=HALF, basis=STATED),)
            ),
        )

    assert [(fault.place.en, fault.problem.en) for fault in refusal.value.faults] == [
        ("transitions.meeting_to_working", "it has no requirements"),
        ("subsidies.start.rate", "its rate 2 is not above 0 and at most 1"),
        ("subsidies.start.basic", "it asks for nothing, so the ceilings after it never apply"),
        ("subsidies.start.basic", "it has no amount"),
        ("subsidies.start.both", "subsidy 'nobody' is not one of the policy's"),
        ("plan_rule.all", "its wording is missing in Japanese or English"),
        *(
            (f"plan_rule.facts.{name}", f"fact '{fact.key}' is not in the policy's catalogue")
            for name, fact in PLAN_RULE.facts.named()
        ),
    ]
    assert refusal.value.explain("ja").startswith("基準「minori_grants」に誤りがあります（12件）\n")


# --- limits over several years -------------------------------------------------------------------


def test_every_fault_of_a_limit_is_told_at_once():
    """An unknown fact, one that counts no yen, a missing word, a missing basis, a repeated key."""
    unsaid = limit("cap", 100, wording=HALF, basis=stated())
    counted = limit("other", 100, paid=REGISTERED)
    _, faults = refused_grant(totals=(unsaid, counted, limit("other", 200, 3)))

    assert faults == [
        (
            "subsidies.grant.cap: its wording is missing in Japanese or English. "
            "Write it in both languages."
        ),
        (
            "subsidies.grant.cap.basis: its basis (stated) lacks its source or its reason. "
            "Cite the source if stated, cite it and give the reason if inferred, give the reason "
            "if assumed or unstated (a ledger is no basis of a policy)."
        ),
        ("subsidies.grant.other: two different things have this key. Rename one of them."),
        (
            "subsidies.grant.cap.paid: fact 'paid' is not in the policy's catalogue. "
            "Add it to facts, or use another."
        ),
        (
            "subsidies.grant.other.paid: fact 'registered' is not counted in yen. "
            'Set its unit to { ja = "円", en = "yen" } (in Python '
            "renkei_model.money.YEN) and leave distinct out, "
            "and record payments in yen."
        ),
        (
            "subsidies.grant.other.paid: fact 'paid' is not in the policy's catalogue. "
            "Add it to facts, or use another."
        ),
    ]


def test_payments_are_counted_in_yen_and_not_by_different_items():
    """Different items have no amounts."""
    paid = attrs.evolve(PAID, distinct=True)
    rule = attrs.evolve(GRANT, totals=(limit("cap", 100, paid=paid),))
    ja, _ = refused(facts=(*GRANTS.facts, paid), subsidies=(rule, START))

    assert ja == [
        (
            "subsidies.grant.cap.paid: 事実「paid」は円で数えるものではありません。"
            'unit を { ja = "円", en = "yen" }（Python では '
            "renkei_model.money.YEN）とし，distinct を外して，"
            "交付した額を円で記録してください。"
        )
    ]
