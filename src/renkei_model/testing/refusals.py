"""What the testing kit raises: a law that does not hold, and Hypothesis that is not there."""

from __future__ import annotations

import attrs

from renkei_model.errors import RenkeiError
from renkei_model.wording import Wording

__all__ = ["HypothesisMissing", "LawBroken"]


@attrs.frozen
class LawBroken(RenkeiError, AssertionError):
    """A law that does not hold, as an assertion that failed.

    Attributes:
        law: What should hold of every policy and every council.
        found: What was found instead.
    """

    law: Wording
    found: Wording

    def sentence(self) -> Wording:
        """Say which law was broken, and by what."""
        return Wording(
            f"法則「{self.law.ja}」が成り立ちません: {self.found.ja}。",
            f"the law “{self.law.en}” does not hold: {self.found.en}.",
        )

    def __str__(self) -> str:
        """Say it in both languages: nobody chooses the language of a test that fails."""
        return f"{self.explain('ja')}\n{self.explain('en')}"


@attrs.frozen
class HypothesisMissing(RenkeiError, ModuleNotFoundError):
    """The testing kit was imported where Hypothesis is not installed."""

    def sentence(self) -> Wording:
        """Say what to install."""
        return Wording(
            "renkei_model.testing を使うには Hypothesis が必要です。"
            "pip install 'renkei_model[testing]' で入れてください。",
            "renkei_model.testing needs Hypothesis; "
            "install it by pip install 'renkei_model[testing]'.",
        )
