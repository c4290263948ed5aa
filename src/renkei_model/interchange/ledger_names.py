"""What a ledger file calls things: its columns, its facts, and the row of a change of stage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from renkei_model.errors import Fault, InvalidValue
from renkei_model.facts import Fact
from renkei_model.interchange.spreadsheets import Row
from renkei_model.tables import Column
from renkei_model.wording import Wording, nearest_names

__all__ = [
    "BASE_COLUMNS",
    "CHANGE_COLUMNS",
    "COLUMNS",
    "FORM_COLUMNS",
    "STAGE_CHANGE",
    "FactNames",
    "folded",
    "is_stage_change",
    "refuse_reserved",
]

STAGE_CHANGE: Final = "stage_change"
"""What stands for the fact in the row of a stage change."""

_STAGE_CHANGE_WORDING: Final = Wording("段階の変更", "stage change")


def _column(key: str, ja: str) -> Column:
    return Column(key, Wording(ja, key.replace("_", " ")))


_COUNCIL: Final = _column("council", "協議会")
_FACT: Final = _column("fact", "項目")
_FORM_ONLY: Final = (_column("wording", "項目の説明"), _column("what_to_file", "添付するもの"))
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
    _column("policy", "政策"),
    _column("rests_on", "よりどころ"),
)
"""The columns of a change of stage, beside date, by and evidence (its note)."""

FORM_COLUMNS: Final = (_COUNCIL, _FACT, *_FORM_ONLY, *_BASE)
"""The columns of the form that people fill in."""

COLUMNS: Final = (*FORM_COLUMNS, *_MORE_OF_A_RECORD, *CHANGE_COLUMNS)
"""Every column that a ledger file may have."""

BASE_COLUMNS: Final = (_COUNCIL, _FACT, *_BASE)
"""The columns that every ledger file of ours has."""


class FactNames:
    """The facts that a file may name, by key or by wording in either language."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Take the facts, and refuse one whose key means something else in files.

        Raises:
            InvalidValue: If a fact's key is `stage_change`.
        """
        self._by_name: dict[str, set[Fact]] = {}
        self._names: list[str] = [STAGE_CHANGE, _STAGE_CHANGE_WORDING.ja]
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
        meant = self._by_name.get(folded(written), set())
        if len(meant) == 1:
            return next(iter(meant))
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
            problem = Wording(f"項目「{written}」はありません", f"unknown fact {written!r}")
            nearest = self._nearest_to(written)
            faults.append(row.fault("fact", problem, _SEE_THE_FORM, nearest=nearest))
        return None

    def _nearest_to(self, written: str) -> tuple[str, ...]:
        # The same slip often stands in every row of a long file, and a search takes its time.
        if written not in self._nearest:
            self._nearest[written] = nearest_names(written, self._names)
        return self._nearest[written]

    def keyed(self, key: str) -> Fact | None:
        """Find a fact by its key alone."""
        return next((fact for fact in self._by_name.get(key, ()) if fact.key == key), None)


_SEE_THE_FORM: Final = Wording(
    "様式（renkei template）にある項目のキーか名称を書いてください",
    "write a fact's key or wording, as `renkei template` lists them",
)


def refuse_reserved(fact: Fact) -> None:
    """Refuse a fact whose key files could not tell from a change of stage.

    Raises:
        InvalidValue: If its key is `stage_change`.
    """
    if fact.key == STAGE_CHANGE:
        raise InvalidValue(
            "Fact.key",
            Wording(
                f"キー {STAGE_CHANGE!r} は台帳ファイルで段階の変更を表します",
                f"{STAGE_CHANGE!r} stands for a change of stage in ledger files",
            ),
            Wording("別のキーにしてください", "choose another key"),
        )


def is_stage_change(name: str) -> bool:
    """Tell whether a row's fact says that the row is a change of stage."""
    names = (STAGE_CHANGE, _STAGE_CHANGE_WORDING.ja, _STAGE_CHANGE_WORDING.en)
    return folded(name) in map(folded, names)


def folded(name: str) -> str:
    """Fold width, case and spaces, in which people write one name differently."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
