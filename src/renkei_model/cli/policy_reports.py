"""Write policies as answers: one as its table, several as a list, two as what differs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from renkei_model.cli.answers import Answer
from renkei_model.diagrams import policy_markdown, policy_table
from renkei_model.differences import (
    CeilingDifference,
    CouncilDifference,
    PolicyDifference,
    ceiling_differences_table,
    council_differences_table,
    differences_markdown,
    explain_ceilings,
    explain_councils,
    policy_difference_table,
)
from renkei_model.differences.ceilings import ceilings_heading
from renkei_model.differences.councils import closing_lines, heading_lines
from renkei_model.interchange.differences import (
    plain_ceiling_differences,
    plain_council_differences,
    plain_policy_difference,
)
from renkei_model.interchange.readings import Plain, plain_policies, plain_policy, plain_stamp
from renkei_model.policy import Policy
from renkei_model.tables import Column, Table, key_columns
from renkei_model.wording import Language, Wording

__all__ = ["checked", "differences", "policies", "policy"]


def policy(policy: Policy, language: Language) -> Answer:
    """Tabulate a policy."""
    between = " → " if _is_ladder(policy) else Wording("・", ", ").text(language)
    stages = between.join(
        f"{stage.text(language)} [{stage.basis.kind.text(language)}]" for stage in policy.stages
    )
    sources = "\n".join(
        f"{_SOURCE.text(language)}: {source.title.text(language)} / "
        f"{source.publisher.text(language)} / {source.published.text(language)}"
        for source in policy.sources
    )
    table = policy_table(policy, language)
    head = f"{policy.title.text(language)}  {policy.stamp}"
    heading = "\n".join(filter(None, [head, policy.caveat.text(language), stages]))
    return Answer(
        (heading, table, sources),
        markdown=policy_markdown(policy, language),
        table=table,
        plain=plain_policy(policy, language),
        provisos=(policy.caveat,),
    )


def _is_ladder(policy: Policy) -> bool:
    """Tell whether progress leads from each stage to the one that is listed next, and no other."""
    ways = [(way.source, way.target) for way in policy.progress]
    return ways == list(itertools.pairwise(policy.stages))


def checked(policy: Policy, path: str, language: Language) -> Answer:
    """Say that a policy of a file is sound, and what it holds."""
    kinds = Counter(need.basis.kind for need in policy.every_requirement)
    separator = Wording("，", ", ").text(language)
    told = separator.join(
        f"{kind.text(language)} {kinds[kind]}" for kind in sorted(kinds, reverse=True)
    )
    counts = {
        "facts": len(policy.facts),
        "stages": len(policy.stages),
        "transitions": len(policy.transitions),
        "requirements": len(policy.every_requirement),
        "subsidies": len(policy.subsidies),
    }
    text = Wording(
        f"{path}: 誤りはありません。\n{policy.title.ja}  {policy.stamp}\n"
        f"段階 {counts['stages']}，移行 {counts['transitions']}，"
        f"要件 {counts['requirements']}（{told}），事実 {counts['facts']}，"
        f"補助金 {counts['subsidies']}",
        f"{path}: nothing is wrong.\n{policy.title.en}  {policy.stamp}\n"
        f"{counts['stages']} stages, {counts['transitions']} steps, "
        f"{counts['requirements']} requirements ({told}), {counts['facts']} facts, "
        f"{counts['subsidies']} subsidies",
    )
    caveat = policy.caveat.text(language)
    return Answer(
        tuple(filter(None, [text.text(language), caveat])),
        plain={"file": path, "policy": plain_stamp(policy.stamp), **counts, "caveat": caveat},
    )


_SOURCE: Final = Wording("出典", "source")


def policies(found: Sequence[Policy], language: Language) -> Answer:
    """List policies, each with how much of it is inferred and how much assumed, and what."""
    told = "\n".join(line for policy in found for line in _in_short(policy, language))
    listed = Table(
        (
            Column("name", Wording("名前", "name")),
            Column("version", Wording("版", "version")),
            Column("fingerprint", Wording("指紋", "fingerprint")),
            Column("title", Wording("題名", "title")),
            Column("requirements", Wording("要件", "requirements"), right=True),
            Column("inferred", _INFERRED, right=True),
            Column("assumed", _ASSUMED, right=True),
            Column("assumes", _ASSUMES),
        ),
        tuple(
            (
                *_stamp(policy),
                policy.title.text(language),
                *map(str, _counts(policy)),
                _assumptions(policy, language),
            )
            for policy in found
        ),
    )
    keyed = Table(
        key_columns(
            "name", "version", "fingerprint", "title", "requirements", "inferred", "assumed"
        ),
        tuple(
            (
                *_stamp(policy),
                policy.title.text(language),
                str(len(policy.requirements)),
                "|".join(need.key for need in policy.inferred),
                "|".join(need.key for need in policy.assumed),
            )
            for policy in found
        ),
    )
    note = _HOW_TO_USE_POLICIES.text(language)
    return Answer(
        (told, note),
        markdown=f"{listed.as_markdown(language)}\n\n{note}",
        table=keyed,
        plain=plain_policies(found, language),
    )


_INFERRED: Final = Wording("推定", "inferred")
_ASSUMED: Final = Wording("仮定", "assumed")
_ASSUMES: Final = Wording("仮定の内容", "assumes")
_COUNTS: Final = Wording("{}要件（推定 {}，仮定 {}）", "{} requirements: {} inferred, {} assumed")


def _stamp(policy: Policy) -> tuple[str, str, str]:
    return policy.key, policy.version, policy.fingerprint


def _counts(policy: Policy) -> tuple[int, int, int]:
    return len(policy.requirements), len(policy.inferred), len(policy.assumed)


def _in_short(policy: Policy, language: Language) -> Iterator[str]:
    yield f"{policy.stamp}  {policy.title.text(language)}"
    yield f"  {_COUNTS.text(language).format(*_counts(policy))}"
    if policy.assumed:
        yield f"  {_ASSUMES.text(language)}: {_assumptions(policy, language)}"


def _assumptions(policy: Policy, language: Language) -> str:
    separator = "，" if language == "ja" else "; "
    return separator.join(need.wording.text(language) for need in policy.assumed)


_HOW_TO_USE_POLICIES: Final = Wording(
    "基準は --policy で選びます（- と _ は区別しません）。"
    "どれも市の資料の文言どおりではありません。推定の要件は，資料の記述を，進むための条件と"
    "このモデルが読んだもので，仮定の要件は，どの資料も求めていないものです。",
    "Choose one with --policy (- and _ are the same). "
    "None is the city's own wording: an inferred requirement is a point of the leaflet that the "
    "model reads as a condition of the step; an assumed one no source asks for.",
)


def differences(
    difference: PolicyDifference,
    councils: Sequence[CouncilDifference],
    ceilings: Sequence[CeilingDifference],
    language: Language,
) -> Answer:
    """Tell what differs between two policies, and for which councils."""
    between = policy_difference_table(difference, language)
    per_council = council_differences_table(councils, language)
    # For programs one table: what differs between the policies stands without a council.
    paid = ceiling_differences_table(ceilings, language)
    rows = (*(("", "", *row) for row in between.rows), *per_council.rows, *paid.rows)
    return Answer(
        (
            difference.explain(language),
            *filter(None, [explain_ceilings(ceilings, language)]),
            explain_councils(councils, language),
        ),
        markdown=differences_markdown(difference, councils, language, ceilings=ceilings),
        table=Table(per_council.columns, rows),
        plain={
            **plain_policy_difference(difference, language),
            **_plain_ceilings(ceilings, language),
            **plain_council_differences(councils, language),
        },
        provisos=tuple(
            map(Wording, _said_of(councils, ceilings, "ja"), _said_of(councils, ceilings, "en"))
        ),
    )


def _plain_ceilings(ceilings: Sequence[CeilingDifference], language: Language) -> Plain:
    years = {each.fiscal_year.year: each.year_text.text(language) for each in ceilings}
    return {
        **plain_ceiling_differences(ceilings, language),
        "fiscal_years": [{"year": year, "wording": text} for year, text in years.items()],
    }


def _said_of(
    councils: Sequence[CouncilDifference],
    ceilings: Sequence[CeilingDifference],
    language: Language,
) -> list[str]:
    years = [ceilings_heading(ceilings, language)] if ceilings else []
    return [*heading_lines(councils, language), *years, *closing_lines(councils, language)]
