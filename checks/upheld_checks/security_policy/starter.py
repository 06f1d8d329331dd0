"""A policy to start from: it promises only what the repository can be seen to keep today."""

from upheld.check import Context
from upheld.facts.releases import releases

_LATEST = "Only the latest release gets security fixes."
_DEFAULT_BRANCH = "Security fixes go to the `{branch}` branch; nothing is released yet."


def starter(context: Context) -> tuple[str, ...]:
    """Return the lines of a short policy: which versions get fixes, and where to report."""
    repository = context.repository
    found = releases(repository, context.services)
    released = found.latest or found.unknown_because
    versions = _LATEST if released else _DEFAULT_BRANCH.format(branch=repository.default_branch or "main")
    return (
        "# Security policy",
        "",
        "## Supported versions",
        "",
        versions,
        "",
        "## Reporting a vulnerability",
        "",
        'Do not open a public issue. Use "Report a vulnerability" in the Security tab of this repository.',
    )
