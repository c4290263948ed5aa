"""Run the `renkei` command as `python -m renkei_model`."""

import sys

from renkei_model.cli import main

if __name__ == "__main__":
    sys.exit(main())
