"""What is said of a plan in words: its parts, its soft projects, its term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from renkei_model.dates import FiscalYear, Span
from renkei_model.findings import when_text
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "ends_text",
    "part_lines",
    "renewal_text",
    "soft_lines",
    "soft_text",
    "term_lines",
]

_BASIS: Final = Wording("根拠", "basis")

# --- parts ---------------------------------------------------------------------------------------


def part_lines(held: Mapping[PlanPart, Verdict], language: Language) -> list[str]:
    """Write of each part whether a plan holds it.

    Args:
        held: The parts that the rule lists, each with whether the plan holds it.
        language: `"ja"` or `"en"`.
    """
    lines = [_PARTS.text(language)]
    if all(verdict is OPEN for verdict in held.values()):
        lines[0] += f": {_NOBODY_LOOKED.text(language)}"
    elif OPEN in held.values():
        lines[0] += f": {_NOT_ALL_LOOKED_FOR.text(language)}"
    for part, verdict in held.items():
        said = _HELD[verdict].text(language)
        lines.append(f"  {verdict.sign(language)} {part.wording.text(language)} [{said}]")
        lines.append(f"    {_BASIS.text(language)}: {part.basis.text(language)}")
    return lines


_PARTS: Final = Wording("■ 計画の内容", "■ parts")
_NOBODY_LOOKED: Final = Wording(
    "記録なし（計画書を見て，どの内容があるかを記録する）",
    "not recorded (look into the plan and record which parts it holds)",
)
_NOT_ALL_LOOKED_FOR: Final = Wording(
    "一部だけ記録（ほかの内容がないことを確かめたら，「その他なし」と記録する）",
    "some of them recorded (once it is checked that there are no others, record that)",
)
_HELD: Final = {
    MET: Wording("あり", "there"),
    UNMET: Wording("なし", "missing"),
    OPEN: Wording("未確認", "open"),
}

# --- soft projects -------------------------------------------------------------------------------


def soft_text(total: int, soft: tuple[int, int]) -> Wording:
    """Say how many of a plan's projects are soft.

    Args:
        total: How many projects it has.
        soft: How many of them surely are soft, and how many may be.
    """
    least, most = soft
    count = Wording.same(str(least))
    if least != most:
        count = Wording(f"{least}～{most}", f"{least} to {most}")
    return Wording(f"{total}件のうち{count.ja}件", f"{count.en} of {total}")


def soft_lines(
    total: int, soft: tuple[int, int], mainly: Verdict, rule: PlanRule, language: Language
) -> list[str]:
    """Write how many projects are soft and whether they are the main part.

    Args:
        total: How many projects the plan has.
        soft: How many of them surely are soft, and how many may be.
        mainly: Whether soft projects are its main part.
        rule: The policy's rule of plans.
        language: `"ja"` or `"en"`.

    Returns:
        The lines; none where the rule says nothing of soft projects.
    """
    if rule.soft_basis is None:
        return []
    head = Wording("■ 登載事業のうちソフト事業", "■ soft projects").text(language)
    basis = f"  {_BASIS.text(language)}: {rule.soft_basis.text(language)}"
    if not total:
        nothing = Wording("事業の記録なし", "no projects on record").text(language)
        return [f"{head}: {nothing}", basis]
    share = soft_text(total, soft).text(language)
    said = f"  {mainly.sign(language)} {_MAINLY[mainly].text(language)}"
    return [f"{head}: {share}", said, basis]


_MAINLY: Final = {
    MET: Wording("ソフト事業が中心である", "they are its main part"),
    UNMET: Wording("ソフト事業が中心ではない", "they are not its main part"),
    OPEN: Wording(
        "中心かどうか未確認（ソフト事業かどうかの記録がない事業がある）",
        "open: of some projects nobody recorded whether they are soft",
    ),
}

# --- terms ---------------------------------------------------------------------------------------


def ends_text(ends: Span, language: Language, *, about: bool) -> str:
    """Say when a term ends.

    Args:
        ends: All the days that it may be.
        language: `"ja"` or `"en"`.
        about: Whether its years are known about only: then no day is named.
    """
    if not about:
        return when_text(ends, language)
    first, last = (
        Span.month(day.year, day.month).text(language) for day in (ends.first, ends.last)
    )
    if first == last:
        return Wording("{}頃", "about {}").text(language).format(first)
    between = Wording("{}から{}頃までの間", "between about {} and {}")
    return between.text(language).format(first, last)


def renewal_text(due: tuple[FiscalYear, FiscalYear], language: Language, *, about: bool) -> str:
    """Say in which fiscal year a renewal falls due.

    Args:
        due: The first and the last year that it may be.
        language: `"ja"` or `"en"`.
        about: Whether the years of the plan's term are known about only.
    """
    first, last = (year.text(language) for year in due)
    years = Wording("{}～{}", "{} to {}").text(language).format(first, last)
    plain = Wording("{}頃", "about {}") if about else Wording.same("{}")
    return plain.text(language).format(first if first == last else years)


def term_lines(
    ends: Span | None,
    begun_and_over: tuple[Verdict, Verdict],
    due: str,
    rule: PlanRule,
    language: Language,
    *,
    about: bool,
) -> list[str]:
    """Write when a term ends, whether it goes on, and when its renewal falls due.

    Args:
        ends: All the days on which it may end; None if nothing tells.
        begun_and_over: Whether it has begun, and whether it is over.
        due: When its renewal falls due, in words.
        rule: The policy's rule of plans.
        language: `"ja"` or `"en"`.
        about: Whether its years are known about only.
    """
    head = _TERM_ENDS.text(language)
    if ends is None:
        return [f"{head}: {_NO_TERM.text(language)}"]
    begun, over = begun_and_over
    state = _BEGUN[begun] if over is UNMET and begun is not MET else _OVER[over]
    lines = [
        f"{head}: {ends_text(ends, language, about=about)}",
        f"  {state.text(language)}",
        "  " + Wording(f"更新の時期: {due}", f"renewal falls due: {due}").text(language),
    ]
    if about:
        lines.append(f"  {_BASIS.text(language)}: {rule.years_basis.text(language)}")
    return lines


_TERM_ENDS: Final = Wording("■ 計画期間の終わり", "■ term ends")
_NO_TERM: Final = Wording(
    "計画期間も策定の日付も記録なし", "neither its years nor its drafting are on record"
)
_OVER: Final = {
    MET: Wording("計画期間は終わっている", "its term is over"),
    UNMET: Wording("計画期間中である", "its term goes on"),
    OPEN: Wording("計画期間が終わったか未確認", "open: its term may be over"),
}
_BEGUN: Final = {
    UNMET: Wording("計画期間はまだ始まっていない", "its term has not begun"),
    OPEN: Wording("計画期間が始まったか未確認", "open: its term may have begun"),
}
