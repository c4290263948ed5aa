"""Every error of the library, drawn as a tree.

    RenkeiError
      × InvalidDate           a text that is no date, or no possible one
      × InvalidValue          a value that breaks its own rule (a count of 0, an empty node)
      × NoTruthValue          a verdict or a condition was used as True or False
      × UnknownName           a fact, stage, transition or council that nobody declared
      × PolicyError           a policy that contradicts itself: all its faults
      × DocumentError         a file or document that cannot be read: all its faults
      × NotDrawn              a picture that Graphviz did not draw           (in `diagrams`)
      × LawBroken             a law that a test found broken                  (in `testing`)
      × HypothesisMissing     the testing kit, without Hypothesis             (in `testing`)
      × StepError             a step of a council's life that cannot be recorded
          × TransitionBlocked     its requirements are not met on that day   (in `lifecycle`)
          × ChoiceRequired        two ways are open and nobody said which
          × NoSuchStep            no transition leads from here to there
          × OutOfOrder            it would lie before the last recorded step
          × HistoryNotInOrder     the recorded steps are not in the order of their dates
          × StageNotAssignable    somebody set the stage of a living council by hand
          × StepHeldBack          a callback of the importer's kept it back  (in `machine`)
          × StepUnderWay          another step has begun and is not recorded (in `machine`)

Each error is a frozen record. Programs read its fields; people read its sentence, which is made
from the fields, says what to do next, and exists in Japanese and English (`explain`).
"""

from __future__ import annotations

import datetime
from typing import Any, Final, cast

import attrs

from renkei_model.wording import Language, Wording, brief, listed

__all__ = [
    "ChoiceRequired",
    "DocumentError",
    "Fault",
    "HistoryNotInOrder",
    "InvalidDate",
    "InvalidValue",
    "NoSuchStep",
    "NoTruthValue",
    "OutOfOrder",
    "PolicyError",
    "RenkeiError",
    "StageNotAssignable",
    "StepError",
    "UnknownName",
]


def _rebuild(
    kind: type[RenkeiError], fields: dict[str, Any], notes: tuple[str, ...]
) -> RenkeiError:
    error = kind(**fields)
    for note in notes:
        error.add_note(note)
    return error


class RenkeiError(Exception):
    """The base of every error that this library raises on purpose."""

    def sentence(self) -> Wording:
        """Say what is wrong and what to do next, in both languages."""
        raise NotImplementedError

    def explain(self, language: Language) -> str:
        """Say what is wrong and what to do next.

        Args:
            language: `"ja"` or `"en"`.
        """
        return self.sentence().text(language)

    def __str__(self) -> str:
        """Say it in English, as Python's own errors do."""
        return self.explain("en")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by field names, so that keyword-only fields survive, and with the notes."""
        kind = cast("type[attrs.AttrsInstance]", type(self))
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(kind)}
        return _rebuild, (type(self), fields, tuple(getattr(self, "__notes__", ())))


def _did_you_mean(nearest: tuple[str, ...]) -> Wording:
    if not nearest:
        return Wording.same("")
    return Wording(
        ja="または".join(f"「{name}」" for name in nearest) + "ではありませんか。",
        en=" Did you mean " + " or ".join(repr(name) for name in nearest) + "?",
    )


@attrs.frozen
class Fault:
    """One thing that is wrong inside a larger thing.

    Attributes:
        place: Where: a row and column, a path such as `$.stages[2]`, or a key.
        problem: What is wrong there.
        remedy: What to do about it.
        found: What stands there, as written; a long text is cut.
        nearest: Known names that may have been meant.
    """

    place: Wording
    problem: Wording
    remedy: Wording = Wording.same("")
    found: str = attrs.field(default="", converter=brief, kw_only=True)
    nearest: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def sentence(self) -> Wording:
        """Say place, problem, guess and remedy in one line."""
        guess = _did_you_mean(self.nearest)
        remedy = self.remedy
        return Wording(
            ja=f"{self.place.ja}: {self.problem.ja}。{guess.ja}{remedy.ja}{'。' if remedy else ''}",
            en=f"{self.place.en}: {self.problem.en}.{guess.en}"
            + (f" {remedy.en[0].upper()}{remedy.en[1:]}." if remedy else ""),
        )


_MOST_LISTED: Final = 50


def _all_faults(title: Wording, faults: tuple[Fault, ...]) -> Wording:
    sentences = [fault.sentence() for fault in faults[:_MOST_LISTED]]
    unlisted = len(faults) - len(sentences)
    if unlisted:
        sentences.append(Wording(f"ほか{unlisted}件", f"and {unlisted} more"))
    return Wording(
        ja="\n".join([f"{title.ja}（{len(faults)}件）", *(f"  - {s.ja}" for s in sentences)]),
        en="\n".join(
            [
                f"{title.en} ({len(faults)} fault{'s' * (len(faults) > 1)})",
                *(f"  - {s.en}" for s in sentences),
            ]
        ),
    )


@attrs.frozen
class InvalidDate(RenkeiError, ValueError):
    """A text that is not a date, or a date that cannot have been.

    Attributes:
        text: What was written.
        problem: Why it cannot be.
        remedy: How to write it.
    """

    text: str
    problem: Wording
    remedy: Wording

    def sentence(self) -> Wording:
        """Say why the text is no date and how to write it."""
        text = brief(self.text)
        return Wording(
            ja=f"日付「{text}」: {self.problem.ja}。{self.remedy.ja}。",
            en=f"date {text!r}: {self.problem.en}; {self.remedy.en}.",
        )


@attrs.frozen
class InvalidValue(RenkeiError, ValueError):
    """A value that breaks the rule of its own kind.

    Attributes:
        what: The value's kind, such as `Record.count`.
        problem: The rule it breaks, with what was found.
        remedy: What to write instead.
    """

    what: str
    problem: Wording
    remedy: Wording

    def sentence(self) -> Wording:
        """Say which rule is broken and what to write instead."""
        return Wording(
            ja=f"{self.what}: {self.problem.ja}。{self.remedy.ja}。",
            en=f"{self.what}: {self.problem.en}; {self.remedy.en}.",
        )


@attrs.frozen
class NoTruthValue(RenkeiError, TypeError):
    """Something that has more, or less, than two answers was used as True or False.

    Attributes:
        what: What was used so.
        remedy: What to write instead.
    """

    what: str
    remedy: Wording

    def sentence(self) -> Wording:
        """Say why there is no yes or no, and what to write instead."""
        return Wording(
            ja=f"{self.what} を真偽値として使うことはできません。{self.remedy.ja}。",
            en=f"{self.what} is neither True nor False; {self.remedy.en}.",
        )


@attrs.frozen
class UnknownName(RenkeiError, LookupError):
    """A name that nobody declared.

    Attributes:
        kind: What it should have named.
        name: What was written.
        nearest: Declared names that are close to it.
        known: How to see all declared names.
    """

    kind: Wording
    name: str
    nearest: tuple[str, ...] = ()
    known: Wording = attrs.field(default=Wording.same(""), kw_only=True)

    def sentence(self) -> Wording:
        """Name the unknown name, the nearest known ones, and where to look."""
        guess, name = _did_you_mean(self.nearest), brief(self.name)
        return Wording(
            ja=f"{self.kind.ja}「{name}」はありません。{guess.ja}{self.known.ja}",
            en=f"unknown {self.kind.en} {name!r}.{guess.en}"
            + (f" {self.known.en}" if self.known else ""),
        )


@attrs.frozen
class PolicyError(RenkeiError, ValueError):
    """A policy that contradicts itself.

    Attributes:
        policy: The policy's key.
        faults: Everything that is wrong with it, at once.
    """

    policy: str
    faults: tuple[Fault, ...]

    def sentence(self) -> Wording:
        """List every fault, one a line."""
        return _all_faults(
            Wording(
                f"基準「{self.policy}」に誤りがあります", f"policy {self.policy!r} is not sound"
            ),
            self.faults,
        )


@attrs.frozen
class DocumentError(RenkeiError, ValueError):
    """A file or document that cannot be read or written, and why; nothing of it was taken.

    Attributes:
        document: The file's name, or what kind of document it is.
        faults: Everything that is wrong with it, at once.
        to_write: Whether it was to be written; else it was to be read.
    """

    document: str
    faults: tuple[Fault, ...]
    to_write: bool = attrs.field(default=False, kw_only=True)

    def sentence(self) -> Wording:
        """List every fault, one a line."""
        verb = Wording("を読めません", "read")
        if self.to_write:
            verb = Wording("に書き込めません", "write")
        return _all_faults(
            Wording(f"「{self.document}」{verb.ja}", f"cannot {verb.en} {self.document}"),
            self.faults,
        )


@attrs.frozen
class StepError(RenkeiError):
    """A step of a council's life that cannot be recorded; the council is as it was."""


def _called(keys: tuple[str, ...], names: tuple[tuple[str, Wording], ...]) -> Wording:
    """List what keys are called, each with the key; the key alone where nobody said."""
    known = dict(names)
    return listed(
        Wording(f"{known[key].ja} [{key}]", f"{known[key].en} [{key}]")
        if key in known
        else Wording.same(key)
        for key in keys
    )


@attrs.frozen
class ChoiceRequired(StepError):
    """Two or more ways are open, and nobody said which one was taken.

    Attributes:
        council: The council's name.
        on: The day of the step.
        ways: The keys of the transitions that are open on that day.
        names: What the keys are called, each with its key.
    """

    council: str
    on: datetime.date
    ways: tuple[str, ...]
    names: tuple[tuple[str, Wording], ...] = attrs.field(default=(), repr=False, kw_only=True)

    def sentence(self) -> Wording:
        """List the open ways and how to choose one."""
        ways, day = _called(self.ways, self.names), Wording.day(self.on)
        return Wording(
            ja=f"{self.council}: {day.ja}の時点で進める移行が複数あります（{ways.ja}）。"
            "to=（コマンドでは --to）で進む先の段階を指定するか，"
            "take()（コマンドでは --transition）で移行を指定してください。",
            en=f"{self.council}: on {day.en} more than one way is open ({ways.en}); "
            "give the stage to enter as to= (--to of the command), "
            "or the transition to take() (--transition).",
        )


@attrs.frozen
class NoSuchStep(StepError):
    """No single transition leads from the council's stage to the one asked for.

    Attributes:
        council: The council's name.
        stage: The stage it is in, in words.
        asked: The stage or transition asked for; empty for "the next one".
        ways: Keys of what can be asked for from here.
        withdrawals: Keys of the withdrawals that leave the stage, where the next step was asked;
            of those that lead to the stage asked for, where one was.
        names: What the keys are called, each with its key.
    """

    council: str
    stage: Wording
    asked: str
    ways: tuple[str, ...]
    withdrawals: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    names: tuple[tuple[str, Wording], ...] = attrs.field(default=(), repr=False, kw_only=True)

    def sentence(self) -> Wording:
        """Say that councils go step by step, and which steps there are."""
        if not self.asked:
            return self._end_of_the_way()
        if self.withdrawals:
            return self._only_withdrawn()
        ways, name = (_called(keys, self.names) for keys in (self.ways, (self.asked,)))
        here = Wording(
            ja=f"ここから選べるのは {ways.ja} です。"
            if ways
            else "この段階から選べるものはありません。",
            en=f"from here you can ask for {ways.en}." if ways else "nothing leads on from here.",
        )
        return Wording(
            ja=f"{self.council}: 段階「{self.stage.ja}」から「{name.ja}」へ"
            f"一歩で移ることはできません。{here.ja}",
            en=f"{self.council}: {name.en!r} is not one step from {self.stage.en!r}; {here.en}",
        )

    def _end_of_the_way(self) -> Wording:
        how = self._how_to_withdraw()
        return Wording(
            ja=f"{self.council}: 段階「{self.stage.ja}」より先に進む移行はありません。{how.ja}",
            en=f"{self.council}: no step of progress leaves {self.stage.en!r}.{how.en}",
        )

    def _only_withdrawn(self) -> Wording:
        name, how = _called((self.asked,), self.names), self._how_to_withdraw()
        return Wording(
            ja=f"{self.council}: 段階「{self.stage.ja}」から「{name.ja}」へは，"
            f"取消しなどの移行でしか移れません。{how.ja}",
            en=f"{self.council}: only a withdrawal leads from {self.stage.en!r} to {name.en!r}."
            f"{how.en}",
        )

    def _how_to_withdraw(self) -> Wording:
        names = _called(self.withdrawals, self.names)
        if not names:
            return names
        return Wording(
            ja="取消しなどの移行は，コマンドでは --transition，Python では take() にキーを"
            f"指定すれば記録できます（{names.ja}）。",
            en=" A withdrawal can be recorded by its key, given as --transition of the command "
            f"or to take() in Python: {names.en}.",
        )


@attrs.frozen
class OutOfOrder(StepError):
    """A step dated before the last recorded one.

    Attributes:
        council: The council's name.
        on: The day asked for.
        last: The last day of the last recorded step.
    """

    council: str
    on: datetime.date
    last: datetime.date

    def sentence(self) -> Wording:
        """Say which day the step may have at the earliest."""
        day, last = Wording.day(self.on), Wording.day(self.last)
        return Wording(
            ja=f"{self.council}: {day.ja}は，記録済みの最後の段階変更（{last.ja}）より前です。"
            f"{last.ja}以降の日付を指定してください。",
            en=f"{self.council}: {day.en} lies before the last recorded step ({last.en}); "
            f"give a day from {last.en} on.",
        )


@attrs.frozen
class HistoryNotInOrder(StepError):
    """Recorded steps that are not in the order of their dates, so that none can follow them.

    Attributes:
        council: The council's name.
        before: The day of the step that stands first.
        after: The day of the step that stands after it and is dated before it.
    """

    council: str
    before: datetime.date
    after: datetime.date

    def sentence(self) -> Wording:
        """Say which two steps stand in the wrong order."""
        before, after = Wording.day(self.before), Wording.day(self.after)
        return Wording(
            ja=f"{self.council}: 段階の変更が日付の順に並んでいません"
            f"（{before.ja}の次に{after.ja}）。順序か日付を直してください。",
            en=f"{self.council}: the recorded steps are not in the order of their dates "
            f"({after.en} after {before.en}); correct the order or the dates.",
        )


@attrs.frozen
class StageNotAssignable(StepError):
    """The stage of a living council was set by hand instead of by a step.

    Attributes:
        council: The council's name.
        stage: The key of the stage that was assigned.
    """

    council: str
    stage: str

    def sentence(self) -> Wording:
        """Say which verbs change a stage."""
        return Wording(
            ja=f"{self.council}: 段階を直接「{self.stage}」に書き換えることはできません。"
            "advance() か take() を使ってください。",
            en=f"{self.council}: the stage cannot be set to {self.stage!r} by hand; "
            "use advance() or take().",
        )
