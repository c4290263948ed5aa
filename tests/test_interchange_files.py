"""Files as a whole: what is read, what is refused, and that nothing is written by halves."""

import contextlib
import errno
import os
import pathlib
import stat
import subprocess
import sys
import time

import pytest

from renkei_model.errors import DocumentError
from renkei_model.interchange import files
from renkei_model.interchange.files import (
    decode_text,
    encode_text,
    locked,
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


@pytest.mark.parametrize(
    "content",
    [
        "名称\n高知市\n".encode("iso2022_jp"),
        "名称\n\x1b[31m高知市\n".encode(),
        "名称\n\x07\n".encode("cp932"),
    ],
    ids=["ISO-2022-JP", "a screen's colour", "a bell in cp932"],
)
def test_control_characters_are_refused_with_their_place(content):
    """What shows nothing, or steers the screen, is no text of a file."""
    with pytest.raises(DocumentError) as refused:
        decode_text(content, "ledger.csv")

    (fault,) = refused.value.faults
    line = 1 if content.startswith(b"\x1b") else 2
    assert (f"line {line}, column 1", f"{line}行目 1文字目") == (fault.place.en, fault.place.ja)
    assert f"it holds a character that is no text (control character {fault.found})" in (
        refused.value.explain("en")
    )
    assert f"文字でないデータ（制御文字 {fault.found}）があります" in refused.value.explain("ja")


def test_control_characters_are_found_anywhere_in_a_line():
    """The place of a control character counts lines and characters from one."""
    with pytest.raises(DocumentError, match="line 3, column 4"):
        decode_text("\ufeff名称\t\r\n\r\n高知市\x0b".encode(), "ledger.csv")
    with pytest.raises(DocumentError, match="line 2, column 1: it holds a character that is no"):
        encode_text("名称\n\x1f", "utf-8", "ledger.csv")


@pytest.mark.parametrize("broken", [b"\x83", b"\xe5\x8d", b"\xff"])
def test_a_damaged_character_of_utf_8_is_shown_and_not_read_as_another_encoding(broken):
    """One bad byte in UTF-8 is reported where it stands; it never makes the rest mojibake."""
    content = HEADINGS.encode() + "みのり,".encode() + broken + ",令和6年4月\n".encode()

    with pytest.raises(DocumentError) as refused:
        decode_text(content, "ledger.csv")

    english, japanese = sentences(refused.value)
    byte = content.index(broken + b",") + 1
    assert (
        f"line 2 (byte {byte} of the file): a character of this UTF-8 text is damaged "
        f"(0x{broken[0]:02X}). Write the character again and save the file as UTF-8."
    ) in english
    assert (
        f"2行目（ファイルの先頭から{byte}バイト目）: "
        f"UTF-8として壊れた文字があります（0x{broken[0]:02X}）。"
        "その文字を書き直し，UTF-8で保存してください。"
    ) in japanese


@pytest.mark.parametrize("text", ["籠,鷆,鏡地域連携協議会", "ｺｳﾁ", "髙橋", "縺,籠"])
def test_text_in_cp932_is_not_taken_for_damaged_utf_8(text):
    """Rare kanji and half-width katakana of cp932 stay what they are."""
    assert decode_text(text.encode("cp932"), "ledger.csv").text == text


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


DENIED = "permission was denied. Close it if a spreadsheet has it open"


def test_a_file_that_may_only_be_read_is_not_written(tmp_path):
    """A file that its owner protected against changes is refused, and stays as it was."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("who runs this may write everything")

    with pytest.raises(DocumentError, match=DENIED):
        write_bytes(path, b"new")

    assert path.read_bytes() == b"old"


def test_a_file_that_the_system_protects_is_not_replaced(tmp_path, monkeypatch):
    """What the system says about the right to write is heeded before anything is written."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, wanted: wanted != os.W_OK)

    with pytest.raises(DocumentError, match=DENIED):
        write_bytes(path, b"new")

    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


def test_what_only_its_owner_may_read_is_never_there_for_all(tmp_path, monkeypatch):
    """While a private file is written anew, what is written beside it is private too."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen = []

    def look(_descriptor):
        seen.extend(stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir())

    monkeypatch.setattr(os, "fsync", look)
    write_bytes(path, b"new")

    assert seen == [0o600, 0o600]


def test_a_new_file_is_written_only_where_nothing_is(tmp_path):
    """A file that must be new is written once; what is there, even a broken link, is kept."""
    path, link = tmp_path / "form.csv", tmp_path / "link.csv"
    write_text(path, HEADINGS, "cp932", new=True)
    link.symlink_to(tmp_path / "nowhere.csv")

    for taken in (path, link, tmp_path):
        with pytest.raises(DocumentError) as refused:
            write_text(taken, "", new=True)
        english, japanese = sentences(refused.value)
        assert "it exists already. Choose another name, or move it away first." in english
        assert "すでにあります。別の名前を指定するか，先に移してください。" in japanese
    assert path.read_bytes() == HEADINGS.encode("cp932")
    assert sorted([path, link]) == sorted(tmp_path.iterdir())


def test_a_new_file_that_cannot_be_finished_is_not_left_behind(tmp_path, monkeypatch):
    """If the disk is full, nothing lies where the new file was to be."""
    monkeypatch.setattr(os, "fsync", refusing(OSError(errno.ENOSPC, "No space left on device")))

    with pytest.raises(DocumentError, match="No space left on device"):
        write_text(tmp_path / "form.csv", HEADINGS, new=True)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["loop.csv", "n" * 300, "loop.csv/ledger.csv"])
def test_paths_that_lead_nowhere_are_refused_in_words(tmp_path, name):
    """A link that leads to itself, or a name too long, is refused, not met with a crash."""
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")

    with pytest.raises(DocumentError, match="it cannot be opened"):
        read_bytes(tmp_path / name)
    with pytest.raises(DocumentError, match="it cannot be opened"):
        write_bytes(tmp_path / name, b"new")

    assert [tmp_path / "loop.csv"] == list(tmp_path.iterdir())


def test_a_folder_that_nobody_may_look_into_is_refused_in_words(tmp_path, monkeypatch):
    """Where even looking is denied, that is said."""
    monkeypatch.setattr(pathlib.Path, "stat", refusing(PermissionError(errno.EACCES, "denied")))

    with pytest.raises(DocumentError, match=DENIED):
        write_bytes(tmp_path / "ledger.csv", b"new")


# --- one at a time -------------------------------------------------------------------------------


def test_a_file_is_locked_for_one_at_a_time(tmp_path):
    """Who comes second is asked to wait, and the lock is gone when the first is done."""
    path = tmp_path / "ledger.csv"

    with locked(path), pytest.raises(DocumentError) as refused, locked(path):
        pytest.fail("both hold the lock")

    english, japanese = sentences(refused.value)
    assert "it is being written to just now. Wait a moment, then run it again." in english
    assert "ほかの処理が書き込んでいます。少し待って，もう一度実行してください。" in japanese
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("age", "is_abandoned"), [(50, False), (70, True)])
def test_a_lock_that_was_left_behind_is_broken_after_a_minute(tmp_path, age, is_abandoned):
    """A process that failed with the lock in hand keeps nobody out for longer than a minute."""
    lock = tmp_path / ".ledger.csv.lock"
    lock.touch()
    os.utime(lock, (time.time() - age,) * 2)
    entered = False
    with contextlib.suppress(DocumentError), locked(tmp_path / "ledger.csv"):
        entered = True

    assert entered == is_abandoned
    assert lock.exists() != is_abandoned


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
