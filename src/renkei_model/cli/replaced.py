"""Leave out what the registry only infers of a plan, where a ledger tells the plan itself.

The leaflet shows or lists some plans without a date, so the registry holds them as records of many
years. Beside the plan that a ledger tells, such a record would look like a further plan, whose term
nobody knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from renkei_model.councils import Council, council_title
from renkei_model.facts import Record
from renkei_model.findings import when_text
from renkei_model.kochi.grants import PLAN_RULE
from renkei_model.ledgers import Ledger
from renkei_model.plans import plan_records
from renkei_model.provenance import BasisKind
from renkei_model.wording import Language, Wording

__all__ = ["without_replaced"]

_NOT_KNOWN: Final = (BasisKind.INFERRED, BasisKind.ASSUMED)


def without_replaced(registered: Council, filed: Council) -> tuple[Ledger, tuple[Wording, ...]]:
    """Give a council's registry evidence without the records that a ledger tells closer.

    Such a record is inferred, of a plan, and may be of a plan of the ledger: that one's date lies
    in its days, or the two name the same term. It happened by then either way, so nothing that was
    certain before is less certain now.

    Args:
        registered: The council as the registry has it.
        filed: The council as the ledger has it.

    Returns:
        The evidence that is left, and a remark on each record that was left out.
    """
    told = _told(filed)
    kept, remarks = [], []
    for record in registered.ledger.records:
        closer = _closer(record, told) if record.basis.kind in _NOT_KNOWN else None
        if closer is None:
            kept.append(record)
        else:
            remarks.append(_remark(registered, record, closer))
    if not remarks:
        return registered.ledger, ()
    return Ledger(tuple(kept), registered.ledger.complete), tuple(remarks)


def _told(filed: Council) -> tuple[Record, ...]:
    """Give everything that a ledger tells of plans, as records."""
    facts = {fact for _, fact in PLAN_RULE.facts.named()}
    rows = (record for record in filed.ledger.records if record.fact in facts)
    return (*(record for plan in filed.plans for record in plan_records(plan, PLAN_RULE)), *rows)


def _closer(record: Record, told: Sequence[Record]) -> Record | None:
    """Find what tells the same as a record, and closer."""
    return next((each for each in told if _tells_closer(each, record)), None)


def _tells_closer(told: Record, record: Record) -> bool:
    terms = _term(told.item), _term(record.item)
    if told.fact != record.fact or told.on.last > record.on.last:
        return False
    if None not in terms:
        return terms[0] == terms[1]
    return told.on.within(record.on)


_TERM: Final = re.compile(r"第\s*([0-9]+)\s*期")


def _term(item: str) -> int | None:
    """Read of which term a plan is from what it is called; None if that does not tell."""
    found = _TERM.search(unicodedata.normalize("NFKC", item))
    return int(found[1]) if found else None


def _remark(council: Council, record: Record, closer: Record) -> Wording:
    def of(each: Record) -> Wording:
        fact, days = each.fact.wording, (when_text(each.on, "ja"), when_text(each.on, "en"))
        named = (f"，{each.item}", f"; {each.item}") if each.item else ("", "")
        return Wording(
            f"「{fact.ja}」（{days[0]}{named[0]}）", f"“{fact.en}” ({days[1]}{named[1]})"
        )

    known = of(record)
    return Wording(
        f"{council_title(council, 'ja')}: 登録簿の{known.ja}は，台帳の{of(closer).ja}と同じ計画の"
        f"ことと読み，登録簿のほう（{_basis(record, 'ja')}）は数えていません。"
        "別の計画であれば，その計画も台帳に書いてください。",
        f"{council_title(council, 'en')}: the registry's {known.en} is read as the same plan as "
        f"the ledger's {of(closer).en}, and is not counted beside it ({_basis(record, 'en')}). "
        "If it is another plan, record that one in the ledger too.",
    )


def _basis(record: Record, language: Language) -> str:
    statements = [place.statement for place in record.basis.citations]
    return " ".join([record.basis.kind.text(language), *statements])
