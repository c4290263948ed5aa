"""Run every example of README, the documentation and the docstrings."""

import sybil.parsers.doctest
import sybil.parsers.markdown
from sybil import Sybil

pytest_collect_file = (
    Sybil(
        parsers=[sybil.parsers.markdown.PythonCodeBlockParser()],
        patterns=["*.md"],
        excludes=["**/node_modules/**"],
    )
    + Sybil(
        path="src/renkei_model",
        parsers=[sybil.parsers.doctest.DocTestParser()],
        patterns=["*.py"],
    )
).pytest()
