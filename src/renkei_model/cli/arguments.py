"""What can be asked on the command line, in Japanese and English."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.cli.parser import (
    DrawingFormat,
    Help,
    JapaneseHelp,
    Options,
    OutputFormat,
    Parser,
    ShowVersion,
)
from renkei_model.dates import FiscalYear, Span
from renkei_model.wording import Language, Wording

__all__ = ["COMMANDS", "Arguments", "DrawingFormat", "OutputFormat", "parse_arguments"]


@attrs.frozen(kw_only=True)
class Arguments:
    """What was asked. What a command does not take has its default.

    Attributes:
        command: The command's name.
        action: Which command of that command, such as `list` of `policy`; empty for its own answer.
        language: The language of the answer.
        format: How it is printed.
        drawing: How a policy is drawn.
        subject: A council's number or name, or a file; empty for all.
        ledger: A ledger file.
        registry: A registry file in place of the one that ships; empty for that one.
        alone: Whether the registry's evidence is left out.
        everyone: Whether the registry's other councils are listed too.
        council: Which council of a file, or of the registry.
        as_of: The day that is judged; None for the default.
        on: The day of a step.
        to: The key or name of the stage to enter; None for the next one.
        by: Who records the step.
        note: What they remark.
        output: The file to write; empty for the standard output.
        policy: The key of the policy to read councils by, with `_` or `-`.
        before: The key of the policy to compare.
        after: The key of the policy to compare it with.
        fiscal_year: The fiscal year of subsidies; None for that of the day.
        subsidy: The key of the subsidy that is to pay for a project; empty for the first.
        name: What a project is called.
        when: When it takes place.
        cost: What it costs, in yen.
        host: Whether the council hosts it: `yes`, `no` or `unknown`.
        other_grant: Whether another grant is received for it, likewise.
        benefit: Whether it serves particular persons or bodies, likewise.
        category: The key or name of its kind; empty if nobody said.
        projects: Whether the form of projects is written instead of a ledger's.
    """

    command: str
    action: str = ""
    language: Language = "ja"
    format: OutputFormat = attrs.field(default=OutputFormat.TEXT, converter=OutputFormat)
    drawing: DrawingFormat = attrs.field(default=DrawingFormat.MERMAID, converter=DrawingFormat)
    subject: str = ""
    ledger: str = ""
    registry: str = ""
    alone: bool = False
    everyone: bool = False
    council: str = ""
    as_of: datetime.date | None = None
    on: datetime.date | None = None
    to: str | None = None
    by: str = ""
    note: str = ""
    output: str = ""
    policy: str = "kochi"
    before: str = ""
    after: str = ""
    fiscal_year: FiscalYear | None = None
    subsidy: str = ""
    name: str = ""
    when: Span | None = None
    cost: int | None = None
    host: str = "unknown"
    other_grant: str = "unknown"
    benefit: str = "unknown"
    category: str = ""
    projects: bool = False


COMMANDS: Final = {
    "assess": Wording(
        "協議会の段階と，次の段階に足りないものを示す",
        "tell where councils stand and what is missing for the next stage",
    ),
    "subsidies": Wording(
        "年度の補助金の上限額の幅と，その理由を示す",
        "tell between which ceilings subsidies of a fiscal year lie, and why",
    ),
    "project": Wording(
        "予定する事業が補助の対象になるかを示す",
        "tell whether a subsidy pays for a planned project",
    ),
    "plan": Wording(
        "計画に足りない内容と更新の時期を示す",
        "tell what a community plan lacks, and when its renewal falls due",
    ),
    "template": Wording("台帳の様式（CSV）を書き出す", "write the form of a ledger (CSV)"),
    "councils": Wording("登録簿の協議会を一覧する", "list the registered councils"),
    "policy": Wording(
        "段階，要件，根拠を表で示す", "tabulate the stages, requirements and their basis"
    ),
    "timeline": Wording("要件がいつ満たされたかを示す", "tell when each requirement was met"),
    "advance": Wording(
        "次の段階への移行を台帳に記録する", "record a step to the next stage in a ledger"
    ),
    "replay": Wording("記録された段階の変更を検証する", "judge every recorded step again"),
    "diagram": Wording(
        "段階の図，頁，または動かせる機械を書き出す",
        "draw the stages: as a picture, a page, or a machine to be run",
    ),
}
"""The commands, each with what it does."""

POLICY_COMMANDS: Final = {
    "list": Wording("基準を一覧する", "list the policies"),
    "diff": Wording(
        "二つの基準の違いと，それで段階や判定の変わる協議会を示す",
        "tell what differs between two policies, and for which councils",
    ),
}
"""The commands of `policy`, each with what it does."""

_ABOUT: Final = Wording(
    "地域内連携協議会の発展段階を，記録された証拠から読み取ります。",
    "Read the development of neighbourhood councils from recorded evidence.",
)
_EPILOGUE: Final = Wording(
    "終了コード: 0 正常，1 進めない・要件を満たさない段階の変更がある・"
    "二つの基準に判定に関わる違いがある・事業が対象外か未確認・計画に足りない内容があるか"
    "計画期間が終わっている，2 引数やファイルが使えない",
    "exit codes: 0 fine, 1 a step is blocked, a recorded one was not legal, two policies decide "
    "otherwise, a project is not eligible or open, a plan lacks parts or its term is over, "
    "2 unusable arguments or files",
)


def parse_arguments(argv: Sequence[str]) -> Arguments:
    """Read the command line; print help or what is wrong with it, and leave, where needed.

    Args:
        argv: The arguments after the command's name.

    Raises:
        SystemExit: After help (0), or for arguments that cannot be used (2).
    """
    language = _language_of(argv)
    parser = _parser(language, argv)
    found = vars(parser.parse_args(list(argv)))
    arguments = Arguments(**{name: value for name, value in found.items() if value is not None})
    if arguments.action and "policy" in found:
        parser.error(
            Wording(
                f"読む基準を一つ選ぶ --policy は，policy {arguments.action} では使いません。",
                f"--policy, the one policy to read by, does not go with policy {arguments.action}.",
            ).text(language)
        )
    if arguments.command == "project" and not arguments.subject:
        lacking = {"--cost": arguments.cost, "--on": arguments.when}
        names = ", ".join(name for name, value in lacking.items() if value is None)
        if names:
            parser.error(f"the following arguments are required: {names}")
    takes_ledger = arguments.command in {"assess", "subsidies", "diagram"}
    if takes_ledger and not arguments.ledger and (arguments.alone or arguments.everyone):
        parser.error(
            Wording(
                "--alone と --all は --ledger と一緒に使います。",
                "--alone and --all go with --ledger.",
            ).text(language)
        )
    if arguments.command == "diagram":
        unfit = _unfit_drawing(arguments)
        if unfit is not None:
            parser.error(unfit.text(language))
    return arguments


def _unfit_drawing(arguments: Arguments) -> Wording | None:
    """Say what does not go with the asked format of a drawing."""
    name = arguments.drawing.value
    is_machine = arguments.drawing in {DrawingFormat.SCXML, DrawingFormat.XSTATE}
    if is_machine and (arguments.council or arguments.ledger):
        return Wording(
            f"--format {name} は基準だけを書き出すもので，--council と --ledger は使えません。",
            f"--format {name} writes the policy alone; --council and --ledger do not go with it.",
        )
    if arguments.drawing is DrawingFormat.PNG and not arguments.output:
        return Wording(
            "--format png には，書き出すファイルを --output で指定してください。",
            "--format png needs the file to write, as --output.",
        )
    return None


def _language_of(argv: Sequence[str]) -> Language:
    # Help and errors are in the asked language, so it is needed before anything is parsed.
    for place, word in enumerate(argv):
        value = argv[place + 1] if word == "--lang" and place + 1 < len(argv) else ""
        if value == "en" or word == "--lang=en":
            return "en"
    return "ja"


def _parser(language: Language, argv: Sequence[str]) -> Parser:
    parser = Parser(
        prog="renkei",
        description=_ABOUT.text(language),
        epilog=_EPILOGUE.text(language),
        add_help=False,
        allow_abbrev=False,
        formatter_class=JapaneseHelp if language == "ja" else Help,
    )
    parser.language = language
    options = Options.of(parser, language)
    options.help_and_language()
    options.options.add_argument(
        "--version",
        action=ShowVersion,
        nargs=0,
        help=Wording("版を表示する", "show the version").text(language),
    )
    # A command that is not among the words cannot be meant, so its options are not needed.
    asked = {name: options for name, options in _OPTIONS_OF.items() if name in argv}
    made = _add_commands(parser, COMMANDS, asked, dest="command", language=language)
    if "policy" in asked:
        _add_commands(
            made["policy"], POLICY_COMMANDS, _POLICY_OPTIONS_OF, dest="action", language=language
        )
    return parser


def _add_commands(
    parser: Parser,
    commands: Mapping[str, Wording],
    options_of: Mapping[str, Callable[[Options], None]],
    *,
    dest: str,
    language: Language,
) -> dict[str, Parser]:
    """Add commands to a parser, or to the parser of a command; give the parser of each."""
    named = parser.add_subparsers(
        dest=dest,
        required=dest == "command",
        metavar=Wording("コマンド", "COMMAND").text(language),
        title=Wording("コマンド", "commands").text(language),
        parser_class=Parser,
    )
    made = {}
    for name, wording in commands.items():
        text = wording.text(language)
        command = named.add_parser(
            name,
            help=text,
            description=text,
            add_help=False,
            allow_abbrev=False,
            # A default here would undo what was asked before the name of the command.
            argument_default=argparse.SUPPRESS,
            formatter_class=parser.formatter_class,
        )
        command.language = language
        made[name] = command
        if name in options_of:
            options = Options.of(command, language)
            options_of[name](options)
            options.help_and_language()
    return made


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
                "safety（見守り・防災），plan_drafting_work（計画の策定）。ほかの種類なら書かない"
            ),
        ),
        (
            "KIND",
            (
                "administration, publicity, event, safety or plan_drafting_work; "
                "leave it out for any other kind"
            ),
        ),
    )
    options.value(
        "--subsidy",
        ("補助金", "補助金のキー（既定は活動促進事業費補助金 activity_promotion）"),
        ("KEY", "the subsidy's key (default: activity_promotion)"),
    )
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
        "--note",
        ("備考", "備考（台帳の根拠資料の列に入る）"),
        ("TEXT", "a remark (it goes into the ledger's evidence column)"),
    )
    options.policy()


def _replay(options: Options) -> None:
    options.file_or_council()
    options.policy()
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


_OPTIONS_OF: Final = {
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
    "diagram": _diagram,
}

_POLICY_OPTIONS_OF: Final = {"list": _policy_list, "diff": _policy_diff}
