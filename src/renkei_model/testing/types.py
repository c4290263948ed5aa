"""Which strategy draws a value of which class, for `hypothesis.strategies.from_type`.

Hypothesis runs `register` when it is imported itself, wherever this library is installed (the
entry point `hypothesis`), so `from_type(Policy)` and `@given(...)` with types work without more.
"""

from __future__ import annotations

from hypothesis import strategies as st

from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified
from renkei_model.councils import Council, StageChange
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition
from renkei_model.testing.dating import fiscal_years, moments, spans
from renkei_model.testing.filing import completeness, facts, ledgers, records
from renkei_model.testing.living import councils, histories
from renkei_model.testing.minori import FACTS, STAGES
from renkei_model.testing.planning import community_plans
from renkei_model.testing.ruling import LEFT_OPEN, policies, requirements
from renkei_model.windows import During, Moment

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis how to draw values of the classes that policies and councils are made of."""
    during = st.sampled_from(list(During))
    at_least = st.builds(AtLeast, facts(), n=st.integers(1, 3), during=during)
    parts = st.lists(at_least, min_size=1, max_size=3)
    st.register_type_strategy(Span, spans())
    st.register_type_strategy(FiscalYear, fiscal_years())
    st.register_type_strategy(Moment, moments())
    st.register_type_strategy(Fact, facts())
    st.register_type_strategy(Record, records(FACTS))
    st.register_type_strategy(Completeness, completeness(FACTS))
    st.register_type_strategy(Ledger, ledgers(FACTS))
    st.register_type_strategy(AtLeast, at_least)
    st.register_type_strategy(
        AtMost, st.builds(AtMost, facts(), n=st.integers(0, 2), during=during)
    )
    st.register_type_strategy(Unspecified, st.just(LEFT_OPEN))
    st.register_type_strategy(AllOf, parts.map(lambda some: AllOf(*some)))
    st.register_type_strategy(AnyOf, parts.map(lambda some: AnyOf(*some)))
    st.register_type_strategy(SomeOf, parts.map(lambda some: SomeOf(1, *some)))
    st.register_type_strategy(Requirement, requirements(FACTS))
    st.register_type_strategy(Stage, st.sampled_from(STAGES))
    st.register_type_strategy(Policy, policies())
    st.register_type_strategy(
        Transition, policies().flatmap(lambda policy: st.sampled_from(policy.transitions))
    )
    lived = policies().flatmap(histories)
    st.register_type_strategy(Council, policies().flatmap(councils) | lived)
    st.register_type_strategy(
        StageChange,
        lived.filter(lambda council: council.history != ()).map(
            lambda council: council.history[-1]
        ),
    )
    st.register_type_strategy(
        CommunityPlan,
        community_plans().filter(lambda plans: plans != ()).map(lambda plans: plans[0]),
    )
