"""Whose ceilings change between two policies in a fiscal year, and by which rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_day, require_each, require_kind
from renkei_model.councils import Council, council_title
from renkei_model.dates import FiscalYear, Span
from renkei_model.differences.changes import Change, change_between, latest
from renkei_model.differences.councils import ToldTogether
from renkei_model.differences.grants import in_order
from renkei_model.differences.policies import ARROW, DifferenceLine
from renkei_model.money import YenRange
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.requirements import Requirement
from renkei_model.subsidies import SubsidyRange, subsidy_range
from renkei_model.subsidy_ranges import is_assumed_year, year_text
from renkei_model.subsidy_rules import Ceiling
from renkei_model.total_limits import TotalLimit
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "SAME_CEILINGS",
    "CeilingDifference",
    "ceiling_lines",
    "ceilings_heading",
    "compare_ceilings",
    "explain_ceilings",
]


@attrs.frozen
class CeilingDifference:
    """What two policies let one council receive of one subsidy in a fiscal year.

    Attributes:
        council: The council.
        fiscal_year: The year.
        before: What it may receive under the one policy; None if that has no such subsidy.
        after: What it may receive under the other.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    fiscal_year: FiscalYear
    before: SubsidyRange | None = attrs.field(repr=False)
    after: SubsidyRange | None = attrs.field(repr=False)

    @property
    def key(self) -> str:
        """The key of the subsidy."""
        return latest(self.before, self.after).rule.key

    @property
    def wording(self) -> Wording:
        """The name of the subsidy: after the change, or before it was dropped."""
        return latest(self.before, self.after).rule.wording

    @property
    def change(self) -> Change:
        """Whether only one policy has the subsidy, or both."""
        return change_between(self.before, self.after)

    @property
    def as_of(self) -> datetime.date:
        """The day after which nothing counts."""
        return latest(self.before, self.after).as_of

    @property
    def year_text(self) -> Wording:
        """The fiscal year, and that it is assumed where a source does not speak of it."""
        read = (found for found in (self.after, self.before) if found is not None)
        found = max(read, key=is_assumed_year)
        return Wording(year_text(found, "ja"), year_text(found, "en"))

    @property
    def ceilings(self) -> tuple[YenRange | None, YenRange | None]:
        """The ceilings under the two policies; None where there is no such subsidy."""
        before = None if self.before is None else self.before.ceiling
        return before, None if self.after is None else self.after.ceiling

    @property
    def differs(self) -> bool:
        """Whether the ceiling changes, or the subsidy is added or dropped."""
        before, after = self.ceilings
        return before != after


def compare_ceilings(
    before: Policy,
    after: Policy,
    councils: Iterable[Council],
    fiscal_year: FiscalYear,
    as_of: datetime.date,
) -> tuple[CeilingDifference, ...]:
    """Work out the ceilings of councils under two policies, and tell what differs.

    Args:
        before: The one policy, such as the one in force.
        after: The other, such as a draft.
        councils: The councils.
        fiscal_year: The fiscal year.
        as_of: Records after it do not count.

    Returns:
        One for each council and subsidy of either policy, also where the ceiling is the same.

    Raises:
        InvalidValue: If an argument is of another kind.

    Example:
        >>> from renkei_model import kochi
        >>> found = compare_ceilings(
        ...     kochi.POLICY, kochi.POLICY, kochi.COUNCILS, FiscalYear(2023), kochi.REGISTRY_AS_OF
        ... )
        >>> len(found), any(difference.differs for difference in found)
        (58, False)
    """
    require_kind("before", before, Policy)
    require_kind("after", after, Policy)
    require_kind("councils", councils, Iterable)
    them = tuple(councils)
    require_each("councils", them, Council)
    require_kind("fiscal_year", fiscal_year, FiscalYear)
    require_day("as_of", as_of)
    keys = dict.fromkeys(rule.key for policy in (before, after) for rule in policy.subsidies)
    return tuple(
        CeilingDifference(
            council,
            fiscal_year,
            _found(council, before, key, fiscal_year, as_of),
            _found(council, after, key, fiscal_year, as_of),
        )
        for council in them
        for key in keys
    )


def _found(
    council: Council, policy: Policy, key: str, year: FiscalYear, as_of: datetime.date
) -> SubsidyRange | None:
    if key not in {rule.key for rule in policy.subsidies}:
        return None
    return subsidy_range(council, policy, key, year, as_of)


# --- words ---------------------------------------------------------------------------------------

_ABSENT: Final = Wording("なし", "none")
_NOT_ASKED: Final = Wording("問わない", "not asked")


def ceiling_lines(difference: CeilingDifference) -> Iterator[DifferenceLine]:
    """Give in words how a ceiling changes, and then by which rules; nothing if it does not."""
    if not difference.differs:
        return
    before, after = (_yen_text(ceiling) for ceiling in difference.ceilings)
    yield DifferenceLine(difference.change, difference.wording, difference.key, before, after)
    if difference.before is not None and difference.after is not None:
        yield from _rule_lines(difference.before, difference.after)


def _rule_lines(before: SubsidyRange, after: SubsidyRange) -> Iterator[DifferenceLine]:
    place = f"{after.rule.key}."
    ours, theirs = _verdicts(before), _verdicts(after)
    for key, (need, _) in {**ours, **theirs}.items():
        asked, asks = ours.get(key), theirs.get(key)
        sides = _verdict_text(asked), _verdict_text(asks)
        if sides[0] != sides[1]:
            change = change_between(asked, asks)
            if asked and asks and asked[0] == asks[0]:
                change = Change.SAME
            yield DifferenceLine(change, need.wording, place + key, *sides)
    paid, pays = _amounts(before), _amounts(after)
    for key, (ceiling, _) in {**paid, **pays}.items():
        one, other = (
            _yen_text(YenRange.exactly(side[key][1]) if key in side else None)
            for side in (paid, pays)
        )
        if one != other:
            change = change_between(paid.get(key), pays.get(key))
            yield DifferenceLine(change, ceiling.wording, place + key, one, other)
    left, leaves = _left(before), _left(after)
    for key, (limit, _) in {**left, **leaves}.items():
        one, other = (_yen_text(side[key][1] if key in side else None) for side in (left, leaves))
        if one != other:
            change = change_between(left.get(key), leaves.get(key))
            yield DifferenceLine(change, limit.wording, place + key, one, other)
    orders = in_order(before.rule.ceilings), in_order(after.rule.ceilings)
    if orders[0] != orders[1] and paid.keys() == pays.keys():
        tiers = Wording("上限額", "ceilings")
        yield DifferenceLine(Change.REORDERED, tiers, f"{place}ceilings", *orders)


_Asked = tuple[Requirement, Verdict]


def _verdicts(found: SubsidyRange) -> dict[str, _Asked]:
    """Give what is asked of the council and for each ceiling, with its verdict, by its place."""
    findings = {finding.requirement.key: finding for finding in found.findings}
    for tier in found.ceilings:
        for finding in tier.findings:
            findings[f"{tier.ceiling.key}.{finding.requirement.key}"] = finding
    return {key: (finding.requirement, finding.verdict) for key, finding in findings.items()}


def _amounts(found: SubsidyRange) -> dict[str, tuple[Ceiling, int]]:
    return {tier.ceiling.key: (tier.ceiling, tier.yen) for tier in found.ceilings}


def _left(found: SubsidyRange) -> dict[str, tuple[TotalLimit, YenRange]]:
    """Give what is left of each limit over several years, by its key."""
    return {each.limit.key: (each.limit, each.left) for each in found.totals}


def _verdict_text(asked: _Asked | None) -> Wording:
    if asked is None:
        return _NOT_ASKED
    return Wording(asked[1].text("ja"), asked[1].text("en"))


def _yen_text(yen: YenRange | None) -> Wording:
    return _ABSENT if yen is None else Wording(yen.text("ja"), yen.text("en"))


def explain_ceilings(differences: Sequence[CeilingDifference], language: Language) -> str:
    """Say whose ceilings change and by which rule, each change once.

    Args:
        differences: What `compare_ceilings` found, for one fiscal year.
        language: `"ja"` or `"en"`.

    Returns:
        A heading with the year and the day, the changes, and whose judgement it is not; nothing
        where no ceiling was compared.
    """
    if not differences:
        return ""
    together: dict[tuple[tuple[int, str], ...], list[str]] = {}
    for difference in differences:
        lines = tuple(_depths(difference, language))
        if lines:
            together.setdefault(lines, []).append(council_title(difference.council, language))
    told = [ceilings_heading(differences, language)]
    if not together:
        told.append(SAME_CEILINGS.text(language))
    for body, names in together.items():
        group = ToldTogether(tuple(names), body)
        told += ["", group.names_text(language)]
        told += [f"{'  ' * (depth + 1)}{line}" for depth, line in group.lines]
    return "\n".join([*told, "", NOT_THE_CITYS_JUDGEMENT.text(language)])


def ceilings_heading(differences: Sequence[CeilingDifference], language: Language) -> str:
    """Say what is told, of which fiscal year and day, and whether a source speaks of the year."""
    years = dict.fromkeys(difference.year_text.text(language) for difference in differences)
    days = dict.fromkeys(Span.day(each.as_of).text(language) for each in differences)
    as_of = Wording("（{}時点）", ", as of {}").text(language)
    told = [f"{_CEILINGS.text(language)}: {' '.join(years)}", *map(as_of.format, days)]
    return "".join(told)


_CEILINGS: Final = Wording("補助金の上限額が異なる協議会", "councils whose ceilings differ")
SAME_CEILINGS: Final = Wording(
    "上限額はどの協議会も同じです。", "The ceilings of every council are the same."
)
"""What is said where no ceiling changes."""


def _depths(difference: CeilingDifference, language: Language) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(ceiling_lines(difference)):
        if place:
            yield 1, line.text(language)
        else:
            sides = line.before.text(language), line.after.text(language)
            yield 0, f"{line.what.text(language)}: {ARROW.join(sides)}"
