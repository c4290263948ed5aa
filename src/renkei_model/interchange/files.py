"""Read and write whole files: nothing half read, nothing half written, every failure explained."""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import re
import secrets
import stat
import time
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from renkei_model.errors import DocumentError, Fault, InvalidValue, RenkeiError
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "LARGEST",
    "DecodedText",
    "FilePath",
    "broken_file",
    "decode_text",
    "encode_text",
    "held_by_no_file",
    "locked",
    "no_text",
    "read_bytes",
    "require_writable",
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
_CONTROLS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_ABANDONED_AFTER: Final = 60
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


def too_large(document: str, bound: int = LARGEST) -> DocumentError:
    """Make the error of a file or text beyond a bound, in bytes."""
    size = f"{bound // 1_000_000} MB"
    return broken_file(
        document,
        Wording(f"{size}を超えています", f"it is larger than {size}"),
        Wording("いくつかのファイルに分けてください", "split it into several files"),
    )


def too_many_digits(document: str) -> DocumentError:
    """Make the error of a number that is longer than any that is read."""
    return broken_file(
        document,
        Wording("桁数の多すぎる数があります", "a number in it has too many digits"),
        Wording("文書の中の数を確かめてください", "check the numbers in it"),
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
        case FileNotFoundError() if not os.path.exists(path.parent):  # noqa: PTH110 - see _is_folder
            return Wording("フォルダーが見つかりません", "there is no such folder"), _CHECK_PATH, ()
        case FileNotFoundError():
            problem = Wording("ファイルが見つかりません", "there is no such file")
            return problem, _CHECK_PATH, _names_like(path)
        case FileExistsError():
            remedy = Wording(
                "別の名前を指定するか，先に移してください",
                "choose another name, or move it away first",
            )
            return Wording("すでにあります", "it exists already"), remedy, ()
        case IsADirectoryError() | PermissionError() if _is_folder(path):
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


def _is_folder(path: pathlib.Path) -> bool:
    """Say whether a path is a folder; unlike its own method, never fail where looking is denied."""
    return os.path.isdir(path)  # noqa: PTH112


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
        DocumentError: If they are in another encoding, damaged, or no text at all.
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
        except UnicodeDecodeError as error:
            if encoding == "utf-8" and _is_nearly_utf_8(content):
                raise _damaged(content, error.start, document) from None
            continue
        if encoding == "cp932" and not _NOT_CP932.isdisjoint(text):
            continue
        _refuse_controls(text, document)
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


def _is_nearly_utf_8(content: bytes) -> bool:
    """Say whether bytes that are no UTF-8 are so by a few of them only.

    Japanese in cp932 hardly ever makes a character of three bytes in UTF-8, and breaks many.
    """
    replaced = content.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    return 2 * broken <= sum(character >= "\u0800" for character in replaced) - broken


def _damaged(content: bytes, start: int, document: str) -> DocumentError:
    line = content.count(b"\n", 0, start) + 1
    fault = Fault(
        Wording(
            f"{line}行目（ファイルの先頭から{start + 1}バイト目）",
            f"line {line} (byte {start + 1} of the file)",
        ),
        Wording(
            f"UTF-8として壊れた文字があります（0x{content[start]:02X}）",
            f"a character of this UTF-8 text is damaged (0x{content[start]:02X})",
        ),
        Wording(
            "その文字を書き直し，UTF-8で保存してください",
            "write the character again and save the file as UTF-8",
        ),
    )
    return DocumentError(document, (fault,))


def _refuse_controls(text: str, document: str, *, to_write: bool = False) -> None:
    """Refuse control characters: they show nothing, or steer the screen that shows them."""
    found = _CONTROLS.search(text)
    if found is None:
        return
    before = text[: found.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    code = f"U+{ord(found[0]):04X}"
    fault = Fault(
        Wording(f"{line}行目 {column}文字目", f"line {line}, column {column}"),
        Wording(
            f"文字でないデータ（制御文字 {code}）があります",
            f"it holds a character that is no text (control character {code})",
        ),
        Wording(f"その文字を除くか，{_SAVE_AS_UTF_8.ja}", f"take it out, or {_SAVE_AS_UTF_8.en}"),
        found=code,
    )
    raise DocumentError(document, (fault,), to_write=to_write)


def require_writable(what: str, text: str) -> str:
    """Refuse a text that holds what no file can, and give it.

    Args:
        what: What it is of, for the error.
        text: The text.

    Raises:
        InvalidValue: If there is a control character or a lone surrogate in it.
    """
    found = _CONTROLS.search(text) or _SURROGATES.search(text)
    if found is not None:
        raise held_by_no_file(what, f"{ord(found[0]):04X}")
    return text


_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def held_by_no_file(what: str, code: str) -> InvalidValue:
    """Make the error of a text with a character that no file can hold, by its code."""
    return InvalidValue(
        what,
        Wording(
            f"ファイルに書けない文字（U+{code}）があります", f"it holds U+{code}, which no file can"
        ),
        Wording("その文字を除いてください", "take it out"),
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
            if there is a NUL or another control character in it, which no reader takes.
    """
    if "\0" in text:
        raise no_text(document, to_write=True)
    _refuse_controls(text, document, to_write=True)
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


def write_text(path: FilePath, text: str, encoding: str = "utf-8", *, new: bool = False) -> None:
    """Write a whole text file, or leave what was there as it was.

    Args:
        path: Where to write.
        text: The text; its line endings stay as they are on every system.
        encoding: `utf-8`, `utf-8-sig` (with a byte order mark) or `cp932`.
        new: Whether nothing may be there yet, not even a link.

    Raises:
        DocumentError: If it cannot be written; nothing has changed then.
    """
    write_bytes(path, encode_text(text, encoding, os.fspath(path)), new=new)


def _write_new(document: str, content: bytes) -> None:
    with _explained(document, to_write=True):
        path = pathlib.Path(document)
        file = path.open("xb")
        try:
            with file:
                _write_through(file, content)
        except BaseException:
            path.unlink()
            raise


def _write_through(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def write_bytes(path: FilePath, content: bytes, *, new: bool = False) -> None:
    """Write a whole file, or leave what was there as it was.

    The content is written beside the file and then takes its place in one move.

    Args:
        path: Where to write; a link is followed.
        content: What to write.
        new: Whether nothing may be there yet, not even a link.

    Raises:
        DocumentError: If it cannot be written; nothing has changed then.
    """
    document = os.fspath(path)
    if new:
        _write_new(document, content)
        return
    with _explained(document, to_write=True):
        target = _followed(document)
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise broken_file(document, *_IS_FOLDER, to_write=True)
        if mode is not None and not stat.S_ISREG(mode):
            raise broken_file(
                document,
                Wording("通常のファイルではありません", "it is no ordinary file"),
                Wording("ファイルのパスを指定してください", "name a path for a file"),
                to_write=True,
            )
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            # What only some may read is never, not even for a moment, there for all.
            with _created(beside, 0o666 if mode is None else stat.S_IMODE(mode)) as file:
                _write_through(file, content)
            if mode is not None:
                beside.chmod(stat.S_IMODE(mode))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def _followed(document: str) -> pathlib.Path:
    """Follow links; where they run in a circle, whoever uses the path is told so."""
    return pathlib.Path(os.path.realpath(document))


def _mode(path: pathlib.Path) -> int | None:
    """Give kind and rights of what is at a path; None if nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _created(path: pathlib.Path, mode: int) -> BinaryIO:
    """Make a file that was not there, with its rights from the first moment."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


@contextlib.contextmanager
def locked(path: FilePath) -> Iterator[None]:
    """Keep other processes that ask for the same from a file, while it is read and written.

    A small file beside it, `.name.lock`, stands for the lock; one that is older than a minute was
    left behind by a process that failed.

    Args:
        path: The file; a link is followed.

    Raises:
        DocumentError: If another process holds it, or the folder cannot be written.
    """
    document = os.fspath(path)
    with _explained(document, to_write=True):
        target = _followed(document)
        lock = target.with_name(f".{target.name}.lock")
        with contextlib.suppress(FileNotFoundError):
            if time.time() - lock.stat().st_mtime > _ABANDONED_AFTER:
                lock.unlink()
        try:
            _created(lock, 0o666).close()
        except FileExistsError:
            raise broken_file(
                document,
                Wording("ほかの処理が書き込んでいます", "it is being written to just now"),
                Wording("少し待って，もう一度実行してください", "wait a moment, then run it again"),
                to_write=True,
            ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
