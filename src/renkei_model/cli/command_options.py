"""What each command takes on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from renkei_model.cli.parser import Options

__all__ = ["OPTIONS_OF", "POLICY_OPTIONS_OF"]


def _assess(options: Options) -> None:
    options.councils()
    options.as_of()
    options.policy()
    options.format_and_output()


def _subsidies(options: Options) -> None:
    options.councils()
    options.fiscal_year()
    options.as_of()
    options.policy()
    options.format_and_output()


def _project(options: Options) -> None:
    options.subject(
        ("ファイル", "事業の一覧（CSV）。一つの事業なら，書かずに下のオプションで答える"),
        ("FILE", "projects, one a row (CSV); for one project leave it out and answer below"),
        optional=True,
    )
    options.yen("--cost", "事業の経費（円）", "what it costs, in yen")
    options.when()
    options.value("--name", ("名称", "事業の名称"), ("NAME", "what it is called"))
    options.answer("--host", "協議会の主催か共催か", "whether the council hosts or co-hosts it")
    options.answer(
        "--other-grant",
        "ほかの補助金等の交付を受けるか",
        "whether another grant is received for it",
    )
    options.answer(
        "--benefit",
        "特定の個人・団体の利益になるか",
        "whether it serves particular persons or bodies",
    )
    options.value(
        "--category",
        (
            "種類",
            (
                "administration（会議・事務），publicity（広報），event（行事），"
                "safety（見守り・防災），plan_drafting_work（計画の策定）か，その名称。"
                "ほかの種類なら書かない"
            ),
        ),
        (
            "KIND",
            (
                "administration, publicity, event, safety or plan_drafting_work, or its name; "
                "leave it out for any other kind"
            ),
        ),
    )
    options.facts(
        "--yes",
        "当てはまること（キーか名称。いくつでも）。どの基準の補助金についても使える",
        "what is so of it (key or name; again for more), whatever the policy's subsidies ask",
    )
    options.facts(
        "--no",
        "当てはまらないこと（同じく）",
        "what surely is not so (likewise)",
    )
    options.value(
        "--subsidy",
        ("補助金", "補助金のキーか名称（既定は，その種類の事業について問う補助金）"),
        ("KEY", "the subsidy's key or name (default: the one that asks about such a project)"),
    )
    options.whose_ceiling()
    options.as_of()
    options.policy()
    options.format_and_output()


def _plan(options: Options) -> None:
    options.file_or_council()
    options.as_of()
    options.policy()
    options.format_and_output()


def _template(options: Options) -> None:
    options.value(
        "--council",
        ("名称", "様式に書き入れておく協議会の名称"),
        ("NAME", "the council's name, to be filled in"),
    )
    options.flag(
        "--projects",
        "台帳ではなく，事業の一覧の様式を書き出す",
        "write the form of projects instead of a ledger's",
        dest="projects",
    )
    options.policy()
    options.output()


def _councils(options: Options) -> None:
    options.registry()
    options.format_and_output()


def _policy(options: Options) -> None:
    options.policy()
    options.format_and_output()


def _policy_list(options: Options) -> None:
    options.no_policy()
    options.format_and_output()


def _policy_diff(options: Options) -> None:
    options.two_policies()
    options.no_policy()
    options.ledger()
    options.as_of()
    options.fiscal_year()
    options.format_and_output()


def _timeline(options: Options) -> None:
    options.file_or_council()
    options.policy()
    options.format_and_output()


def _advance(options: Options) -> None:
    options.subject(("ファイル", "台帳（CSV）"), ("FILE", "a ledger (CSV)"))
    options.which_council()
    options.day(
        "--on",
        "移行の日（年月日。今日まで）",
        "the day of the step (year, month, day; not after today)",
        required=True,
    )
    options.value("--by", ("氏名", "記録する人"), ("NAME", "who records it"), required=True)
    options.value(
        "--to", ("段階", "進む段階（名称かキー）"), ("STAGE", "the stage to enter (name or key)")
    )
    options.value(
        "--transition",
        ("キー", "記録する移行のキー。取消しなどの移行は，こちらで指定する"),
        ("KEY", "the step by its key; a withdrawal is recorded so"),
    )
    options.value(
        "--note",
        ("備考", "備考（台帳の根拠資料の列に入る）"),
        ("TEXT", "a remark (it goes into the ledger's evidence column)"),
    )
    options.policy()


def _replay(options: Options) -> None:
    options.file_or_council()
    options.policy()
    options.format_and_output()


def _policy_check(options: Options) -> None:
    options.subject(
        ("ファイル", "基準のファイル（JSON か TOML）"), ("FILE", "a policy in JSON or TOML")
    )
    options.no_policy()
    options.format_and_output()


def _convert(options: Options) -> None:
    options.subject(
        (
            "ファイル",
            "台帳（CSV），協議会の文書（JSON），基準（JSON か TOML。同梱の基準ならキー）",
        ),
        (
            "FILE",
            (
                "a ledger (CSV), a document of councils (JSON), or a policy (JSON or TOML; the key "
                "of one that ships)"
            ),
        ),
    )
    options.policy()
    options.output()


def _explore(options: Options) -> None:
    options.subject(
        ("ファイル", "調べる基準のファイル（JSON か TOML）"),
        ("FILE", "the policy to explore (JSON or TOML)"),
        optional=True,
    )
    options.policy()
    options.pair_of_policies()
    options.flag(
        "--cases",
        "条件ごとに，それだけで判定が分かれる記録の組も示す",
        "tell for each leaf the two ledgers between which it alone decides (MC/DC), too",
        dest="cases",
    )
    options.day(
        "--as-of",
        "例を判定する年度（その末日で判定する。既定は公表の翌年度）",
        "the fiscal year at whose end examples are judged (default: after that of publication)",
    )
    options.format_and_output()


def _diagram(options: Options) -> None:
    options.drawing_format()
    options.value(
        "--council",
        ("番号|名称", "記録から読み取れる段階に色を付ける，登録簿か台帳の協議会"),
        ("NUMBER|NAME", "a council of the registry or ledger whose supported stages are coloured"),
    )
    options.ledger()
    options.flag(
        "--alone", "登録簿の証拠に重ねず，台帳だけを読む", "read the ledger alone", dest="alone"
    )
    options.as_of()
    options.policy()
    options.output()


OPTIONS_OF: Final[dict[str, Callable[[Options], None]]] = {
    "assess": _assess,
    "subsidies": _subsidies,
    "project": _project,
    "plan": _plan,
    "template": _template,
    "councils": _councils,
    "policy": _policy,
    "timeline": _timeline,
    "advance": _advance,
    "replay": _replay,
    "explore": _explore,
    "convert": _convert,
    "diagram": _diagram,
}
"""What each command takes."""

POLICY_OPTIONS_OF: Final[dict[str, Callable[[Options], None]]] = {
    "check": _policy_check,
    "list": _policy_list,
    "diff": _policy_diff,
}
"""What each command of `policy` takes."""
