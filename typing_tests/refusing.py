# mypy: disallow-any-expr
"""What type checkers see of the errors: programs read fields, and one base catches them all."""

import datetime
from typing import assert_type

from renkei_model import (
    Assessment,
    Council,
    Policy,
    RenkeiError,
    TransitionBlocked,
    Wording,
    advance,
    parse_span,
)
from renkei_model.errors import (
    ChoiceRequired,
    DocumentError,
    Fault,
    HistoryNotInOrder,
    InvalidDate,
    InvalidValue,
    NoSuchStep,
    NoTruthValue,
    OutOfOrder,
    PolicyError,
    StageNotAssignable,
    StepError,
    UnknownName,
)
from renkei_model.findings import LeafFinding
from renkei_model.lifecycle import TransitionReading
from renkei_model.machine import StepHeldBack, StepUnderWay

MAY = datetime.date(2026, 5, 1)


def a_refused_step(council: Council, policy: Policy) -> None:
    """It carries where the council stands, the ways that were tried and what is missing."""
    try:
        advance(council, policy, MAY)
    except TransitionBlocked as blocked:
        assert_type(blocked.council, Council)
        assert_type(blocked.on, datetime.date)
        assert_type(blocked.ways, tuple[TransitionReading, ...])
        assert_type(blocked.missing, tuple[LeafFinding, ...])
        assert_type(blocked.assessment, Assessment)
    except ChoiceRequired as choice:
        assert_type(choice.ways, tuple[str, ...])
    except NoSuchStep as none:
        assert_type(none.stage, Wording)
        assert_type(none.withdrawals, tuple[str, ...])
    except (OutOfOrder, HistoryNotInOrder, StageNotAssignable, StepHeldBack, StepUnderWay) as error:
        assert_type(error.council, str)
    except StepError as error:
        assert_type(error.sentence(), Wording)


def a_refused_value() -> None:
    """Each error says in both languages what to do, and holds what it says in fields."""
    try:
        parse_span("平成32年")
    except InvalidDate as error:
        assert_type(error.text, str)
        assert_type(error.remedy, Wording)
    except InvalidValue as error:
        assert_type(error.what, str)
        assert_type(error.problem, Wording)
    except UnknownName as error:
        assert_type(error.nearest, tuple[str, ...])
    except (PolicyError, DocumentError) as error:
        assert_type(error.faults, tuple[Fault, ...])
        assert_type(error.faults[0].place, Wording)
    except NoTruthValue as error:
        assert_type(error.what, str)
    except RenkeiError as error:
        assert_type(error.explain("ja"), str)
