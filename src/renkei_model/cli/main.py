"""Run the command: read its arguments, answer, and print the answer in the asked form."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Sequence
from typing import assert_never

from renkei_model.cli.arguments import Arguments, OutputFormat, parse_arguments
from renkei_model.cli.commands import Answer, answer
from renkei_model.errors import RenkeiError
from renkei_model.tables import wrapped

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
    except RenkeiError as error:
        print(f"renkei: {error.explain(arguments.language)}", file=sys.stderr)
        return UNUSABLE
    return _print(answered, arguments)


def _print(answered: Answer, arguments: Arguments) -> int:
    stream = sys.stderr if answered.to_stderr else sys.stdout
    try:
        print(_rendered(answered, arguments), file=stream, end="")
        stream.flush()
    except BrokenPipeError:
        # The reader of a pipe has seen enough; keep the interpreter from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answered.exit_code


def _rendered(answered: Answer, arguments: Arguments) -> str:
    language = arguments.language
    match arguments.format:
        case OutputFormat.TEXT:
            text = answered.text
            if sys.stdout.isatty() and answered.prose:
                text = wrapped(text, shutil.get_terminal_size().columns)
        case OutputFormat.JSON:
            text = json.dumps(answered.plain, ensure_ascii=False, indent=2)
        case OutputFormat.CSV:
            text = answered.csv or answered.table.as_csv()
        case OutputFormat.MARKDOWN:
            text = answered.markdown or answered.table.as_markdown(language)
        case _:
            assert_never(arguments.format)
    return text if text.endswith("\n") else f"{text}\n"
