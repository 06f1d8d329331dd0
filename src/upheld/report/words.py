"""What several reports say alike: labels, the summary line, where a rule's page is."""

from upheld import HOME
from upheld.model import Entry, Ledger, Level, Rule, Verdict

__all__ = ["HOME", "is_reported", "label", "page_address", "summary"]


def label(entry: Entry) -> str:
    """Return what an entry is announced as: its level where it is broken, else its verdict; `waived` where excused."""
    if entry.waiver:
        return "waived"
    weighs = entry.finding.verdict is Verdict.BROKEN or entry.is_pressing
    return entry.level.value if weighs else entry.finding.verdict.value


def is_reported(entry: Entry, ledger: Ledger) -> bool:
    """Tell whether a place that shows only what is wrong, such as code scanning, shows an entry."""
    if entry.waiver is not None:
        return False
    verdict = entry.finding.verdict
    return verdict is Verdict.BROKEN or entry.is_pressing or (ledger.strict and verdict is Verdict.UNVERIFIED)


def summary(ledger: Ledger) -> str:
    """Return the one line that says it all, broken first."""
    broken = [entry for entry in ledger.entries if entry.finding.verdict is Verdict.BROKEN and not entry.waiver]
    errors = sum(entry.level is Level.ERROR for entry in broken)
    parts = [f"{errors} broken"]
    if len(broken) > errors:
        parts.append(f"{len(broken) - errors} to mend (no error)")
    attested = f" ({ledger.attested} attested)" if ledger.attested else ""
    parts += [f"{ledger.count(Verdict.UNVERIFIED)} unverified", f"{ledger.count(Verdict.UPHELD)} upheld{attested}"]
    if ledger.waived:
        parts.append(f"{ledger.waived} waived")
    total = len(ledger.entries)
    return f"{total} finding{'' if total == 1 else 's'}: {', '.join(parts)}"


def page_address(rule: Rule) -> str:
    """Return where the rule's page can be read on the web; a third party's rule has the command that prints it."""
    folder = rule.id.replace("-", "_")
    return (
        f"{HOME}/blob/v{rule.version}/checks/upheld_checks/{folder}/README.md"
        if rule.distribution == "upheld"
        else HOME
    )
