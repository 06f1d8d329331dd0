"""Finds secrets in bytes: `scan(data, all_rules())` yields where one stands, never what it is."""

from upheld.secrets.fingerprints import Fingerprints
from upheld.secrets.hit import Category, Confidence, Hit
from upheld.secrets.loading import all_rules
from upheld.secrets.rule import Rule, Rules
from upheld.secrets.scanning import scan

__all__ = ["Category", "Confidence", "Fingerprints", "Hit", "Rule", "Rules", "all_rules", "scan"]
