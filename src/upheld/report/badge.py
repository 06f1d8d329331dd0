"""The badge: what shields.io reads from an endpoint (shields.io/badges/endpoint-badge) and draws."""

from typing import Any

from upheld.model import Ledger, NotificationKind, Verdict
from upheld.report.json import dumped
from upheld.report.style import Style


def render(ledger: Ledger, style: Style) -> str:
    """Return one JSON object; no text from outside is in it."""
    del style
    return dumped(document(ledger))


def document(ledger: Ledger) -> dict[str, Any]:
    """Return the badge as JSON values."""
    message, colour = _said(ledger)
    badge = {"schemaVersion": 1, "label": "security policy", "message": message, "color": colour}
    return badge | ({"isError": True} if ledger.exit_code else {})


def _said(ledger: Ledger) -> tuple[str, str]:
    """Return the worst that is so, in words and as a colour: a badge is never greener than its run."""
    kinds = {notification.kind for notification in ledger.notifications}
    upheld, unverified = ledger.count(Verdict.UPHELD), ledger.count(Verdict.UNVERIFIED)
    if broken := ledger.count(Verdict.BROKEN):
        return f"{broken} broken", "red" if ledger.exit_code == 1 else "orange"
    if NotificationKind.CRASH in kinds:
        return "a check crashed", "orange"
    if NotificationKind.NOTHING_TO_CHECK in kinds:
        return "nothing to check", "lightgrey"
    if NotificationKind.INCOMPLETE in kinds:
        return f"{upheld} upheld, not all could be told", "yellow"
    if unverified:
        quiet = all(entry.is_quiet for entry in ledger.entries if entry.finding.verdict is Verdict.UNVERIFIED)
        return f"{upheld} upheld, {unverified} unverified", "yellowgreen" if quiet else "yellow"
    return f"{upheld} upheld", "brightgreen"
