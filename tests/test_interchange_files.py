"""Files as a whole: what is read, what is refused, and that nothing is written by halves."""

import errno
import os
import pathlib
import stat
import subprocess
import sys

import pytest

from renkei_model.errors import DocumentError
from renkei_model.interchange import files
from renkei_model.interchange.files import (
    decode_text,
    encode_text,
    read_bytes,
    write_bytes,
    write_text,
)

HEADINGS = "協議会,項目,日付\n"


def sentences(error):
    """Give what an error says in English and in Japanese."""
    return error.explain("en"), error.explain("ja")


def test_reading_tables_loads_no_json_converter():
    """A command that reads ledgers and registries does not wait for cattrs to load."""
    check = (
        "import sys, renkei_model.interchange.ledgers, renkei_model.interchange.registry;"
        "print('cattrs' in sys.modules)"
    )
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", check],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert answer.stdout.strip() == "False"


# --- reading -------------------------------------------------------------------------------------


def test_a_missing_file_is_named_with_the_ones_like_it(tmp_path):
    """A mistyped file name is answered with the names that stand beside it."""
    (tmp_path / "ledger.csv").write_text("", encoding="utf-8")

    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path / "legder.csv")

    english, japanese = sentences(refused.value)
    assert "there is no such file. Did you mean 'ledger.csv'? Check the path." in english
    assert (
        "ファイルが見つかりません。「ledger.csv」ではありませんか。パスを確かめてください。"
        in japanese
    )
    assert refused.value.faults[0].nearest == ("ledger.csv",)


def test_a_missing_folder_is_said_to_be_missing(tmp_path):
    """A file in a folder that does not exist is refused because of the folder."""
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path / "2026" / "ledger.csv")

    english, japanese = sentences(refused.value)
    assert english.endswith("the whole file: there is no such folder. Check the path.")
    assert japanese.endswith("ファイル全体: フォルダーが見つかりません。パスを確かめてください。")


def test_a_folder_is_not_read_as_a_file(tmp_path):
    """A folder where a file is meant is refused as one."""
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path)

    english, japanese = sentences(refused.value)
    assert english == (
        f"cannot read {tmp_path} (1 fault)\n"
        "  - the whole file: it is a folder, not a file. Name a file in it."
    )
    assert japanese == (
        f"「{tmp_path}」を読めません（1件）\n"
        "  - ファイル全体: ファイルではなくフォルダーです。"
        "フォルダーの中のファイルを指定してください。"
    )


def refusing(error):
    """Make an `open` that fails as an operating system may."""

    def open_(*_arguments, **_options):
        raise error

    return open_


def test_a_folder_is_a_folder_on_windows_too(tmp_path, monkeypatch):
    """Where the system only denies permission for a folder, the folder is named nevertheless."""
    monkeypatch.setattr(pathlib.Path, "open", refusing(PermissionError(errno.EACCES, "denied")))

    with pytest.raises(DocumentError, match="it is a folder, not a file"):
        read_bytes(tmp_path)


def test_a_locked_file_is_asked_to_be_closed(tmp_path, monkeypatch):
    """A file that a spreadsheet keeps locked is refused with the advice to close it."""
    monkeypatch.setattr(pathlib.Path, "open", refusing(PermissionError(errno.EACCES, "denied")))

    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path / "ledger.csv")

    english, japanese = sentences(refused.value)
    assert "permission was denied. Close it if a spreadsheet has it open" in english
    assert "読み書きする権限がありません。表計算ソフトで開いていれば閉じ" in japanese


def test_other_failures_of_the_system_are_passed_on_in_words(tmp_path, monkeypatch):
    """A disk that fails is reported with the system's own reason."""
    monkeypatch.setattr(pathlib.Path, "open", refusing(OSError(errno.EIO, "Input/output error")))

    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path / "ledger.csv")

    english, japanese = sentences(refused.value)
    assert "it cannot be opened (Input/output error)" in english
    assert "開けません（Input/output error）" in japanese


def test_a_path_that_no_system_knows_is_refused(tmp_path):
    """A path with a NUL in it is refused in words, not by a bare ValueError."""
    with pytest.raises(DocumentError, match="it cannot be opened"):
        read_bytes(f"{tmp_path}/a\0b")


def test_a_guess_at_a_name_never_hides_the_fault(tmp_path, monkeypatch):
    """If the folder cannot be listed, the missing file is reported without a guess."""

    def unlisted(_path):
        raise PermissionError

    monkeypatch.setattr(pathlib.Path, "iterdir", unlisted)

    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path / "ledger.csv")

    assert refused.value.faults[0].nearest == ()


def test_a_file_beyond_the_bound_is_refused(tmp_path):
    """A file of more than 20 MB is refused before it is read."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b",\n" * (files.LARGEST // 2 + 1))

    with pytest.raises(DocumentError) as refused:
        read_bytes(path)

    english, japanese = sentences(refused.value)
    assert "it is larger than 20 MB. Split it into several files." in english
    assert "20 MBを超えています。いくつかのファイルに分けてください。" in japanese


def test_a_file_at_the_bound_is_read(tmp_path):
    """A file of exactly 20 MB is not too large."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"," * files.LARGEST)

    assert len(read_bytes(path)) == files.LARGEST


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_encodings_that_offices_use_are_told_apart(encoding):
    """UTF-8, with or without byte order mark, and cp932 are read alike and remembered."""
    decoded = decode_text(HEADINGS.encode(encoding), "ledger.csv")

    assert (decoded.text, decoded.encoding) == (HEADINGS, encoding)


@pytest.mark.parametrize(
    "content",
    [
        HEADINGS.encode("utf-16"),
        HEADINGS.encode("utf-16-be"),
        "council,fact,date".encode("utf-16-le"),
        b"council,fact,date\nA,\0,2026-04-01\n",
    ],
    ids=["utf-16", "utf-16-be", "utf-16-le without mark", "NUL"],
)
def test_utf_16_and_nul_are_refused(content):
    """Bytes that are UTF-16 or no text are refused with the advice to save as UTF-8."""
    with pytest.raises(DocumentError) as refused:
        decode_text(content, "ledger.csv")

    english, japanese = sentences(refused.value)
    assert "it is UTF-16, or holds characters that are no text (NUL). Save it again as UTF-8" in (
        english
    )
    assert (
        "文字コードがUTF-16であるか，文字でないデータ（NUL）を含みます。UTF-8で保存し直して"
        in japanese
    )


@pytest.mark.parametrize(
    "content", [b"\x81", b"council\xff\n", b"\xa0\x80\xfd"], ids=["cut", "ff", "undefined"]
)
def test_bytes_in_no_known_encoding_are_refused(content):
    """Bytes that are neither UTF-8 nor cp932 are refused, never read as some characters."""
    with pytest.raises(DocumentError) as refused:
        decode_text(content, "ledger.csv")

    english, japanese = sentences(refused.value)
    assert "its encoding is neither UTF-8 nor cp932 (Shift_JIS)" in english
    assert "文字コードがUTF-8でもShift_JIS（cp932）でもありません" in japanese


def test_a_workbook_is_recognised():
    """An Excel workbook given in place of CSV is named as one."""
    with pytest.raises(DocumentError) as refused:
        decode_text(b"PK\x03\x04workbook", "ledger.xlsx")

    english, japanese = sentences(refused.value)
    assert "it is a workbook or another archive" in english
    assert "Excelブックなどの圧縮ファイルです" in japanese


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [("𠮷野", "cp932", "𠮷"), ("\ud800", "utf-8", "U+D800")],
    ids=["cp932", "lone surrogate"],
)
def test_a_character_that_an_encoding_lacks_is_shown(text, encoding, shown):
    """A text that the file's encoding cannot hold is refused with the character it lacks."""
    with pytest.raises(DocumentError) as refused:
        encode_text(text, encoding, "ledger.csv")

    english, japanese = sentences(refused.value)
    assert english.startswith("cannot write ledger.csv")
    assert f"{encoding} cannot hold {shown!r}. Save the file as UTF-8" in english
    assert "「ledger.csv」に書き込めません" in japanese
    assert f"文字「{shown}」は {encoding} で書き表せません" in japanese


def test_nul_is_not_written():
    """What no reader takes is not written either."""
    with pytest.raises(DocumentError, match="cannot write"):
        encode_text("a\0", "utf-8", "ledger.csv")


# --- writing -------------------------------------------------------------------------------------


def test_text_is_written_with_its_own_line_ends(tmp_path):
    """Line ends stay as they are in the text, whatever system writes them."""
    write_text(tmp_path / "ledger.csv", "a\nb\r\n")

    assert (tmp_path / "ledger.csv").read_bytes() == b"a\nb\r\n"


def test_a_byte_order_mark_is_written_when_asked_for(tmp_path):
    """A form for spreadsheets begins with a byte order mark."""
    write_text(tmp_path / "form.csv", HEADINGS, "utf-8-sig")

    assert (tmp_path / "form.csv").read_bytes() == b"\xef\xbb\xbf" + HEADINGS.encode()


def test_writing_keeps_the_rights_of_a_file(tmp_path):
    """A file that only its owner may read stays so when it is written anew."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)

    write_bytes(path, b"new")

    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_writing_follows_a_link(tmp_path):
    """A link stays a link, and the file that it points at is written."""
    path, link = tmp_path / "ledger.csv", tmp_path / "current.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)

    write_bytes(link, b"new")

    assert path.read_bytes() == b"new"
    assert link.is_symlink()


def test_a_write_that_fails_changes_nothing(tmp_path, monkeypatch):
    """If the disk fails half-way, the file is as it was and nothing lies beside it."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(DocumentError) as refused:
        write_bytes(path, b"new")

    assert "cannot write" in str(refused.value)
    assert "No space left on device" in str(refused.value)
    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


def test_a_folder_is_not_written_over(tmp_path):
    """A folder is refused as the place of a file."""
    with pytest.raises(DocumentError) as refused:
        write_bytes(tmp_path, b"new")

    english, japanese = sentences(refused.value)
    assert english.startswith(f"cannot write {tmp_path} (1 fault)\n")
    assert japanese.startswith(f"「{tmp_path}」に書き込めません（1件）\n")
    assert tmp_path.is_dir()


def test_a_device_is_not_written_over():
    """A device such as the null device is never replaced by a file."""
    with pytest.raises(DocumentError) as refused:
        write_bytes(os.devnull, b"new")

    english, japanese = sentences(refused.value)
    assert "it is no ordinary file. Name a path for a file." in english
    assert "通常のファイルではありません。ファイルのパスを指定してください。" in japanese


def test_a_missing_folder_is_not_made(tmp_path):
    """A file for a folder that does not exist is refused."""
    with pytest.raises(DocumentError, match="there is no such folder"):
        write_bytes(tmp_path / "2026" / "ledger.csv", b"new")
