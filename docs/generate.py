"""Write the pages and pictures of the documentation that are made from policies and registry.

`python docs/generate.py` writes them; `--check` tells which are stale and exits 1. Pictures are
drawn by Graphviz, and each holds the hash of the text that it was drawn from: to check needs none.
"""

import hashlib
import json
import pathlib
import sys
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

import attrs

from renkei_model import kochi
from renkei_model.cli.subsidy_reports import many_subsidies
from renkei_model.conditions import describe
from renkei_model.dates import FiscalYear
from renkei_model.diagrams import dot, policy_markdown, policy_table, render
from renkei_model.facts import FactKind
from renkei_model.interchange.schemas import SUBJECTS, json_schema, schema_name
from renkei_model.kochi.grants import PLAN_RULE
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT
from renkei_model.money import yen_text
from renkei_model.plan_rules import PlanRule
from renkei_model.policy import Policy
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.subsidies import subsidy_range
from renkei_model.subsidy_ranges import rate_text
from renkei_model.subsidy_rules import (
    Alternative,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
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


def supports_table(language: Language) -> str:
    """Tabulate what the city offers besides money: who, in which role, with what it helps."""
    columns = (
        Column("support", Wording("支援", "support")),
        Column("role", Wording("役割", "role")),
        Column("statements", Wording("出典", "statement")),
        Column("basis", Wording("根拠の種類", "basis")),
        Column("helps", Wording("役立つと読む項目", "read as helping with")),
        Column("reading", Wording("読み方の根拠", "basis of the reading")),
        Column("reason", Wording("読み方", "reading")),
    )
    separator = Wording("，", "; ").text(language)
    rows = tuple(
        (
            support.wording.text(language),
            role.wording.text(language),
            " ".join(
                dict.fromkeys(
                    place.statement for place in (*support.basis.citations, *role.basis.citations)
                )
            ),
            role.basis.kind.text(language),
            separator.join(fact.wording.text(language) for fact in role.helps_with),
            "" if role.reading is None else role.reading.kind.text(language),
            "" if role.reading is None else role.reading.reason.text(language),
        )
        for support in kochi.POLICY.supports
        for role in support.roles
    )
    return Table(columns, rows).as_markdown(language)


def policy_page(language: Language) -> str:
    """Make the page of the policy: diagram, stages, requirements, facts, statements."""
    facts = Wording("項目（事実）とキー", "Facts and their keys").text(language)
    supports = Wording("資金のほかの支援", "Support besides money").text(language)
    statements = Wording("市の資料の記述", "Statements of the leaflet").text(language)
    return "\n".join(
        [
            _GENERATED.text(language),
            "",
            policy_markdown(kochi.POLICY, language).rstrip(),
            "",
            _CASES.text(language).format(kochi.POLICY.key),
            "",
            f"## {facts}",
            "",
            facts_table(language),
            "",
            f"## {supports}",
            "",
            supports_table(language),
            "",
            f"## {statements}",
            "",
            statements_table(language),
            "",
        ]
    )


_CASES: Final = Wording(
    "この基準が何と答えるべきかを，人が考えて書いた"
    "[事例の表](../../tests/kochi/boundaries/{}.csv)があります"
    "（[表の読み方](../../tests/kochi/boundaries/README.md)）。",
    "What this policy should answer stands in "
    "[a table of cases](../../tests/kochi/boundaries/{}.csv), reasoned by people "
    "([how to read it](../../tests/kochi/boundaries/README.md)).",
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
_NOT_ACTIVATED: Final = Wording(
    "仮想環境を有効にしていなければ，`renkei` を `.venv/bin/renkei`"
    "（Windows では `.venv\\Scripts\\renkei`）と読み替えてください。",
    " Where no environment is activated, `renkei` is `.venv/bin/renkei` "
    "(Windows `.venv\\Scripts\\renkei`).",
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
        f"{_asked_for(kochi.INDICATOR_POLICY, language)}{_NOT_ACTIVATED.text(language)}",
        *rest,
        "",
        _CASES.text(language).format(kochi.INDICATOR_POLICY.key),
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
    registry = _REGISTRY.text(language)
    lines = [_GENERATED.text(language), "", f"# {title}", "", registry, "", note, "", table, ""]
    return "\n".join(lines)


_REGISTRY: Final = Wording(
    "登録簿は，市の資料（令和5年8月）の6～7頁の表に載る29の協議会です。",
    "The registry is the table on pages 6 and 7 of the city's leaflet of August 2023, "
    "with 29 councils.",
)


_ABOUT_SUBSIDIES: Final = Wording(
    "市の資料にある二つの補助金と，コミュニティ計画についての定めを，データとして示します。"
    "出典の番号は[モデルの読む基準](policy.md)の一覧のものです。"
    "金額の幅は記録だけから出します。資料に書かれていないことは，ここに示す読みで計算し，"
    "ほかの読みでの金額と，それが多くなるか少なくなるかを添えます。"
    "`renkei subsidies`，`renkei project`，`renkei plan` で使います。",
    "The two subsidies of the city's leaflet, and what it says of community plans, as data. "
    "Statement ids are those of [the policy](policy.md). Intervals of yen come from records alone; "
    "what the leaflet does not say is computed on the reading shown here, with the other reading's "
    "yen beside it and whether it grants more or less. Use them by `renkei subsidies`, "
    "`renkei project` and `renkei plan`.",
)
_BASIS_COLUMNS: Final = (
    Column("basis", Wording("根拠の種類", "basis")),
    Column("statements", Wording("出典", "statement")),
    Column("reason", Wording("読み方", "reading")),
)
_REGISTRY_YEAR: Final = FiscalYear(2023)


def _basis_cells(basis: Basis, language: Language) -> tuple[str, str, str]:
    statements = " ".join(place.statement for place in basis.citations)
    return basis.kind.text(language), statements, basis.reason.text(language)


def subsidies_page(language: Language) -> str:
    """Make the page of subsidies and plans: the rules as data, and the registry's fiscal year."""
    policy = kochi.POLICY
    title = Wording("補助金とコミュニティ計画", "Subsidies and community plans").text(language)
    table = Wording(
        f"{_REGISTRY_YEAR.text('ja')}の29協議会", f"The 29 councils in {_REGISTRY_YEAR.text('en')}"
    ).text(language)
    lines = [_GENERATED.text(language), "", f"# {title}", "", _ABOUT_SUBSIDIES.text(language), ""]
    for rule in policy.subsidies:
        lines += [*_subsidy_lines(rule, language), ""]
    rows = [
        [
            subsidy_range(council, policy, rule, _REGISTRY_YEAR, kochi.REGISTRY_AS_OF)
            for rule in policy.subsidies
        ]
        for council in kochi.COUNCILS
    ]
    councils = many_subsidies(rows, policy, _REGISTRY_YEAR, language).markdown
    lines += [*_plan_lines(PLAN_RULE, language), "", f"## {table}", "", councils, ""]
    return "\n".join(lines)


def _subsidy_lines(rule: SubsidyRule, language: Language) -> list[str]:
    ceilings = Table(
        (
            Column("key", Wording("キー", "key")),
            Column("when", Wording("場合", "when")),
            Column("yen", Wording("上限額（年額）", "ceiling for the year"), right=True),
            Column("asks", Wording("要件", "asks for")),
            *_BASIS_COLUMNS,
        ),
        tuple(
            (
                f"`{ceiling.key}`",
                ceiling.wording.text(language),
                yen_text(amount.yen, language),
                "\n".join(need.wording.text(language) for need in ceiling.requirements),
                *_basis_cells(amount.basis, language),
            )
            for ceiling in rule.ceilings
            for amount in ceiling.amounts
        ),
    )
    of_ceilings = tuple(need for ceiling in rule.ceilings for need in ceiling.requirements)
    kind, statements, _ = _basis_cells(rule.basis, language)
    rate = Wording("補助率", "rate").text(language)
    lines = [
        f"## {rule.wording.text(language)}",
        "",
        f"`{rule.key}`  {kind} {statements}  {rate} {rate_text(rule.rate)}",
        "",
        f"### {Wording('上限額', 'Ceilings').text(language)}",
        "",
        _FIRST_APPLIES.text(language),
        "",
        ceilings.as_markdown(language),
        "",
        f"### {Wording('要件（協議会，上限額）', 'Asked of the council').text(language)}",
        "",
        _needs_table(rule.requirements + of_ceilings, language),
        "",
    ]
    if rule.project_requirements:
        lines += [
            f"### {Wording('事業についての要件', 'Asked of a project').text(language)}",
            "",
            _needs_table(rule.project_requirements, language),
            "",
        ]
    return [*lines, *_questions_lines(rule, language)]


_FIRST_APPLIES: Final = Wording(
    "上から順に見て，要件をすべて満たす最初のものが適用されます。",
    "The first whose requirements are all met applies.",
)


def _needs_table(needs: tuple[Requirement, ...], language: Language) -> str:
    columns = (
        Column("requirement", Wording("要件", "requirement")),
        Column("asks", Wording("必要な記録", "needs")),
        *_BASIS_COLUMNS,
    )
    rows = tuple(
        (
            need.wording.text(language),
            describe(need.condition).text(language),
            *_basis_cells(need.basis, language),
        )
        for need in needs
    )
    return Table(columns, rows).as_markdown(language)


def _questions_lines(rule: SubsidyRule, language: Language) -> list[str]:
    columns = (
        Column("key", Wording("キー", "key")),
        Column(
            "question", Wording("書かれていないこと（ここでの読み）", "question (reading taken)")
        ),
        Column("other", Wording("ほかの読みでは", "on the other reading")),
        Column("statements", Wording("関わる記述", "statement")),
    )
    rows = tuple(
        (
            f"`{asked.key}`",
            asked.wording.text(language),
            _other_reading(asked.alternative).text(language),
            _basis_cells(asked.basis, language)[1],
        )
        for asked in rule.questions
    )
    title = Wording("資料に書かれていないこと", "What the leaflet does not say").text(language)
    return [f"### {title}", "", Table(columns, rows).as_markdown(language)]


def _other_reading(alternative: Alternative) -> Wording:
    match alternative:
        case OtherCeilings(ceilings):
            needs = [need.wording for ceiling in ceilings for need in ceiling.requirements]
            yen = max(ceiling.amounts[-1].yen for ceiling in ceilings)
            said = Wording(
                f"{'，'.join(need.ja for need in needs)}なら {yen_text(yen, 'ja')}",
                f"{yen_text(yen, 'en')} if {'; '.join(need.en for need in needs)}",
            )
        case RoundedDown(to):
            said = Wording(f"{to:,}円未満を切り捨て", f"cut to a multiple of {to:,} yen")
        case EvenIfLapsed() | EachDistrict() | MonthsLeft() | Excluded() | NoFigure():
            said = _OTHER_READINGS[type(alternative)]
        case _:
            assert_never(alternative)
    return said


_OTHER_READINGS: Final[dict[type, Wording]] = {
    EvenIfLapsed: Wording("計画期間が終わった計画も数える", "a plan whose term is over counts too"),
    EachDistrict: Wording("上限額 × 小学校区の数", "the ceiling times the number of districts"),
    MonthsLeft: Wording(
        "上限額 × 年度の残りの月数 ÷ 12", "the ceiling times the months left of the year, by 12"
    ),
    Excluded: Wording("もう一方を受けられる年度は 0円", "0 yen in a year with the other subsidy"),
    NoFigure: Wording("金額では示せない", "nobody can say in yen"),
}


def _plan_lines(rule: PlanRule, language: Language) -> list[str]:
    parts = Table(
        (
            Column("key", Wording("キー", "key")),
            Column("part", Wording("内容", "part")),
            *_BASIS_COLUMNS[:2],
        ),
        tuple(
            (f"`{part.key}`", part.wording.text(language), *_basis_cells(part.basis, language)[:2])
            for part in rule.parts
        ),
    )
    facts = Table(
        (
            Column("fact", Wording("計画から読み取る項目", "what a plan is evidence of")),
            Column("key", Wording("キー", "key")),
        ),
        tuple((fact.wording.text(language), f"`{fact.key}`") for _, fact in rule.facts.named()),
    )
    years = Wording(f"計画期間: 概ね{rule.years}年", f"term: about {rule.years} years")
    share = Wording(
        f"登載事業の{rule.soft_share}を超えるソフト事業を「中心」とみなす",
        f"soft projects are “mainly” the plan where they exceed {rule.soft_share} of its projects",
    )
    title = Wording("コミュニティ計画", "Community plans").text(language)
    shown = " ".join(f"`{part.key}`" for part in rule.parts if part.of_projects)
    by_projects = Wording(
        f"登載事業の記録があれば，{shown} はあるものとする",
        f"a plan of which a project is recorded holds {shown}",
    )
    return [
        f"## {title}",
        "",
        parts.as_markdown(language),
        "",
        f"- {by_projects.text(language)}",
        f"- {years.text(language)}（{rule.years_basis.text(language)}）"
        if language == "ja"
        else f"- {years.text(language)} ({rule.years_basis.text(language)})",
        f"- {share.text(language)}（{rule.soft_basis.text(language)}）"
        if language == "ja"
        else f"- {share.text(language)} ({rule.soft_basis.text(language)})",
        "",
        facts.as_markdown(language),
    ]


def picture_mark(language: Language) -> str:
    """Give the first line of the picture of the policy: what it was drawn from."""
    drawn_from = hashlib.sha256(dot(kochi.POLICY, language).encode()).hexdigest()
    return f"<!-- docs/generate.py draws this by Graphviz, from DOT {drawn_from} -->"


def picture(language: Language) -> str:
    """Draw the policy, as README shows it."""
    return f"{picture_mark(language)}\n{render(dot(kochi.POLICY, language), 'svg').decode()}"


def _has_stale_picture(path: pathlib.Path, language: Language) -> bool:
    return not path.exists() or not path.read_text(encoding="utf-8").startswith(
        f"{picture_mark(language)}\n<svg"
    )


PICTURE: Final = "images/kochi-{}.svg"
PAGES: Final = {
    "policy.md": policy_page,
    "indicators.md": indicators_page,
    "evidence.md": evidence_page,
    "subsidies.md": subsidies_page,
}


def written() -> Iterator[tuple[pathlib.Path, str]]:
    """Give every generated file with its text: pages in both languages, schemas of documents."""
    for language in LANGUAGES:
        for name, page in PAGES.items():
            yield DOCS / language / name, page(language)
    for subject in SUBJECTS:
        text = json.dumps(json_schema(subject), ensure_ascii=False, indent=2) + "\n"
        yield DOCS / "schemas" / schema_name(subject), text


def _write(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write the generated files, or check that they are fresh."""
    stale = []
    for path, text in written():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(path.relative_to(DOCS)))
        if "--check" not in arguments:
            _write(path, text)
    for language in LANGUAGES:
        path = DOCS / PICTURE.format(language)
        if _has_stale_picture(path, language):
            stale.append(PICTURE.format(language))
            if "--check" not in arguments:
                _write(path, picture(language))
    if "--check" in arguments and stale:
        sys.stderr.write(f"stale, run python docs/generate.py: {', '.join(stale)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
