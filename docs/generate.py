"""Write the pages of the documentation that are made from the policies and the registry.

`python docs/generate.py` writes them; `--check` tells which are stale and exits 1.
"""

import pathlib
import sys
from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model import kochi
from renkei_model.diagrams import policy_markdown, policy_table
from renkei_model.facts import FactKind
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

DOCS: Final = pathlib.Path(__file__).parent
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")

_GENERATED: Final = Wording(
    "<!-- この頁は docs/generate.py が基準と登録簿から作ります。手で直さないでください。 -->",
    "<!-- docs/generate.py makes this page from the policies and the registry. "
    "Do not edit it by hand. -->",
)
_KIND: Final = {
    FactKind.EVENT: Wording("出来事", "event"),
    FactKind.DETERMINATION: Wording("認定・確認", "determination"),
}


def facts_table(language: Language) -> str:
    """Tabulate the facts: key, wording, kind, what to file, where it comes from."""
    columns = (
        Column("key", Wording("キー", "key")),
        Column("fact", Wording("項目", "fact")),
        Column("kind", Wording("種類", "kind")),
        Column("evidence", Wording("添付するもの", "what to file")),
        Column("basis", Wording("根拠の種類", "basis")),
        Column("statements", Wording("出典", "statement")),
        Column("read", Wording("既定の基準が読む", "read by the default policy")),
        Column("counted", Wording("件数の基準が読む", "read by the policy by counts")),
    )
    yes = Wording("読む", "yes").text(language)
    rows = tuple(
        (
            f"`{fact.key}`",
            fact.wording.text(language),
            _KIND[fact.kind].text(language),
            fact.evidence.text(language).rstrip(","),
            fact.basis.kind.text(language),
            " ".join(place.statement for place in fact.basis.citations),
            yes if fact in kochi.POLICY.facts_read else "",
            yes if fact in kochi.INDICATOR_POLICY.facts_read else "",
        )
        for fact in kochi.FACTS
    )
    return Table(columns, rows).as_markdown(language)


def statements_table(language: Language) -> str:
    """Tabulate the statements of the leaflet that the policy and its facts cite."""
    columns = (
        Column("statement", Wording("番号", "id")),
        Column("heading", Wording("見出し", "heading")),
        Column("position", Wording("位置", "position")),
        Column("gist", Wording("要旨（独自の言葉）", "gist (in our own words)")),
    )
    rows = tuple(
        (
            cited.statement,
            cited.heading.text(language),
            cited.position.text(language),
            cited.gist.text(language),
        )
        for cited in kochi.leaflet.statements().values()
    )
    return Table(columns, rows).as_markdown(language)


def policy_page(language: Language) -> str:
    """Make the page of the policy: diagram, stages, requirements, facts, statements."""
    facts = Wording("項目（事実）とキー", "Facts and their keys").text(language)
    statements = Wording("市の資料の記述", "Statements of the leaflet").text(language)
    return "\n".join(
        [
            _GENERATED.text(language),
            "",
            policy_markdown(kochi.POLICY, language).rstrip(),
            "",
            f"## {facts}",
            "",
            facts_table(language),
            "",
            f"## {statements}",
            "",
            statements_table(language),
            "",
        ]
    )


_NO_NUMBERS: Final = Wording(
    "市の資料には，どの段階についても数の目安がありません。この基準は，既定の基準が確認を求めるところを"
    "数で読みます。{total}要件のうち{inferred}要件（{kept}）は，既定の基準と同じで，推定です。"
    "ほかの{assumed}要件は仮定で，それぞれに理由を添えています。そのうち数を求める{ranged}要件には，"
    "同じくらい妥当な範囲もあります。一度のことを求める{single}要件（{once}）に範囲はありません。",
    "The city's leaflet gives no number for any stage. Where the default policy asks somebody to "
    "find that a point holds, this policy counts. Of its {total} requirements {inferred} are those "
    "of the default policy, and inferred ({kept}). The other {assumed} are assumed, each with its "
    "reason. Of these, {ranged} ask for a number and have the range that it might as well have; "
    "{single} ask for one act and have none ({once}).",
)
_ONE_CHANGE: Final = Wording(
    "資料が読み手に任せていることを一つだけ変えた基準です。それがどれほど結果に響くかを見るためのもので，"
    "既定の基準の読みのほうが確からしいとみています。変わる移行だけを示します。",
    "Each changes one thing that the leaflet leaves to its reader, to see what hangs on it; the "
    "model takes the default policy for the likelier reading. Only the steps that differ are "
    "shown.",
)
_HOW_TO_ASK: Final = Wording(
    "`renkei assess --policy {}` で使います。", "Use it as `renkei assess --policy {}`."
)


def indicators_page(language: Language) -> str:
    """Make the page of the second policy and of the variants."""
    variants = Wording("ほかの読み方", "Other readings").text(language)
    title, *rest = policy_markdown(kochi.INDICATOR_POLICY, language).rstrip().split("\n")
    lines = [
        _GENERATED.text(language),
        "",
        title,
        "",
        _no_numbers(kochi.INDICATOR_POLICY, language),
        "",
        _asked_for(kochi.INDICATOR_POLICY, language),
        *rest,
        "",
        f"## {variants}",
        "",
        _ONE_CHANGE.text(language),
        "",
    ]
    for variant in kochi.VARIANTS:
        lines += [*_variant_lines(variant, language), ""]
    return "\n".join(lines)


def _no_numbers(policy: Policy, language: Language) -> str:
    once = [need for need in policy.assumed if need.basis.plausible is None]
    return _NO_NUMBERS.text(language).format(
        total=len(policy.requirements),
        inferred=len(policy.inferred),
        kept=_listed(policy.inferred, language),
        assumed=len(policy.assumed),
        ranged=len(policy.assumed) - len(once),
        single=len(once),
        once=_listed(once, language),
    )


def _listed(needs: Iterable[Requirement], language: Language) -> str:
    separator = Wording("，", "; ").text(language)
    return separator.join(need.wording.text(language) for need in needs)


def _asked_for(policy: Policy, language: Language) -> str:
    return _HOW_TO_ASK.text(language).format(policy.key.replace("_", "-"))


def _variant_lines(variant: Policy, language: Language) -> list[str]:
    changed = {
        way.text(language) for way in variant.transitions if way not in kochi.POLICY.transitions
    }
    table = policy_table(variant, language)
    different = attrs.evolve(table, rows=tuple(row for row in table.rows if row[0] in changed))
    return [
        f"### {variant.title.text(language)}",
        "",
        f"`{variant.stamp}`",
        "",
        _asked_for(variant, language),
        "",
        variant.caveat.text(language),
        "",
        " → ".join(stage.text(language) for stage in variant.stages),
        "",
        different.as_markdown(language),
    ]


def evidence_page(language: Language) -> str:
    """Make the page of the registry: each cell, the fact it is read as, and why."""
    title = Wording("登録簿は何の証拠か", "What the registry is evidence of").text(language)
    columns = (
        Column("council", Wording("番号", "no."), right=True),
        Column("name", Wording("協議会", "council")),
        Column("cell", Wording("資料の記載", "what the registry says")),
        Column("fact", Wording("読み取る項目", "read as")),
        Column("count", Wording("数", "count"), right=True),
        Column("reason", Wording("理由", "why")),
    )
    names = {council.number: council.name for council in kochi.COUNCILS}
    none = Wording("（読み取らない）", "(nothing)").text(language)
    rows = tuple(
        (
            str(row.council),
            names[row.council],
            row.cell,
            none if row.fact is None else row.fact.wording.text(language),
            "" if row.fact is None else str(row.count),
            row.basis.reason.text(language),
        )
        for row in kochi.EVIDENCE
    )
    note = NOT_THE_CITYS_JUDGEMENT.text(language)
    table = Table(columns, rows).as_markdown(language)
    return "\n".join([_GENERATED.text(language), "", f"# {title}", "", note, "", table, ""])


PAGES: Final = {
    "policy.md": policy_page,
    "indicators.md": indicators_page,
    "evidence.md": evidence_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or check that they are fresh."""
    stale = []
    for language in LANGUAGES:
        for name, page in PAGES.items():
            path = DOCS / language / name
            text = page(language)
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(f"{language}/{name}")
            if "--check" not in arguments:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    if "--check" in arguments and stale:
        sys.stderr.write(f"stale pages, run python docs/generate.py: {', '.join(stale)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
