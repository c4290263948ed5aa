"""Say in words what a council may receive and why, and whether a subsidy pays for a project."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from renkei_model.conditions import Unspecified
from renkei_model.councils import council_title
from renkei_model.dates import Span
from renkei_model.findings import Finding, LeafFinding, count_told, record_text
from renkei_model.flags import Flag
from renkei_model.money import YenRange, yen_text
from renkei_model.projects import ProjectReading
from renkei_model.provenance import BasisKind
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidies import SubsidyRange
from renkei_model.subsidy_reasons import lapsed
from renkei_model.totals import TotalReading
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "answer_of",
    "ceiling_texts",
    "eligibility_text",
    "explain_project",
    "explain_subsidy",
    "flag_lines",
    "is_assumed_year",
    "project_remedy",
    "rate_text",
    "year_text",
]

# --- a council's subsidy -------------------------------------------------------------------------


def explain_subsidy(reading: SubsidyRange, language: Language) -> str:
    """Say what a council may receive of a subsidy in a fiscal year, and why.

    Args:
        reading: What it may receive.
        language: `"ja"` or `"en"`.
    """
    lines = [
        *_head(reading, language),
        "",
        f"{_ON_THE_COUNCIL.text(language)} [{reading.verdict.text(language)}]",
    ]
    for finding in reading.findings:
        lines += _finding_lines(reading, finding, language)
    lines += ["", _CEILINGS.text(language)]
    for tier, applies in zip(reading.ceilings, ceiling_texts(reading), strict=True):
        yen, wording = yen_text(tier.yen, language), tier.ceiling.wording.text(language)
        lines.append(f"  {yen}  {wording} [{tier.ceiling.key}]: {applies.text(language)}")
        basis = tier.ceiling.amount_in(reading.fiscal_year).basis
        lines.append(f"    {_AMOUNT_BASIS.text(language)}: {basis.text(language)}")
        for finding in tier.findings:
            lines += [f"  {line}" for line in _finding_lines(reading, finding, language)]
    for each in reading.totals:
        lines += _total_lines(each, reading, language)
    lines += ["", *_project_lines(reading.projects, language)]
    if reading.flags:
        lines += ["", _LEFT_OPEN.text(language)]
        for flag in reading.flags:
            lines += flag_lines(flag, language)
    receipt = reading.receipt
    lines += ["", *filter(None, [receipt.later_text(language), receipt.unread_text(language)])]
    return "\n".join([*lines, NOT_THE_CITYS_JUDGEMENT.text(language)])


def _head(reading: SubsidyRange, language: Language) -> list[str]:
    name = f"{reading.rule.wording.text(language)} [{reading.rule.key}]"
    ceiling = reading.ceiling.text(language)
    if reading.ceiling != reading.yearly:
        ceiling += _CUT.text(language).format(reading.yearly.text(language))
    amount = reading.amount.text(language)
    if reading.projects is None:
        amount += _UP_TO_THE_CEILING.text(language)
    return [
        council_title(reading.council, language),
        f"{name}  {year_text(reading, language)}",
        reading.receipt.text(language),
        *filter(None, [reading.policy.caveat.text(language)]),
        f"{_CEILING.text(language)}: {ceiling}",
        f"{_AMOUNT.text(language)}: {amount}",
        f"{_RATE.text(language)}: {rate_text(reading.rule.rate)}",
    ]


_ON_THE_COUNCIL: Final = Wording("■ 協議会についての要件", "■ asked of the council")
_CEILINGS: Final = Wording(
    "■ 上限額（上から順に見て，要件をすべて満たす最初のもの）",
    "■ ceilings (the first whose requirements are all met applies)",
)
_AMOUNT_BASIS: Final = Wording("金額の根拠", "amount")
_LEFT_OPEN: Final = Wording(
    "■ 資料に書かれていないこと（金額は，少なく交付される方の読みで計算）",
    "■ what the source does not say (computed on the reading that grants less)",
)
_ASSUMED_YEAR: Final = Wording(
    "（資料の示す年度ではない。仮定）", " (assumed: not a year that the source speaks of)"
)
_UP_TO_THE_CEILING: Final = Wording(
    "（事業が示されていないため，0円から上限額まで）",
    " (no projects given: from nothing up to the ceiling)",
)
_CEILING: Final = Wording("上限額（年額）", "ceiling for the year")
_CUT: Final = Wording(
    "（この年度だけなら{}。複数年度の限度額の残りまで）",
    " ({} for the year alone; cut to what is left of a limit over several years)",
)
_AMOUNT: Final = Wording("交付され得る額", "amount that may be paid")
_RATE: Final = Wording("補助率", "rate")


def year_text(reading: SubsidyRange, language: Language) -> str:
    """Write the fiscal year, and that it is assumed where the source does not speak of it."""
    year = reading.fiscal_year.text(language)
    return year + _ASSUMED_YEAR.text(language) if is_assumed_year(reading) else year


def is_assumed_year(reading: SubsidyRange) -> bool:
    """Tell whether the source does not speak of the year: amounts are taken as unchanged."""
    return any(flag.basis.kind is BasisKind.ASSUMED for flag in reading.flags)


def rate_text(rate: Fraction) -> str:
    """Write a share of the costs as Japanese cities do: the whole is 10/10."""
    return "10/10" if rate == 1 else f"{rate.numerator}/{rate.denominator}"


def ceiling_texts(reading: SubsidyRange) -> tuple[Wording, ...]:
    """Say of each ceiling whether it applies, may apply, or does not, in the order of trying."""
    if reading.verdict is UNMET:
        return (_NOTHING_IS_GRANTED,) * len(reading.ceilings)
    said: list[Wording] = []
    if_met = _APPLIES if reading.verdict is MET else _MAY_APPLY
    for tier in reading.ceilings:
        if tier.verdict is UNMET:
            said.append(_DOES_NOT_APPLY)
        elif tier.verdict is OPEN:
            said.append(_MAY_APPLY)
            if_met = _APPLIES_OTHERWISE
        else:
            said.append(if_met)
            if_met = _NOT_REACHED
    return tuple(said)


_NOTHING_IS_GRANTED: Final = Wording(
    "協議会についての要件を満たさない", "what is asked of the council is not met"
)
_APPLIES: Final = Wording("適用される", "applies")
_MAY_APPLY: Final = Wording("適用される可能性がある（未確認）", "may apply (open)")
_APPLIES_OTHERWISE: Final = Wording(
    "上の額に当たらなければ適用される", "applies unless one above does"
)
_DOES_NOT_APPLY: Final = Wording("適用されない", "does not apply")
_NOT_REACHED: Final = Wording("上の額が適用されるため当たらない", "not reached: one above applies")


def _total_lines(each: TotalReading, reading: SubsidyRange, language: Language) -> list[str]:
    limit, window = each.limit, each.window
    # Said once, before the first of them.
    lines = ["", _TOTALS.text(language)] if each is reading.totals[0] else []
    days = _UNTIL.text(language).format(Span.day(window.closes).text(language))
    if window.opens is not None:
        days = _FROM.text(language).format(window.opens.text(language), days)
    paid = count_told(each.paid, limit.paid, each.records).text(language)
    lines += [
        f"  {limit.wording.text(language)} [{limit.key}]: {limit.told.text(language)}",
        f"    {_PAID.text(language).format(days)}: {paid}",
    ]
    lines += [
        f"    {_RESTS_ON.text(language)}: {record_text(record, language)}"
        for record in each.records
    ]
    lines.append(f"    {_LEFT.text(language)}: {each.left.text(language)}")
    if each.remedy:
        lines.append(f"    {_NEXT.text(language)}: {each.remedy.text(language)}")
    return [*lines, f"    {_RULE.text(language)}: {limit.basis.text(language)}"]


_TOTALS: Final = Wording(
    "■ 複数年度の限度額（残りが上限額を下回れば，上限額はそこまで）",
    "■ limits over several years (where less is left, the ceiling is no more than that)",
)
_PAID: Final = Wording("交付済み（{}）", "paid already ({})")
_FROM: Final = Wording("{}から{}", "from {} {}")
_UNTIL: Final = Wording("{}まで", "until {}")
_RESTS_ON: Final = Wording("根拠となる記録", "rests on")
_LEFT: Final = Wording("残り", "left")


def _finding_lines(reading: SubsidyRange, finding: Finding, language: Language) -> list[str]:
    lines = [f"  {line}" for line in finding.explain(language).splitlines()]
    over = {lapsed(reading, finding, leaf) for leaf in finding.missing}
    if OPEN in over:
        lines += [f"    {each.text(language)}" for each in (_MAY_BE_OVER, _ASK_FOR_THE_TERM)]
    elif MET in over:
        lines.append(f"    {_IS_OVER.text(language)}")
    return lines


_IS_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わる計画の記録は数えていない",
    "records of a plan whose term is over when the year begins are not counted",
)
_MAY_BE_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わる可能性のある計画の記録は，確実な額に数えていない",
    "records of a plan whose term may be over when the year begins do not count for the least",
)
_ASK_FOR_THE_TERM: Final = Wording(
    "次に: 計画期間を確かめて記録する", "next: find out the plan's term and record it"
)


def flag_lines(flag: Flag, language: Language) -> list[str]:
    """Write what the source leaves open, and what the other reading would give."""
    lines = [f"  - {flag.wording.text(language)} [{flag.key}]"]
    other = _other_reading(flag, language)
    lines += [f"    {other}"] if other else []
    return [*lines, f"    {_BASIS.text(language)}: {flag.basis.text(language)}"]


_BASIS: Final = Wording("根拠", "basis")


def _other_reading(flag: Flag, language: Language) -> str:
    """Say what the other reading would give; empty where nobody can say it in yen."""
    if flag.ceiling is None or flag.amount is None:
        return ""
    ceiling, amount = flag.ceiling.text(language), flag.amount.text(language)
    if language == "ja":
        return f"ほかの読みでは: 上限額 {ceiling}，交付され得る額 {amount}"
    return f"on the other reading: ceiling {ceiling}; amount {amount}"


# --- projects ------------------------------------------------------------------------------------


def eligibility_text(verdict: Verdict) -> Wording:
    """Name what a verdict means for a project."""
    return _ELIGIBILITY[verdict]


_ELIGIBILITY: Final = {
    MET: Wording("対象", "eligible"),
    UNMET: Wording("対象外", "not eligible"),
    OPEN: Wording("未確認", "open"),
}


def explain_project(reading: ProjectReading, language: Language) -> str:
    """Say whether a subsidy pays for a project, with every condition and what to do about it.

    Args:
        reading: What the subsidy says of the project.
        language: `"ja"` or `"en"`.
    """
    lines = _one_project(reading, language)
    lines += [line for flag in reading.flags for line in flag_lines(flag, language)]
    name = f"{reading.rule.wording.text(language)} [{reading.rule.key}]"
    return "\n".join([name, *lines, "", NOT_THE_CITYS_JUDGEMENT.text(language)])


def _project_lines(projects: Sequence[ProjectReading] | None, language: Language) -> list[str]:
    head = Wording("■ 事業", "■ projects").text(language)
    if projects is None:
        return [f"{head}: {Wording('示されていない', 'not given').text(language)}"]
    if not projects:
        return [f"{head}: {Wording('なし', 'none').text(language)}"]
    return [head, *(f"  {line}" for each in projects for line in _one_project(each, language))]


def _one_project(reading: ProjectReading, language: Language) -> list[str]:
    project, verdict = reading.project, reading.verdict
    most = YenRange(0, int(reading.rule.rate * project.cost))
    if verdict is not OPEN:
        most = YenRange.exactly(most.most if verdict is MET else 0)
    paid = Wording(
        f"経費 {yen_text(project.cost, 'ja')}のうち補助 {most.text('ja')}（年度の上限額まで）",
        f"cost {yen_text(project.cost, 'en')}, of which {most.text('en')} may be paid "
        "(within the ceiling of the year)",
    )
    lines = [
        f"{eligibility_text(verdict).text(language)}: {project.name}  {project.on.text(language)}",
        f"  {paid.text(language)}",
    ]
    if not reading.findings:
        lines.append(f"  {_NO_CONDITIONS.text(language)}")
    for finding in reading.findings:
        need = finding.requirement
        sign, word = finding.verdict.sign(language), finding.verdict.text(language)
        lines.append(f"  {sign} {need.wording.text(language)} [{word}]")
        lines += [f"    {each}" for each in _answers(finding, language)]
        lines.append(f"    {_RULE.text(language)}: {need.basis.text(language)}")
    return lines


_NO_CONDITIONS: Final = Wording(
    "事業についての要件は示されていない", "nothing is asked of its projects"
)
_RULE: Final = Wording("要件の根拠", "rule")
_NEXT: Final = Wording("次に", "next")


def _answers(finding: Finding, language: Language) -> list[str]:
    asked = {
        leaf.leaf.fact: answer_of(leaf)
        for leaf in finding.leaves
        if not isinstance(leaf.leaf, Unspecified)
    }
    told = {fact: said for fact, said in asked.items() if said is not None}
    if len(asked) > 1 and not told:
        lines = [_NONE_OF_THEM.text(language)]
    else:
        lines = [
            f"{fact.wording.text(language)}: {_ANSWER[said].text(language)}"
            for fact, said in (told or asked).items()
        ]
    remedy = project_remedy(finding)
    return [*lines, f"{_NEXT.text(language)}: {remedy.text(language)}"] if remedy else lines


_NONE_OF_THEM: Final = Wording(
    "資料の例のどれに当たるか，示されていない",
    "it is not said which of the source's examples it is",
)
_ANSWER: Final = {
    True: Wording("はい", "yes"),
    False: Wording("いいえ", "no"),
    None: Wording("未確認", "not recorded"),
}


def answer_of(leaf: LeafFinding) -> bool | None:
    """Tell what was recorded about one fact of a project: yes, no, or nothing."""
    if leaf.records:
        return True
    return False if leaf.have is not None and leaf.have.most == 0 else None


def project_remedy(finding: Finding) -> Wording:
    """Say what to do about a condition on a project; empty where it is met."""
    if finding.verdict is MET:
        return Wording.same("")
    if finding.verdict is UNMET:
        what = finding.requirement.wording
        return Wording(
            f"「{what.ja}」を満たすように計画を改めるか，ほかの財源を検討する",
            f"change the project so that “{what.en}” holds, or look for other money",
        )
    for leaf in finding.open:
        if isinstance(leaf.leaf, Unspecified):
            return leaf.leaf.reason
    leaf, need = finding.open[0], finding.requirement.wording
    assert not isinstance(leaf.leaf, Unspecified)  # noqa: S101 - those were told above
    paper = leaf.leaf.fact.evidence
    return Wording(
        f"{paper.ja}で，「{need.ja}」ことを確かめる", f"check, with {paper.en}, that “{need.en}”"
    )
