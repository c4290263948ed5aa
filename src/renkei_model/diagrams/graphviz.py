"""Let Graphviz draw, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final, Literal, get_args

import attrs

from renkei_model.checks import require_kind, shown
from renkei_model.errors import InvalidValue, RenkeiError
from renkei_model.wording import Wording

__all__ = ["NotDrawn", "PictureFormat", "has_graphviz", "render"]

PictureFormat = Literal["svg", "png"]
"""What Graphviz is asked for."""

SECONDS: Final = 60
"""How long Graphviz may take; a policy takes a fraction of one second."""

_PROGRAM: Final = "dot"
_DOTS_PER_INCH: Final = 144
_LONGEST: Final = 300


@attrs.frozen
class NotDrawn(RenkeiError):
    """A picture that Graphviz did not draw; nothing was written.

    Attributes:
        problem: Why not.
        remedy: What to do about it.
    """

    problem: Wording
    remedy: Wording

    def sentence(self) -> Wording:
        """Say why there is no picture, and how to come by one."""
        return Wording(
            f"図を描けません: {self.problem.ja}。{self.remedy.ja}。",
            f"the picture cannot be drawn: {self.problem.en}; {self.remedy.en}.",
        )


_TAKE_TEXT: Final = Wording(
    "--format dot か --format mermaid なら，Graphviz なしで図のテキストを書き出せます",
    "--format dot and --format mermaid write the drawing as text without it",
)
_LOOK_INTO_IT: Final = Wording(
    "--format dot で書き出したテキストを dot で描いて確かめてください",
    "write the text with --format dot and try dot on it",
)


def has_graphviz() -> bool:
    """Tell whether Graphviz's program `dot` is installed where programs are looked for."""
    return shutil.which(_PROGRAM) is not None


def render(dot_text: str, format: PictureFormat) -> bytes:  # noqa: A002 - as the command calls it
    """Draw a text in DOT by Graphviz.

    Args:
        dot_text: The text, as `dot` writes it.
        format: `"svg"` or `"png"`.

    Returns:
        The picture; an SVG in UTF-8, from its element `svg` on, so that it can stand in a page.

    Raises:
        InvalidValue: If the format is another one.
        NotDrawn: If Graphviz is not installed, refuses the text or takes more than a minute.
    """
    require_kind("dot_text", dot_text, str)
    if format not in get_args(PictureFormat):
        raise InvalidValue(
            "format",
            Wording(f"{shown(format)} では描けません", f"{shown(format)} cannot be drawn"),
            Wording('"svg" か "png" を指定してください', 'give "svg" or "png"'),
        )
    program = shutil.which(_PROGRAM)
    if program is None:
        raise NotDrawn(
            Wording("Graphviz がありません", "Graphviz is not installed"),
            Wording(
                "Graphviz（Debian や Ubuntu では apt install graphviz fonts-noto-cjk，"
                "macOS では brew install graphviz，Windows では winget install Graphviz.Graphviz）"
                f"を入れるか，{_TAKE_TEXT.ja}",
                "install it (apt install graphviz fonts-noto-cjk, brew install graphviz, or "
                f"winget install Graphviz.Graphviz); {_TAKE_TEXT.en}",
            ),
        )
    command = [program, f"-T{format}"]
    if format == "png":
        command.append(f"-Gdpi={_DOTS_PER_INCH}")
    try:
        done = subprocess.run(  # noqa: S603 - Graphviz, as the path names it; the text is no argument
            command, input=dot_text.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotDrawn(
            Wording(
                f"Graphviz が{SECONDS}秒以内に終わりません",
                f"Graphviz took more than {SECONDS} seconds",
            ),
            _LOOK_INTO_IT,
        ) from None
    except OSError as error:
        raise NotDrawn(
            Wording(
                f"Graphviz（{program}）を実行できません（{error.strerror}）",
                f"Graphviz ({program}) cannot be run ({error.strerror})",
            ),
            _TAKE_TEXT,
        ) from error
    if done.returncode or not done.stdout:
        said = " ".join(done.stderr.decode(errors="replace").split())[:_LONGEST] or "?"
        raise NotDrawn(
            Wording(f"Graphviz が断りました（{said}）", f"Graphviz refused ({said})"),
            _LOOK_INTO_IT,
        )
    return done.stdout[max(done.stdout.find(b"<svg"), 0) :] if format == "svg" else done.stdout
