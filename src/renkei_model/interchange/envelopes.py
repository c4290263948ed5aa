"""The envelope of every document: its format and version, and how older versions are read.

    {"format": "renkei_model/council", "version": 2, "council": {...}}

A document of an older version is brought up, one version at a time, before it is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

import attrs

from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange.files import decode_text
from renkei_model.interchange.forms import Form, Unfit, missing_key, unknown_key
from renkei_model.interchange.json_text import parse_json, write_json
from renkei_model.interchange.strict_values import Misfit, read_whole_number, unexpected
from renkei_model.wording import Wording

__all__ = ["Envelope", "Opened", "Upcaster", "parse_document"]

_PREFIX: Final = "renkei_model/"
_SCHEMA: Final = "$schema"
_Content = TypeVar("_Content")


@attrs.frozen
class Upcaster:
    """How a document of one version becomes one of the next.

    Attributes:
        lift: Makes the content of the next version of the content of this one.
        check: Finds what a content of this version may not hold.
    """

    lift: Callable[[Any], Any]
    check: Callable[[Any], Iterator[Fault]]


@attrs.frozen
class Opened:
    """A document out of its envelope, as the newest version has it.

    Attributes:
        content: What it is of, as plain values.
        faults: What is wrong with the envelope.
        is_whole: Whether there is any content to read.
    """

    content: object
    faults: tuple[Fault, ...]
    is_whole: bool


@attrs.frozen
class Envelope:
    """A format of documents.

    Attributes:
        subject: What they are of: the last part of the format's name, and the key of the content.
        version: The newest version that is known.
        upcasters: How older versions become the next, by the version that they lift.
    """

    subject: str
    version: int = 1
    upcasters: Mapping[int, Upcaster] = attrs.field(factory=dict)

    @property
    def format(self) -> str:
        """The format's name, as every document gives it."""
        return f"{_PREFIX}{self.subject}"

    def named(self, document: str) -> str:
        """Give a document's name, or what it is where it has none."""
        return document or f"{self.subject} document"

    def around(self, content: object, *, version: int | None = None) -> dict[str, object]:
        """Put a thing, as plain values, into the envelope.

        Args:
            content: The thing.
            version: The version that is written; the newest if not given.
        """
        number = self.version if version is None else version
        return {"format": self.format, "version": number, self.subject: content}

    def dump(
        self,
        content: object,
        *,
        version: int | None = None,
        plain_of: Callable[[Any], object] = datetime.date.isoformat,
    ) -> str:
        """Write a document.

        Args:
            content: What it is of, as plain values.
            version: The version that is written; the newest if not given.
            plain_of: Makes plain values of what else stands in the content, as it is written.

        Raises:
            InvalidValue: If a text in it holds what no file can.
        """
        around = self.around(content, version=version)
        return write_json(around, f"{self.subject} document", plain_of)

    def load(
        self, text: str | bytes, form: Form, kind: type[_Content], document: str = ""
    ) -> _Content:
        """Load the content of a document.

        Args:
            text: The document.
            form: What it looks like inside.
            kind: What it is of.
            document: Its name, for errors.

        Raises:
            DocumentError: If anything in it is wrong; with every fault by its path.
        """
        name = self.named(document)
        plain, repeated = parse_document(text, name)
        return self.read(plain, form, kind, name, repeated)

    def read(
        self,
        plain: object,
        form: Form,
        kind: type[_Content],
        document: str,
        faults: tuple[Fault, ...] = (),
    ) -> _Content:
        """Read the content of a document that is parsed already.

        Args:
            plain: The document, as plain values.
            form: What it looks like inside.
            kind: What it is of.
            document: Its name, for errors.
            faults: What the parser found.

        Raises:
            DocumentError: If anything in it is wrong; with every fault by its path.
        """
        opened = self.open(plain, document)
        told = {fault.place for fault in faults}
        faults += tuple(fault for fault in opened.faults if fault.place not in told)
        if not opened.is_whole:
            raise DocumentError(document, faults)
        try:
            content = form.read(opened.content, kind, f"$.{self.subject}")
        except Unfit as unfit:
            raise DocumentError(document, (*faults, *unfit.faults)) from None
        if faults:
            raise DocumentError(document, faults)
        return content

    def schema(self, content: Mapping[str, object]) -> dict[str, object]:
        """Give the JSON Schema of a whole document.

        Args:
            content: The schema of its content, with `$defs`.
        """
        inner = {key: value for key, value in content.items() if key != "$defs"}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.format,
            "type": "object",
            "properties": {
                _SCHEMA: {"type": "string"},
                "format": {"const": self.format},
                "version": {"type": "integer", "minimum": 1, "maximum": self.version},
                self.subject: inner,
            },
            "required": ["format", "version", self.subject],
            "additionalProperties": False,
            "$defs": content["$defs"],
        }

    def open(self, plain: object, document: str) -> Opened:
        """Take a document out of its envelope, as one of the newest version.

        Args:
            plain: The document, as plain values.
            document: Its name, for errors.

        Raises:
            DocumentError: If it is no object, or of a version that is not known yet.
        """
        if not isinstance(plain, dict):
            misfit = unexpected(Wording("オブジェクト", "an object"), plain)
            raise DocumentError(document, (misfit.at("$"),))
        version = plain.get("version")
        if isinstance(version, int) and version > self.version:
            raise DocumentError(document, (self._newer(version),))
        faults = tuple(self._faults(plain))
        content = plain.get(self.subject)
        if self.subject in plain and not any(fault.place.en == "$.version" for fault in faults):
            for number in range(plain["version"], self.version):
                faults += tuple(self.upcasters[number].check(content))
                content = self.upcasters[number].lift(content)
        return Opened(content, faults, self.subject in plain)

    def _faults(self, plain: Mapping[str, object]) -> Iterator[Fault]:
        known = {
            "format": self._read_format,
            "version": self._read_version,
            self.subject: _anything,
        }
        needed = {"format": f'"{self.format}"', "version": str(self.version)}
        for key, read in known.items():
            if key not in plain:
                yield missing_key(f"$.{key}", needed.get(key, ""))
                continue
            try:
                read(plain[key])
            except Misfit as misfit:
                yield misfit.at(f"$.{key}")
        for key in plain:
            # Editors find the schema of a document by a key of its own.
            if key not in known and key != _SCHEMA:
                yield unknown_key(key, "$", tuple(known))

    def _read_format(self, value: object) -> None:
        if value != self.format:
            raise unexpected(Wording.same(f'"{self.format}"'), value)

    def _read_version(self, value: object) -> None:
        if read_whole_number(value) < 1:
            expected = Wording(
                f"1から{self.version}までの版", f"a version from 1 to {self.version}"
            )
            raise unexpected(expected, value)

    def _newer(self, version: int) -> Fault:
        problem = Wording(
            f"版{version}の文書です（読めるのは版{self.version}まで）",
            f"the document is of version {version}, and only versions up to {self.version} are "
            "known",
        )
        remedy = Wording("renkei_model を新しくしてください", "update renkei_model")
        return Fault(Wording.same("$.version"), problem, remedy, found=str(version))


def _anything(_: object) -> None:
    """Read what is read elsewhere."""


def parse_document(text: str | bytes, document: str) -> tuple[object, tuple[Fault, ...]]:
    """Parse a document: its plain value, and a fault for each key that stands twice in it.

    Args:
        text: The document.
        document: Its name, for errors.

    Raises:
        DocumentError: If it is no JSON.
    """
    written = decode_text(text, document).text if isinstance(text, bytes) else text
    return parse_json(written, document)
