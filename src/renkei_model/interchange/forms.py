"""Documents of our classes: read without coercing anything, written, and told in a JSON Schema.

A `Form` declares which classes stand in a document and of which kind their single values are. A
document is read whole, or every fault in it is told by its path.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from renkei_model.errors import Fault, InvalidValue
from renkei_model.interchange.kinds import Kind, Structure
from renkei_model.interchange.strict_values import (
    Misfit,
    read_list,
    read_object,
)
from renkei_model.wording import Wording, brief, nearest_names

__all__ = ["Form", "Unfit", "keyed", "missing_key", "raise_at", "under", "unknown_key"]

_Thing = TypeVar("_Thing")


class Unfit(Exception):
    """A plain value that is not what a form asks for.

    Attributes:
        faults: Everything in it that is wrong.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults."""
        super().__init__(faults)
        self.faults = faults


@attrs.frozen(eq=False)
class Form:
    """What documents of some classes look like.

    Attributes:
        kinds: The kind of the single values of each type.
        classes: The classes that stand in them as objects, each with the kinds of those fields
            that differ from what the field's type says.
        quick: Classes of which a document holds so many that they are read and written by hand:
            what reads one, or gives None where it is not plainly one, and what writes one.
    """

    kinds: Mapping[Any, Kind]
    classes: Mapping[type, Mapping[str, Kind]]
    quick: Mapping[type, tuple[Callable[[object], Any], Callable[[Any], object]]] = attrs.field(
        factory=dict
    )

    # --- reading ---------------------------------------------------------------------------------

    def read(self, plain: object, kind: type[_Thing], path: str = "$") -> _Thing:
        """Read a plain value as a class.

        Args:
            plain: The plain value, as a JSON or TOML parser gives it.
            kind: The class.
            path: Where the value stands in its document.

        Raises:
            Unfit: If anything in it is wrong; with every fault by its path.
        """
        # The quick reader does not keep to the order of fields, in which parts refer to others:
        # it serves only what is worth it. What fails is read once more, for every fault.
        if self.quick:
            with contextlib.suppress(Exception):
                return self._quick.structure(plain, kind)
        try:
            return self._thorough.structure(plain, kind)
        except RecursionError:  # pragma: no cover - how far up it is met, Python's stack decides
            raise Unfit((_too_deep(path),)) from None
        except (cattrs.BaseValidationError, Misfit, InvalidValue) as error:
            faults = tuple(itertools.islice(_faults(error, path), _MOST_FAULTS + 1))
            if len(faults) > _MOST_FAULTS:
                faults = (_and_more(path), *faults[:_MOST_FAULTS])
            raise Unfit(faults) from None

    @functools.cached_property
    def _quick(self) -> cattrs.Converter:
        return self._reader(detailed=False)

    @functools.cached_property
    def _thorough(self) -> cattrs.Converter:
        return self._reader(detailed=True)

    def _reader(self, *, detailed: bool) -> cattrs.Converter:
        converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)
        for kind, single in self.kinds.items():
            converter.register_structure_hook(kind, _hook(single, converter.structure))
        hook_of = _thorough_tuple_hook if detailed else _tuple_hook
        converter.register_structure_hook_factory(_is_tuple, hook_of)
        for cls, fields in self.classes.items():
            overrides = {
                name: override(struct_hook=_hook(single, converter.structure))
                for name, single in fields.items()
            }
            structure: Callable[[Mapping[str, object], type], object]
            structure = make_dict_structure_fn(cls, converter, **overrides)  # type: ignore[arg-type]
            hook = _object_hook(structure, cls)
            if cls in self.quick and not detailed:
                hook = _quick_hook(self.quick[cls][0], hook)
            converter.register_structure_hook(cls, hook)
        return converter

    # --- writing ---------------------------------------------------------------------------------

    def write(self, thing: object) -> Any:  # noqa: ANN401 - plain values
        """Give a thing as plain values, without what has its default value."""
        return self._writer.unstructure(thing)

    def writer_of(self, cls: type) -> Callable[[Any], Any]:
        """Give what writes things of a class, for whoever writes many of them."""
        return self._writer.get_unstructure_hook(cls)

    @functools.cached_property
    def _writer(self) -> cattrs.Converter:
        converter = cattrs.Converter()
        for kind, single in self.kinds.items():
            if single.write is not None:
                converter.register_unstructure_hook(kind, single.write)
        for cls, fields in self.classes.items():
            overrides = {
                field.name: override(omit_if_default=True) for field in attrs.fields(cls)
            } | {
                name: override(omit_if_default=True, unstruct_hook=single.write)
                for name, single in fields.items()
                if single.write is not None
            }
            plain_of: Callable[[object], object]
            plain_of = make_dict_unstructure_fn(cls, converter, **overrides)  # type: ignore[arg-type]
            by_hand = self.quick.get(cls)
            converter.register_unstructure_hook(
                cls, _in_order(plain_of, cls) if by_hand is None else by_hand[1]
            )
        return converter

    # --- the schema ------------------------------------------------------------------------------

    def schema(self, kind: Any) -> dict[str, object]:  # noqa: ANN401 - a class or a tuple of it
        """Give the JSON Schema of what is read as a kind, with the classes in it under `$defs`."""
        named = {_name(cls): self._object_schema(cls) for cls in self.classes} | {
            str(each.schema["$ref"]).removeprefix("#/$defs/"): dict(each.named)
            for each in self._every_kind()
            if each.named is not None
        }
        whole = self._schema_of(kind, None)
        used = sorted(_definitions_used(whole, named))
        return {**whole, "$defs": {name: named[name] for name in used}}

    def _every_kind(self) -> Iterator[Kind]:
        yield from self.kinds.values()
        for fields in self.classes.values():
            yield from fields.values()

    def _object_schema(self, cls: type) -> dict[str, object]:
        types_of = typing.get_type_hints(cls)
        fields = attrs.fields(cls)
        told = _told_fields(cls.__doc__ or "")
        properties = {
            field.name: {
                **self._schema_of(types_of[field.name], self.classes[cls].get(field.name)),
                **({"description": told[field.name]} if field.name in told else {}),
            }
            for field in fields
        }
        return {
            "type": "object",
            "properties": properties,
            "required": [field.name for field in fields if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _schema_of(self, kind: Any, given: Kind | None) -> dict[str, object]:  # noqa: ANN401
        single = given or self.kinds.get(kind)
        if single is not None:
            return dict(single.schema)
        if kind in self.classes:
            return {"$ref": f"#/$defs/{_name(kind)}"}
        parts = get_args(kind)
        if _is_tuple(kind):
            return {"type": "array", "items": self._schema_of(parts[0], None)}
        assert parts, f"no form says what {kind} looks like"  # noqa: S101 - it would say: nothing
        return {
            "anyOf": [
                {"type": "null"} if part is types.NoneType else self._schema_of(part, None)
                for part in parts
            ]
        }


def _in_order(plain_of: Callable[[Any], Any], cls: type) -> Callable[[Any], Any]:
    """Write the fields in the order of the class: cattrs puts those without a default first."""
    fields = attrs.fields(cls)
    needed = [field.default is attrs.NOTHING for field in fields]
    if needed == sorted(needed, reverse=True):
        return plain_of
    names = [field.name for field in fields]

    def written(thing: object) -> dict[str, object]:
        plain = plain_of(thing)
        return {name: plain[name] for name in names if name in plain}

    return written


def _hook(single: Kind, structure: Structure) -> Callable[[object, object], object]:
    read, alone = single.read, single.alone
    if alone is not None:
        return lambda value, _: alone(value)
    return lambda value, _: read(value, structure)


def _object_hook(
    structure: Callable[[Mapping[str, object], type], object], cls: type
) -> Callable[[object, object], object]:
    needed = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    return lambda value, _: structure(read_object(value, needed), cls)


def _quick_hook(
    by_hand: Callable[[object], object], hook: Callable[[object, object], object]
) -> Callable[[object, object], object]:
    def read(value: object, kind: object) -> object:
        thing = by_hand(value)
        return hook(value, kind) if thing is None else thing

    return read


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _tuple_hook(
    kind: type, converter: cattrs.Converter
) -> Callable[[object, object], tuple[object, ...]]:
    items = types.GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(items)
    return lambda value, _: tuple(structure(read_list(value), items))


_MOST_FAULTS: Final = 300
"""So many faults of a document are told; what follows is not looked for."""


def _thorough_tuple_hook(
    kind: type, converter: cattrs.Converter
) -> Callable[[object, object], tuple[object, ...]]:
    """Read every item, as cattrs does, but cease where more is wrong than will be told."""
    (item,) = get_args(kind)[:1]

    def read(value: object, _: object) -> tuple[object, ...]:
        things: list[object] = []
        wrong: list[Exception] = []
        for place, plain in enumerate(read_list(value)):
            try:
                things.append(converter.structure(plain, item))
            except Exception as error:  # noqa: BLE001 - all are raised together
                error.add_note(IterableValidationNote("", place, object))
                wrong.append(error)
            if len(wrong) > _MOST_FAULTS:
                break
        if wrong:
            raise cattrs.IterableValidationError("", wrong, object)
        return tuple(things)

    return read


_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _name(cls: type) -> str:
    return _CAPITAL.sub("_", cls.__name__.lstrip("_")).lower()


_TOLD: Final = re.compile(r"^        (\w+): (.+(?:\n            .+)*)", re.MULTILINE)


def _told_fields(doc: str) -> dict[str, str]:
    """Take what a docstring tells of its attributes."""
    attributes = doc.partition("Attributes:\n")[2].partition("\n\n")[0]
    return {name: " ".join(text.split()) for name, text in _TOLD.findall(attributes)}


def _definitions_used(whole: object, named: Mapping[str, object]) -> set[str]:
    used: set[str] = set()
    waiting = [whole]
    while waiting:
        match waiting.pop():
            case {"$ref": str(ref), **others}:
                name = ref.removeprefix("#/$defs/")
                if name not in used:
                    used.add(name)
                    waiting.append(named[name])
                waiting += others.values()
            case dict(inner):
                waiting += inner.values()
            case list(items):
                waiting += items
            case _:
                pass
    return used


# --- objects of one key ---------------------------------------------------------------------------


def keyed(
    name: str, what: Wording, kinds: Mapping[str, Kind], write: Callable[[Any], object]
) -> Kind:
    """Make the kind of an object with one key, which says what the value under it is.

    Args:
        name: Its name in a schema, so that it may hold itself.
        what: What it is, for people.
        kinds: What may stand under each key, read into the thing itself.
        write: Makes the object of the thing.
    """

    def read(value: object, structure: Structure) -> object:
        plain = read_object(value)
        if len(plain) != 1:
            known, number = ", ".join(kinds), len(plain)
            raise Misfit(
                Wording(
                    f"{what.ja}のキーは一つですが，{number}個あります",
                    f"a {what.en} has one key, and here are {number}",
                ),
                Wording(
                    f"{known} のどれか一つにしてください", f"write one of {known}, and only one"
                ),
                found=", ".join(plain),
            )
        ((key, inner),) = plain.items()
        if key not in kinds:
            raise Misfit(
                Wording(
                    f"{what.ja}「{brief(key)}」はありません", f"unknown {what.en} {brief(key)!r}"
                ),
                Wording(f"使えるのは {', '.join(kinds)}", f"known: {', '.join(kinds)}"),
                found=key,
                nearest=nearest_names(key, kinds),
            )
        with under(key):
            return kinds[key].read(inner, structure)

    return Kind(
        read,
        {"$ref": f"#/$defs/{name}"},
        write,
        {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {key: dict(kind.schema)},
                    "required": [key],
                    "additionalProperties": False,
                }
                for key, kind in kinds.items()
            ]
        },
    )


@contextlib.contextmanager
def under(key: str) -> Iterator[None]:
    """Give what is raised inside its place: under a key of an object."""
    try:
        yield
    except (cattrs.BaseValidationError, Misfit, InvalidValue) as error:
        # Noted as cattrs notes its own.
        error.add_note(AttributeValidationNote("", key, object))
        raise cattrs.ClassValidationError("", [error], object) from None


def raise_at(misfits: Sequence[tuple[int, Exception]], key: str = "") -> None:
    """Raise what is wrong with items of a list, each at its place; nothing if there is nothing.

    Args:
        misfits: What is wrong, with the place of its item.
        key: Under which key of the items it stands; empty where it is the items themselves.
    """
    if not misfits:
        return
    wrong = []
    for place, misfit in misfits:
        inner = misfit
        if key:
            misfit.add_note(AttributeValidationNote("", key, object))
            inner = cattrs.ClassValidationError("", [misfit], object)
        inner.add_note(IterableValidationNote("", place, object))
        wrong.append(inner)
    raise cattrs.IterableValidationError("", wrong, object)


# --- what went wrong, with its path --------------------------------------------------------------


def _faults(error: Exception, path: str) -> Iterator[Fault]:
    match error:
        case cattrs.ClassValidationError():
            inside, here = error.group_exceptions()
            for inner, note in inside:
                yield from _faults(inner, f"{path}.{note.name}")
            for inner in here:
                yield from _faults(inner, path)
        case cattrs.IterableValidationError():
            for inner, place in error.group_exceptions()[0]:
                yield from _faults(inner, f"{path}[{place.index}]")
        case cattrs.ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            for key in sorted(error.extra_fields):
                yield unknown_key(key, path, known)
        case _:
            yield from _own_faults(error, path)


def _own_faults(error: Exception, path: str) -> Iterator[Fault]:
    """Tell what one error says of the value at a path; nothing if it only follows from another."""
    match error:
        case Misfit():
            if error.problem:
                yield error.at(path)
        case InvalidValue():
            yield Fault(Wording.same(path), error.problem, error.remedy)
        case RecursionError():
            yield _too_deep(path)
        case KeyError():
            yield missing_key(path)
        case _:  # pragma: no cover - a mistake of ours, which must not pass for the document's
            raise error


def _and_more(path: str) -> Fault:
    return Fault(
        Wording.same(path),
        Wording(
            f"誤りが{_MOST_FAULTS}件を超えています。示すのは{_MOST_FAULTS}件までで，"
            "ほかは調べていません",
            f"more than {_MOST_FAULTS} things are wrong; only {_MOST_FAULTS} of them are told",
        ),
        Wording("直してから，もう一度読んでください", "correct them, and read it again"),
    )


def _too_deep(path: str) -> Fault:
    return Fault(
        Wording.same(path),
        Wording("入れ子が深すぎます", "it is nested too deeply"),
        Wording("条件を分けてください", "split its conditions"),
    )


def missing_key(path: str, value: str = "") -> Fault:
    """Say that a key is missing.

    Args:
        path: Where it would stand.
        value: What stands there in every document; empty where that differs.
    """
    problem = Wording("必要なキーがありません", "this key is missing")
    remedy = Wording("書き加えてください", "add it")
    if value:
        remedy = Wording(f"値を {value} として書き加えてください", f"add it with the value {value}")
    return Fault(Wording.same(path), problem, remedy)


def unknown_key(key: str, path: str, known: Sequence[str]) -> Fault:
    """Say that nobody knows a key."""
    return Fault(
        Wording.same(f"{path}.{brief(key)}"),
        Wording("このキーはありません", "there is no such key"),
        Wording(
            f"直すか，除いてください（使えるのは {', '.join(known)}）",
            f"correct or drop it (known: {', '.join(known)})",
        ),
        found=key,
        nearest=nearest_names(key, known),
    )
