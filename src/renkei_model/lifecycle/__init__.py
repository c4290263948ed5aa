"""The readings of a council's life under a policy: assess, advance, replay, timeline.

No clock, no randomness, no mutation: every verb takes values and gives a value, or raises.
"""

from renkei_model.lifecycle.assessment import (
    Assessment,
    StageRange,
    assess,
    supported_stages,
)
from renkei_model.lifecycle.history import Remark, RemarkKind, Replay, ReplayedStep, replay
from renkei_model.lifecycle.judging import TransitionReading, judge_transition
from renkei_model.lifecycle.steps import TransitionBlocked, advance, may_advance, may_take, take
from renkei_model.lifecycle.times import RequirementTime, Timeline, TransitionTimes, timeline
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT, Receipt

__all__ = [
    "NOT_THE_CITYS_JUDGEMENT",
    "Assessment",
    "Receipt",
    "Remark",
    "RemarkKind",
    "Replay",
    "ReplayedStep",
    "RequirementTime",
    "StageRange",
    "Timeline",
    "TransitionBlocked",
    "TransitionReading",
    "TransitionTimes",
    "advance",
    "assess",
    "judge_transition",
    "may_advance",
    "may_take",
    "replay",
    "supported_stages",
    "take",
    "timeline",
]
