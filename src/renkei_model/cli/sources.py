"""Find the councils that a command is about: in the registry, in a file, or on top of it."""

from __future__ import annotations

import datetime
import importlib
import os
import pathlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from renkei_model import kochi
from renkei_model.cli.arguments import Arguments
from renkei_model.cli.ledger_files import read_ledger_file
from renkei_model.cli.replaced import without_replaced
from renkei_model.councils import Council
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.interchange.ledger_names import folded_council
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "Chosen",
    "Filed",
    "choose",
    "choose_for_assess",
    "choose_for_project",
    "choose_one",
    "default_day",
    "find_council",
    "registry_of",
    "remarks_on_name",
    "today",
]

_COUNCIL: Final = Wording("協議会", "council")
_NEARLY_THE_SAME: Final = 0.85


@attrs.frozen
class Filed:
    """A council that a file holds.

    Attributes:
        council: The council; a registered one with the registry's evidence in its ledger.
        name: Its name as the file writes it.
        remarks: Which registered council its name may mean, where it is none.
        judged: The council to be judged: without what the registry only infers of a plan that the
            file tells itself. A recorded step may rest on it, so `council` keeps it.
        replaced: What was left out so.
    """

    council: Council
    name: str
    remarks: tuple[Wording, ...] = ()
    judged: Council = attrs.field(default=attrs.Factory(lambda it: it.council, takes_self=True))
    replaced: tuple[Wording, ...] = ()


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


def registry_of(policy: Policy) -> tuple[Council, ...]:
    """Give the councils that the registry has for a policy: Kochi's, or none of another city."""
    return kochi.COUNCILS if set(kochi.FACTS) <= set(policy.facts) else ()


def choose_for_assess(arguments: Arguments, policy: Policy) -> Chosen:
    """Choose the councils to assess: the registry's, a ledger's, or both.

    Raises:
        UnknownName: If none is called as somebody asked.
        InvalidValue: If no ledger was given and the policy's city has no registry here.
    """
    registry = registry_of(policy)
    if not arguments.ledger:
        _require_registry(registry, policy)
        as_of = arguments.as_of or kochi.REGISTRY_AS_OF
        if arguments.subject:
            return Chosen((find_council(arguments.subject, registry),), as_of, in_full=True)
        return Chosen(registry, as_of, in_full=False)
    filed = _read_file(arguments.ledger, policy, alone=arguments.alone)
    councils = tuple(sorted((each.judged for each in filed), key=_by_number))
    if arguments.everyone:
        numbers = {council.number for council in councils if council.number is not None}
        others = [council for council in registry if council.number not in numbers]
        councils = tuple(sorted((*others, *councils), key=_by_number))
    as_of = arguments.as_of or today()
    if arguments.subject:
        councils = (_find_in_file(arguments.subject, councils, arguments.ledger, registry),)
    shown = [each for each in filed if each.judged in councils]
    remarks = (*_remarks(filed), *(remark for each in shown for remark in each.replaced))
    return Chosen(councils, as_of, in_full=len(councils) == 1, remarks=remarks)


def choose_for_project(arguments: Arguments, policy: Policy) -> Chosen | None:
    """Choose the one council that projects are of: of the registry, or of a ledger.

    Returns:
        The council; None where none was asked for.

    Raises:
        UnknownName: If none is called so.
        InvalidValue: If the ledger holds several and none was named.
    """
    if not (arguments.council or arguments.ledger):
        return None
    chosen = choose_for_assess(attrs.evolve(arguments, subject=arguments.council), policy)
    if not chosen.in_full:
        raise _several(arguments.ledger, chosen.councils)
    return chosen


def choose(arguments: Arguments, policy: Policy) -> tuple[tuple[Council, ...], tuple[Wording, ...]]:
    """Choose the councils of a command that takes a file, or a number or name of the registry.

    Returns:
        The councils, and what somebody should look at before trusting the answer.
    """
    subject, registry = arguments.subject, registry_of(policy)
    if _is_file(subject):
        filed = _read_file(subject, policy, alone=arguments.alone)
        councils = tuple(each.council for each in filed)
        if arguments.council:
            councils = (_find_in_file(arguments.council, councils, subject, registry),)
        return councils, _remarks(filed)
    _require_registry(registry, policy)
    return (find_council(subject, registry),), ()


def _require_registry(registry: Sequence[Council], policy: Policy) -> None:
    if not registry:
        raise InvalidValue(
            "--policy",
            Wording(
                f"基準 {policy.key} の協議会の登録簿はありません",
                f"there is no registry of councils that {policy.key} is for",
            ),
            Wording("協議会の台帳のファイルを示してください", "give the file of a ledger"),
        )


def default_day(arguments: Arguments) -> datetime.date:
    """Give the day that is judged where none was asked for: today, or the registry's own."""
    return today() if _is_file(arguments.subject) else kochi.REGISTRY_AS_OF


def _is_file(subject: str) -> bool:
    looks_like_file = pathlib.Path(subject).suffix.lower() in {".csv", ".json", ".txt"}
    return looks_like_file or os.path.exists(subject)  # noqa: PTH110 - never fails


def choose_one(arguments: Arguments, policy: Policy) -> Filed:
    """Choose the one council of a file, by `--council` where the file holds several.

    Raises:
        UnknownName: If none is called so.
        InvalidValue: If the file holds several and none was named.
    """
    filed = _read_file(arguments.subject, policy, alone=arguments.alone)
    councils = [each.council for each in filed]
    if arguments.council:
        found = _find_in_file(arguments.council, councils, arguments.subject, registry_of(policy))
        return filed[councils.index(found)]
    if len(filed) == 1:
        return filed[0]
    raise _several(arguments.subject, councils)


def _several(path: str, councils: Sequence[Council]) -> InvalidValue:
    names = _names_in_short(councils)
    return InvalidValue(
        path,
        Wording(
            f"{len(councils)}つの協議会（{names.ja}）があります",
            f"it holds {len(councils)} councils ({names.en})",
        ),
        Wording("--council で一つ選んでください", "choose one with --council"),
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
            f"Numbers run from {first} to {last}, and names are Japanese; `renkei councils` lists "
            "them.",
        )
    names = _names_in_short(councils)
    return Wording(f"あるのは {names.ja} です。", f"There is {names.en}.")


_MOST_NAMED: Final = 5


def _names_in_short(councils: Sequence[Council]) -> Wording:
    """Name councils; of many the first few, and how many there are."""
    names = [council.name for council in councils[:_MOST_NAMED]]
    more = len(councils) > _MOST_NAMED
    return Wording(
        "，".join(names) + (f" など{len(councils)}の協議会" if more else ""),
        ", ".join(names) + (f" and others, {len(councils)} in all" if more else ""),
    )


def _find_in_file(
    name: str, councils: Sequence[Council], path: str, registry: Sequence[Council]
) -> Council:
    """Find a council of a file, and say it if only the registry has the one that is asked for.

    Raises:
        UnknownName: If none is called so.
        InvalidValue: If the registry has it and the file does not.
    """
    registered = next((council for council in registry if _is_called(council, name)), None)
    if registered is None or any(_is_called(council, name) for council in councils):
        return find_council(name, councils)
    names = _names_in_short(councils)
    raise InvalidValue(
        path,
        Wording(
            f"「{registered.name}」の記録はありません（あるのは {names.ja}）",
            f"it holds nothing on {registered.name!r}, but on {names.en}",
        ),
        Wording(
            "登録簿の証拠だけを読むには，ファイルを指定せずに番号か名称を書いてください",
            "to read the registry's evidence alone, give its number or name without the file",
        ),
    )


def _is_called(council: Council, name: str) -> bool:
    number = "" if council.number is None else str(council.number)
    names = (council.name, council.nickname, number)
    return folded_council(name) in {*map(folded_council, names)} - {""}


def today() -> datetime.date:
    """Give the day on which the command runs: the one clock of the house."""
    return datetime.datetime.now().astimezone().date()


def _by_number(council: Council) -> tuple[bool, int]:
    return council.number is None, council.number or 0


# --- files ---------------------------------------------------------------------------------------


def _read_file(path: str, policy: Policy, *, alone: bool) -> tuple[Filed, ...]:
    """Read the councils of a ledger (CSV) or of a document of councils (JSON)."""
    registry = registry_of(policy)
    if pathlib.Path(path).suffix.lower() == ".json":
        # The JSON reader is loaded only for JSON: it costs more than all other commands together.
        documents = importlib.import_module("renkei_model.interchange.documents")
        rule = policy.plan_rule
        parts = None if rule is None else rule.parts
        councils: tuple[Council, ...] = documents.read_councils(path, policy.facts, parts=parts)
    else:
        councils = read_ledger_file(path, policy)
    filed = tuple(Filed(council, council.name) for council in councils)
    if alone or not registry:
        return filed
    return tuple(
        attrs.evolve(each, remarks=tuple(remarks_on_name(each.name, registry)))
        if each.council.number is None
        else each
        for each in _on_top_of_registry(filed, registry)
    )


def _on_top_of_registry(filed: Iterable[Filed], registry: Sequence[Council]) -> tuple[Filed, ...]:
    """Read each council on top of the registry's evidence; two spellings of one are one."""
    merged: dict[object, tuple[Council | None, Filed]] = {}
    for each in filed:
        registered = _registered(each.name, registry)
        key = each.name if registered is None else registered.number
        if key in merged:
            _, before = merged[key]
            each = Filed(_joined(before.council, each.council), before.name)  # noqa: PLW2901
        merged[key] = registered, each
    return tuple(
        each if registered is None else _on_top_of(registered, each)
        for registered, each in merged.values()
    )


def _on_top_of(registered: Council, filed: Filed) -> Filed:
    whole = _joined(registered, filed.council)
    ledger, replaced = without_replaced(registered, filed.council)
    judged = _joined(attrs.evolve(registered, ledger=ledger), filed.council) if replaced else whole
    return Filed(whole, filed.name, judged=judged, replaced=replaced)


def _registered(name: str, registry: Sequence[Council]) -> Council | None:
    """Find a council of the registry; None for one that the registry does not know.

    Raises:
        UnknownName: If it is a number, and the registry has no such number.
    """
    if folded_council(name).isdecimal():
        return find_council(name, registry)
    return next((council for council in registry if _is_called(council, name)), None)


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
    return tuple(remark for each in filed for remark in each.remarks)


def remarks_on_name(name: str, registry: Sequence[Council]) -> Iterator[Wording]:
    """Remark a name that is no registered council's and likely means one: a slip, or a short form.

    Args:
        name: The name as somebody wrote it.
        registry: The registered councils.
    """
    if any(_is_called(council, name) for council in registry):
        return
    for meant in _likely_meant(name, registry)[:1]:
        yield Wording(
            f"「{name}」は登録簿にありません。「{meant.name}」（{meant.number}番）ではありませんか。"
            "新しい協議会なら，このままで構いません。",
            f"{name!r} is not in the registry. Did you mean {meant.name!r} (no. {meant.number})? "
            "If it is a new council, all is well.",
        )


_OF_A_DISTRICT: Final = re.compile(r"(小学校区|小学校|小校区|校区|地区|地域)$")


def _likely_meant(name: str, registry: Sequence[Council]) -> Sequence[Council]:
    """Give the registered councils that a name may mean, the likeliest first."""
    asked = folded_council(name)
    district = _OF_A_DISTRICT.sub("", asked)
    named = [council for council in registry if district in council.districts]
    containing = [council for council in registry if asked in folded_council(council.name)]
    by_name = {council.name: council for council in registry}
    near = nearest_names(name, by_name, at_least=_NEARLY_THE_SAME)
    # What stands in the names of several is a word of every day, such as 協議会, and means none.
    return [
        *named,
        *(containing if len(containing) == 1 else ()),
        *(by_name[each] for each in near),
    ]
