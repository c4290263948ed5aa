"""What reports write of subsidies and projects, in one place for those who write reports."""

from __future__ import annotations

from renkei_model.flags import flag_lines
from renkei_model.projects import (
    answer_of,
    eligibility_text,
    explain_project,
    project_remedy,
)
from renkei_model.subsidy_ranges import (
    SubsidyRange,
    ceiling_texts,
    is_assumed_year,
    rate_text,
    year_text,
)
from renkei_model.wording import Language

__all__ = [
    "answer_of",
    "ceiling_texts",
    "eligibility_text",
    "explain_project",
    "explain_subsidy",
    "flag_lines",
    "is_assumed_year",
    "project_remedy",
    "rate_text",
    "year_text",
]


def explain_subsidy(reading: SubsidyRange, language: Language) -> str:
    """Say what a council may receive of a subsidy in a fiscal year, as it says itself."""
    return reading.explain(language)
