"""Supported versions: how a policy states them, and how that is read."""

from upheld.policy.supported_versions.kind import Row, SupportedVersions

__all__ = ["Row", "SupportedVersions"]
