"""Minori, an invented city: its guide, its facts, stages and councils, for tests to draw from."""

from __future__ import annotations

from renkei_model.conditions import AtLeast
from renkei_model.dates import Span
from renkei_model.facts import Fact, FactKind
from renkei_model.policy import Policy
from renkei_model.provenance import Citation, Source, assumed, inferred, stated, unstated
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition, TransitionKind
from renkei_model.windows import SINCE_STAGE_ENTRY
from renkei_model.wording import Wording

__all__ = [
    "BASES",
    "CITY",
    "CLERKS",
    "COUNCIL_NAMES",
    "FACTS",
    "GUIDE",
    "ITEMS",
    "PAPERS",
    "STAGES",
    "roundabout",
]

CITY = Wording("みのり市", "Minori City")
GUIDE = Source(
    key="guide",
    title=Wording("連携協議会の手引き（架空）", "Guide to councils (invented)"),
    publisher=CITY,
    published=Span.month(2022, 4),
    as_of=Span.month(2022, 3),
)
_PLACE = Citation(
    GUIDE,
    "M001",
    Wording("発展段階", "stages of development"),
    Wording("1ページ", "page 1"),
    Wording("段階ごとの条件", "what each stage asks for"),
)
_REASON = Wording("手引きの文から読み取れる", "it follows from the guide's sentence")
BASES = (
    stated(_PLACE),
    inferred(_PLACE, reason=_REASON),
    assumed(reason=_REASON, plausible=(1, 3)),
    unstated(reason=_REASON),
)
"""Every kind of basis that a policy may give."""

_FACT_WORDS = (
    ("founded", "協議会の設立", "the council was founded", "設立総会の記録", "minutes of founding"),
    ("survey_made", "住民アンケートの実施", "a survey was made", "集計表", "the tables"),
    ("issues_shared", "課題の共有", "issues were shared", "会議録", "minutes"),
    ("newsletter_issued", "広報紙の発行", "a newsletter was issued", "広報紙", "the issue"),
    ("plan_drafted", "活動計画の案の作成", "a plan was drafted", "計画案", "the draft"),
    ("plan_recognised", "計画の認定", "the plan was recognised", "認定通知", "the notice"),
    ("fields_linked", "連携した分野", "a field was linked", "連携の記録", "a note of the link"),
    ("dissolved", "解散の議決", "dissolution was resolved", "議事録", "the resolution"),
)
FACTS = tuple(
    Fact(
        key=key,
        wording=Wording(ja, en),
        kind=FactKind.DETERMINATION if key == "plan_recognised" else FactKind.EVENT,
        evidence=Wording(evidence_ja, evidence_en),
        basis=BASES[place % len(BASES)],
        distinct=distinct,
    )
    for distinct in (False, True)
    for place, (key, ja, en, evidence_ja, evidence_en) in enumerate(_FACT_WORDS)
)
"""Each fact twice: counted by records, and counted by different items."""

STAGES = tuple(
    Stage(key=key, wording=Wording(ja, en), basis=BASES[0])
    for key, ja, en in (
        ("getting_acquainted", "親交期", "getting acquainted"),
        ("reaching_out", "波及期", "reaching out"),
        ("solving_issues", "課題解決期", "solving issues"),
        ("self_reliant", "自立期", "self-reliant"),
        ("resting", "休止期", "resting"),
    )
)
ITEMS = ("防災", "福祉", "子育て")
COUNCIL_NAMES = ("みのり地区連携協議会", "Harbour Council", "川北地域内連携協議会", "潮見の会")
CLERKS = ("", "事務局", "会長", "the secretary")
PAPERS = ("", "会議録", "minutes, p. 3", "広報紙第2号")


def roundabout(fact: Fact, needed: int) -> Policy:
    """Make a policy whose first two stages are entered freely, again and again.

    What leads on from them (`past` the first, `on` from the second) is a fact, counted since the
    stage was entered.
    """
    first, second, third = STAGES[:3]
    leave = Requirement(
        key="leave",
        condition=AtLeast(fact, n=needed, during=SINCE_STAGE_ENTRY),
        wording=fact.wording,
        basis=BASES[0],
    )
    return Policy(
        key="roundabout",
        version="2022-04",
        title=CITY,
        jurisdiction=CITY,
        published=Span.month(2022, 4),
        facts=(fact,),
        stages=(first, second, third),
        transitions=(
            _way("there", first, second),
            _way("back", second, first, kind=TransitionKind.WITHDRAWAL),
            _way("on", second, third, leave),
            _way("past", first, third, leave),
            _way("again", third, first, kind=TransitionKind.WITHDRAWAL),
        ),
        sources=(GUIDE,),
    )


def _way(
    key: str,
    source: Stage,
    target: Stage,
    *needs: Requirement,
    kind: TransitionKind = TransitionKind.PROGRESS,
) -> Transition:
    return Transition(
        key=key,
        source=source,
        target=target,
        requirements=needs,
        kind=kind,
        basis=BASES[0],
        open_gate=not needs,
    )
