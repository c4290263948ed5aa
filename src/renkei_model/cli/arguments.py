"""What can be asked on the command line, in Japanese and English."""

from __future__ import annotations

import argparse
import datetime
import enum
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NoReturn

import attrs

from renkei_model.date_text import parse_span
from renkei_model.errors import InvalidDate, RenkeiError
from renkei_model.wording import Language, Wording, nearest_names

__all__ = ["COMMANDS", "Arguments", "OutputFormat", "parse_arguments"]


class OutputFormat(enum.Enum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@attrs.frozen(kw_only=True)
class Arguments:
    """What was asked. What a command does not take has its default.

    Attributes:
        command: The command's name.
        language: The language of the answer.
        format: How it is printed.
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
    """

    command: str
    language: Language = "ja"
    format: OutputFormat = attrs.field(default=OutputFormat.TEXT, converter=OutputFormat)
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


COMMANDS: Final = {
    "assess": Wording(
        "協議会の段階と，次の段階に足りないものを示す",
        "tell where councils stand and what is missing for the next stage",
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
    "diagram": Wording("段階の図（Mermaid）を書き出す", "write the stages as a Mermaid diagram"),
}
"""The commands, each with what it does."""

_ABOUT: Final = Wording(
    "地域内連携協議会の発展段階を，記録された証拠から読み取ります。",
    "Read the development of neighbourhood councils from recorded evidence.",
)
_EPILOGUE: Final = Wording(
    "終了コード: 0 正常，1 進めない・要件を満たさない段階の変更がある，2 引数やファイルが使えない",
    "exit codes: 0 fine, 1 a step is blocked or a recorded one was not legal, "
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
    parser = _parser(language)
    found = vars(parser.parse_args(list(argv)))
    arguments = Arguments(**{name: value for name, value in found.items() if value is not None})
    without_ledger = arguments.command == "assess" and not arguments.ledger
    if without_ledger and (arguments.alone or arguments.everyone):
        parser.error(
            Wording(
                "--alone と --all は --ledger と一緒に使います。",
                "--alone and --all go with --ledger.",
            ).text(language)
        )
    return arguments


def _language_of(argv: Sequence[str]) -> Language:
    # Help and errors are in the asked language, so it is needed before anything is parsed.
    for place, word in enumerate(argv):
        value = argv[place + 1] if word == "--lang" and place + 1 < len(argv) else ""
        if value == "en" or word == "--lang=en":
            return "en"
    return "ja"


class _Help(argparse.HelpFormatter):
    """Help whose own words are in the asked language too."""

    usage = "usage: "

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self.usage if prefix is None else prefix)


class _JapaneseHelp(_Help):
    usage = "使い方: "


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, in the asked language."""

    language: Language = "ja"

    def error(self, message: str) -> NoReturn:
        sentence = _translated(message, self.language) + _guess(message, self.language)
        hint = Wording(f"使い方: {self.prog} --help", f"see {self.prog} --help").text(self.language)
        print(f"renkei: {sentence}\n{hint}", file=sys.stderr)
        raise SystemExit(2)


def _translated(message: str, language: Language) -> str:
    for pattern, said in _PARSER_MESSAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return said.text(language).format(**found.groupdict())
    # Ours are in the asked language already; a rare one of the parser's own is English.
    return message


def _guess(message: str, language: Language) -> str:
    found = re.search(r"invalid choice: '(?P<given>[^']*)'", message)
    near = nearest_names(found["given"], COMMANDS) if found is not None else ()
    if not near:
        return ""
    return Wording(
        f"{'，'.join(near)} ではありませんか。", f" Did you mean {' or '.join(near)}?"
    ).text(language)


_PARSER_MESSAGES: Final = (
    (
        r"unrecognized arguments: (?P<given>.*)",
        Wording("使えない引数です: {given}。", "unknown arguments: {given}."),
    ),
    (
        r"the following arguments are required: (?P<missing>.*)",
        Wording("引数が足りません: {missing}。", "arguments are missing: {missing}."),
    ),
    (
        r"argument (?P<name>[^:]*): expected one argument",
        Wording("{name} に値がありません。", "{name} needs a value."),
    ),
    (
        r"argument (?P<name>[^:]*): ignored explicit argument (?P<given>.*)",
        Wording("{name} は値（{given}）を取りません。", "{name} takes no value ({given})."),
    ),
    (
        r"argument (?P<name>[^:]*): invalid choice: (?P<given>.*) \(choose from (?P<known>.*)\)",
        Wording(
            "{name} に {given} は使えません。使えるのは {known} です。",
            "{name} cannot be {given}; choose from {known}.",
        ),
    ),
    (r"argument (?P<name>[^:]*): (?P<problem>.*)", Wording.same("{name}: {problem}")),
)


class _ShowVersion(argparse.Action):
    """Say the installed version and leave; looking it up costs more than most commands."""

    def __call__(self, *_: object) -> NoReturn:
        metadata = importlib.import_module("importlib.metadata")
        print(f"renkei {metadata.version('renkei_model')}")
        raise SystemExit(0)


def _parser(language: Language) -> _Parser:
    help_formatter = _JapaneseHelp if language == "ja" else _Help
    parser = _Parser(
        prog="renkei",
        description=_ABOUT.text(language),
        epilog=_EPILOGUE.text(language),
        add_help=False,
        allow_abbrev=False,
        formatter_class=help_formatter,
    )
    parser.language = language
    options = _Options.of(parser, language)
    options.help_and_language()
    options.options.add_argument(
        "--version",
        action=_ShowVersion,
        nargs=0,
        help=Wording("版を表示する", "show the version").text(language),
    )
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar=Wording("コマンド", "COMMAND").text(language),
        title=Wording("コマンド", "commands").text(language),
        parser_class=_Parser,
    )
    for name, wording in COMMANDS.items():
        text = wording.text(language)
        command = commands.add_parser(
            name,
            help=text,
            description=text,
            add_help=False,
            allow_abbrev=False,
            formatter_class=help_formatter,
        )
        command.language = language
        options = _Options.of(command, language)
        _OPTIONS_OF[name](options)
        options.help_and_language()
    return parser


@attrs.frozen
class _Options:
    """The arguments of one command, under headings of the asked language."""

    positional: argparse._ArgumentGroup
    options: argparse._ArgumentGroup
    language: Language

    @classmethod
    def of(cls, parser: argparse.ArgumentParser, language: Language) -> _Options:
        return cls(
            parser.add_argument_group(Wording("引数", "arguments").text(language)),
            parser.add_argument_group(Wording("オプション", "options").text(language)),
            language,
        )

    def text(self, ja: str, en: str) -> str:
        return Wording(ja, en).text(self.language)

    def help_and_language(self) -> None:
        self.options.add_argument(
            "--lang",
            dest="language",
            choices=("ja", "en"),
            default=argparse.SUPPRESS,
            help=self.text("言語（既定は ja）", "language (default: ja)"),
        )
        self.options.add_argument(
            "-h", "--help", action="help", help=self.text("この説明を表示する", "show this help")
        )

    def subject(self, ja: tuple[str, str], en: tuple[str, str], *, optional: bool = False) -> None:
        metavar, text = Wording(ja[0], en[0]), Wording(ja[1], en[1])
        self.positional.add_argument(
            "subject",
            nargs="?" if optional else None,
            metavar=metavar.text(self.language),
            help=text.text(self.language),
        )

    def flag(self, name: str, ja: str, en: str, *, dest: str) -> None:
        self.options.add_argument(name, dest=dest, action="store_true", help=self.text(ja, en))

    def value(
        self, name: str, ja: tuple[str, str], en: tuple[str, str], *, required: bool = False
    ) -> None:
        metavar, text = Wording(ja[0], en[0]), Wording(ja[1], en[1])
        self.options.add_argument(
            name,
            required=required,
            type=_filled(self.language) if required else str,
            metavar=metavar.text(self.language),
            help=text.text(self.language),
        )

    def day(self, name: str, ja: str, en: str, *, required: bool = False) -> None:
        def read(text: str) -> datetime.date:
            return _argument_day(text, self.language, exact=required)

        self.options.add_argument(
            name,
            type=read,
            required=required,
            metavar=self.text("日付", "DATE"),
            help=self.text(ja, en),
        )

    def format_and_output(self) -> None:
        formats = [known.value for known in OutputFormat]
        self.options.add_argument(
            "--format",
            choices=formats,
            metavar="|".join(formats),
            help=self.text("出力の形式（既定は text）", "how to print the answer (default: text)"),
        )
        self.output()

    def output(self) -> None:
        self.value(
            "--output",
            ("ファイル", "書き出すファイル（CSV は表計算ソフトで開ける形になる。既定は標準出力）"),
            ("FILE", "the file to write (CSV so that spreadsheets open it; default: the output)"),
        )

    def as_of(self) -> None:
        self.day(
            "--as-of",
            "判定する日（月や年度なら末日。既定: 登録簿だけなら令和5年8月31日，台帳があれば今日）",
            "the day that is judged, of a month or year its last (default: 2023-08-31 for the "
            "registry, today with a ledger)",
        )

    def registry(self) -> None:
        self.value(
            "--registry",
            ("ファイル", "同梱の登録簿の代わりに使う登録簿（CSV）"),
            ("FILE", "a registry (CSV) in place of the one that ships"),
        )

    def file_or_council(self) -> None:
        self.subject(
            (
                "ファイル|番号|名称",
                "台帳（CSV）か協議会の文書（JSON），または登録簿の番号か名称",
            ),
            (
                "FILE|NUMBER|NAME",
                "a ledger (CSV) or council document (JSON), or a number or name of the registry",
            ),
        )
        self.which_council()

    def which_council(self) -> None:
        self.value(
            "--council",
            ("名称", "ファイルに複数あるとき，どの協議会か"),
            ("NAME", "which council, where a file holds several"),
        )
        self.flag(
            "--alone",
            "登録簿の証拠に重ねず，ファイルだけを読む",
            "read the file alone, not on top of the registry's evidence",
            dest="alone",
        )


def _filled(language: Language) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.strip():
            empty = Wording("空にはできません。", "it cannot be empty.")
            raise argparse.ArgumentTypeError(empty.text(language))
        return text.strip()

    return read


def _argument_day(text: str, language: Language, *, exact: bool) -> datetime.date:
    try:
        span = parse_span(text)
        if exact and not span.is_day:
            raise InvalidDate(
                text,
                Wording("日が特定されていません", "it is not one day"),
                Wording("年月日まで書いてください", "give year, month and day"),
            )
    except RenkeiError as error:
        raise argparse.ArgumentTypeError(error.explain(language)) from None
    return span.last


def _assess(options: _Options) -> None:
    options.subject(
        ("番号|名称", "一つの協議会を詳しく示す"),
        ("NUMBER|NAME", "explain one council in full"),
        optional=True,
    )
    options.value(
        "--ledger",
        ("ファイル", "自分の台帳（CSV）。登録簿の協議会なら，その証拠に重ねて読む"),
        ("FILE", "your own ledger (CSV); a registered council's is read on top of its evidence"),
    )
    options.flag(
        "--alone",
        "登録簿の証拠に重ねず，台帳だけを読む",
        "read the ledger alone",
        dest="alone",
    )
    options.flag(
        "--all",
        "登録簿のほかの協議会も示す",
        "list the other registered councils too",
        dest="everyone",
    )
    options.as_of()
    options.format_and_output()


def _template(options: _Options) -> None:
    options.value(
        "--council",
        ("名称", "様式に書き入れておく協議会の名称"),
        ("NAME", "the council's name, to be filled in"),
    )
    options.output()


def _councils(options: _Options) -> None:
    options.registry()
    options.format_and_output()


def _policy(options: _Options) -> None:
    options.format_and_output()


def _timeline(options: _Options) -> None:
    options.file_or_council()
    options.format_and_output()


def _advance(options: _Options) -> None:
    options.subject(("ファイル", "台帳（CSV）"), ("FILE", "a ledger (CSV)"))
    options.which_council()
    options.day(
        "--on", "移行の日（年月日）", "the day of the step (year, month, day)", required=True
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


def _replay(options: _Options) -> None:
    options.file_or_council()
    options.format_and_output()


def _diagram(options: _Options) -> None:
    options.value(
        "--council",
        ("番号|名称", "記録から読み取れる段階に色を付ける，登録簿の協議会"),
        ("NUMBER|NAME", "a registered council whose supported stages are coloured"),
    )
    options.day(
        "--as-of",
        "判定する日（既定: 令和5年8月31日）",
        "the day that is judged (default: 2023-08-31)",
    )
    options.output()


_OPTIONS_OF: Final = {
    "assess": _assess,
    "template": _template,
    "councils": _councils,
    "policy": _policy,
    "timeline": _timeline,
    "advance": _advance,
    "replay": _replay,
    "diagram": _diagram,
}
