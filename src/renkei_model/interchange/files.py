"""Read and write whole files: nothing half read, nothing half written, every failure explained."""

from __future__ import annotations

import contextlib
import os
import pathlib
import secrets
import stat
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.errors import DocumentError, Fault, RenkeiError
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "LARGEST",
    "DecodedText",
    "FilePath",
    "broken_file",
    "decode_text",
    "encode_text",
    "no_text",
    "read_bytes",
    "write_bytes",
    "write_text",
]

FilePath = str | os.PathLike[str]
"""A path to a file."""

LARGEST: Final = 20_000_000
"""The largest file that is read, in bytes: 20 MB."""

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ZIP_MARK: Final = b"PK\x03\x04"
_BYTE_ORDER_MARK: Final = "\ufeff"
# Single bytes that Windows-31J leaves undefined; Python maps them to characters nobody writes.
_NOT_CP932: Final = frozenset("\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3")
_WHOLE_FILE: Final = Wording("ファイル全体", "the whole file")
_SAVE_AS_UTF_8: Final = Wording(
    "UTF-8で保存し直してください（表計算ソフトでは「CSV UTF-8（コンマ区切り）」）",
    "save it again as UTF-8 (in a spreadsheet: “CSV UTF-8 (comma delimited)”)",
)


@attrs.frozen
class DecodedText:
    """A file's text, and how it was encoded.

    Attributes:
        text: The text, without a byte order mark; line endings as they stand in the file.
        encoding: `utf-8`, `utf-8-sig` (with a byte order mark) or `cp932`.
    """

    text: str
    encoding: str


def broken_file(
    document: str,
    problem: Wording,
    remedy: Wording,
    *,
    nearest: tuple[str, ...] = (),
    to_write: bool = False,
) -> DocumentError:
    """Make the error of a file that is wrong as a whole.

    Args:
        document: The file's name.
        problem: What is wrong with it.
        remedy: What to do about it.
        nearest: Names that may have been meant.
        to_write: Whether it was to be written; else it was to be read.
    """
    fault = Fault(_WHOLE_FILE, problem, remedy, nearest=nearest)
    return DocumentError(document, (fault,), to_write=to_write)


def read_bytes(path: FilePath) -> bytes:
    """Read a whole file.

    Args:
        path: Where it is.

    Raises:
        DocumentError: If it is missing, a folder, not readable or larger than 20 MB.
    """
    document = os.fspath(path)
    with _explained(document, to_write=False), pathlib.Path(document).open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large(document)
    return content


def too_large(document: str) -> DocumentError:
    """Make the error of a file or text beyond the bound."""
    size = f"{LARGEST // 1_000_000} MB"
    return broken_file(
        document,
        Wording(f"{size}を超えています", f"it is larger than {size}"),
        Wording("いくつかのファイルに分けてください", "split it into several files"),
    )


@contextlib.contextmanager
def _explained(document: str, *, to_write: bool) -> Iterator[None]:
    """Turn what the operating system says into an error of ours."""
    try:
        yield
    except RenkeiError:
        raise
    except (OSError, ValueError) as error:
        problem, remedy, nearest = _explanation(pathlib.Path(document), error)
        raise broken_file(document, problem, remedy, nearest=nearest, to_write=to_write) from error


_CHECK_PATH: Final = Wording("パスを確かめてください", "check the path")
_IS_FOLDER: Final = (
    Wording("ファイルではなくフォルダーです", "it is a folder, not a file"),
    Wording("フォルダーの中のファイルを指定してください", "name a file in it"),
)


def _explanation(
    path: pathlib.Path, error: OSError | ValueError
) -> tuple[Wording, Wording, tuple[str, ...]]:
    """Give the problem, the remedy, and the names that may have been meant."""
    match error:
        case FileNotFoundError() if not path.parent.exists():
            return Wording("フォルダーが見つかりません", "there is no such folder"), _CHECK_PATH, ()
        case FileNotFoundError():
            problem = Wording("ファイルが見つかりません", "there is no such file")
            return problem, _CHECK_PATH, _names_like(path)
        case IsADirectoryError():
            return *_IS_FOLDER, ()
        case PermissionError() if path.is_dir():
            return *_IS_FOLDER, ()  # what Windows says of a folder
        case PermissionError():
            remedy = Wording(
                "表計算ソフトで開いていれば閉じ，ファイルの権限を確かめてください",
                "close it if a spreadsheet has it open, and check its permissions",
            )
            return Wording("読み書きする権限がありません", "permission was denied"), remedy, ()
        case _:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            problem = Wording(f"開けません（{reason}）", f"it cannot be opened ({reason})")
            return problem, _CHECK_PATH, ()


def _names_like(path: pathlib.Path) -> tuple[str, ...]:
    try:
        return nearest_names(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:  # a guess is not worth another error
        return ()


def decode_text(content: bytes, document: str) -> DecodedText:
    """Decode a file's bytes: UTF-8 with or without a byte order mark, or cp932 (Shift_JIS).

    Args:
        content: The bytes.
        document: The file's name, for errors.

    Raises:
        DocumentError: If they are in another encoding, or no text at all.
    """
    if content.startswith(_ZIP_MARK):
        raise broken_file(
            document,
            Wording("Excelブックなどの圧縮ファイルです", "it is a workbook or another archive"),
            _SAVE_AS_UTF_8,
        )
    if content.startswith(_UTF_16_MARKS) or b"\0" in content:
        raise no_text(document)
    for encoding in ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp932" and not _NOT_CP932.isdisjoint(text):
            continue
        if text.startswith(_BYTE_ORDER_MARK):
            return DecodedText(text[1:], "utf-8-sig")
        return DecodedText(text, encoding)
    raise broken_file(
        document,
        Wording(
            "文字コードがUTF-8でもShift_JIS（cp932）でもありません",
            "its encoding is neither UTF-8 nor cp932 (Shift_JIS)",
        ),
        _SAVE_AS_UTF_8,
    )


def no_text(document: str, *, to_write: bool = False) -> DocumentError:
    """Make the error of a file or text with NUL characters in it."""
    return broken_file(
        document,
        Wording(
            "文字コードがUTF-16であるか，文字でないデータ（NUL）を含みます",
            "it is UTF-16, or holds characters that are no text (NUL)",
        ),
        _SAVE_AS_UTF_8,
        to_write=to_write,
    )


def encode_text(text: str, encoding: str, document: str) -> bytes:
    """Encode a text for a file.

    Args:
        text: The text; its line endings stay as they are.
        encoding: `utf-8`, `utf-8-sig` or `cp932`.
        document: The file's name, for errors.

    Raises:
        DocumentError: If the encoding lacks one of its characters, with the first of them; or
            if there is a NUL in it, which no reader takes.
    """
    if "\0" in text:
        raise no_text(document, to_write=True)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        raise broken_file(
            document,
            Wording(
                f"文字「{shown}」は {encoding} で書き表せません",
                f"{encoding} cannot hold {shown!r}",
            ),
            Wording(
                "ファイルをUTF-8で保存し直すか，その文字を書き換えてください",
                "save the file as UTF-8, or write the character another way",
            ),
            to_write=True,
        ) from error


def write_text(path: FilePath, text: str, encoding: str = "utf-8") -> None:
    """Write a whole text file, or leave what was there as it was.

    Args:
        path: Where to write.
        text: The text; its line endings stay as they are on every system.
        encoding: `utf-8`, `utf-8-sig` (with a byte order mark) or `cp932`.

    Raises:
        DocumentError: If it cannot be written; nothing has changed then.
    """
    write_bytes(path, encode_text(text, encoding, os.fspath(path)))


def write_bytes(path: FilePath, content: bytes) -> None:
    """Write a whole file, or leave what was there as it was.

    The content is written beside the file and then takes its place in one move.

    Args:
        path: Where to write; a link is followed.
        content: What to write.

    Raises:
        DocumentError: If it cannot be written; nothing has changed then.
    """
    document = os.fspath(path)
    with _explained(document, to_write=True):
        target = pathlib.Path(document).resolve()
        if target.is_dir():
            raise broken_file(document, *_IS_FOLDER, to_write=True)
        if target.exists() and not target.is_file():
            raise broken_file(
                document,
                Wording("通常のファイルではありません", "it is no ordinary file"),
                Wording("ファイルのパスを指定してください", "name a path for a file"),
                to_write=True,
            )
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                beside.chmod(mode)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
