"""Supported versions: how a policy states them, and how that is read."""

from upheld.policy.supported_versions.kind import SupportedVersions
from upheld.policy.supported_versions.rows import Row

__all__ = ["Row", "SupportedVersions"]
