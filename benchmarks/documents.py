"""Loading and dumping 1,000 councils, by this library and by pydantic on the same shape.

The councils have sixty dated records each, a plan and three steps. pydantic's models hold what our
classes hold, refuse unknown keys as our loader does, and read the very text that we write.
"""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING, Final, Literal

import pydantic

from benchmarks.timing import Contestant, Job
from renkei_model import kochi
from renkei_model.community_plans import CommunityPlan, Horizon, PlanProject
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Record
from renkei_model.interchange.documents import dump_councils, load_councils

__all__ = ["CONTESTANTS", "DUMP", "LOAD", "THEIR_DUMP", "THEIR_LOAD", "check"]

_COUNCILS: Final = 1000
_RECORDS: Final = 60
_COUNTED: Final = tuple(fact for fact in kochi.FACTS if not fact.distinct)

# --- what is loaded ------------------------------------------------------------------------------


def _councils() -> tuple[Council, ...]:
    chance = random.Random(2023)  # noqa: S311 - no secret

    def day() -> datetime.date:
        return datetime.date(2020, 4, 1) + datetime.timedelta(days=chance.randrange(1200))

    def record() -> Record:
        return Record(
            chance.choice(_COUNTED),
            day(),
            count=chance.choice([1, 1, 1, 2]),
            item=chance.choice(["", "総会"]),
            by="事務局",
            evidence="議事録",
        )

    plan = CommunityPlan(
        name="みのりのまちづくり計画",
        term=Span(datetime.date(2021, 4, 1), datetime.date(2026, 3, 31)),
        drafting=datetime.date(2020, 5, 1),
        drafted=datetime.date(2021, 3, 1),
        recognised=datetime.date(2021, 4, 1),
        promoted=datetime.date(2021, 5, 5),
        parts=("vision", "projects"),
        projects=tuple(
            PlanProject(name=f"事業{number}", soft=True, horizon=Horizon.SHORT)
            for number in range(5)
        ),
    )
    made = []
    for number in range(1, _COUNCILS + 1):
        records = tuple(record() for _ in range(_RECORDS))
        steps = tuple(
            StageChange(
                transition="unfounded_to_acquaintance",
                source="unfounded",
                target="acquaintance",
                on=day(),
                by="事務局",
                policy=kochi.POLICY.stamp,
                rests_on=tuple(each.identity for each in records[:3]),
            )
            for _ in range(3)
        )
        council = Council(
            name=f"第{number}地区連携協議会",
            number=number,
            districts=("甲", "乙"),
            history=steps,
            plans=(plan,),
        )
        known = (Completeness(fact, datetime.date(2023, 8, 31)) for fact in _COUNTED[:3])
        made.append(council.add(*records, *known))
    return tuple(made)


# --- the same shape in pydantic ------------------------------------------------------------------

if TYPE_CHECKING:
    _FactKey = str
else:
    _FactKey = Literal[tuple(fact.key for fact in kochi.FACTS)]


class _Model(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class _Wording(_Model):
    ja: str
    en: str


class _Basis(_Model):
    kind: Literal["stated", "inferred", "assumed", "recorded", "unstated"]
    statements: tuple[str, ...] = ()
    reason: _Wording | None = None


class _Record(_Model):
    fact: _FactKey
    on: datetime.date
    count: int = pydantic.Field(default=1, ge=1)
    item: str = ""
    by: str = ""
    evidence: str = ""
    basis: _Basis | None = None


class _Completeness(_Model):
    fact: _FactKey
    through: datetime.date
    since: datetime.date | None = None


class _Stamp(_Model):
    key: str
    version: str
    fingerprint: str


class _Step(_Model):
    transition: str
    source: str
    target: str
    on: datetime.date
    by: str = ""
    note: str = ""
    policy: _Stamp | None = None
    rests_on: tuple[_Record, ...] = ()


class _Project(_Model):
    name: str
    soft: bool | None = None
    horizon: Literal["short", "middle", "long"] | None = None


class _Plan(_Model):
    number: int = 1
    name: str = ""
    term: str | None = None
    drafting: datetime.date | None = None
    drafted: datetime.date | None = None
    recognised: datetime.date | None = None
    promoted: datetime.date | None = None
    parts: tuple[str, ...] | None = None
    projects: tuple[_Project, ...] = ()
    basis: _Basis | None = None


class _Council(_Model):
    name: str = pydantic.Field(min_length=1)
    number: int | None = None
    nickname: str = ""
    districts: tuple[str, ...] = ()
    records: tuple[_Record, ...] = ()
    complete: tuple[_Completeness, ...] = ()
    history: tuple[_Step, ...] = ()
    plans: tuple[_Plan, ...] = ()


class _Document(_Model):
    format: Literal["renkei_model/councils"]
    version: int
    councils: tuple[_Council, ...]


# --- the race ------------------------------------------------------------------------------------

_OURS: Final = _councils()
_TEXT: Final = dump_councils(_OURS)
_THEIRS: Final = _Document.model_validate_json(_TEXT)


def _contestant(name: str, once: Job) -> Contestant:
    def prepare(repeat: int) -> Job:
        def job() -> None:
            for _ in range(repeat):
                once()

        return job

    return Contestant(name, prepare)


LOAD: Final = _contestant("load councils", lambda: load_councils(_TEXT, kochi.FACTS))
DUMP: Final = _contestant("dump councils", lambda: dump_councils(_OURS))
THEIR_LOAD: Final = _contestant(
    "pydantic loads councils", lambda: _Document.model_validate_json(_TEXT)
)
THEIR_DUMP: Final = _contestant(
    "pydantic dumps councils",
    lambda: _THEIRS.model_dump_json(exclude_defaults=True, indent=2),
)
CONTESTANTS: Final = (LOAD, DUMP, THEIR_LOAD, THEIR_DUMP)


def check() -> None:
    """See that both write the same text of what they load.

    Raises:
        ValueError: If one of them loses anything.
    """
    if load_councils(_TEXT, kochi.FACTS) != _OURS:
        message = "our loader does not give the councils again"
        raise ValueError(message)
    if _THEIRS.model_dump_json(exclude_defaults=True, indent=2) + "\n" != _TEXT:
        message = "pydantic does not write the text that we write"
        raise ValueError(message)
