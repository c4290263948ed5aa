"""Policies as documents: a city that writes no Python declares its rules in JSON or TOML.

A document is checked whole, as a policy in Python is: every fault is told at once, by its path.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.errors import DocumentError, Fault, PolicyError
from renkei_model.interchange.envelopes import Envelope
from renkei_model.interchange.files import FilePath, decode_text, read_bytes
from renkei_model.interchange.json_text import parse_json
from renkei_model.interchange.policy_form import FORM, PolicyForm, form_of, reading
from renkei_model.interchange.toml_text import parse_toml
from renkei_model.policy import Policy
from renkei_model.wording import Wording

__all__ = ["POLICY", "dump_policy", "load_policy", "policy_of", "read_policy"]

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
    plain, faults = (parse_toml(written, name), ()) if toml else parse_json(written, name)
    return policy_of(plain, document=name, faults=faults)


def policy_of(plain: object, *, document: str, faults: tuple[Fault, ...] = ()) -> Policy:
    """Read the policy of a document that is parsed already.

    Args:
        plain: The document, as plain values.
        document: Its name, for errors.
        faults: What the parser found.

    Raises:
        DocumentError: If it cannot be loaded or the policy is not sound; with every fault by its
            path.
    """
    content = plain.get(POLICY.subject) if isinstance(plain, dict) else None
    with reading(content):
        form = POLICY.read(plain, FORM, PolicyForm, document, faults)
    try:
        return form.policy
    except PolicyError as error:
        raise DocumentError(document, tuple(_placed(error.faults, content))) from None


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


def _placed(faults: tuple[Fault, ...], content: object) -> Iterator[Fault]:
    """Say of a policy's faults where they stand in its document."""
    for fault in faults:
        place = Wording.same(f"$.{POLICY.subject}{_path(fault.place.en.split('.'), content)}")
        yield attrs.evolve(fault, place=place)


def _path(keys: Sequence[str], plain: object) -> str:
    """Make the path of a thing from the keys that lead to it.

    A thing in a list stands by its place there, and a step need not name the list.
    """
    # The longest key is tried first: the id of a statement may hold a full stop.
    for number in range(len(keys), 0, -1):
        first, rest = ".".join(keys[:number]), keys[number:]
        if isinstance(plain, dict) and first in plain:
            return f".{first}{_path(rest, plain[first])}"
        within = [("", plain)]
        if isinstance(plain, dict):
            within = [(f".{name}", inner) for name, inner in plain.items()]
        for name, inner in within:
            if isinstance(inner, list) and (place := _place_of(first, inner)) is not None:
                return f"{name}[{place}]{_path(rest, inner[place])}"
    return "".join(f".{key}" for key in keys)


def _place_of(key: str, listed: Sequence[object]) -> int | None:
    """Find what has a key, or is one, in a list."""
    for place, each in enumerate(listed):
        if each == key or (
            isinstance(each, dict) and key in {each.get("key"), each.get("statement")}
        ):
            return place
    return None
