"""Find the councils that a command is about: in the registry, in a file, or on top of it."""

from __future__ import annotations

import datetime
import importlib
import pathlib
from collections.abc import Iterable, Sequence

import attrs

from renkei_model import kochi
from renkei_model.cli.arguments import Arguments
from renkei_model.councils import Council
from renkei_model.defaults.ledgers import read_ledgers
from renkei_model.errors import UnknownName
from renkei_model.wording import Wording, nearest_names

__all__ = ["Chosen", "choose", "find_council", "only_council", "read_file", "subjects_of_assess"]


@attrs.frozen
class Chosen:
    """The councils that a command is about.

    Attributes:
        councils: The councils, in order.
        as_of: The day to judge them.
        in_full: Whether one council was asked for, to be explained in full.
    """

    councils: tuple[Council, ...]
    as_of: datetime.date
    in_full: bool


def subjects_of_assess(arguments: Arguments) -> Chosen:
    """Choose the councils to assess: the registry's, a ledger's, or both."""
    registry = kochi.COUNCILS
    if not arguments.ledger:
        as_of = arguments.as_of or kochi.REGISTRY_AS_OF
        if arguments.subject:
            return Chosen((find_council(arguments.subject, registry),), as_of, in_full=True)
        return Chosen(registry, as_of, in_full=False)
    filed = read_file(arguments.ledger)
    councils = filed if arguments.alone else tuple(_on_top(council, registry) for council in filed)
    if arguments.everyone:
        numbers = {council.number for council in councils if council.number is not None}
        others = [council for council in registry if council.number not in numbers]
        councils = tuple(sorted((*others, *councils), key=_by_number))
    as_of = arguments.as_of or today()
    if arguments.subject:
        return Chosen((find_council(arguments.subject, councils),), as_of, in_full=True)
    return Chosen(councils, as_of, in_full=len(councils) == 1)


def today() -> datetime.date:
    """Give the day it is where the command runs."""
    return datetime.datetime.now().astimezone().date()


def _by_number(council: Council) -> tuple[bool, int]:
    return council.number is None, council.number or 0


def _on_top(filed: Council, registry: Iterable[Council]) -> Council:
    registered = next((council for council in registry if _is_called(council, filed.name)), None)
    if registered is None:
        return filed
    ledger = registered.ledger.add(*filed.ledger.records, *filed.ledger.complete)
    return attrs.evolve(registered, ledger=ledger, history=filed.history)


def _is_called(council: Council, name: str) -> bool:
    return name in {council.name, council.nickname, str(council.number)} - {"", "None"}


def find_council(name: str, councils: Sequence[Council]) -> Council:
    """Find a council by number, name or nickname.

    Raises:
        UnknownName: If there is none; with the nearest names.
    """
    for council in councils:
        if _is_called(council, name):
            return council
    containing = [council.name for council in councils if name in council.name]
    names = [name for council in councils for name in (council.name, council.nickname) if name]
    numbers = [council.number for council in councils if council.number is not None]
    where = Wording("", "")
    if numbers:
        where = Wording(
            f"番号は{min(numbers)}から{max(numbers)}です。`renkei councils` で一覧できます。",
            f"Numbers run from {min(numbers)} to {max(numbers)}; `renkei councils` lists them.",
        )
    raise UnknownName(
        Wording("協議会", "council"),
        name,
        tuple(containing[:3]) or nearest_names(name, names),
        known=where,
    )


def read_file(path: str) -> tuple[Council, ...]:
    """Read the councils of a ledger (CSV) or of a council document (JSON)."""
    if pathlib.Path(path).suffix.lower() == ".json":
        # The JSON reader is loaded only for JSON: it costs more than all other commands together.
        documents = importlib.import_module("renkei_model.defaults.documents")
        council: Council = documents.read_council(path)
        return (council,)
    return read_ledgers(path)


def choose(arguments: Arguments) -> tuple[Council, ...]:
    """Choose the councils of a command that takes a file, or a number or name of the registry."""
    subject = arguments.subject
    looks_like_file = pathlib.Path(subject).suffix.lower() in {".csv", ".json", ".txt"}
    if looks_like_file or pathlib.Path(subject).exists():
        councils = read_file(subject)
        return (find_council(arguments.council, councils),) if arguments.council else councils
    return (find_council(subject, kochi.COUNCILS),)


def only_council(arguments: Arguments) -> Council:
    """Choose the one council of a file, by `--council` where the file holds several.

    Raises:
        UnknownName: If the file holds several and none was named.
    """
    councils = read_file(arguments.subject)
    if arguments.council:
        return find_council(arguments.council, councils)
    if len(councils) == 1:
        return councils[0]
    names = "，".join(council.name for council in councils)
    raise UnknownName(
        Wording("協議会", "council"),
        "",
        known=Wording(
            f"ファイルに複数の協議会があります（{names}）。--council で一つ選んでください。",
            f"The file holds several councils ({names}); choose one with --council.",
        ),
    )
