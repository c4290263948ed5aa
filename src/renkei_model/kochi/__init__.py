"""Kochi City: its policy, its facts, and the 29 councils of its leaflet of August 2023."""

from renkei_model.kochi.facts import FACTS
from renkei_model.kochi.leaflet import LEAFLET
from renkei_model.kochi.policy import POLICY

__all__ = ["FACTS", "LEAFLET", "POLICY"]
