"""Find the councils that a command is about: in the registry, in a file, or on top of it."""

from __future__ import annotations

import datetime
import importlib
import os
import pathlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model import kochi
from renkei_model.cli.arguments import Arguments
from renkei_model.councils import Council
from renkei_model.defaults.ledgers import read_ledgers
from renkei_model.errors import UnknownName
from renkei_model.ledgers import Ledger
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "Chosen",
    "Filed",
    "choose",
    "choose_for_assess",
    "choose_one",
    "default_day",
    "find_council",
]

_COUNCIL: Final = Wording("協議会", "council")
_NEARLY_THE_SAME: Final = 0.85


@attrs.frozen
class Filed:
    """A council that a file holds.

    Attributes:
        council: The council; a registered one with the registry's evidence in its ledger.
        name: Its name as the file writes it.
    """

    council: Council
    name: str


@attrs.frozen
class Chosen:
    """The councils that a command is about.

    Attributes:
        councils: The councils, in order.
        as_of: The day to judge them.
        in_full: Whether one council was asked for, to be explained in full.
        remarks: What somebody should look at before trusting the answer.
    """

    councils: tuple[Council, ...]
    as_of: datetime.date
    in_full: bool
    remarks: tuple[Wording, ...] = ()


def choose_for_assess(arguments: Arguments) -> Chosen:
    """Choose the councils to assess: the registry's, a ledger's, or both."""
    registry = kochi.COUNCILS
    if not arguments.ledger:
        as_of = arguments.as_of or kochi.REGISTRY_AS_OF
        if arguments.subject:
            return Chosen((find_council(arguments.subject, registry),), as_of, in_full=True)
        return Chosen(registry, as_of, in_full=False)
    filed = _read_file(arguments.ledger, alone=arguments.alone)
    councils = tuple(each.council for each in filed)
    if arguments.everyone:
        numbers = {council.number for council in councils if council.number is not None}
        others = [council for council in registry if council.number not in numbers]
        councils = tuple(sorted((*others, *councils), key=_by_number))
    as_of = arguments.as_of or _today()
    remarks = () if arguments.alone else _remarks(filed)
    if arguments.subject:
        found = find_council(arguments.subject, councils)
        return Chosen((found,), as_of, in_full=True, remarks=remarks)
    return Chosen(councils, as_of, in_full=len(councils) == 1, remarks=remarks)


def choose(arguments: Arguments) -> tuple[Council, ...]:
    """Choose the councils of a command that takes a file, or a number or name of the registry."""
    subject = arguments.subject
    if _is_file(subject):
        councils = tuple(each.council for each in _read_file(subject, alone=arguments.alone))
        return (find_council(arguments.council, councils),) if arguments.council else councils
    return (find_council(subject, kochi.COUNCILS),)


def default_day(arguments: Arguments) -> datetime.date:
    """Give the day that is judged where none was asked for: today, or the registry's own."""
    return _today() if _is_file(arguments.subject) else kochi.REGISTRY_AS_OF


def _is_file(subject: str) -> bool:
    looks_like_file = pathlib.Path(subject).suffix.lower() in {".csv", ".json", ".txt"}
    return looks_like_file or os.path.exists(subject)  # noqa: PTH110 - never fails


def choose_one(arguments: Arguments) -> Filed:
    """Choose the one council of a file, by `--council` where the file holds several.

    Raises:
        UnknownName: If the file holds several and none was named, or none is called so.
    """
    filed = _read_file(arguments.subject, alone=arguments.alone)
    councils = [each.council for each in filed]
    if arguments.council:
        return filed[councils.index(find_council(arguments.council, councils))]
    if len(filed) == 1:
        return filed[0]
    names = Wording("，".join(each.name for each in filed), ", ".join(each.name for each in filed))
    raise UnknownName(
        _COUNCIL,
        arguments.subject,
        known=Wording(
            f"このファイルには複数の協議会（{names.ja}）があります。"
            "--council で一つ選んでください。",
            f"The file holds several councils ({names.en}); choose one with --council.",
        ),
    )


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
    near = tuple(containing[:3]) or nearest_names(name, names)
    raise UnknownName(_COUNCIL, name, near, known=_who_there_is(councils))


def _who_there_is(councils: Sequence[Council]) -> Wording:
    if councils == kochi.COUNCILS:
        first, last = councils[0].number, councils[-1].number
        return Wording(
            f"番号は{first}から{last}です。`renkei councils` で一覧できます。",
            f"Numbers run from {first} to {last}; `renkei councils` lists them.",
        )
    names = [council.name for council in councils]
    return Wording(f"あるのは {'，'.join(names)} です。", f"There is {', '.join(names)}.")


def _is_called(council: Council, name: str) -> bool:
    asked = _folded(name)
    return asked in {_folded(council.name), _folded(council.nickname), str(council.number)} - {""}


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _by_number(council: Council) -> tuple[bool, int]:
    return council.number is None, council.number or 0


# --- files ---------------------------------------------------------------------------------------


def _read_file(path: str, *, alone: bool) -> tuple[Filed, ...]:
    """Read the councils of a ledger (CSV) or of a council document (JSON)."""
    if pathlib.Path(path).suffix.lower() == ".json":
        # The JSON reader is loaded only for JSON: it costs more than all other commands together.
        documents = importlib.import_module("renkei_model.defaults.documents")
        council: Council = documents.read_council(path)
        filed: tuple[Filed, ...] = (Filed(council, council.name),)
    else:
        filed = tuple(Filed(council, council.name) for council in read_ledgers(path))
    return filed if alone else _on_top_of_registry(filed)


def _on_top_of_registry(filed: Iterable[Filed]) -> tuple[Filed, ...]:
    """Read each council on top of the registry's evidence; two spellings of one are one."""
    merged: dict[object, Filed] = {}
    for each in filed:
        registered = _registered(each.name)
        key = each.name if registered is None else registered.number
        before = merged.get(key)
        if before is not None:
            merged[key] = attrs.evolve(before, council=_joined(before.council, each.council))
        elif registered is not None:
            merged[key] = Filed(_joined(registered, each.council), each.name)
        else:
            merged[key] = each
    return tuple(merged.values())


def _registered(name: str) -> Council | None:
    """Find a council of the registry; None for one that the registry does not know.

    Raises:
        UnknownName: If it is a number, and the registry has no such number.
    """
    if _folded(name).isdecimal():
        return find_council(name, kochi.COUNCILS)
    return next((council for council in kochi.COUNCILS if _is_called(council, name)), None)


def _joined(council: Council, filed: Council) -> Council:
    ledger = Ledger(
        (*council.ledger.records, *filed.ledger.records),
        (*council.ledger.complete, *filed.ledger.complete),
    )
    return attrs.evolve(
        council,
        ledger=ledger,
        history=(*council.history, *filed.history),
        plans=(*council.plans, *filed.plans),
    )


def _remarks(filed: Iterable[Filed]) -> tuple[Wording, ...]:
    """Remark names that are nearly those of registered councils: likely slips of the pen."""
    names = [council.name for council in kochi.COUNCILS]
    strangers = [each.name for each in filed if each.council.number is None]
    near = {name: nearest_names(name, names, at_least=_NEARLY_THE_SAME)[:1] for name in strangers}
    return tuple(
        Wording(
            f"「{name}」は登録簿にありません。「{meant}」ではありませんか。"
            "新しい協議会なら，このままで構いません。",
            f"{name!r} is not in the registry. Did you mean {meant!r}? "
            "If it is a new council, all is well.",
        )
        for name, meant_names in near.items()
        for meant in meant_names
    )
