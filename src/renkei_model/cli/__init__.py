"""The `renkei` command.

Exit codes: 0 when all is well, 1 when a step is blocked, a history is not legal, two policies
decide otherwise, a project is not surely eligible or a plan lacks something, 2 when what was
asked, or a file, cannot be used.
"""

from renkei_model.cli.main import main

__all__ = ["main"]
