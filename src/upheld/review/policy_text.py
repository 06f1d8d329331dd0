"""The policy as it stood, and what is not as it was in the last review."""

import difflib
import hashlib

from upheld.model import Ledger, Promise
from upheld.policy.kinds.policy_review import PolicyReview
from upheld.policy.policy import Policy
from upheld.review.record import PolicyText, Record

_LONGEST = 300_000
_MOST_LINES = 400
_HEAD = 2
"""Lines with which a unified diff names its files."""


def policy_text(policy: Policy, promises: tuple[Promise, ...], ledger: Ledger, last: Record | None) -> PolicyText:
    """Return the text of the policy, without it where a secret stands in it, and its diff."""
    path = policy.source.path
    text = "\n".join(policy.document.source_lines) + "\n" if policy.document else None
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text is not None else None
    # Where a secret stands in a file, the ledger has emptied its text.
    hidden = path is not None and ledger.sources.get(path) == ""
    kept = None if text is None or hidden or len(text) > _LONGEST else text
    reviews = [each for each in promises if isinstance(each, PolicyReview)]
    return PolicyText(
        path=path,
        sha256=None if hidden else digest,
        text=kept,
        diff=_diff(last.policy.text, kept) if last else (),
        changed=None if last is None or hidden else last.policy.sha256 != digest,
        cadence=next((each.cadence for each in reviews if each.cadence), None),
        last_updated=next((each.last_updated for each in reviews if each.last_updated), None),
    )


def _diff(before: str | None, now: str | None) -> tuple[str, ...]:
    if before is None or now is None or before == now:
        return ()
    lines = list(difflib.unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=2))[_HEAD:]
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], *([f"@@ {more:,} more lines @@"] if more > 0 else []))
