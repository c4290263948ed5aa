"""An invented district, Minori, with a handbook, facts, policies and a council of its own.

Nothing here is a real place. Tests of the kernel stand on it, so that they say what is true of any
city's policy and not of one leaflet.
"""

from __future__ import annotations

import datetime
from typing import Final

import attrs

from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, FactKind, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.provenance import (
    Citation,
    Source,
    assumed,
    inferred,
    stated,
    unstated,
)
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition, TransitionKind, ladder
from renkei_model.windows import SINCE_STAGE_ENTRY, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording


def day(text: str) -> datetime.date:
    """Read a day of the common calendar."""
    return datetime.date.fromisoformat(text)


# --- the handbook --------------------------------------------------------------------------------

HANDBOOK: Final = Source(
    key="minori_handbook",
    title=Wording("みのり地区の手引き", "The Minori handbook"),
    publisher=Wording("みのり市", "Minori City"),
    published=Span.month(2024, 3),
    as_of=Span.day(day("2024-03-31")),
)


def cite(statement: str) -> Citation:
    """Cite a statement of the handbook by its id."""
    return Citation(
        HANDBOOK,
        statement,
        heading=Wording("育ち方", "How councils grow"),
        position=Wording("2頁", "page 2"),
        gist=Wording("協議会は順に育つ", "councils grow step by step"),
    )


STATED: Final = stated(cite("N1"))
INFERRED: Final = inferred(
    cite("N2"), reason=Wording("手引きの例から読み取る", "read from an example")
)
ASSUMED: Final = assumed(
    reason=Wording("目安として置く", "set as a rule of thumb"), plausible=(1, 3)
)
UNSTATED: Final = unstated(
    cite("N3"), reason=Wording("手引きに内容がない", "the handbook does not say")
)

# --- facts ---------------------------------------------------------------------------------------

NEIGHBOURS_MET: Final = Fact(
    key="neighbours_met",
    wording=Wording("顔合わせの会", "neighbours met"),
    evidence=Wording("会の議事録", "the minutes of the meeting"),
    basis=STATED,
)
ISSUES_LISTED: Final = Fact(
    key="issues_listed",
    wording=Wording("課題の洗い出し", "issues listed"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("課題の一覧", "the list of issues"),
    basis=STATED,
)
FIELDS_JOINED: Final = Fact(
    key="fields_joined",
    wording=Wording("加わった分野", "fields joined"),
    evidence=Wording("分野の一覧", "the list of fields"),
    basis=INFERRED,
    distinct=True,
)
EVENTS_HELD: Final = Fact(
    key="events_held",
    wording=Wording("共に開いた行事", "events held together"),
    evidence=Wording("行事の記録", "the record of the event"),
    basis=INFERRED,
)
PLAN_ADOPTED: Final = Fact(
    key="plan_adopted",
    wording=Wording("計画の決定", "plan adopted"),
    kind=FactKind.DETERMINATION,
    evidence=Wording("計画書", "the plan"),
    basis=STATED,
)
ACCOUNTS_FILED: Final = Fact(
    key="accounts_filed",
    wording=Wording("会計報告", "accounts filed"),
    evidence=Wording("会計報告書", "the accounts"),
    basis=STATED,
)
COMPLAINTS: Final = Fact(
    key="complaints",
    wording=Wording("苦情", "complaints"),
    evidence=Wording("苦情の記録", "the record of the complaint"),
    basis=STATED,
)
LETTERS_SENT: Final = Fact(
    key="letters_sent",
    wording=Wording("便りの発行", "letters sent"),
    evidence=Wording("便り", "the letter"),
    basis=STATED,
)
"""A fact that the catalogue holds and no policy of Minori reads."""

FACTS: Final = (
    NEIGHBOURS_MET,
    ISSUES_LISTED,
    FIELDS_JOINED,
    EVENTS_HELD,
    PLAN_ADOPTED,
    ACCOUNTS_FILED,
    COMPLAINTS,
    LETTERS_SENT,
)

# --- stages --------------------------------------------------------------------------------------

MEETING: Final = Stage(key="meeting", wording=Wording("出会い期", "meeting"), basis=STATED)
WORKING: Final = Stage(key="working", wording=Wording("協働期", "working"), basis=STATED)
STANDING: Final = Stage(key="standing", wording=Wording("定着期", "standing"), basis=STATED)
CLUB: Final = Stage(key="club", wording=Wording("同好期", "club"), basis=STATED)
RESTING: Final = Stage(key="resting", wording=Wording("休止期", "resting"), basis=STATED)

# --- requirements --------------------------------------------------------------------------------

ACQUAINTED: Final = Requirement(
    key="acquainted",
    condition=AtLeast(NEIGHBOURS_MET, n=2),
    wording=Wording("住民が顔見知りである", "neighbours know each other"),
    basis=ASSUMED,
)
AWARE: Final = Requirement(
    key="aware",
    condition=AtLeast(ISSUES_LISTED),
    wording=Wording("課題を知っている", "the issues are known"),
    basis=STATED,
)
LINKED: Final = Requirement(
    key="linked",
    condition=AnyOf(
        AtLeast(PLAN_ADOPTED),
        SomeOf(
            2,
            AtLeast(FIELDS_JOINED, n=2),
            AtLeast(EVENTS_HELD, n=3),
            AllOf(AtLeast(ISSUES_LISTED), AtLeast(NEIGHBOURS_MET)),
        ),
    ),
    wording=Wording("連携が広がっている", "linkage has widened"),
    basis=INFERRED,
)
TRUSTED: Final = Requirement(
    key="trusted",
    condition=Unspecified(Wording("信頼の測り方", "how trust is measured")),
    wording=Wording("信頼されている", "it is trusted"),
    basis=UNSTATED,
)
PLANNED: Final = Requirement(
    key="planned",
    condition=AtLeast(PLAN_ADOPTED),
    wording=Wording("計画がある", "there is a plan"),
    basis=STATED,
)
SILENT: Final = Requirement(
    key="silent",
    condition=AtMost(ACCOUNTS_FILED, during=THROUGH_LAST_FISCAL_YEAR),
    wording=Wording("前年度まで会計報告がない", "no accounts until last year"),
    basis=STATED,
)
BLAMED: Final = Requirement(
    key="blamed",
    condition=AtLeast(COMPLAINTS, n=2),
    wording=Wording("苦情が続いている", "complaints keep coming"),
    basis=ASSUMED,
)
REVIVED: Final = Requirement(
    key="revived",
    condition=AtLeast(NEIGHBOURS_MET, during=SINCE_STAGE_ENTRY),
    wording=Wording("休止後に集まっている", "neighbours met again"),
    basis=INFERRED,
)

# --- policies ------------------------------------------------------------------------------------

LADDER: Final = Policy(
    key="minori",
    version="1",
    title=Wording("みのりの育ち方", "How Minori grows"),
    jurisdiction=Wording("みのり市", "Minori City"),
    published=Span.month(2024, 3),
    facts=FACTS,
    stages=(MEETING, WORKING, STANDING),
    transitions=ladder(
        (MEETING, WORKING, STANDING),
        ((ACQUAINTED, AWARE), (LINKED, PLANNED)),
        basis=STATED,
    ),
    sources=(HANDBOOK,),
)
"""Three stages, one after the other."""


def transition(
    key: str, source: Stage, target: Stage, *requirements: Requirement, **changes: object
) -> Transition:
    """Make a transition as the handbook states it."""
    made = Transition(
        key=key, source=source, target=target, requirements=requirements, basis=STATED
    )
    return attrs.evolve(made, **changes)


BRANCHING: Final = attrs.evolve(
    LADDER,
    key="minori_branching",
    stages=(MEETING, WORKING, CLUB, STANDING),
    transitions=(
        transition("meeting_to_working", MEETING, WORKING, AWARE),
        transition("meeting_to_club", MEETING, CLUB, ACQUAINTED),
        transition("working_to_standing", WORKING, STANDING, PLANNED),
        transition("club_to_standing", CLUB, STANDING, open_gate=True),
    ),
)
"""Two ways to the last stage; one requires nothing on its second step."""

REVOCABLE: Final = attrs.evolve(
    LADDER,
    key="minori_revocable",
    stages=(MEETING, WORKING, RESTING),
    transitions=(
        transition("meeting_to_working", MEETING, WORKING, ACQUAINTED),
        transition("working_to_resting", WORKING, RESTING, SILENT, kind=TransitionKind.WITHDRAWAL),
        transition("resting_to_working", RESTING, WORKING, REVIVED),
    ),
)
"""A council may be put to rest, and be entered again by meeting since."""

# --- a council -----------------------------------------------------------------------------------

NAME: Final = "みのり地区協議会"


def council(*entries: Record | Completeness, history: tuple[StageChange, ...] = ()) -> Council:
    """Make Minori's council with some entries in its ledger."""
    return Council(
        name=NAME, number=7, nickname="みのりん", ledger=Ledger().add(*entries), history=history
    )


def change(transition_key: str, on: str | Span, **changes: object) -> StageChange:
    """Make a recorded step whose key reads `source_to_target`, on a day or in a span."""
    when = day(on) if isinstance(on, str) else on
    source, target = transition_key.split("_to_")
    made = StageChange(transition=transition_key, source=source, target=target, on=when)
    return attrs.evolve(made, **changes)
