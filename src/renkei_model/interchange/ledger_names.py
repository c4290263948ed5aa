"""What a ledger file calls things: its columns, its facts, and its rows of other kinds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from renkei_model.errors import Fault, InvalidValue
from renkei_model.facts import Fact
from renkei_model.interchange.spreadsheets import Row
from renkei_model.tables import Column
from renkei_model.wording import Language, Wording, brief, nearest_names

__all__ = [
    "BASE_COLUMNS",
    "CHANGE_COLUMNS",
    "COLUMNS",
    "COMMUNITY_PLAN",
    "COMMUNITY_PLAN_WORDING",
    "FORM_COLUMNS",
    "FORM_ONLY_COLUMNS",
    "PLAN_COLUMNS",
    "STAGE_CHANGE",
    "STAGE_CHANGE_WORDING",
    "FactNames",
    "council_name",
    "folded",
    "folded_council",
    "is_community_plan",
    "is_stage_change",
    "refuse_reserved",
]

STAGE_CHANGE: Final = "stage_change"
"""What stands for the fact in the row of a stage change."""

STAGE_CHANGE_WORDING: Final = Wording("段階の変更", "stage change")
"""What people call it."""

COMMUNITY_PLAN: Final = "community_plan"
"""What stands for the fact in the rows of a community plan."""

COMMUNITY_PLAN_WORDING: Final = Wording("コミュニティ計画", "community plan")
"""What people call it."""


def _column(key: str, ja: str) -> Column:
    return Column(key, Wording(ja, key.replace("_", " ")))


_COUNCIL: Final = _column("council", "協議会")
_FACT: Final = _column("fact", "項目")
FORM_ONLY_COLUMNS: Final = (
    _column("key", "キー"),
    _column("how_to_fill_in", "書き方"),
    Column("example_papers", Wording("根拠資料の例", "papers to file (example)")),
)
"""The columns of the form that help people fill it in, and that reading passes over."""
_BASE: Final = (
    _column("date", "日付"),
    _column("count", "回数"),
    _column("item", "内容"),
    _column("evidence", "根拠資料"),
    _column("by", "確認者"),
    _column("complete_through", "これ以外なし（確認日）"),
)
_MORE_OF_A_RECORD: Final = (
    _column("complete_since", "これ以外なし（起点）"),
    _column("basis", "根拠の種類"),
    _column("reason", "理由"),
)

CHANGE_COLUMNS: Final = (
    _column("transition", "移行"),
    _column("from", "移行前"),
    _column("to", "移行後"),
    _column("policy", "基準"),
    _column("rests_on", "根拠となる記録"),
)
"""The columns of a change of stage, beside date, by and evidence (its note)."""

PLAN_COLUMNS: Final = (
    _column("plan", "期"),
    _column("plan_entry", "計画の事柄"),
    _column("project_kind", "事業の区分"),
)
"""The columns of a community plan, beside date, item, basis and reason."""

FORM_COLUMNS: Final = (_COUNCIL, _FACT, *FORM_ONLY_COLUMNS, *_BASE)
"""The columns of the form that people fill in, for facts."""

COLUMNS: Final = (*FORM_COLUMNS, *PLAN_COLUMNS, *_MORE_OF_A_RECORD, *CHANGE_COLUMNS)
"""Every column that a ledger file may have."""

BASE_COLUMNS: Final = (_COUNCIL, _FACT, *_BASE)
"""The columns that every ledger file of ours has."""


_MOST_GUESSED: Final = 100


class FactNames:
    """The facts that a file may name, by key or by wording in either language."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Take the facts, and refuse one whose key means something else in files.

        Raises:
            InvalidValue: If a fact's key is `stage_change` or `community_plan`.
        """
        self._by_name: dict[str, set[Fact]] = {}
        self._names = [name for names in _RESERVED.values() for name in names[:2]]
        self._nearest: dict[str, tuple[str, ...]] = {}
        by_key: dict[str, set[Fact]] = {}
        for fact in facts:
            refuse_reserved(fact)
            by_key[folded(fact.key)] = {fact}
            for name in (fact.key, fact.wording.ja, fact.wording.en):
                self._names.append(name)
                self._by_name.setdefault(folded(name), set()).add(fact)
        self._by_name.update(by_key)

    def find(self, row: Row, faults: list[Fault]) -> Fact | None:
        """Find the fact that a row names, or report what is wrong with the name."""
        written = row["fact"]
        fact = self.named(written)
        if fact is not None:
            return fact
        meant = self._by_name.get(folded(written), set())
        if not written:
            problem = Wording("項目がありません", "the fact is missing")
            faults.append(row.fault("fact", problem, _SEE_THE_FORM))
        elif meant:
            problem = Wording(
                f"「{written}」という項目は{len(meant)}つあります",
                f"{written!r} names {len(meant)} facts",
            )
            remedy = Wording("キーで書いてください", "write the fact's key")
            keys = tuple(sorted(fact.key for fact in meant))
            faults.append(row.fault("fact", problem, remedy, nearest=keys))
        else:
            problem = Wording(
                f"項目「{brief(written)}」はありません", f"unknown fact {brief(written)!r}"
            )
            nearest = self._nearest_to(written)
            faults.append(row.fault("fact", problem, _SEE_THE_FORM, nearest=nearest))
        return None

    def _nearest_to(self, written: str) -> tuple[str, ...]:
        # The same slip often stands in every row of a long file, and a search takes its time:
        # whoever wrote very many different ones is not helped by a guess at each.
        if written not in self._nearest and len(self._nearest) >= _MOST_GUESSED:
            return ()
        if written not in self._nearest:
            part = folded(written)
            containing = [name for name in self._names if part in folded(name)]
            nearest = nearest_names(written, self._names)
            if containing and len(part) > 1:
                # The shortest name has the least beside what was written: 設立, 協議会の設立.
                nearest = tuple(sorted(dict.fromkeys(containing), key=len)[:3])
            self._nearest[written] = nearest
        return self._nearest[written]

    def named(self, name: str) -> Fact | None:
        """Find the one fact that a name means; None if it means none or several."""
        meant = self._by_name.get(folded(name), set())
        return next(iter(meant)) if len(meant) == 1 else None

    def written(self, fact: Fact, language: Language) -> str:
        """Give what people call a fact, or its key where that would name another one too."""
        wording = fact.wording.text(language)
        means_the_fact = self.named(wording) == fact and not _is_reserved(wording)
        return wording if means_the_fact else fact.key


_SEE_THE_FORM: Final = Wording(
    "様式（renkei template）にある項目のキーか名称を書いてください",
    "write a fact's key or wording, as `renkei template` lists them",
)


_RESERVED: Final = {
    key: (key, wording.ja, wording.en)
    for key, wording in (
        (STAGE_CHANGE, STAGE_CHANGE_WORDING),
        (COMMUNITY_PLAN, COMMUNITY_PLAN_WORDING),
    )
}
"""What stands for the fact in rows of other kinds, with all its names."""


def refuse_reserved(fact: Fact) -> None:
    """Refuse a fact whose key files could not tell from rows of another kind.

    Raises:
        InvalidValue: If its key is `stage_change` or `community_plan`.
    """
    if fact.key in _RESERVED:
        _, ja, en = _RESERVED[fact.key]
        raise InvalidValue(
            "Fact.key",
            Wording(
                f"キー {fact.key!r} は台帳ファイルで{ja}を表します",
                f"{fact.key!r} stands for a {en} in ledger files",
            ),
            Wording("別のキーにしてください", "choose another key"),
        )


def is_stage_change(name: str) -> bool:
    """Tell whether a row's fact says that the row is a change of stage."""
    return _names_kind(name, STAGE_CHANGE)


def is_community_plan(name: str) -> bool:
    """Tell whether a row's fact says that the row is of a community plan."""
    return _names_kind(name, COMMUNITY_PLAN)


def _is_reserved(name: str) -> bool:
    return any(_names_kind(name, key) for key in _RESERVED)


def _names_kind(name: str, key: str) -> bool:
    return folded(name) in map(folded, _RESERVED[key])


def folded(name: str) -> str:
    """Fold width, case and spaces, in which people write one name differently."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


_COUNCIL_NUMBER: Final = re.compile(
    r"(?: 第 | No\.? | \# )? \s* (?P<number> [0-9]{1,9} ) \s* (?: 番 | 号 )?",
    re.VERBOSE | re.IGNORECASE,
)


def council_name(written: str) -> str:
    """Give the council that a cell names: a number as 9, however it is written; else the name.

    ９, 第９, 9番 and No.9 are the number 9. A name stays as it is written.
    """
    number = _COUNCIL_NUMBER.fullmatch(unicodedata.normalize("NFKC", written).strip())
    return written.strip() if number is None else str(int(number["number"]))


def folded_council(written: str) -> str:
    """Fold width and spaces, in which people write one council's name differently."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", council_name(written)))
