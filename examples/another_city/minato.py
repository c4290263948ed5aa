"""Minatohama City (みなと浜市): a second invented city, whose rules are a file.

Whoever wrote `minatohama.toml` writes no Python. This module only reads it, and names the facts
that the examples file.
"""

from pathlib import Path

from renkei_model import read_policy

POLICY = read_policy(Path(__file__).with_name("minatohama.toml"))
ASSEMBLY, JOINED, THEME, REPORT, ADVICE, SPECIAL, CANCELLED, *OTHERS = POLICY.facts
AGREED, WORK = tuple(OTHERS[:3]), tuple(OTHERS[3:6])
STARTED, PAID = OTHERS[6:]
