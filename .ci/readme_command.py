"""Print the one command of README that contains a word, so that it is tested as it is written."""

import pathlib
import re
import sys

text = (pathlib.Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
lines = [
    line
    for block in re.findall(r"```bash\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]
(command,) = [line for line in lines if line.startswith("python3 -m venv") and sys.argv[1] in line]
print(command)
