"""What makes the rules of subsidies and plans sound: every fault that they could have."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from renkei_model.conditions import AtLeast, AtMost, Unspecified, leaves
from renkei_model.errors import Fault
from renkei_model.facts import Fact
from renkei_model.faults import (
    fact_faults,
    fault,
    polarity_faults,
    repeated_key_faults,
    ungrounded_faults,
    unsaid_faults,
)
from renkei_model.money import YEN
from renkei_model.plan_rules import PlanRule
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import (
    OTHER_YEAR,
    Ceiling,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    OpenQuestion,
    OtherCeilings,
    SubsidyRule,
)
from renkei_model.supports import Support
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "plan_faults",
    "project_fact_faults",
    "subsidy_bases",
    "subsidy_faults",
    "subsidy_wordings",
    "support_faults",
]


def subsidy_wordings(rule: SubsidyRule) -> Iterator[tuple[str, Wording]]:
    """Give every text of a subsidy that people read, with its place; not of its requirements."""
    place = f"subsidies.{rule.key}"
    yield place, rule.wording
    for ceiling in rule.every_ceiling:
        yield f"{place}.{ceiling.key}", ceiling.wording
    for question in rule.questions:
        yield f"{place}.{question.key}", question.wording
    for limit in rule.totals:
        yield f"{place}.{limit.key}", limit.wording


def subsidy_bases(rule: SubsidyRule) -> Iterator[tuple[str, Basis]]:
    """Give every basis of a subsidy, with its place; not of its requirements."""
    place = f"subsidies.{rule.key}"
    yield place, rule.basis
    for ceiling in rule.every_ceiling:
        for amount in ceiling.amounts:
            yield f"{place}.{ceiling.key}", amount.basis
    for question in rule.questions:
        yield f"{place}.{question.key}", question.basis
    for limit in rule.totals:
        yield f"{place}.{limit.key}", limit.basis


def subsidy_faults(
    rule: SubsidyRule, rules: Sequence[SubsidyRule], facts: set[Fact], *, has_plans: bool
) -> Iterator[Fault]:
    """Find everything that is wrong with a subsidy.

    Args:
        rule: The subsidy.
        rules: All subsidies of the policy.
        facts: The policy's catalogue.
        has_plans: Whether the policy has a rule of plans.
    """
    place = f"subsidies.{rule.key}"
    if not 0 < rule.rate <= 1:
        yield fault(
            f"{place}.rate",
            f"補助率 {rule.rate} は0より大きく1以下でなければなりません",
            f"its rate {rule.rate} is not above 0 and at most 1",
            "補助率を 1 や 1/2 のような分数で書いてください（Python では Fraction(1, 2)）",
            "write a fraction such as 1 or 1/2 (in Python Fraction(1, 2))",
            found=str(rule.rate),
        )
    yield from _repeated(place, rule)
    yield from _ceiling_faults(place, rule.ceilings)
    for question in rule.questions:
        yield from _question_faults(rule, question, rules, facts, has_plans=has_plans)
    for limit in rule.totals:
        yield from _total_faults(f"{place}.{limit.key}", limit, facts)
    for fact in rule.project_facts:
        if fact.distinct:
            yield fault(
                f"{place}.{fact.key}",
                "事業についての事実は，はい・いいえで答えるもので，件数を数えません",
                "what is asked of a project is answered by yes or no, and not counted by items",
                "distinct を外してください",
                "leave distinct out",
                found=fact.key,
            )
    for need in rule.council_requirements:
        yield from _need_faults(f"{place}.{need.key}", need, facts, "facts")
    for need in rule.project_requirements:
        known = set(rule.project_facts)
        yield from _need_faults(f"{place}.{need.key}", need, known, "project_facts")
        yield from _answer_faults(f"{place}.{need.key}", need)


def _repeated(place: str, rule: SubsidyRule) -> Iterator[Fault]:
    named = (
        [ceiling.key for ceiling in rule.ceilings],
        # The note that the source does not speak of a year stands among the questions.
        [OTHER_YEAR, *(question.key for question in rule.questions)],
        [fact.key for fact in rule.project_facts],
        [limit.key for limit in rule.totals],
        *(
            [ceiling.key for ceiling in question.alternative.ceilings]
            for question in rule.questions
            if isinstance(question.alternative, OtherCeilings)
        ),
    )
    for keys in named:
        yield from repeated_key_faults(place, keys)


def _ceiling_faults(place: str, ceilings: Sequence[Ceiling]) -> Iterator[Fault]:
    if not ceilings or ceilings[-1].requirements:
        yield fault(
            f"{place}.ceilings",
            "要件のない既定の上限額が最後にありません",
            "it has no default ceiling at its end that asks for nothing",
            "ほかのどれにも当たらないときの上限額を最後に加えてください（なければ0円）",
            "add the ceiling for when no other applies, 0 yen if there is none",
        )
    for ceiling in ceilings[:-1]:
        if not ceiling.requirements:
            yield fault(
                f"{place}.{ceiling.key}",
                "要件がないため，これより後の上限額が使われることはありません",
                "it asks for nothing, so the ceilings after it never apply",
                "要件を加えるか，最後に移してください",
                "give it requirements, or put it last",
            )
    for ceiling in ceilings:
        yield from _amount_faults(f"{place}.{ceiling.key}", ceiling)


def _amount_faults(place: str, ceiling: Ceiling) -> Iterator[Fault]:
    if not ceiling.amounts:
        yield fault(
            place,
            "金額がありません",
            "it has no amount",
            "金額を一つ以上書いてください",
            "write at least one",
        )
    for before, after in itertools.pairwise(ceiling.amounts):
        if after.since is None or (before.since is not None and before.since >= after.since):
            yield fault(
                f"{place}.amounts",
                "金額が適用される年度の順に並んでいません",
                "its amounts are not in the order of the years from which they apply",
                "古いものから並べ，二つ目からは since を書いてください",
                "put the oldest first, and give each later one its since",
            )


def _question_faults(
    own: SubsidyRule,
    question: OpenQuestion,
    rules: Sequence[SubsidyRule],
    facts: set[Fact],
    *,
    has_plans: bool,
) -> Iterator[Fault]:
    at = f"subsidies.{own.key}.{question.key}"
    match question.alternative:
        case OtherCeilings(ceilings):
            yield from _ceiling_faults(at, ceilings)
        case Excluded(by) if by not in {rule.key for rule in rules}:
            yield fault(
                at,
                f"補助金「{by}」はこの基準にありません",
                f"subsidy {by!r} is not one of the policy's",
                "基準にある補助金のキーを書いてください",
                "name one of the policy's",
                found=by,
                nearest=nearest_names(by, (rule.key for rule in rules)),
            )
        case Excluded(by) if by == own.key:
            yield fault(
                at,
                "補助金がそれ自身を除外しています",
                "the subsidy is excluded by itself",
                "ほかの補助金のキーを書いてください",
                "name another subsidy",
                found=by,
            )
        case MonthsLeft(fact):
            yield from fact_faults(at, (fact,), facts)
        case EvenIfLapsed() if not has_plans:
            yield fault(
                at,
                "計画の定め（plan_rule）がないため，計画期間が終わったかどうかを判定できません",
                "without a plan_rule nobody can tell whether a plan's term is over",
                "plan_rule を加えるか，この問いを除いてください",
                "add a plan_rule, or drop the question",
            )
        case _:
            return


def _total_faults(place: str, limit: TotalLimit, facts: set[Fact]) -> Iterator[Fault]:
    paid = limit.paid
    yield from fact_faults(f"{place}.paid", (paid,), facts)
    if paid.distinct or paid.unit != YEN:
        yield fault(
            f"{place}.paid",
            f"事実「{paid.key}」は円で数えるものではありません",
            f"fact {paid.key!r} is not counted in yen",
            'unit を { ja = "円", en = "yen" }（Python では '
            "renkei_model.money.YEN）とし，distinct を外して，"
            "交付した額を円で記録してください",
            'set its unit to { ja = "円", en = "yen" } (in Python '
            "renkei_model.money.YEN) and leave distinct out, and record payments "
            "in yen",
            found=paid.key,
        )


def _need_faults(
    place: str, need: Requirement, facts: set[Fact], catalogue: str
) -> Iterator[Fault]:
    yield from fact_faults(place, need.facts, facts, catalogue)
    yield from polarity_faults(place, need)
    for leaf in leaves(need.condition):
        if not isinstance(leaf, Unspecified) and leaf.during is SINCE_STAGE_ENTRY:
            yield fault(
                place,
                "補助金の要件では，段階に入ってからの期間は使えません",
                "a subsidy cannot count since a stage was entered",
                "during を ever か年度の期間（this_fiscal_year，"
                "through_last_fiscal_year）にしてください",
                "set during to ever or to a window of fiscal years (this_fiscal_year, "
                "through_last_fiscal_year)",
            )


def _answer_faults(place: str, need: Requirement) -> Iterator[Fault]:
    for leaf in leaves(need.condition):
        match leaf:
            case AtLeast(fact, n, during) if n != 1 or during is not EVER:
                yield _not_answered(place, fact)
            case AtMost(fact, n, during) if n != 0 or during is not EVER:
                yield _not_answered(place, fact)
            case _:
                pass


def _not_answered(place: str, fact: Fact) -> Fault:
    return fault(
        place,
        f"「{fact.key}」の件数や期間を求めていますが，事業については，"
        f"はい・いいえだけが記録されます",
        f"it asks how often or when {fact.key!r} was, but of a project only yes or no is recorded",
        "at_least か at_most に fact だけを書き，n と during を除いてください",
        "write at_least or at_most with its fact alone, without n and during",
        found=fact.key,
    )


def project_fact_faults(rules: Sequence[SubsidyRule]) -> Iterator[Fault]:
    """Find the facts of projects that two subsidies declare differently under one key."""
    declared: dict[str, Fact] = {}
    for rule in rules:
        for fact in rule.project_facts:
            first = declared.setdefault(fact.key, fact)
            if first != fact:
                yield fault(
                    f"subsidies.{rule.key}.{fact.key}",
                    f"事業についての事実「{fact.key}」の定義が，ほかの補助金のものと異なります",
                    f"another subsidy declares another fact of projects by the key {fact.key!r}",
                    "同じものを使うか，キーを変えてください",
                    "use the same one, or change its key",
                    found=fact.key,
                )


def plan_faults(rule: PlanRule, facts: set[Fact]) -> Iterator[Fault]:
    """Find everything that is wrong with a policy's rule of plans.

    Args:
        rule: The rule.
        facts: The policy's catalogue.
    """
    if not rule.parts:
        yield fault(
            "plan_rule.parts",
            "計画の内容が一つもありません",
            "it names no part of a plan",
            "内容を一つ以上書いてください",
            "name at least one",
        )
    yield from repeated_key_faults("plan_rule", (part.key for part in rule.parts))
    if rule.soft_share is not None and not 0 <= rule.soft_share < 1:
        yield fault(
            "plan_rule.soft_share",
            f"ソフト事業の割合 {rule.soft_share} は0以上1未満でなければなりません",
            f"its share of soft projects {rule.soft_share} is not from 0 to below 1",
            "割合を 1/2 のような分数で書いてください（Python では Fraction(1, 2)）",
            "write a fraction such as 1/2 (in Python Fraction(1, 2))",
            found=str(rule.soft_share),
        )
    yield from unsaid_faults((f"plan_rule.{part.key}", part.wording) for part in rule.parts)
    yield from ungrounded_faults(plan_bases(rule))
    for name, fact in rule.facts.named():
        yield from fact_faults(f"plan_rule.facts.{name}", (fact,), facts)


def plan_bases(rule: PlanRule) -> Iterator[tuple[str, Basis]]:
    """Give every basis of a rule of plans, with the place of what rests on it."""
    yield from ((f"plan_rule.{part.key}", part.basis) for part in rule.parts)
    yield "plan_rule.years", rule.years_basis
    if rule.soft_basis is not None:
        yield "plan_rule.soft_share", rule.soft_basis


def support_faults(supports: Sequence[Support], facts: set[Fact]) -> Iterator[Fault]:
    """Find everything that is wrong with what a city offers besides money.

    Args:
        supports: What it offers.
        facts: The policy's catalogue.
    """
    yield from repeated_key_faults("supports", (support.key for support in supports))
    for support in supports:
        place = f"supports.{support.key}"
        yield from repeated_key_faults(place, (role.key for role in support.roles))
        named = [(place, support.wording), (f"{place}.invitation", support.invitation)]
        for role in support.roles:
            at = f"{place}.{role.key}"
            named.append((at, role.wording))
        yield from unsaid_faults(named)
        yield from ungrounded_faults(support_bases(support))
        yield from fact_faults(place, support.helps_with, facts)


def support_bases(support: Support) -> Iterator[tuple[str, Basis]]:
    """Give every basis of a support, with the place of what rests on it."""
    place = f"supports.{support.key}"
    yield place, support.basis
    for role in support.roles:
        yield f"{place}.{role.key}", role.basis
        if role.reading is not None:
            yield f"{place}.{role.key}.reading", role.reading
