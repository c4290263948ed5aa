"""Policies as documents: a city that writes no Python declares its rules in JSON or TOML.

A document is checked whole, as a policy in Python is: every fault is told at once, by its path.
"""

from __future__ import annotations

import os
import pathlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from renkei_model.errors import DocumentError, Fault, PolicyError
from renkei_model.interchange.envelopes import Envelope
from renkei_model.interchange.files import (
    LARGEST,
    FilePath,
    broken_file,
    decode_text,
    read_bytes,
    too_large,
)
from renkei_model.interchange.json_text import parse_json
from renkei_model.interchange.policy_form import FORM, PolicyForm, form_of, reading
from renkei_model.policy import Policy
from renkei_model.wording import Wording

__all__ = ["POLICY", "dump_policy", "load_policy", "read_policy"]

POLICY: Final = Envelope("policy")
"""A policy: everything one city decides."""


def dump_policy(policy: Policy) -> str:
    """Write a policy as a JSON document; `load_policy` loads an equal one from it, words and all.

    Args:
        policy: The policy.

    Raises:
        PolicyError: If a document could not hold it, such as one stage in two wordings.
    """
    return POLICY.dump(FORM.write(form_of(policy)))


def load_policy(text: str | bytes, *, toml: bool = False, document: str = "") -> Policy:
    """Load a policy from a JSON or TOML document.

    Args:
        text: The document, as `dump_policy` writes it, or the same in TOML.
        toml: Whether it is TOML.
        document: Its name, for errors.

    Raises:
        DocumentError: If it cannot be loaded or the policy is not sound; with every fault by its
            path.
    """
    name = document or "policy document"
    written = decode_text(text, name).text if isinstance(text, bytes) else text
    plain, faults = _parse_toml(written, name) if toml else parse_json(written, name)
    content = plain.get(POLICY.subject) if isinstance(plain, dict) else None
    with reading(content):
        form = POLICY.read(plain, FORM, PolicyForm, name, faults)
    try:
        return form.policy
    except PolicyError as error:
        raise DocumentError(name, tuple(_placed(error.faults, content))) from None


def read_policy(path: FilePath) -> Policy:
    """Read a policy from a file: TOML if its name ends so, and else JSON.

    Args:
        path: The file.

    Raises:
        DocumentError: If it cannot be read or loaded, or the policy is not sound; with every fault
            by its path.
    """
    is_toml = pathlib.PurePath(path).suffix.lower() == ".toml"
    return load_policy(read_bytes(path), toml=is_toml, document=os.fspath(path))


_LINE: Final = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def _parse_toml(text: str, document: str) -> tuple[object, tuple[Fault, ...]]:
    if len(text) > LARGEST:
        raise too_large(document)
    try:
        return _plain(tomllib.loads(text.removeprefix("\ufeff"))), ()
    except tomllib.TOMLDecodeError as error:
        fault = _toml_fault(str(error), text)
        raise DocumentError(document, (fault,)) from None
    except RecursionError:
        raise broken_file(
            document,
            Wording("入れ子が深すぎます", "it is nested too deeply"),
            Wording("条件を分けてください", "split its conditions"),
        ) from None


_WIDE: Final = re.compile("[“”‘’＂＇，＝：\u3000［］｛｝＃０-９]")
_LONGEST_LINE: Final = 60


def _toml_fault(said: str, text: str) -> Fault:
    """Say where a text ceases to be TOML, with the line that stands there."""
    found, line = _LINE.search(said), ""
    what = said[: found.start()].strip() if found else said
    place = Wording("ファイルの終わり", "the end of the file")
    remedy = Wording("この場所の前後を確かめてください", "check what stands here")
    if found and found[1]:
        number, column = int(found[1]), int(found[2])
        place = Wording(f"{number}行目 {column}文字目", f"line {number}, column {column}")
        line = text.splitlines()[number - 1].strip()[:_LONGEST_LINE]
    if _WIDE.search(line):
        remedy = Wording(
            "全角の記号や空白，“ ” の引用符を半角に直してください",
            "write signs, blanks and quotes in half width",
        )
    shown = Wording(f"「{line}」" if line else "", f" {line!r}" if line else "")
    return Fault(
        place,
        Wording(f"TOMLとして読めません{shown.ja}（{what}）", f"it is not TOML{shown.en} ({what})"),
        remedy,
        found=line,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - plain values
    """Write TOML's dates as text, as JSON has them."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case str() | int() | float():
            return value
        case _:
            return value.isoformat()


def _placed(faults: tuple[Fault, ...], content: object) -> Iterator[Fault]:
    """Say of a policy's faults where they stand in its document."""
    for fault in faults:
        place = Wording.same(f"$.{POLICY.subject}{_path(fault.place.en.split('.'), content)}")
        yield attrs.evolve(fault, place=place)


def _path(keys: Sequence[str], plain: object) -> str:
    """Make the path of a thing from the keys that lead to it.

    A thing in a list stands by its place there, and a step need not name the list.
    """
    if not keys:
        return ""
    first, *rest = keys
    match plain:
        case dict() if first in plain:
            return f".{first}{_path(rest, plain[first])}"
        case dict():
            lists = [(f".{name}", inner) for name, inner in plain.items()]
        case _:
            lists = [("", plain)]
    for name, inner in lists:
        if isinstance(inner, list) and (place := _place_of(first, inner)) is not None:
            return f"{name}[{place}]{_path(rest, inner[place])}"
    return "." + ".".join(keys)


def _place_of(key: str, listed: Sequence[object]) -> int | None:
    """Find what has a key, or is one, in a list."""
    for place, each in enumerate(listed):
        if each == key or (
            isinstance(each, dict) and key in {each.get("key"), each.get("statement")}
        ):
            return place
    return None
