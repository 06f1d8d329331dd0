"""Names that files give values: which are those of secrets, and whether a value, a placeholder or a reference stands there.

The text of a value is kept out of every representation: it is for rules to look at, and never shown.
"""

from upheld.facts.settings.finding import Kind, SettingsFile, settings_files
from upheld.facts.settings.setting import By, Given, Setting, Value
from upheld.facts.settings.values import is_real

__all__ = ["By", "Given", "Kind", "Setting", "SettingsFile", "Value", "is_real", "settings_files"]
