"""A policy: everything one city decides about its councils' progress, as one value.

A policy checks itself whole when it is made, and reports everything that is wrong at once. The
first stage is where every council begins.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Mapping

import attrs

from renkei_model.checks import require_each, require_kind, require_tuples
from renkei_model.conditions import plain_form
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue, PolicyError, UnknownName
from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanRule, decided_of_plans
from renkei_model.provenance import BasisKind, Citation, Source
from renkei_model.requirements import Requirement
from renkei_model.soundness import Draft, faults_of
from renkei_model.stages import (
    Force,
    Stage,
    Transition,
    TransitionKind,
    facts_of,
    keys_in_short,
    requirements_of,
)
from renkei_model.subsidy_rules import SubsidyRule, decided_of_subsidy
from renkei_model.supports import Support
from renkei_model.wording import Wording, nearest_names

__all__ = ["Policy", "PolicyStamp"]


@attrs.frozen
class PolicyStamp:
    """Which policy an answer rests on.

    Attributes:
        key: The policy's key.
        version: Its version.
        fingerprint: The hash of what it decides.
    """

    key: str
    version: str
    fingerprint: str

    def __str__(self) -> str:
        """Write it as files hold it: `key@version#fingerprint`."""
        return f"{self.key}@{self.version}#{self.fingerprint}"


@attrs.frozen(kw_only=True, cache_hash=True)
class Policy:
    """Everything one city decides about its councils' progress.

    Attributes:
        key: Its name in files.
        version: Which version of it, such as the month of the leaflet.
        title: Its name for people.
        jurisdiction: Whose policy it is.
        published: When it was published.
        facts: The catalogue of facts that ledgers may record.
        stages: The stages; every council begins in the first.
        transitions: The steps between them.
        sources: The documents it rests on.
        subsidies: What councils may receive, and on which conditions.
        plan_rule: What it says of community plans; None if it says nothing.
        supports: What it offers councils besides money, in the order in which it is suggested.

    Example:
        A city declares its own policy, here one step of one requirement:

        >>> import datetime
        >>> from renkei_model import AtLeast, Council, Fact, Policy, Record, Requirement
        >>> from renkei_model import Span, Stage, Wording, assess, ladder
        >>> from renkei_model.provenance import Citation, Source, assumed, stated
        >>> march = Span.month(2026, 3)
        >>> guide = Source("guide", Wording("手引き", "Guide"), Wording("甲市", "Ko"), march, march)
        >>> page = Citation(
        ...     guide, "G1", Wording("歩み", "Steps"), Wording("2頁", "page 2"),
        ...     Wording("まず集まり，次に動く", "first meet, then act"),
        ... )
        >>> met = Fact(
        ...     key="meetings", wording=Wording("会合", "meetings"),
        ...     evidence=Wording("議事録", "the minutes"), basis=stated(page),
        ... )
        >>> start = Stage(key="start", wording=Wording("始動期", "starting"), basis=stated(page))
        >>> action = Stage(key="action", wording=Wording("活動期", "acting"), basis=stated(page))
        >>> gathers = Requirement(
        ...     key="gathers", condition=AtLeast(met, n=3),
        ...     wording=Wording("集まりが続いている", "meetings go on"),
        ...     basis=assumed(reason=Wording("目安", "a rule of thumb"), plausible=(2, 6)),
        ... )
        >>> policy = Policy(
        ...     key="ko", version="2026-03", title=Wording("甲市の歩み", "How Ko's councils grow"),
        ...     jurisdiction=Wording("甲市", "Ko City"), published=march, facts=(met,),
        ...     stages=(start, action), sources=(guide,),
        ...     transitions=ladder((start, action), ((gathers,),), basis=stated(page)),
        ... )
        >>> council = Council(name="甲北協議会").add(Record(met, Span.month(2026, 4), count=2))
        >>> reading = assess(council, policy, as_of=datetime.date(2026, 5, 1))
        >>> reading.supported.text("en")
        'surely starting … possibly acting'
        >>> [leaf.remedy.en for leaf in reading.missing]
        ['file the minutes and record 1 more of “meetings” (meetings)']

    Raises:
        InvalidValue: If a part of it is of another kind, such as a list or a bare text.
        PolicyError: If anything else in it is wrong; with every fault.
    """

    key: str
    version: str
    title: Wording = attrs.field(eq=False, repr=False)
    jurisdiction: Wording = attrs.field(eq=False, repr=False)
    published: Span = attrs.field(eq=False, repr=False)
    facts: tuple[Fact, ...] = attrs.field(repr=False)
    stages: tuple[Stage, ...] = attrs.field(repr=keys_in_short)
    transitions: tuple[Transition, ...] = attrs.field(repr=False)
    sources: tuple[Source, ...] = attrs.field(default=(), eq=False, repr=keys_in_short)
    subsidies: tuple[SubsidyRule, ...] = attrs.field(default=(), repr=False)
    plan_rule: PlanRule | None = attrs.field(default=None, repr=False)
    supports: tuple[Support, ...] = attrs.field(default=(), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check the whole policy."""
        require_tuples(
            "Policy",
            facts=self.facts,
            stages=self.stages,
            transitions=self.transitions,
            sources=self.sources,
            subsidies=self.subsidies,
            supports=self.supports,
        )
        require_kind("Policy.key", self.key, str)
        require_kind("Policy.version", self.version, str)
        require_kind("Policy.title", self.title, Wording)
        require_kind("Policy.jurisdiction", self.jurisdiction, Wording)
        require_kind("Policy.published", self.published, Span)
        require_each("Policy.facts", self.facts, Fact)
        require_each("Policy.stages", self.stages, Stage)
        require_each("Policy.transitions", self.transitions, Transition)
        require_each("Policy.sources", self.sources, Source)
        require_each("Policy.subsidies", self.subsidies, SubsidyRule)
        require_each("Policy.supports", self.supports, Support)
        if self.plan_rule is not None:
            require_kind("Policy.plan_rule", self.plan_rule, PlanRule)
        faults = tuple(faults_of(self.draft))
        if faults:
            raise PolicyError(self.key, faults)

    @property
    def draft(self) -> Draft:
        """The policy as it was before anybody knew that it is sound."""
        return Draft(
            key=self.key,
            version=self.version,
            title=self.title,
            jurisdiction=self.jurisdiction,
            facts=self.facts,
            stages=self.stages,
            transitions=self.transitions,
            subsidies=self.subsidies,
            plan_rule=self.plan_rule,
            supports=self.supports,
            sources=self.sources,
        )

    @property
    def initial(self) -> Stage:
        """The stage in which every council begins."""
        return self.stages[0]

    @functools.cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, each once, in the order of the transitions."""
        return requirements_of(self.transitions)

    @property
    def every_requirement(self) -> tuple[Requirement, ...]:
        """Every requirement, of steps, of councils and of projects, each once."""
        return self.draft.requirements

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place in its sources that something in it rests on, each once."""
        places = (place for _, basis in self.draft.bases for place in basis.citations)
        return tuple(dict.fromkeys(places))

    @property
    def assumed(self) -> tuple[Requirement, ...]:
        """The requirements that no source asks for: the model assumes them, each with a reason."""
        return self._resting_on(BasisKind.ASSUMED)

    @property
    def inferred(self) -> tuple[Requirement, ...]:
        """The requirements that follow from a source by one sentence of reasoning."""
        return self._resting_on(BasisKind.INFERRED)

    def _resting_on(self, kind: BasisKind) -> tuple[Requirement, ...]:
        return tuple(need for need in self.requirements if need.basis.kind is kind)

    @functools.cached_property
    def caveat(self) -> Wording:
        """What every answer by this policy says of its assumptions; empty where it makes none."""
        bases = [
            *(stage.basis for stage in self.stages),
            *(way.basis for way in self.transitions),
            *(fact.basis for fact in self.facts_read),
        ]
        others = sum(basis.kind is BasisKind.ASSUMED for basis in bases)
        if not self.assumed and not others:
            return Wording.same("")
        said = [
            Wording(
                "この基準は市の資料の文言どおりではありません。",
                "This is not the city's own wording.",
            )
        ]
        if self.assumed:
            said.append(self._assumed_requirements)
        if others:
            said.append(
                Wording(
                    f"段階，移行，事実のうち{others}件は，このモデルの仮定です。",
                    f"The model assumes {others} of its stages, steps and facts.",
                )
            )
        return Wording("".join(each.ja for each in said), " ".join(each.en for each in said))

    @property
    def _assumed_requirements(self) -> Wording:
        numbers = Wording.same("")
        if any(need.basis.plausible is not None for need in self.assumed):
            numbers = Wording("求める数も含めて，", ", thresholds included")
        assumed, total = len(self.assumed), len(self.requirements)
        return Wording(
            ja=f"{total}要件のうち{assumed}要件は，{numbers.ja}このモデルの仮定です。",
            en=f"The model assumes {assumed} of the {total} requirements{numbers.en}.",
        )

    @functools.cached_property
    def facts_read(self) -> frozenset[Fact]:
        """The facts that some requirement counts."""
        return frozenset(facts_of(self.requirements))

    @functools.cached_property
    def facts_counted(self) -> frozenset[Fact]:
        """The facts that a step or a subsidy counts of a council, earlier payments too."""
        granted = (need for rule in self.subsidies for need in rule.council_requirements)
        paid = (limit.paid for rule in self.subsidies for limit in rule.totals)
        return self.facts_read | frozenset(facts_of(granted)) | frozenset(paid)

    @functools.cached_property
    def progress(self) -> tuple[Transition, ...]:
        """The steps of progress, in order of declaration."""
        return tuple(way for way in self.transitions if way.kind is TransitionKind.PROGRESS)

    @functools.cached_property
    def duties(self) -> tuple[Transition, ...]:
        """The steps that must be taken once their requirements are met, in order."""
        return tuple(way for way in self.transitions if way.force is Force.MUST)

    @functools.cached_property
    def _ways_from(self) -> dict[str, tuple[Transition, ...]]:
        return {
            stage.key: tuple(way for way in self.progress if way.source == stage)
            for stage in self.stages
        }

    def ways_from(self, stage: Stage) -> tuple[Transition, ...]:
        """Give the progress transitions that leave a stage, in order of declaration.

        Raises:
            UnknownName: If the stage is not one of the policy's.
        """
        require_kind("Policy.ways_from", stage, Stage)
        ways = self._ways_from.get(stage.key)
        return self._ways_from[self.stage(stage.key).key] if ways is None else ways

    def variant(
        self,
        *,
        key: str,
        title: Wording,
        guards: Mapping[str, Iterable[Requirement]] | None = None,
        subsidies: Iterable[SubsidyRule] = (),
    ) -> Policy:
        """Make a policy that differs from this one in what some steps ask for, or in subsidies.

        So another reading of the same source, or a change of it, is declared by what it changes,
        and by nothing else.

        Args:
            key: Its own name in files.
            title: Its own name for people.
            guards: What the steps that differ ask for, by the key of the transition. A step that
                is to ask for nothing gets `()` and is an open gate, which may be passed and never
                must; one that is an open gate here gets requirements and is none any more.
            subsidies: The subsidies that differ, each in place of the one of its key; one of a new
                key comes after the others.

        Raises:
            InvalidValue: If a subsidy is of another kind.
            UnknownName: If a transition is not one of this policy's.
            PolicyError: If the variant is not sound; with every fault.
        """
        asked = {self.transition(way).key: tuple(needs) for way, needs in (guards or {}).items()}
        ways = tuple(
            _asking(way, asked[way.key]) if way.key in asked else way for way in self.transitions
        )
        changed = tuple(subsidies)
        require_each("Policy.variant.subsidies", changed, SubsidyRule)
        rules = {rule.key: rule for rule in (*self.subsidies, *changed)}
        return attrs.evolve(
            self, key=key, title=title, transitions=ways, subsidies=tuple(rules.values())
        )

    def fact(self, key: str) -> Fact:
        """Find a fact of the catalogue by key.

        Raises:
            UnknownName: If there is none; with the nearest keys.
        """
        for fact in self.facts:
            if fact.key == key:
                return fact
        kind = Wording("事実", "fact")
        raise self._unknown(kind, key, (fact.key for fact in self.facts))

    def stage(self, key: str) -> Stage:
        """Find a stage by key.

        Raises:
            UnknownName: If there is none; with the nearest keys.
        """
        for stage in self.stages:
            if stage.key == key:
                return stage
        kind = Wording("段階", "stage")
        raise self._unknown(kind, key, (stage.key for stage in self.stages))

    def transition(self, key: str) -> Transition:
        """Find a transition by key.

        Raises:
            UnknownName: If there is none; with the nearest keys.
        """
        for way in self.transitions:
            if way.key == key:
                return way
        kind = Wording("移行", "transition")
        raise self._unknown(kind, key, (way.key for way in self.transitions))

    @property
    def project_facts(self) -> tuple[Fact, ...]:
        """The facts that its subsidies may ask of a project, each once."""
        return tuple(dict.fromkeys(fact for rule in self.subsidies for fact in rule.project_facts))

    def subsidy(self, named: SubsidyRule | str) -> SubsidyRule:
        """Find a subsidy by key.

        Args:
            named: The subsidy, or its key.

        Raises:
            InvalidValue: If it is another policy's subsidy of that key.
            UnknownName: If there is none; with the nearest keys.
        """
        key = named.key if isinstance(named, SubsidyRule) else named
        for rule in self.subsidies:
            if rule.key == key and named in (key, rule):
                return rule
            if rule.key == key:
                raise InvalidValue(
                    "Policy.subsidy",
                    Wording(
                        f"渡された補助金 {key} は，基準 {self.key} の {key} と異なります",
                        f"the given subsidy {key} is not the one of {self.key}",
                    ),
                    Wording(
                        "その基準の補助金か，キーを渡してください", "give its key, or that one"
                    ),
                )
        kind = Wording("補助金", "subsidy")
        raise self._unknown(kind, key, (rule.key for rule in self.subsidies))

    def _unknown(self, kind: Wording, key: str, keys: Iterable[str]) -> UnknownName:
        require_kind(f"Policy.{kind.en}", key, str)
        known = tuple(keys)
        return UnknownName(
            kind,
            key,
            nearest_names(key, known),
            known=Wording(f"使えるのは {', '.join(known)} です。", f"Known: {', '.join(known)}."),
        )

    @functools.cached_property
    def fingerprint(self) -> str:
        """A hash of what the policy decides: keys, kinds and conditions, never words or sources."""
        decided: dict[str, object] = {
            "facts": [
                [fact.key, fact.kind.value, fact.distinct]
                for fact in sorted(self.facts_counted, key=lambda fact: fact.key)
            ],
            "stages": [stage.key for stage in self.stages],
            "transitions": [
                [
                    way.key,
                    way.source.key,
                    way.target.key,
                    way.kind.value,
                    [
                        [need.key, plain_form(need.condition, words=False)]
                        for need in way.requirements
                    ],
                    *([way.force.value] if way.force is Force.MUST else []),
                ]
                for way in self.transitions
            ],
        }
        if self.subsidies:
            decided["subsidies"] = [decided_of_subsidy(rule) for rule in self.subsidies]
        if self.plan_rule is not None:
            decided["plan_rule"] = decided_of_plans(self.plan_rule)
        # Loaded when first asked for: the two cost a tenth of what importing the library does.
        json, hashlib = map(importlib.import_module, ("json", "hashlib"))
        canonical = json.dumps(decided, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest: str = hashlib.sha256(canonical.encode()).hexdigest()
        return digest[:12]

    @functools.cached_property
    def stamp(self) -> PolicyStamp:
        """Key, version and fingerprint, as answers carry them."""
        return PolicyStamp(self.key, self.version, self.fingerprint)


def _asking(way: Transition, needs: tuple[Requirement, ...]) -> Transition:
    """Give a step that asks for something else, or that is an open gate from now on."""
    force = way.force if needs else Force.MAY
    return attrs.evolve(way, requirements=needs, open_gate=not needs, force=force)
