"""Give what IPython's own formatter makes of a picture: read how it was made, write MIME types.

The picture comes from the library itself, which therefore is on this Python's path.
"""

import json
import os
import sys

from IPython.core.formatters import DisplayFormatter

from renkei_model import kochi
from renkei_model.diagrams import display


def main() -> None:
    """Format one picture with Graphviz, and one as if it were not installed."""
    formatter = DisplayFormatter()
    formatter.active_types = [*formatter.active_types, "text/vnd.mermaid"]
    with_graphviz = formatter.format(display(kochi.POLICY, "ja"))[0]
    os.environ["PATH"] = ""
    without = formatter.format(display(kochi.POLICY, "ja"))[0]
    sys.stdout.write(json.dumps([sorted(with_graphviz), sorted(without)]))


if __name__ == "__main__":
    main()
