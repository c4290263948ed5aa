"""What can be asked on the command line, in Japanese and English."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.cli.command_options import OPTIONS_OF, POLICY_OPTIONS_OF
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
        districts_separated_by: What stands between the districts of one council in it, beside `|`.
        alone: Whether the registry's evidence is left out.
        everyone: Whether the registry's other councils are listed too.
        council: Which council of a file, or of the registry.
        as_of: The day that is judged; None for the default.
        on: The day of a step.
        to: The key or name of the stage to enter; None for the next one.
        transition: The key of the step; empty for one of progress.
        by: Who records the step.
        note: What they remark.
        output: The file to write; empty for the standard output.
        policy: The key of the policy to read councils by, with `_` or `-`.
        before: The key of the policy to compare.
        after: The key of the policy to compare it with.
        fiscal_year: The fiscal year of subsidies; None for that of the day.
        subsidy: The key or name of the subsidy that is to pay for a project; empty for the one
            that asks about its kind.
        name: What a project is called.
        when: When it takes place.
        cost: What it costs, in yen.
        host: Whether the council hosts it; None if nobody said.
        other_grant: Whether another grant is received for it, likewise.
        benefit: Whether it serves particular persons or bodies, likewise.
        category: The key or name of its kind; empty if nobody said.
        yes: The keys or names of what is so of it.
        no: The keys or names of what surely is not so.
        projects: Whether the form of projects is written instead of a ledger's.
        diff: The two policies whose differences are shown by smallest ledgers; none to explore one.
        cases: Whether the pair of cases of each leaf is told too.
    """

    command: str
    action: str = ""
    language: Language = "ja"
    format: OutputFormat = attrs.field(default=OutputFormat.TEXT, converter=OutputFormat)
    drawing: DrawingFormat = attrs.field(default=DrawingFormat.MERMAID, converter=DrawingFormat)
    subject: str = ""
    ledger: str = ""
    registry: str = ""
    districts_separated_by: str = ""
    alone: bool = False
    everyone: bool = False
    council: str = ""
    as_of: datetime.date | None = None
    on: datetime.date | None = None
    to: str | None = None
    transition: str = ""
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
    host: bool | None = None
    other_grant: bool | None = None
    benefit: bool | None = None
    category: str = ""
    yes: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    no: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    projects: bool = False
    diff: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    cases: bool = False


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
        "次の段階への移行や取消しを台帳に記録する",
        "record a step to the next stage, or a withdrawal, in a ledger",
    ),
    "replay": Wording("記録された段階の変更を検証する", "judge every recorded step again"),
    "explore": Wording(
        "基準に穴がないかを，あらゆる記録について確かめる",
        "prove what holds for every ledger under a policy",
    ),
    "convert": Wording(
        "台帳（CSV），協議会（JSON），基準（JSON・TOML）を別の形式で書き出す",
        "write a ledger (CSV), councils (JSON) or a policy (JSON, TOML) in another form",
    ),
    "diagram": Wording(
        "段階の図，頁，または動かせる機械を書き出す",
        "draw the stages: as a picture, a page, or a machine to be run",
    ),
}
"""The commands, each with what it does."""

POLICY_COMMANDS: Final = {
    "check": Wording("基準のファイルに誤りがないか確かめる", "check a file of a policy"),
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
    "二つの基準に判定に関わる違いがある・事業が対象外か未確認か，協議会の補助が0円からとなる・"
    "計画が未記録か，足りない内容があるか，計画期間が終わっているか，どちらも確かでない・"
    "基準に意味をなさない条件がある，"
    "2 引数やファイルが使えない",
    "exit codes: 0 fine, 1 a step is blocked, a recorded one was not legal, two policies decide "
    "otherwise, a project is not eligible or open, or its council may receive nothing, a plan is "
    "not on record, lacks parts, is over, or nobody recorded enough to tell, something in a policy "
    "cannot be meant as it stands, "
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
    problem = _problem(arguments, found)
    if problem:
        parser.refuse(problem.text(language), arguments.command)
    return arguments


def _problem(arguments: Arguments, found: Collection[str]) -> Wording:
    """Say what does not go together; empty where all is well."""
    reads_councils = arguments.command in {"assess", "subsidies", "project", "diagram"}
    if reads_councils and not arguments.ledger and (arguments.alone or arguments.everyone):
        return Wording(
            "--alone と --all は --ledger と一緒に使います。",
            "--alone and --all go with --ledger.",
        )
    if arguments.command == "project":
        return _problem_of_project(arguments, found)
    if arguments.command == "councils":
        return _problem_of_registry(arguments)
    if arguments.command == "diagram":
        return _problem_of_drawing(arguments)
    if arguments.command == "explore":
        return _problem_of_exploration(arguments, found)
    return _problem_of_file(arguments)


def _problem_of_file(arguments: Arguments) -> Wording:
    """Say what does not go together where a form is written, or a step is recorded in a ledger."""
    if arguments.projects and arguments.council:
        return Wording(
            "事業の一覧の様式に協議会の欄はないため，--council は使えません。",
            "the form of projects has no place for a council: leave --council out.",
        )
    if arguments.transition and arguments.to is not None:
        return Wording(
            "--to と --transition は，どちらか一つを使います。",
            "give either --to or --transition, not both.",
        )
    return Wording.same("")


_OF_ONE_PROJECT: Final = {
    "cost": "--cost",
    "when": "--on",
    "name": "--name",
    "host": "--host",
    "other_grant": "--other-grant",
    "benefit": "--benefit",
    "category": "--category",
    "yes": "--yes",
    "no": "--no",
}


def _problem_of_project(arguments: Arguments, found: Collection[str]) -> Wording:
    if arguments.subject:
        ignored = ", ".join(name for key, name in _OF_ONE_PROJECT.items() if key in found)
        if ignored:
            return Wording(
                f"{ignored} は，一つの事業を尋ねるときのものです。ファイルの事業については，"
                "ファイルに書いてください。",
                f"{ignored}: these ask about one project; of those of a file, write it in the "
                "file.",
            )
    else:
        lacking = {"--cost": arguments.cost, "--on": arguments.when}
        names = ", ".join(name for name, value in lacking.items() if value is None)
        if names:
            return Wording(f"引数が足りません: {names}。", f"arguments are missing: {names}.")
    if arguments.as_of is not None and not (arguments.council or arguments.ledger):
        return Wording(
            "--as-of は，協議会の上限額を数える --council か --ledger と一緒に使います。",
            "--as-of goes with --council or --ledger, by which a council's ceiling is read.",
        )
    return Wording.same("")


def _problem_of_registry(arguments: Arguments) -> Wording:
    if arguments.subject and arguments.registry:
        return Wording(
            "登録簿のファイルは，一度だけ書いてください。",
            "give the registry's file only once.",
        )
    if arguments.districts_separated_by and not (arguments.subject or arguments.registry):
        return Wording(
            "--districts-separated-by は登録簿のファイルと一緒に使います。",
            "--districts-separated-by goes with the file of a registry.",
        )
    return Wording.same("")


def _problem_of_drawing(arguments: Arguments) -> Wording:
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
    return Wording.same("")


def _problem_of_exploration(arguments: Arguments, found: Collection[str]) -> Wording:
    """Say where more than one policy is named to be explored."""
    if arguments.subject and "policy" in found:
        return Wording(
            "基準は，ファイルか --policy のどちらか一つで指定します。",
            "name the policy either as a file or by --policy, not both.",
        )
    if arguments.diff and (arguments.subject or "policy" in found or arguments.cases):
        return Wording(
            "--diff は二つの基準だけを比べるもので，ほかの基準や --cases とは併せて使えません。",
            "--diff compares its two policies; no other policy and no --cases go with it.",
        )
    return Wording.same("")


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
    asked = {name: options for name, options in OPTIONS_OF.items() if name in argv}
    made = _add_commands(parser, COMMANDS, asked, dest="command", language=language)
    if "policy" in asked:
        _add_commands(
            made["policy"], POLICY_COMMANDS, POLICY_OPTIONS_OF, dest="action", language=language
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
