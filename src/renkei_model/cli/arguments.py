"""What can be asked on the command line, in Japanese and English."""

from __future__ import annotations

import argparse
import datetime
import enum
import re
import sys
from collections.abc import Sequence
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
        alone: Whether the registry's evidence is left out.
        everyone: Whether the registry's other councils are listed too.
        council: Which council of a file, or of the registry.
        as_of: The day that is judged; None for the default.
        on: The day of a step.
        to: The key of the stage to enter; None for the next one.
        by: Who records the step.
        note: What they remark.
        output: The file to write; empty for the standard output.
    """

    command: str
    language: Language = "ja"
    format: OutputFormat = OutputFormat.TEXT
    subject: str = ""
    ledger: str = ""
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
    "councils": Wording("登録された29の協議会を示す", "list the 29 registered councils"),
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
    "終了コード: 0 正常，1 進めない・適法でない記録がある，2 引数やファイルが使えない",
    "exit codes: 0 fine, 1 a step is blocked or a history not legal, 2 unusable arguments or files",
)


def parse_arguments(argv: Sequence[str]) -> Arguments:
    """Read the command line; print help or what is wrong with it, and leave, where needed.

    Args:
        argv: The arguments after the command's name.

    Raises:
        SystemExit: After help (0), or for arguments that cannot be used (2).
    """
    language = _language_of(argv)
    found = vars(_parser(language).parse_args(list(argv)))
    return Arguments(**{name: value for name, value in found.items() if value is not None})


def _language_of(argv: Sequence[str]) -> Language:
    # Help and errors are in the asked language, so it is needed before anything is parsed.
    for place, word in enumerate(argv):
        value = argv[place + 1] if word == "--lang" and place + 1 < len(argv) else ""
        if value == "en" or word == "--lang=en":
            return "en"
    return "ja"


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, in the asked language."""

    language: Language = "ja"

    def error(self, message: str) -> NoReturn:
        sentence = _translated(message, self.language) + _guess(message, self.language)
        hint = Wording(f"使い方: {self.prog} --help", f"see {self.prog} --help").text(self.language)
        print(f"renkei: {sentence}\n{hint}", file=sys.stderr)
        raise SystemExit(2)


def _translated(message: str, language: Language) -> str:
    matches = ((re.fullmatch(pattern, message), said) for pattern, said in _PARSER_MESSAGES)
    found, said = next((found, said) for found, said in matches if found is not None)
    return said.text(language).format(**found.groupdict())


def _guess(message: str, language: Language) -> str:
    found = re.search(r"invalid choice: '(?P<given>[^']*)'", message)
    near = nearest_names(found["given"], COMMANDS) if found is not None else ()
    if not near:
        return ""
    return Wording(f"もしかして: {'，'.join(near)}。", f" Did you mean {' or '.join(near)}?").text(
        language
    )


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
        r"argument (?P<name>[^:]*): invalid choice: (?P<given>.*) \(choose from (?P<known>.*)\)",
        Wording(
            "{name} に {given} は使えません。使えるのは {known} です。",
            "{name} cannot be {given}; choose from {known}.",
        ),
    ),
    (
        r"argument (?P<name>[^:]*): (?P<problem>.*)",
        Wording.same("{name}: {problem}"),
    ),
    # Whatever else the parser may say is better said in English than not at all.
    (r"(?s:(?P<problem>.*))", Wording.same("{problem}")),
)


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="renkei",
        description=_ABOUT.text(language),
        epilog=_EPILOGUE.text(language),
        add_help=False,
        allow_abbrev=False,
    )
    parser.language = language
    _add_help(parser, language)
    _add_language(parser, language)
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
            name, help=text, description=text, add_help=False, allow_abbrev=False
        )
        command.language = language
        _ARGUMENTS_OF[name](_Adder(command, language))
        _add_language(command, language)
        _add_help(command, language)
    return parser


@attrs.frozen
class _Adder:
    """Adds the arguments of one command, in one language."""

    parser: argparse.ArgumentParser
    language: Language

    def text(self, ja: str, en: str) -> str:
        return Wording(ja, en).text(self.language)

    def day(self, *names: str, ja: str, en: str, required: bool = False) -> None:
        def read(text: str) -> datetime.date:
            return _argument_day(text, self.language, exact=required)

        self.parser.add_argument(
            *names,
            type=read,
            required=required,
            metavar=self.text("日付", "DATE"),
            help=self.text(ja, en),
        )

    def value(self, *names: str, metavar: tuple[str, str], ja: str, en: str) -> None:
        self.parser.add_argument(*names, metavar=self.text(*metavar), help=self.text(ja, en))

    def format(self, *formats: OutputFormat) -> None:
        self.parser.add_argument(
            "--format",
            type=OutputFormat,
            choices=formats,
            metavar="|".join(known.value for known in formats),
            help=self.text("出力の形式（既定は text）", "how to print the answer (default: text)"),
        )

    def as_of(self) -> None:
        self.day(
            "--as-of",
            ja="判定する日（既定: 登録簿だけなら令和5年8月31日，台帳があれば今日）",
            en="the day that is judged (default: 2023-08-31 for the registry, today with a ledger)",
        )

    def file_or_council(self) -> None:
        self.parser.add_argument(
            "subject",
            metavar=self.text("ファイル|番号|名称", "FILE|NUMBER|NAME"),
            help=self.text(
                "台帳（CSV）か協議会の文書（JSON），または登録簿の番号か名称",
                "a ledger (CSV) or council document (JSON), or a number or name of the registry",
            ),
        )
        self.which_council()

    def which_council(self) -> None:
        self.value(
            "--council",
            metavar=("名称", "NAME"),
            ja="ファイルに複数あるとき，どの協議会か",
            en="which council, where a file holds several",
        )


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


def _add_help(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "-h",
        "--help",
        action="help",
        help=Wording("この説明を表示する", "show this help").text(language),
    )


def _add_language(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "--lang",
        dest="language",
        choices=("ja", "en"),
        default=argparse.SUPPRESS,
        help=Wording("言語（既定は ja）", "language (default: ja)").text(language),
    )


def _assess(add: _Adder) -> None:
    add.parser.add_argument(
        "subject",
        nargs="?",
        metavar=add.text("番号|名称", "NUMBER|NAME"),
        help=add.text("一つの協議会を詳しく示す", "explain one council in full"),
    )
    add.value(
        "--ledger",
        metavar=("ファイル", "FILE"),
        ja="自分の台帳（CSV）。登録簿の協議会なら，その証拠に重ねて読む",
        en="your own ledger (CSV); for a registered council it is read on top of its evidence",
    )
    add.parser.add_argument(
        "--alone",
        action="store_true",
        help=add.text("登録簿の証拠に重ねず，台帳だけを読む", "read the ledger alone"),
    )
    add.parser.add_argument(
        "--all",
        dest="everyone",
        action="store_true",
        help=add.text("登録簿のほかの協議会も示す", "list the other registered councils too"),
    )
    add.as_of()
    add.format(*OutputFormat)


def _template(add: _Adder) -> None:
    add.value(
        "--council",
        metavar=("名称", "NAME"),
        ja="様式に書き入れておく協議会の名称",
        en="the council's name, to be filled in",
    )
    add.value(
        "--output",
        metavar=("ファイル", "FILE"),
        ja="書き出すファイル（既定は標準出力）",
        en="the file to write (default: the standard output)",
    )


def _councils(add: _Adder) -> None:
    add.format(*OutputFormat)


def _policy(add: _Adder) -> None:
    add.format(*OutputFormat)


def _timeline(add: _Adder) -> None:
    add.file_or_council()
    add.format(*OutputFormat)


def _advance(add: _Adder) -> None:
    add.parser.add_argument(
        "subject",
        metavar=add.text("ファイル", "FILE"),
        help=add.text("台帳（CSV）", "a ledger (CSV)"),
    )
    add.which_council()
    add.day(
        "--on", ja="移行の日（年月日）", en="the day of the step (year, month, day)", required=True
    )
    add.parser.add_argument(
        "--by",
        required=True,
        metavar=add.text("氏名", "NAME"),
        help=add.text("記録する人", "who records it"),
    )
    add.value(
        "--to", metavar=("段階", "STAGE"), ja="進む段階のキー", en="the key of the stage to enter"
    )
    add.value("--note", metavar=("備考", "TEXT"), ja="備考", en="a remark")


def _replay(add: _Adder) -> None:
    add.file_or_council()
    add.format(*OutputFormat)


def _diagram(add: _Adder) -> None:
    add.value(
        "--council",
        metavar=("番号|名称", "NUMBER|NAME"),
        ja="証拠が支える段階に色を付ける協議会",
        en="a registered council whose supported stages are coloured",
    )
    add.as_of()


_ARGUMENTS_OF: Final = {
    "assess": _assess,
    "template": _template,
    "councils": _councils,
    "policy": _policy,
    "timeline": _timeline,
    "advance": _advance,
    "replay": _replay,
    "diagram": _diagram,
}
