"""What differs between two policies, and what that changes for councils, by which rule.

`compare` reads two policies as data; `compare_councils` judges councils by both, and
`compare_ceilings` works out what they may receive. What another
reading of two policies would add stands beside these, and takes their answers as they are.
"""

from renkei_model.differences.ceilings import (
    CeilingDifference,
    compare_ceilings,
    explain_ceilings,
)
from renkei_model.differences.changes import (
    Change,
    FactDifference,
    RequirementDifference,
    TransitionDifference,
)
from renkei_model.differences.councils import (
    CouncilDifference,
    compare_councils,
    explain_councils,
)
from renkei_model.differences.grants import GrantDifference
from renkei_model.differences.markdown import differences_markdown
from renkei_model.differences.policies import PolicyDifference, compare
from renkei_model.differences.standings import RuleDifference, Standing, StepDifference
from renkei_model.differences.tables import (
    ceiling_differences_table,
    council_differences_table,
    policy_difference_table,
)
from renkei_model.differences.texts import TextDifference

__all__ = [
    "CeilingDifference",
    "Change",
    "CouncilDifference",
    "FactDifference",
    "GrantDifference",
    "PolicyDifference",
    "RequirementDifference",
    "RuleDifference",
    "Standing",
    "StepDifference",
    "TextDifference",
    "TransitionDifference",
    "ceiling_differences_table",
    "compare",
    "compare_ceilings",
    "compare_councils",
    "council_differences_table",
    "differences_markdown",
    "explain_ceilings",
    "explain_councils",
    "policy_difference_table",
]
