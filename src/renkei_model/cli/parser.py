"""A command-line parser whose every word is in the asked language."""

from __future__ import annotations

import argparse
import enum
import importlib
import re
import sys
from collections.abc import Iterable
from typing import Final, NoReturn

import attrs

from renkei_model.cli.values import (
    filled,
    read_by,
    read_fiscal_year,
    read_last_day,
    read_one_day,
)
from renkei_model.date_text import parse_span
from renkei_model.money import parse_yen
from renkei_model.wording import Language, Wording, nearest_names
from renkei_model.yes_no import ANSWERS, read_answer

__all__ = [
    "DrawingFormat",
    "Help",
    "JapaneseHelp",
    "Options",
    "OutputFormat",
    "Parser",
    "ShowVersion",
]


class OutputFormat(enum.Enum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class DrawingFormat(enum.Enum):
    """How a policy is drawn."""

    MERMAID = "mermaid"
    DOT = "dot"
    SCXML = "scxml"
    XSTATE = "xstate"
    MARKDOWN = "markdown"
    SVG = "svg"
    PNG = "png"


class Help(argparse.HelpFormatter):
    """Help whose own words are in the asked language too."""

    usage = "usage: "

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage in the asked language."""
        super().add_usage(usage, actions, groups, self.usage if prefix is None else prefix)


class JapaneseHelp(Help):
    """Help in Japanese."""

    usage = "使い方: "


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, in the asked language."""

    language: Language = "ja"

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong, and leave with exit code 2."""
        self.refuse(message)

    def refuse(self, message: str, command: str = "") -> NoReturn:
        """Say in one sentence what is wrong with a command, and leave with exit code 2.

        Args:
            message: What is wrong.
            command: The command whose help tells more, where this parser is not its own.
        """
        sentence = _translated(message, self.language) + _guess(message, self.language)
        prog = f"{self.prog} {command}" if command else self.prog
        hint = Wording(f"使い方: {prog} --help", f"see {prog} --help").text(self.language)
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
    known = re.findall(r"'(\w+)'", message)[1:]
    near = nearest_names(found["given"], known) if found is not None else ()
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
        r"argument (?P<name>[^:]*): expected 2 arguments",
        Wording("{name} には値が二つ要ります。", "{name} needs two values."),
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


class ShowVersion(argparse.Action):
    """Say the installed version and leave; looking it up costs more than most commands."""

    def __call__(self, *_: object) -> NoReturn:
        """Print the version and leave."""
        metadata = importlib.import_module("importlib.metadata")
        print(f"renkei {metadata.version('renkei_model')}")
        raise SystemExit(0)


@attrs.frozen
class Options:
    """The arguments of one command, under headings of the asked language."""

    positional: argparse._ArgumentGroup
    options: argparse._ArgumentGroup
    language: Language

    @classmethod
    def of(cls, parser: argparse.ArgumentParser, language: Language) -> Options:
        """Make the headings of a parser."""
        return cls(
            parser.add_argument_group(Wording("引数", "arguments").text(language)),
            parser.add_argument_group(Wording("オプション", "options").text(language)),
            language,
        )

    def text(self, ja: str, en: str) -> str:
        """Give the text of the asked language."""
        return Wording(ja, en).text(self.language)

    def help_and_language(self) -> None:
        """Add what every command takes."""
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
        """Add the positional argument; each language gives its placeholder and its help."""
        metavar, text = Wording(ja[0], en[0]), Wording(ja[1], en[1])
        self.positional.add_argument(
            "subject",
            nargs="?" if optional else None,
            metavar=metavar.text(self.language),
            help=text.text(self.language),
        )

    def flag(self, name: str, ja: str, en: str, *, dest: str) -> None:
        """Add an option without a value."""
        self.options.add_argument(name, dest=dest, action="store_true", help=self.text(ja, en))

    def value(
        self, name: str, ja: tuple[str, str], en: tuple[str, str], *, required: bool = False
    ) -> None:
        """Add an option with a value; each language gives its placeholder and its help."""
        metavar, text = Wording(ja[0], en[0]), Wording(ja[1], en[1])
        self.options.add_argument(
            name,
            required=required,
            type=filled(self.language) if required else str,
            metavar=metavar.text(self.language),
            help=text.text(self.language),
        )

    def day(self, name: str, ja: str, en: str, *, required: bool = False) -> None:
        """Add an option whose value is a day; a required one must be one day exactly."""
        self.options.add_argument(
            name,
            type=read_by(read_one_day if required else read_last_day, self.language),
            required=required,
            metavar=self.text("日付", "DATE"),
            help=self.text(ja, en),
        )

    def fiscal_year(self) -> None:
        """Add the fiscal year that is asked about."""
        self.options.add_argument(
            "--fiscal-year",
            type=read_by(read_fiscal_year, self.language),
            metavar=self.text("年度", "YEAR"),
            help=self.text(
                "年度（2023，R5，令和5年度など。既定は判定する日の年度）",
                "the fiscal year, such as 2023, R5 or FY2023 (default: that of the judged day)",
            ),
        )

    def when(self) -> None:
        """Add when a project takes place: a day, a month, or a span."""
        self.options.add_argument(
            "--on",
            dest="when",
            type=read_by(parse_span, self.language),
            metavar=self.text("日付", "DATE"),
            help=self.text(
                "開催日（月や期間でもよいが，一つの年度の中）",
                "when it takes place: a day, a month or a span, within one fiscal year",
            ),
        )

    def yen(self, name: str, ja: str, en: str) -> None:
        """Add an option whose value is an amount of yen."""
        self.options.add_argument(
            name,
            type=read_by(parse_yen, self.language),
            metavar=self.text("円", "YEN"),
            help=self.text(ja, en),
        )

    def answer(self, name: str, ja: str, en: str) -> None:
        """Add a question that is answered by yes, no, or that nobody knows."""
        self.options.add_argument(
            name,
            type=read_by(read_answer, self.language),
            metavar="|".join(answer.text(self.language) for answer in ANSWERS.values()),
            help=self.text(f"{ja}（既定は不明）", f"{en} (default: unknown)"),
        )

    def facts(self, name: str, ja: str, en: str) -> None:
        """Add an option that may be given again and again, each time with a fact."""
        self.options.add_argument(
            name,
            action="append",
            metavar=self.text("項目", "KEY"),
            help=self.text(ja, en),
        )

    def format_and_output(self) -> None:
        """Add how the answer is printed, and where it is written."""
        formats = [known.value for known in OutputFormat]
        self.options.add_argument(
            "--format",
            choices=formats,
            metavar="|".join(formats),
            help=self.text("出力の形式（既定は text）", "how to print the answer (default: text)"),
        )
        self.output()

    def output(self) -> None:
        """Add the file that the answer is written to."""
        self.value(
            "--output",
            ("ファイル", "書き出すファイル（CSV は表計算ソフトで開ける形になる。既定は標準出力）"),
            ("FILE", "the file to write (CSV so that spreadsheets open it; default: the output)"),
        )

    def drawing_format(self) -> None:
        """Add how a policy is drawn."""
        self.options.add_argument(
            "--format",
            dest="drawing",
            choices=tuple(each.value for each in DrawingFormat),
            help=self.text(
                "図の形式（既定は mermaid）。scxml と xstate は動かせる機械，"
                "svg と png は Graphviz で描いた絵",
                "the format (default: mermaid); scxml and xstate are machines to be run, "
                "svg and png are drawn by Graphviz",
            ),
        )

    def as_of(self) -> None:
        """Add the day that is judged."""
        self.day(
            "--as-of",
            "判定する日（月や年度なら末日。既定: 登録簿だけなら令和5年8月31日，台帳があれば今日）",
            "the day that is judged, of a month or year its last (default: 2023-08-31 for the "
            "registry, today with a ledger)",
        )

    def registry(self) -> None:
        """Add a registry file, and how to read it."""
        self.subject(
            ("ファイル", "同梱の登録簿の代わりに読む登録簿（CSV）"),
            ("FILE", "a registry (CSV) in place of the one that ships"),
            optional=True,
        )
        self.value("--registry", ("ファイル", "同じ"), ("FILE", "the same"))
        self.value(
            "--districts-separated-by",
            (
                "文字",
                "一つの協議会の校区の間に，| のほかに置かれている文字（・ など。既定ではなし）",
            ),
            ("TEXT", "what stands between the districts of one council beside |, such as ・"),
        )

    def policy(self) -> None:
        """Add the policy that councils are read by."""
        self.value(
            "--policy",
            (
                "名前|ファイル",
                "読む基準（既定は kochi。同梱の基準は `renkei policy list` で一覧できる）",
            ),
            (
                "NAME|FILE",
                "the policy to read by (default: kochi; `renkei policy list` lists what ships)",
            ),
        )

    def no_policy(self) -> None:
        """Take the policy to read by as well, only to be able to say that it is not used here."""
        self.options.add_argument("--policy", help=argparse.SUPPRESS)

    def two_policies(self) -> None:
        """Add the two policies that are compared."""
        for name, metavar, text in (
            ("before", Wording("基準A", "A"), Wording("比べる基準", "the one policy")),
            ("after", Wording("基準B", "B"), Wording("もう一方の基準", "the other policy")),
        ):
            self.positional.add_argument(
                name, metavar=metavar.text(self.language), help=text.text(self.language)
            )

    def pair_of_policies(self) -> None:
        """Add two policies whose differences are shown, as an option."""
        self.options.add_argument(
            "--diff",
            nargs=2,
            metavar=(self.text("基準A", "A"), self.text("基準B", "B")),
            help=self.text(
                "二つの基準（名前かファイル）の判定が分かれる，最も少ない記録を示す",
                "show by smallest ledgers where two policies (names or files) decide otherwise",
            ),
        )

    def ledger(self) -> None:
        """Add a ledger file."""
        self.value(
            "--ledger",
            ("ファイル", "自分の台帳（CSV）。登録簿の協議会なら，その証拠に重ねて読む"),
            (
                "FILE",
                "your own ledger (CSV); a registered council's is read on top of its evidence",
            ),
        )

    def whose_ceiling(self) -> None:
        """Add the council that a project is of: of the registry, of a ledger, or both."""
        self.value(
            "--council",
            ("番号|名称", "どの協議会の事業か。その年度の上限額を数えて，補助される額を示す"),
            ("NUMBER|NAME", "whose project it is; its ceiling of the year then counts"),
        )
        self.ledger()
        self.flag(
            "--alone",
            "登録簿の証拠に重ねず，台帳だけを読む",
            "read the ledger alone",
            dest="alone",
        )

    def councils(self) -> None:
        """Add one council, and whose councils are listed: the registry's, a ledger's, or both."""
        self.subject(
            ("番号|名称", "一つの協議会を詳しく示す"),
            ("NUMBER|NAME", "explain one council in full"),
            optional=True,
        )
        self.ledger()
        self.flag(
            "--alone",
            "登録簿の証拠に重ねず，台帳だけを読む",
            "read the ledger alone",
            dest="alone",
        )
        self.flag(
            "--all",
            "登録簿のほかの協議会も示す",
            "list the other registered councils too",
            dest="everyone",
        )

    def file_or_council(self) -> None:
        """Add a file, or a council of the registry."""
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
        """Add which council of a file, and whether it is read alone."""
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
