"""Exploration: what holds for every ledger under a policy, proved and not sampled.

A condition compares counts with thresholds, so of each fact only finitely many levels can be told
apart, and their combinations are a finite model of every possible ledger. `explore` answers its
questions over all of them at once.
"""

from renkei_model.exploration.answers import Discovery, Question, Stop
from renkei_model.exploration.disagreements import Disagreement, Disagreements, disagreements
from renkei_model.exploration.examples import Example
from renkei_model.exploration.explorations import (
    Case,
    Exploration,
    GuardReading,
    explain_cases,
)
from renkei_model.exploration.exploring import explore

__all__ = [
    "Case",
    "Disagreement",
    "Disagreements",
    "Discovery",
    "Example",
    "Exploration",
    "GuardReading",
    "Question",
    "Stop",
    "disagreements",
    "explain_cases",
    "explore",
]
