"""Run the command: read its arguments, answer, and print or write the answer."""

from __future__ import annotations

import io
import json
import os
import pathlib
import shutil
import sys
from collections.abc import Sequence
from typing import assert_never

from renkei_model.cli.arguments import Arguments, OutputFormat, parse_arguments
from renkei_model.cli.commands import Answer, answer
from renkei_model.errors import DocumentError, Fault, RenkeiError
from renkei_model.interchange.files import write_text
from renkei_model.tables import Table, wrapped
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
        answered = answer(arguments)
        for remark in answered.remarks:
            print(f"renkei: {remark.text(arguments.language)}", file=sys.stderr)
        if arguments.output:
            _write(answered, arguments)
            return answered.exit_code
    except RenkeiError as error:
        print(f"renkei: {error.explain(arguments.language)}", file=sys.stderr)
        return UNUSABLE
    return _print(answered, arguments)


def _write(answered: Answer, arguments: Arguments) -> None:
    path = arguments.output
    if pathlib.Path(path).exists():
        raise DocumentError(
            path,
            (
                Fault(
                    Wording("ファイル全体", "the whole file"),
                    Wording("すでにあります", "it exists already"),
                    Wording(
                        "別の名前を指定するか，先に移してください",
                        "choose another name, or move it away first",
                    ),
                ),
            ),
            to_write=True,
        )
    is_csv = arguments.format is OutputFormat.CSV or bool(answered.is_file and answered.csv)
    # A spreadsheet takes a CSV file for Unicode only if it begins with a byte order mark.
    write_text(path, _rendered(answered, arguments, None), "utf-8-sig" if is_csv else "utf-8")
    written = Wording(f"{path} に書き出しました。", f"{path} was written.")
    print(written.text(arguments.language))


def _print(answered: Answer, arguments: Arguments) -> int:
    stream = sys.stderr if answered.to_stderr else sys.stdout
    width = shutil.get_terminal_size().columns if stream.isatty() else None
    try:
        print(_rendered(answered, arguments, width), file=stream, end="")
        stream.flush()
    except BrokenPipeError:
        # The reader of a pipe has seen enough; keep the interpreter from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answered.exit_code


def _rendered(answered: Answer, arguments: Arguments, width: int | None) -> str:
    match arguments.format:
        case OutputFormat.TEXT:
            text = _text(answered, arguments, width)
        case OutputFormat.JSON:
            text = json.dumps(answered.plain, ensure_ascii=False, indent=2)
        case OutputFormat.CSV:
            text = answered.csv or answered.table.as_csv()
        case OutputFormat.MARKDOWN:
            text = answered.markdown
        case _:
            assert_never(arguments.format)
    return text if text.endswith("\n") else f"{text}\n"


def _text(answered: Answer, arguments: Arguments, width: int | None) -> str:
    written = []
    for part in answered.parts:
        if isinstance(part, Table):
            written.append(part.as_text(arguments.language, width=width))
        elif width is None or answered.is_file:
            written.append(part)
        else:
            written.append(wrapped(part, width))
    return "\n\n".join(written)
