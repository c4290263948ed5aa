"""Ledger files: CSV that a secretary keeps in a spreadsheet, one row for each thing that happened.

A row is a record (a fact and its date), a statement that nothing else of a fact happened (the day
of the check), both at once, a change of stage, or one thing that is said of a community plan. Lines
of the form that nobody filled in are skipped; everything else is read, or reported by row and
column.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council, StageChange
from renkei_model.errors import Fault, InvalidValue, UnknownName
from renkei_model.facts import Completeness, Fact, FactKind, Record
from renkei_model.interchange.added_rows import with_row_added
from renkei_model.interchange.filed_plans import plans_of
from renkei_model.interchange.files import (
    FilePath,
    broken_file,
    decode_text,
    locked,
    read_bytes,
    require_writable,
    write_bytes,
)
from renkei_model.interchange.ledger_names import (
    BASE_COLUMNS,
    COLUMNS,
    COMMUNITY_PLAN,
    COMMUNITY_PLAN_WORDING,
    FORM_COLUMNS,
    PLAN_COLUMNS,
    FactNames,
    council_name,
    folded_council,
    is_community_plan,
    is_stage_change,
)
from renkei_model.interchange.ledger_rows import Entry, cells_of, is_unfilled, read_entry
from renkei_model.interchange.plan_rows import cells_of_plan, form_of_plans
from renkei_model.interchange.spreadsheets import Sheet, read_sheet, read_sheet_file
from renkei_model.interchange.stage_changes import cells_of_change
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.tables import csv_line
from renkei_model.wording import Language, Wording, nearest_names

__all__ = ["append_stage_change", "ledger_csv", "parse_ledgers", "read_ledgers", "template_csv"]

_REQUIRED = ("council", "fact", "date")


def parse_ledgers(
    text: str,
    facts: Sequence[Fact],
    document: str = "ledger",
    parts: Sequence[PlanPart] | None = None,
) -> tuple[Council, ...]:
    """Read the councils of a ledger from CSV.

    Args:
        text: Rows under headings, in English or Japanese, as `template_csv` writes them.
        facts: The facts that it may record.
        document: The file's name, for errors.
        parts: The parts that a plan may hold; any when None, by key.

    Returns:
        One council for each name, in order of appearance, with its records, its statements of
        completeness, its changes of stage and its plans in the order of the rows. Spellings that
        differ only in width and spaces are one name, kept as it is written first; a number is kept
        in half-width digits alone (９, 第９, 9番 and No.9 are 9). Who checked that nothing else
        happened, who found what is said of a plan, and on what paper, stays in the file.

    Raises:
        DocumentError: If anything in it is wrong, with every fault by row and column; or if
            nothing is filled in.
    """
    return _councils(read_sheet(text, COLUMNS, _REQUIRED, document), facts, parts)


def read_ledgers(
    path: FilePath, facts: Sequence[Fact], parts: Sequence[PlanPart] | None = None
) -> tuple[Council, ...]:
    """Read the councils of a ledger file: UTF-8 with or without byte order mark, or cp932.

    Args:
        path: The file.
        facts: The facts that it may record.
        parts: The parts that a plan may hold; any when None, by key.

    Returns:
        The councils, as `parse_ledgers` gives them.

    Raises:
        DocumentError: If it cannot be read, or anything in it is wrong; with every fault.
    """
    return _councils(read_sheet_file(path, COLUMNS, _REQUIRED), facts, parts)


def _councils(
    sheet: Sheet, facts: Sequence[Fact], parts: Sequence[PlanPart] | None
) -> tuple[Council, ...]:
    names, faults = FactNames(facts), list[Fault]()
    entries = [read_entry(row, names, parts, faults) for row in sheet.rows if not is_unfilled(row)]
    by_council: dict[str, list[Entry]] = {}
    for entry in entries:
        by_council.setdefault(folded_council(entry.row["council"]), []).append(entry)
    plans = {name: _plans(said, faults) for name, said in by_council.items()}
    faults += _counts_that_cannot_be_complete(entries)
    sheet.check(faults)
    if not entries:
        raise broken_file(
            sheet.document,
            Wording("まだ何も記入されていません", "nothing is filled in yet"),
            Wording(
                "協議会・項目・日付の列（「ない」と確かめた項目は，これ以外なし（確認日）の列）"
                "に記入してください",
                "fill in the columns council, fact and date (or complete_through, for a fact that "
                "you checked and found nothing of)",
            ),
        )
    return tuple(
        Council(
            name=council_name(said[0].row["council"]),
            ledger=Ledger(
                tuple(entry.record for entry in said if entry.record),
                tuple(entry.complete for entry in said if entry.complete),
            ),
            history=tuple(entry.change for entry in said if entry.change),
            plans=plans[name],
        )
        for name, said in by_council.items()
    )


def _plans(said: Sequence[Entry], faults: list[Fault]) -> tuple[CommunityPlan, ...]:
    """Make the plans of a council, unless a row of them could not be read: it might be missed."""
    rows = [entry.plan for entry in said if is_community_plan(entry.row["fact"])]
    sayings = [saying for saying in rows if saying]
    return plans_of(sayings, faults) if len(sayings) == len(rows) else ()


def _counts_that_cannot_be_complete(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Find counts of "several" in days of which somebody said that nothing is missing.

    The most that may have happened would come out as two, which nobody said.
    """
    complete: dict[tuple[str, Fact], list[Entry]] = {}
    for entry in entries:
        if entry.complete is not None:
            key = (folded_council(entry.row["council"]), entry.complete.fact)
            complete.setdefault(key, []).append(entry)
    for entry in entries:
        if entry.record is None or not entry.is_lower_bound:
            continue
        on = entry.record.on
        key = (folded_council(entry.row["council"]), entry.record.fact)
        for other in complete.get(key, ()):
            made = other.complete
            if made and (made.since or datetime.date.min) <= on.last and on.first <= made.through:
                yield entry.row.fault(
                    "count",
                    Wording(
                        f"「{entry.row['count']}」では全部で何回か決まらず，"
                        f"{other.row.number}行目の「これ以外なし」と合いません",
                        f"{entry.row['count']!r} leaves open how many there were, but row "
                        f"{other.row.number} says that nothing else happened",
                    ),
                    Wording(
                        "正確な回数を書くか，これ以外なし（確認日）を消してください",
                        "write the exact number, or clear complete_through",
                    ),
                )
                break


# --- writing -------------------------------------------------------------------------------------


def ledger_csv(councils: Iterable[Council]) -> str:
    """Write ledgers as CSV; `parse_ledgers` reads the same ledgers, histories and plans from it.

    Registry numbers, nicknames and districts are no part of a ledger; of the basis of a record or
    plan its kind and its reason are kept, and the ids of the statements it cites stand in the
    reason.

    Args:
        councils: The councils, each with a name of its own.

    Raises:
        InvalidValue: If a file could not tell two councils' names apart, a fact has the key
            `stage_change` or `community_plan`, or there is a character that no file can hold.
    """
    rows: list[dict[str, str]] = []
    names: set[str] = set()
    for council in councils:
        name = council.name.strip()
        if folded_council(name) in names:
            raise InvalidValue(
                "ledger_csv",
                Wording(f"「{name}」が二つあります", f"two councils are called {name!r}"),
                Wording("名称を区別してください", "give them different names"),
            )
        names.add(folded_council(name))
        ledger = council.ledger
        said: list[Record | Completeness | StageChange]
        said = [*ledger.records, *ledger.complete, *council.history]
        filed = [cells_of(name, entry) for entry in said]
        filed += [
            {"council": name, **cells} for plan in council.plans for cells in cells_of_plan(plan)
        ]
        # A council of which nothing is recorded is still there: its row holds its name alone.
        rows += filed or [{"council": name}]
    columns = [
        column.key
        for column in COLUMNS
        if column in BASE_COLUMNS or any(row.get(column.key) for row in rows)
    ]
    lines = [[row.get(key, "") for key in columns] for row in rows]
    return require_writable("ledger_csv", "".join(map(csv_line, [columns, *lines])))


def template_csv(
    facts: Iterable[Fact],
    language: Language,
    council: str = "",
    plan_rule: PlanRule | None = None,
) -> str:
    """Write the form: one line for each fact, with how to fill it in and what could be filed.

    Args:
        facts: The facts that can be recorded.
        language: The language of the headings, of the facts' names and of the explanations.
        council: The council's name, if its lines should hold it already.
        plan_rule: The policy's rule of plans, if the form should have lines for a plan too.

    Raises:
        InvalidValue: If a fact has the key `stage_change` or `community_plan`.
    """
    listed = tuple(facts)
    names = FactNames(listed)
    columns = FORM_COLUMNS if plan_rule is None else (*FORM_COLUMNS, *PLAN_COLUMNS)
    lines = [
        {
            "fact": names.written(fact, language),
            "key": fact.key,
            "how_to_fill_in": _how_to_fill_in(fact).text(language),
            "example_papers": fact.evidence.text(language),
        }
        for fact in listed
    ]
    if plan_rule is not None:
        lines += [
            {
                "fact": COMMUNITY_PLAN_WORDING.text(language),
                "key": COMMUNITY_PLAN,
                "how_to_fill_in": how.text(language),
                "example_papers": papers.text(language),
                "plan_entry": entry.wording.text(language),
            }
            for entry, how, papers in form_of_plans(plan_rule)
        ]
    headings = [column.heading.ja if language == "ja" else column.key for column in columns]
    cells = (
        [{"council": council, **line}.get(column.key, "") for column in columns] for line in lines
    )
    return "".join(map(csv_line, [headings, *cells]))


def _how_to_fill_in(fact: Fact) -> Wording:
    if fact.distinct:
        return Wording(
            "重複を除いて数える項目。内容（団体名，分野など）を1行に一つずつ書く",
            "counts different items: write each (a body, a field) as item, in a row of its own",
        )
    if fact.unit is not None:
        return Wording(
            f"1度ごとに1行とし，日付と，いくらか（{fact.unit.ja}）を回数の欄に書く",
            f"one row each time: the day, and as the count how much it was, in {fact.unit.en}",
        )
    if fact.kind is FactKind.DETERMINATION:
        return Wording(
            "確かめた日と，確かめた人や会議（確認者）を書く",
            "write the day it was found so, and by whom",
        )
    return Wording(
        "起きた日ごとに1行書く。月しか分からなければ，月と回数を書く",
        "one row for each day it happened; where only the month is known, the month and the count",
    )


def append_stage_change(path: FilePath, name: str, change: StageChange) -> None:
    """Add a change of stage to a ledger file, as one row at its end.

    All else in the file stays as it is: encoding, line ends, order and language of the columns.
    Columns that it lacks are added at the end of every row. Under Japanese headings the row names
    itself and its facts in Japanese. The change's note stands in the evidence column.

    Args:
        path: The ledger file.
        name: The council, in any spelling that is read as the file's own.
        change: The change, as `advance` records it.

    Raises:
        InvalidValue: If a fact that it rests on has the key `stage_change`.
        DocumentError: If the file cannot be read or written, or another change of stage was
            recorded meanwhile; it is as it was then.
        UnknownName: If the file does not speak of that council; with the nearest names.
    """
    with locked(path):
        content = read_bytes(path)
        write_bytes(path, _with_change(content, name, change, os.fspath(path)))


def _with_change(content: bytes, name: str, change: StageChange, document: str) -> bytes:
    sheet = _checked_sheet(content, document)
    names: dict[str, str] = {}
    for row in filter(itemgetter("council"), sheet.rows):
        names.setdefault(folded_council(row["council"]), row["council"])
    if folded_council(name) not in names:
        raise UnknownName(
            Wording(f"{document} の協議会", f"council of {document}"),
            name,
            nearest_names(name, names.values()),
        )
    written_as = names[folded_council(name)]
    _refuse_overtaken(sheet, written_as, change)
    cells = {"council": written_as, **cells_of_change(change, sheet.language)}
    written = with_row_added(content, cells, COLUMNS, document)
    _checked_sheet(written, document)  # one row more may be one too many
    return written


def _refuse_overtaken(sheet: Sheet, name: str, change: StageChange) -> None:
    """Refuse a step from a stage that the council has left since the step was judged."""
    reached = [
        row["to"]
        for row in sheet.rows
        if is_stage_change(row["fact"]) and folded_council(row["council"]) == folded_council(name)
    ]
    if reached and reached[-1] != change.source:
        raise broken_file(
            sheet.document,
            Wording(
                f"途中でファイルが変わりました（{name}の段階は今 {reached[-1]} で，"
                f"{change.source} ではありません）",
                f"the file was changed meanwhile ({name} is at stage {reached[-1]} now, "
                f"not {change.source})",
            ),
            Wording("もう一度実行してください", "run it again"),
            to_write=True,
        )


def _checked_sheet(content: bytes, document: str) -> Sheet:
    sheet = read_sheet(decode_text(content, document).text, COLUMNS, _REQUIRED, document)
    sheet.check()
    return sheet
