"""Parse JSON text without losing anything: repeated keys, broken ends and depth are faults."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange.files import LARGEST, broken_file, too_large
from renkei_model.wording import Wording

__all__ = ["parse_json"]


class _Object(dict[str, object]):
    """A JSON object, with the keys that stand in it more than once."""

    repeated: tuple[str, ...] = ()


def parse_json(text: str, document: str) -> tuple[object, tuple[Fault, ...]]:
    """Parse a JSON text.

    Args:
        text: The text, with or without a byte order mark.
        document: The file's name, for errors.

    Returns:
        Its plain value, and a fault for each key that stands twice in one object.

    Raises:
        DocumentError: If it is no JSON, larger than 20 MB or nested too deeply.
    """
    if len(text) > LARGEST:
        raise too_large(document)
    try:
        plain = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_object)
        return plain, tuple(_repeated_keys(plain, ("$",)))
    except json.JSONDecodeError as error:
        raise DocumentError(document, (_syntax_fault(error),)) from None
    except RecursionError:
        raise broken_file(
            document,
            Wording("入れ子が深すぎます", "it is nested too deeply"),
            Wording(
                "書き出したときの形に戻してください", "give it the form in which it was written"
            ),
        ) from None
    except ValueError:  # Python reads no number of some thousand digits
        raise broken_file(
            document,
            Wording("桁数の多すぎる数があります", "a number in it has too many digits"),
            Wording("文書の中の数を確かめてください", "check the numbers in it"),
        ) from None


def _object(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key in made if times[key] > 1)
    return made


def _syntax_fault(error: json.JSONDecodeError) -> Fault:
    place = Wording(
        f"{error.lineno}行目 {error.colno}文字目", f"line {error.lineno}, column {error.colno}"
    )
    problem = Wording(f"JSONとして読めません（{error.msg}）", f"it is not JSON ({error.msg})")
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        problem = Wording("JSONが途中で終わっています", "the JSON ends before it is complete")
    remedy = Wording(
        "この場所の前後を確かめるか，書き出し直してください",
        "check what stands here, or write the document again",
    )
    return Fault(place, problem, remedy)


def _repeated_keys(plain: object, steps: tuple[str, ...]) -> Iterator[Fault]:
    """Find keys that stand twice in one object: the second would silently win."""
    if isinstance(plain, _Object):
        for key in plain.repeated:
            yield Fault(
                Wording.same("".join((*steps, f".{key}"))),
                Wording("同じキーが二度あります", "this key stands here twice"),
                Wording("どちらか一方にしてください", "keep one of the two"),
                found=key,
            )
        for key, value in plain.items():
            if isinstance(value, (dict, list)):
                yield from _repeated_keys(value, (*steps, f".{key}"))
    if isinstance(plain, list):
        for index, value in enumerate(plain):
            if isinstance(value, (dict, list)):
                yield from _repeated_keys(value, (*steps, f"[{index}]"))
