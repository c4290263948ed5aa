"""Files of projects: CSV with one planned project a row, for what a subsidy may pay of them.

Every fact that the policy's subsidies ask of a project has a column of its own: yes, no, or nothing
where it is not known. A project is read whole, or reported by row and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from renkei_model.checks import require_each, require_kind
from renkei_model.errors import Fault, InvalidValue
from renkei_model.facts import Fact
from renkei_model.interchange.files import FilePath, broken_file, require_writable
from renkei_model.interchange.headings import folded_heading
from renkei_model.interchange.spreadsheets import Row, Sheet, read_sheet, read_sheet_file
from renkei_model.money import parse_yen
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.tables import Column, csv_line
from renkei_model.wording import Language, Wording
from renkei_model.yes_no import ANSWERS, read_answer

__all__ = ["parse_projects", "projects_csv", "projects_template_csv", "read_projects"]

_NAME: Final = Column("name", Wording("事業名", "name"))
_DATE: Final = Column("date", Wording("日付", "date"))
_COST: Final = Column("cost", Wording("事業費（円）", "cost (yen)"), right=True)
_NEEDED: Final = (_NAME, _DATE, _COST)
_REQUIRED: Final = tuple(column.key for column in _NEEDED)
_HOW_TO: Final = Column("how_to_fill_in", Wording("書き方", "how to fill in"))
"""The column of the form that helps people fill it in, and that reading passes over."""


def _facts_of(policy: Policy) -> tuple[Fact, ...]:
    """Give every fact that a subsidy asks of a project, each once."""
    require_kind("policy", policy, Policy)
    taken = {name for column in (*_NEEDED, _HOW_TO) for name in _names_of(column)}
    for fact in policy.project_facts:
        if folded_heading(fact.key) in taken:
            raise InvalidValue(
                "SubsidyRule.project_facts",
                Wording(
                    f"キー {fact.key!r} の列が二つになります",
                    f"a file of projects would have two columns {fact.key!r}",
                ),
                Wording("別のキーにしてください", "choose another key"),
            )
        taken.add(folded_heading(fact.key))
    return policy.project_facts


def _names_of(column: Column) -> set[str]:
    heading = column.heading
    return set(map(folded_heading, (column.key, heading.ja, heading.en)))


def _columns_of(facts: Sequence[Fact]) -> tuple[Column, ...]:
    """Give the columns of a file; a wording that would name two of them gives way to the key."""
    asked = [Column(fact.key, fact.wording) for fact in facts]
    names = Counter(name for each in (*_NEEDED, _HOW_TO, *asked) for name in _names_of(each))

    def heading(fact: Fact, wording: str) -> str:
        return wording if names[folded_heading(wording)] == 1 else fact.key

    return (
        *_NEEDED,
        *(
            Column(
                fact.key, Wording(heading(fact, fact.wording.ja), heading(fact, fact.wording.en))
            )
            for fact in facts
        ),
    )


# --- reading -------------------------------------------------------------------------------------


def parse_projects(text: str, policy: Policy, document: str = "projects") -> tuple[Project, ...]:
    """Read projects from CSV.

    Args:
        text: Rows under headings, in English or Japanese, as `projects_template_csv` writes them:
            name, date and cost in yen, and a column for each fact of a project, by its key or
            wording. A fact without a column is not known of any of them.
        policy: The policy, whose subsidies say what is asked of a project.
        document: The file's name, for errors.

    Returns:
        The projects, in the order of the rows.

    Raises:
        DocumentError: If anything in it is wrong, with every fault by row and column; or if it
            holds no project.
        InvalidValue: If an argument is of another kind, or a fact of projects has the key of
            another column.
    """
    require_kind("text", text, str)
    facts = _facts_of(policy)
    return _projects(read_sheet(text, (*_columns_of(facts), _HOW_TO), _REQUIRED, document), facts)


def read_projects(path: FilePath, policy: Policy) -> tuple[Project, ...]:
    """Read projects from a CSV file: UTF-8 with or without byte order mark, or cp932.

    Args:
        path: The file, with columns as in `parse_projects`.
        policy: The policy, whose subsidies say what is asked of a project.

    Returns:
        The projects, in the order of the rows.

    Raises:
        DocumentError: If it cannot be read, anything in it is wrong, or it holds no project; with
            every fault.
        InvalidValue: If a fact of projects has the key of another column.
    """
    facts = _facts_of(policy)
    return _projects(read_sheet_file(path, (*_columns_of(facts), _HOW_TO), _REQUIRED), facts)


def _projects(sheet: Sheet, facts: Sequence[Fact]) -> tuple[Project, ...]:
    faults: list[Fault] = []
    rows = [row for row in sheet.rows if _is_filled(row)]
    projects = [_project(row, facts, faults) for row in rows]
    sheet.check(faults)
    if not rows:
        raise broken_file(
            sheet.document,
            Wording("まだ事業が書かれていません", "no project is written in it yet"),
            Wording(
                "1行に一つずつ，事業名・日付・事業費を書いてください",
                "write one project a row, with its name, date and cost",
            ),
        )
    return tuple(filter(None, projects))


def _is_filled(row: Row) -> bool:
    return any(cell for key, cell in row.cells.items() if key != _HOW_TO.key)


def _project(row: Row, facts: Sequence[Fact], faults: list[Fault]) -> Project | None:
    """Read the project of a row; only to be used if there were no faults."""
    for column in _NEEDED:
        if not row[column.key]:
            problem = Wording(
                f"{column.heading.ja}がありません", f"the {column.heading.en} is missing"
            )
            faults.append(row.fault(column.key, problem, Wording("書いてください", "write it")))
    on, cost = row.read_date("date", faults), _read_cost(row, faults)
    answers = {fact: _read_answer(row, fact, faults) for fact in facts}
    if on is None:
        return None
    try:
        return Project(
            name=row["name"] or "—",
            on=on,
            cost=cost,
            yes=tuple(fact for fact in facts if answers[fact] is True),
            no=tuple(fact for fact in facts if answers[fact] is False),
        )
    except InvalidValue as error:  # its date lies in two fiscal years
        faults.append(row.fault("date", error.problem, error.remedy))
        return None


def _read_cost(row: Row, faults: list[Fault]) -> int:
    cost = row["cost"]
    if not cost:
        return 0
    try:
        return parse_yen(cost)
    except InvalidValue as error:
        problem = Wording(f"「{cost}」は{error.problem.ja}", f"{cost!r}: {error.problem.en}")
        faults.append(row.fault("cost", problem, error.remedy))
        return 0


def _read_answer(row: Row, fact: Fact, faults: list[Fault]) -> bool | None:
    try:
        return read_answer(row[fact.key])
    except InvalidValue:
        problem = Wording(
            f"「{row[fact.key]}」は，はい・いいえのどちらでもありません",
            f"{row[fact.key]!r} is neither yes nor no",
        )
        or_nothing = Wording(
            "はい（○），いいえ（×），不明 のどれかを書くか，空にしてください",
            "write yes, no or unknown, or leave it empty",
        )
        faults.append(row.fault(fact.key, problem, or_nothing))
        return None


# --- writing -------------------------------------------------------------------------------------


def projects_csv(projects: Iterable[Project], policy: Policy) -> str:
    """Write projects as CSV; `parse_projects` reads the same projects from it.

    Of no project at all it writes the headings, of which `parse_projects` says that no project is
    written in the file yet.

    Args:
        projects: The projects.
        policy: The policy, whose subsidies say what is asked of a project.

    Raises:
        InvalidValue: If an argument is of another kind; if a project says something that no subsidy
            of the policy asks, or holds a character that no file can; or as in `parse_projects`.
    """
    require_kind("projects", projects, Iterable)
    projects, facts = tuple(projects), _facts_of(policy)
    require_each("projects", projects, Project)
    lines = [[column.key for column in _columns_of(facts)]]
    for project in projects:
        strangers = [fact.key for fact in (*project.yes, *project.no) if fact not in facts]
        if strangers:
            raise InvalidValue(
                "projects_csv",
                Wording(
                    f"「{project.name}」の {', '.join(strangers)} は，この基準の補助金に"
                    "関係しません",
                    f"no subsidy of {policy.key} asks for {', '.join(strangers)}, "
                    f"which {project.name!r} says",
                ),
                Wording("除いて書き出してください", "leave it out"),
            )
        yes, no = ANSWERS[True].en, ANSWERS[False].en
        answers = [yes if f in project.yes else no if f in project.no else "" for f in facts]
        lines.append([project.name, project.on.iso, str(project.cost), *answers])
    return require_writable("projects_csv", "".join(map(csv_line, lines)))


def projects_template_csv(policy: Policy, language: Language) -> str:
    """Write the form: a column for all that is asked of a project, and how to fill it in.

    Args:
        policy: The policy, whose subsidies say what is asked of a project.
        language: The language of the headings and of the explanation.

    Raises:
        InvalidValue: As in `parse_projects`.
    """
    columns = (*_columns_of(_facts_of(policy)), _HOW_TO)
    headings = [column.heading.ja if language == "ja" else column.key for column in columns]
    how_to = _HOW_TO_FILL_IN.text(language)
    return "".join(map(csv_line, [headings, [*("" for _ in columns[1:]), how_to]]))


_HOW_TO_FILL_IN: Final = Wording(
    "1行に1事業。日付は一つの年度の中の日・月・期間，事業費は1円単位。"
    "ほかの列は はい（○）・いいえ（×）・不明 のどれか（空欄は不明）",
    "one project a row: date as a day, month or span within one fiscal year; cost in whole yen; "
    "every other column yes, no or unknown (also when empty)",
)
