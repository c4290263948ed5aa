"""Write the pages of the documentation that are made from the policy and the registry.

`python docs/generate.py` writes them; `--check` tells which are stale and exits 1.
"""

import pathlib
import sys
from typing import Final

from renkei_model import kochi
from renkei_model.diagrams import policy_markdown
from renkei_model.facts import FactKind
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

DOCS: Final = pathlib.Path(__file__).parent
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")

_GENERATED: Final = Wording(
    "<!-- この頁は docs/generate.py が政策から作ります。手で直さないでください。 -->",
    "<!-- docs/generate.py makes this page from the policy. Do not edit it by hand. -->",
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
        Column("read", Wording("既定の政策が読む", "read by the default policy")),
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


PAGES: Final = {"policy.md": policy_page, "evidence.md": evidence_page}


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
