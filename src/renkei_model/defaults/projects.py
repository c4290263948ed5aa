"""Read files of projects, by what Kochi's subsidies ask unless you name another policy."""

from __future__ import annotations

import os

from renkei_model.interchange import projects
from renkei_model.kochi import POLICY
from renkei_model.policy import Policy
from renkei_model.projects import Project

__all__ = ["read_projects"]


def read_projects(path: str | os.PathLike[str], policy: Policy = POLICY) -> tuple[Project, ...]:
    """Read the planned projects of a council from a CSV file.

    Args:
        path: The file, one project a row, as `projects_template_csv` writes the form.
        policy: The policy, whose subsidies say what is asked of a project; Kochi's unless you name
            another.

    Returns:
        The projects, in the order of the rows.

    Raises:
        DocumentError: If the file cannot be read, with every fault by row and column; or if it
            holds no project.
    """
    return projects.read_projects(path, policy)
