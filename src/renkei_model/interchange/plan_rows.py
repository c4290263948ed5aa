"""The row of a community plan in a ledger file: one thing that is said of a plan.

Every row says of which term the plan is (期) and what the row tells of it: its years, a date, one
of its parts or one of its projects. `filed_plans` makes plans of the rows.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import attrs

from renkei_model.checks import require_key
from renkei_model.community_plans import MOST_TERMS, CommunityPlan, Horizon, PlanProject
from renkei_model.dates import Span
from renkei_model.errors import Fault, InvalidValue
from renkei_model.interchange.ledger_bases import cells_of_basis, read_basis
from renkei_model.interchange.ledger_names import COMMUNITY_PLAN, FORM_ONLY_COLUMNS, folded
from renkei_model.interchange.spreadsheets import Row, whole_number
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.provenance import RECORDED, Basis
from renkei_model.wording import Wording, nearest_names

__all__ = ["PlanEntry", "PlanSaying", "cells_of_plan", "form_of_plans", "read_plan_row"]

_Value = TypeVar("_Value")


class PlanEntry(enum.Enum):
    """What one row tells of a plan."""

    TERM = "term"
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    RECOGNISED = "recognised"
    PROMOTED = "promoted"
    PART = "part"
    PROJECT = "project"

    @property
    def wording(self) -> Wording:
        """Its name in files, for people."""
        return Wording(_ENTRIES[self], self.value)


_ENTRIES: Final = {
    PlanEntry.TERM: "計画期間",
    PlanEntry.DRAFTING: "策定開始",
    PlanEntry.DRAFTED: "策定",
    PlanEntry.RECOGNISED: "認定",
    PlanEntry.PROMOTED: "推進",
    PlanEntry.PART: "計画の内容",
    PlanEntry.PROJECT: "登載事業",
}
_OTHER_NAMES: Final = {"市長の認定": PlanEntry.RECOGNISED, "内容": PlanEntry.PART}
_BY_NAME: Final = {
    folded(name): entry for entry in PlanEntry for name in (entry.wording.ja, entry.wording.en)
} | {folded(name): entry for name, entry in _OTHER_NAMES.items()}
_DATED: Final = (
    PlanEntry.DRAFTING,
    PlanEntry.DRAFTED,
    PlanEntry.RECOGNISED,
    PlanEntry.PROMOTED,
)
_NO_PARTS: Final = Wording("（なし）", "(none)")
_NO_OTHERS: Final = Wording("（その他なし）", "(nothing else)")
_CLOSING: Final = frozenset(
    map(folded, (_NO_OTHERS.ja, _NO_OTHERS.en, "その他なし", "ほかになし", "nothing else"))
)
"""How a row says that a plan holds no other parts than those in the other rows."""
_MAY_HOLD: Final = {
    PlanEntry.TERM: {"date", "item", "basis", "reason"},
    **{entry: {"date"} for entry in _DATED},
    PlanEntry.PART: {"item"},
    PlanEntry.PROJECT: {"item", "project_kind"},
}
_OF_EVERY_ROW: Final = {
    *("council", "fact", "evidence", "by", "plan", "plan_entry"),
    *(column.key for column in FORM_ONLY_COLUMNS),
}


@attrs.frozen
class PlanSaying:
    """What one row says of a plan.

    Attributes:
        row: The row.
        number: Which term the plan is of.
        entry: What the row tells of it.
        on: The date in it, if any.
        text: Its name, the key of a part (empty for none at all), or the name of a project.
        closes: Whether it says that the plan holds no other parts.
        basis: How firmly the plan stands.
        project: The project in it, if any.
    """

    row: Row
    number: int
    entry: PlanEntry
    on: Span | None = None
    text: str = ""
    basis: Basis = RECORDED
    project: PlanProject | None = None
    closes: bool = False


# --- reading one row -----------------------------------------------------------------------------


def read_plan_row(
    row: Row, parts: Sequence[PlanPart] | None, faults: list[Fault]
) -> PlanSaying | None:
    """Read one row of a plan.

    Args:
        row: The row.
        parts: The parts that a plan may hold; any when None.
        faults: Where to put everything that is wrong with it.

    Returns:
        What it says; None if something is wrong with it.
    """
    found = len(faults)
    number, entry = _read_number(row, faults), _read_entry(row, faults)
    on = row.read_date("date", faults)
    if entry is None:
        return None
    faults += _out_of_place(row, entry)
    text, project, basis = row["item"], None, RECORDED
    closes = entry is PlanEntry.PART and folded(text) in _CLOSING
    match entry:
        case PlanEntry.TERM:
            basis = read_basis(row, faults)
        case PlanEntry.PART if closes:
            text = ""
        case PlanEntry.PART:
            text = _read_part(row, parts, faults)
        case PlanEntry.PROJECT:
            project = _read_project(row, faults)
        case _ if not row["date"]:
            faults.append(_missing(row, "date", entry))
    if number is None or len(faults) > found:
        return None
    return PlanSaying(row, number, entry, on, text, basis, project, closes)


_NUMBER: Final = re.compile(r"第?\s*([0-9]{1,9})\s*(?:期(?:計画)?)?")


def _read_number(row: Row, faults: list[Fault]) -> int | None:
    written = _NUMBER.fullmatch(unicodedata.normalize("NFKC", row["plan"]).strip())
    number = whole_number(written[1]) if written else None
    if number and number <= MOST_TERMS:
        return number
    problem = Wording("第何期の計画か書かれていません", "it does not say which term the plan is of")
    if row["plan"]:
        problem = Wording(
            f"「{row['plan']}」は1から{MOST_TERMS}までの整数ではありません",
            f"{row['plan']!r} is not a whole number from 1 to {MOST_TERMS}",
        )
    remedy = Wording(
        "最初の計画なら1，次の計画なら2と書いてください",
        "write 1 for the first plan, 2 for the one that follows it",
    )
    faults.append(row.fault("plan", problem, remedy))
    return None


def _read_entry(row: Row, faults: list[Fault]) -> PlanEntry | None:
    written = row["plan_entry"]
    entry = _BY_NAME.get(folded(written))
    if entry is None:
        problem = Wording(
            "計画の何についての行か書かれていません",
            "it does not say what the row tells of the plan",
        )
        if written:
            problem = Wording(f"「{written}」という事柄はありません", f"unknown entry {written!r}")
        remedy = Wording(
            f"{'，'.join(each.wording.ja for each in PlanEntry)} のどれかを書いてください",
            f"write one of {', '.join(each.value for each in PlanEntry)}",
        )
        names = tuple(name for each in PlanEntry for name in (each.wording.ja, each.value))
        nearest = _nearest(written, names)
        faults.append(row.fault("plan_entry", problem, remedy, nearest=nearest))
    return entry


def _out_of_place(row: Row, entry: PlanEntry) -> Iterator[Fault]:
    for key, cell in row.cells.items():
        if cell and key not in _OF_EVERY_ROW | _MAY_HOLD[entry]:
            yield row.fault(
                key,
                Wording(
                    f"「{entry.wording.ja}」の行には書けません",
                    f"a plan's row of {entry.value} has no such thing",
                ),
                Wording(
                    "消すか，別の行に書いてください", "clear it, or write it in a row of its own"
                ),
            )


def _missing(row: Row, key: str, entry: PlanEntry) -> Fault:
    heading = row.headings[key]
    problem = Wording(
        f"「{entry.wording.ja}」の行に{heading.ja}がありません",
        f"a plan's row of {entry.value} needs its {heading.en}",
    )
    remedy = Wording("書き込むか，期の列を空にしてください", "write it, or clear the column plan")
    return row.fault(key, problem, remedy)


def _read_part(row: Row, parts: Sequence[PlanPart] | None, faults: list[Fault]) -> str:
    written = row["item"]
    if not written:
        faults.append(_missing(row, "item", PlanEntry.PART))
    if folded(written) in {"", *map(folded, (_NO_PARTS.ja, _NO_PARTS.en, "なし"))}:
        return ""
    if parts is None:
        try:
            require_key("item", written)
        except InvalidValue as error:
            faults.append(row.fault("item", error.problem, error.remedy))
        return written
    for part in parts:
        if folded(written) in map(folded, (part.key, part.wording.ja, part.wording.en)):
            return part.key
    problem = Wording(f"計画の内容「{written}」はありません", f"unknown part of a plan {written!r}")
    remedy = Wording(
        f"{'，'.join(part.wording.ja for part in parts)} を1行に一つずつ書いてください",
        f"write one a row, of {', '.join(part.key for part in parts)}",
    )
    names = (name for part in parts for name in (part.key, part.wording.ja, part.wording.en))
    faults.append(row.fault("item", problem, remedy, nearest=_nearest(written, tuple(names))))
    return ""


@functools.lru_cache(maxsize=256)
def _nearest(written: str, names: tuple[str, ...]) -> tuple[str, ...]:
    # The same slip often stands in every row of a long file, and a search takes its time.
    return nearest_names(written, names)


_SOFT: Final = {"ソフト": True, "ハード": False, "soft": True, "hard": False}
_HORIZON: Final = {
    name: horizon for horizon in Horizon for name in (horizon.value, horizon.text("ja"))
}
_BETWEEN_KINDS: Final = re.compile(r"[・、,/]|\s+")


def _read_project(row: Row, faults: list[Fault]) -> PlanProject | None:
    if not row["item"]:
        faults.append(_missing(row, "item", PlanEntry.PROJECT))
    written = unicodedata.normalize("NFKC", row["project_kind"]).casefold()
    words = [word.removesuffix("事業") for word in _BETWEEN_KINDS.split(written) if word]
    soft = [_SOFT[word] for word in words if word in _SOFT]
    horizons = [_HORIZON[word] for word in words if word in _HORIZON]
    if len(soft) > 1 or len(horizons) > 1 or len(soft) + len(horizons) < len(words):
        problem = Wording(
            f"「{row['project_kind']}」は事業の区分として読めません",
            f"{row['project_kind']!r} is no kind of project",
        )
        remedy = Wording(
            "「ソフト」か「ハード」，「短期」「中期」「長期」のどれかを「ソフト・短期」のように書き，"
            "分からなければ空にしてください",
            "write soft or hard, and short, middle or long, like `soft, short`; "
            "nothing if it is not known",
        )
        faults.append(row.fault("project_kind", problem, remedy))
        return None
    if not row["item"]:
        return None
    return PlanProject(name=row["item"], soft=_only(soft), horizon=_only(horizons))


def _only(values: Sequence[_Value]) -> _Value | None:
    return values[0] if values else None


# --- writing -------------------------------------------------------------------------------------


def cells_of_plan(plan: CommunityPlan) -> Iterator[dict[str, str]]:
    """Give the cells of the rows of a plan, by column.

    Args:
        plan: The plan. A plan of which nothing is recorded has a row that only says its term.
    """
    rows = [row for row in _rows_of(plan) if len(row) > 1]
    for row in rows or [{"plan_entry": PlanEntry.TERM.value}]:
        yield {"fact": COMMUNITY_PLAN, "plan": str(plan.number), **row}


def _rows_of(plan: CommunityPlan) -> Iterator[dict[str, str]]:
    """Give a row for each thing that may be said; one that says nothing has its entry alone."""
    about = {"date": _iso(plan.term), "item": plan.name, **cells_of_basis(plan.basis)}
    yield _row(PlanEntry.TERM, **about)
    for entry in _DATED:
        yield _row(entry, date=_iso(getattr(plan, entry.value)))
    if plan.parts is not None:
        closing = (_NO_OTHERS.en,) if plan.parts_complete else ()
        for part in (*plan.parts, *closing) if plan.parts else (_NO_PARTS.en,):
            yield _row(PlanEntry.PART, item=part)
    for project in plan.projects:
        kinds = [] if project.soft is None else ["soft" if project.soft else "hard"]
        kinds += [] if project.horizon is None else [project.horizon.value]
        yield _row(PlanEntry.PROJECT, item=project.name, project_kind=", ".join(kinds))


def _iso(when: Span | None) -> str:
    return "" if when is None else when.iso


def _row(entry: PlanEntry, **cells: str) -> dict[str, str]:
    return {"plan_entry": entry.value, **{key: cell for key, cell in cells.items() if cell}}


# --- the form ------------------------------------------------------------------------------------


def form_of_plans(rule: PlanRule) -> Iterator[tuple[PlanEntry, Wording, Wording]]:
    """Give the lines of the form about plans: what each is for, how to fill it in, what to file.

    Args:
        rule: The policy's rule of plans.
    """
    facts = rule.facts
    the_plan = (facts.complete or facts.drafted).evidence
    the_day = Wording(
        "期（第1期なら1）と，その日付を書く",
        "write which plan it is (1 for the first) and the date",
    )
    parts = Wording(
        "，".join(part.wording.ja for part in rule.parts),
        ", ".join(part.key for part in rule.parts),
    )
    yield (
        PlanEntry.TERM,
        Wording(
            "期（第1期なら1）と，計画期間（日付の列）・計画の名称（内容の列）を書く。"
            "計画ごとに期を書いて行を写す",
            "write which plan it is (1 for the first), its years as date and its name as item; "
            "copy these rows for each further plan",
        ),
        facts.drafted.evidence,
    )
    yield PlanEntry.DRAFTING, the_day, facts.drafting.evidence
    yield PlanEntry.DRAFTED, the_day, facts.drafted.evidence
    if facts.recognised is not None:
        yield PlanEntry.RECOGNISED, the_day, facts.recognised.evidence
    yield PlanEntry.PROMOTED, the_day, facts.promoted.evidence
    yield (
        PlanEntry.PART,
        Wording(
            f"計画にあるものを1行に一つずつ，内容の列に書く（{parts.ja}）。一つもなければ「なし」。"
            "すべて確かめたら「その他なし」の行を加える（なければ，書かれていない内容は未確認とする）",
            f"write each part that the plan holds as item, one a row ({parts.en}); "
            "(none) if it has none; once all were looked for, add a row (nothing else), without "
            "which the parts that are not named stay open",
        ),
        the_plan,
    )
    yield (
        PlanEntry.PROJECT,
        Wording(
            "計画に載せた事業を1行に一つずつ，内容の列に書く。"
            "事業の区分は「ソフト・短期」のように（分かるものだけ）",
            "write each project of the plan as item, one a row; its kind like `soft, short`, "
            "as far as it is known",
        ),
        the_plan,
    )
