"""What the source leaves open about an answer, and what the other reading of it would give."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from renkei_model.dates import FiscalYear
from renkei_model.money import YenRange
from renkei_model.provenance import Basis, assumed
from renkei_model.subsidy_rules import OTHER_YEAR, Amount, Ceiling
from renkei_model.wording import Language, Wording, listed

__all__ = ["Flag", "OtherReading", "compare_readings", "flag_lines", "source_years", "year_flags"]


class OtherReading(enum.Enum):
    """What the other reading of something gives, against the one that was taken.

    LESS and MORE: never more, and never less. OTHERWISE: neither can be said.
    """

    LESS = "less"
    MORE = "more"
    OTHERWISE = "otherwise"

    def text(self, language: Language) -> str:
        """Name it for a reader."""
        return _GRANTS[self].text(language)


_GRANTS: Final = {
    OtherReading.LESS: Wording("少なくなる", "grants less"),
    OtherReading.MORE: Wording("多くなる", "grants more"),
    OtherReading.OTHERWISE: Wording("多くも少なくもなり得る", "may grant more or less"),
}

_Sums = tuple[YenRange, YenRange]
"""A ceiling and an amount."""


def compare_readings(taken: _Sums, other: _Sums) -> OtherReading:
    """Tell whether another reading gives less or more than the one that was taken.

    Args:
        taken: The ceiling and the amount on the reading that was taken.
        other: Those on the other reading.
    """
    steps = [
        end - begin
        for one, another in zip(taken, other, strict=True)
        for begin, end in ((one.least, another.least), (one.most, another.most))
    ]
    if all(step <= 0 for step in steps):
        return OtherReading.LESS
    return OtherReading.MORE if all(step >= 0 for step in steps) else OtherReading.OTHERWISE


@attrs.frozen
class Flag:
    """Something that the source leaves open about an answer, and what the other reading gives.

    Attributes:
        key: Its name in files.
        wording: The question, and how it was read.
        basis: Where the source would have said it.
        ceiling: The ceiling on the other reading; None where nobody can say.
        amount: The amount on the other reading; None where nobody can say.
        gives: Whether the other reading gives less or more; None where nobody can say.
    """

    key: str
    wording: Wording = attrs.field(repr=False)
    basis: Basis = attrs.field(repr=False)
    ceiling: YenRange | None = None
    amount: YenRange | None = None
    gives: OtherReading | None = None


def year_flags(ceilings: Iterable[Ceiling], year: FiscalYear) -> Iterator[Flag]:
    """Flag a year that the source does not speak of: its amounts are taken as unchanged.

    Args:
        ceilings: The ceilings that may apply.
        year: The fiscal year that is asked about.
    """
    asked = tuple(ceilings)
    beyond = [ceiling for ceiling in asked if ceiling.is_beyond_its_source(year)]
    if not beyond:
        return
    told: dict[Wording, list[Ceiling]] = {}
    for ceiling in beyond:
        told.setdefault(_told(ceiling.amount_in(year)), []).append(ceiling)
    if len(told) == 1 and len(beyond) == len(asked):
        (sources,) = told
    else:
        sources = listed(
            Wording(
                f"「{'」「'.join(each.wording.ja for each in which)}」の{source.ja}",
                f"of {', '.join(f'“{each.wording.en}”' for each in which)}, {source.en}",
            )
            for source, which in told.items()
        )
    question = Wording(
        f"{sources.ja}。{year.text('ja')}も金額と条件が同じと仮定して計算した",
        f"{sources.en}; computed as if amounts and conditions were the same in {year.text('en')}",
    )
    citations = (place for each in beyond for place in each.amount_in(year).basis.citations)
    yield Flag(OTHER_YEAR, question, assumed(*dict.fromkeys(citations), reason=_ANOTHER_YEAR))


_ANOTHER_YEAR: Final = Wording(
    "資料はその年度について述べていない", "the source does not speak of that year"
)


def _told(amount: Amount) -> Wording:
    """Say of which year the source is, and from which year on it gives the amount."""
    published, since = FiscalYear.of(amount.published.last), amount.since
    source = Wording(
        f"資料は{published.text('ja')}のもの", f"the source is of {published.text('en')}"
    )
    if since is None or since == published:
        return source
    return Wording(
        f"{source.ja}で，金額は{since.text('ja')}から",
        f"{source.en} and gives the amount from {since.text('en')} on",
    )


def source_years(ceilings: Iterable[Ceiling], year: FiscalYear) -> tuple[FiscalYear, ...]:
    """Give the years whose amounts and conditions are taken for one that no source speaks of.

    Args:
        ceilings: The ceilings that may apply.
        year: The fiscal year that is asked about.

    Returns:
        The years, each once, in order; none where the source speaks of the year itself.
    """
    beyond = (ceiling for ceiling in ceilings if ceiling.is_beyond_its_source(year))
    return tuple(sorted({_spoken_of(each.amount_in(year), year) for each in beyond}))


def _spoken_of(amount: Amount, year: FiscalYear) -> FiscalYear:
    published = FiscalYear.of(amount.published.last)
    first = amount.since or published
    return first if year < first else max(first, published)


# --- words ---------------------------------------------------------------------------------------

_BASIS: Final = Wording("根拠", "basis")


def flag_lines(flag: Flag, language: Language) -> list[str]:
    """Write what the source leaves open, and what the other reading would give."""
    lines = [f"  - {flag.wording.text(language)} [{flag.key}]"]
    other = _other_reading(flag, language)
    lines += [f"    {other}"] if other else []
    return [*lines, f"    {_BASIS.text(language)}: {flag.basis.text(language)}"]


def _other_reading(flag: Flag, language: Language) -> str:
    """Say what the other reading would give; empty where nobody can say it in yen."""
    if flag.ceiling is None or flag.amount is None or flag.gives is None:
        return ""
    ceiling, amount, gives = (
        each.text(language) for each in (flag.ceiling, flag.amount, flag.gives)
    )
    if language == "ja":
        return f"ほかの読みでは（{gives}）: 上限額 {ceiling}，交付見込額の幅 {amount}"
    return f"on the other reading ({gives}): ceiling {ceiling}; amount {amount}"
