"""Run the command: read its arguments, answer, and print or write the answer."""

from __future__ import annotations

import importlib
import io
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO, assert_never

from renkei_model.cli.answers import Answer
from renkei_model.cli.arguments import Arguments, OutputFormat, parse_arguments
from renkei_model.errors import RenkeiError
from renkei_model.wording import Wording

__all__ = ["main"]

UNUSABLE = 2
"""The exit code for what was asked, or a file, that cannot be used."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `renkei` with some arguments.

    Args:
        argv: The arguments after the command's name; those of the process when None.

    Returns:
        The exit code: 0 fine, 1 findings, 2 unusable arguments or files.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be unable to show a character; showing its code beats stopping.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
    try:
        answered = _answer(arguments)
        for remark in answered.remarks:
            _complain(remark.text(arguments.language))
        if arguments.output:
            written = _write(answered, arguments).text(arguments.language)
            stream, text = sys.stdout, f"{written}\n"
        else:
            stream = sys.stderr if answered.to_stderr else sys.stdout
            text = _rendered(answered, arguments, _width(stream))
    except RenkeiError as error:
        _complain(error.explain(arguments.language))
        return UNUSABLE
    problem = _print(text, stream)
    if problem is None:
        return answered.exit_code
    _complain(problem.text(arguments.language))
    return UNUSABLE


def _answer(arguments: Arguments) -> Answer:
    # A drawing is wanted at once, and loads little of what the other commands need.
    room = "drawings" if arguments.command == "diagram" else "commands"
    answered: Answer = importlib.import_module(f"renkei_model.cli.{room}").answer(arguments)
    return answered


def _complain(sentence: str) -> None:
    # Where there is no stream for errors, `print` would write among the answers.
    if sys.stderr is not None:
        print(f"renkei: {sentence}", file=sys.stderr)


def _write(answered: Answer, arguments: Arguments) -> Wording:
    path = arguments.output
    files = importlib.import_module("renkei_model.interchange.files")
    if answered.content:
        files.write_bytes(path, answered.content, new=True)
    else:
        is_csv = arguments.format is OutputFormat.CSV or bool(answered.is_file and answered.csv)
        # A spreadsheet takes a CSV file for Unicode only if it begins with a byte order mark.
        encoding = "utf-8-sig" if is_csv else "utf-8"
        files.write_text(path, _rendered(answered, arguments, None), encoding, new=True)
    return Wording(f"{path} に書き出しました。", f"{path} was written.")


def _width(stream: TextIO | None) -> int | None:
    """Give the columns of the screen behind a stream, or that were asked for; None if neither."""
    if stream is not None and stream.isatty():
        return shutil.get_terminal_size().columns
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) else None


def _print(text: str, stream: TextIO | None) -> Wording | None:
    """Print a text; give what kept it from being printed."""
    if stream is None:
        return Wording(
            "出力先が閉じられているため，結果を表示できません。",
            "the answer cannot be printed: its output is closed.",
        )
    try:
        print(text, file=stream, end="")
        stream.flush()
    except OSError as error:
        # Keep the interpreter from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):  # the reader of a pipe has seen enough
            return None
        return Wording(
            f"結果を表示できません（{error.strerror}）。",
            f"the answer cannot be printed ({error.strerror}).",
        )
    return None


def _rendered(answered: Answer, arguments: Arguments, width: int | None) -> str:
    match arguments.format:
        case OutputFormat.TEXT:
            text = _text(answered, arguments, width)
        case OutputFormat.JSON:
            json = importlib.import_module("json")
            text = json.dumps(answered.plain, ensure_ascii=False, indent=2)
        case OutputFormat.CSV:
            text = answered.csv or ("" if answered.table is None else answered.table.as_csv())
        case OutputFormat.MARKDOWN:
            text = answered.markdown
        case _:
            assert_never(arguments.format)
    return text if text.endswith("\n") else f"{text}\n"


def _text(answered: Answer, arguments: Arguments, width: int | None) -> str:
    written = []
    for part in answered.parts:
        if not isinstance(part, str):
            written.append(part.as_text(arguments.language, width=width))
        elif width is None or answered.is_file:
            written.append(part)
        else:
            tables = importlib.import_module("renkei_model.tables")
            written.append(tables.wrapped(part, width))
    return "\n\n".join(written)
