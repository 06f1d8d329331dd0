"""What several reports say alike: labels, the summary line, where a rule's page is."""

from collections.abc import Iterator

from upheld import HOME
from upheld.model import Entry, Ledger, Level, Rule, Standing, Verdict

__all__ = ["HOME", "LOST", "is_reported", "label", "page_address", "summary", "was_so_before"]


LOST = "the base upholds it; the change takes away what showed it"


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
    open_ = verdict is Verdict.UNVERIFIED and (ledger.strict or entry.lost)
    return verdict is Verdict.BROKEN or entry.is_pressing or open_


def summary(ledger: Ledger) -> str:
    """Return the one line that says it all, broken first; where there is a base, how much of it is new, and what is fixed."""
    broken = [entry for entry in ledger.entries if entry.finding.verdict is Verdict.BROKEN and not entry.waiver]
    errors = [entry for entry in broken if entry.level is Level.ERROR]
    milder = [entry for entry in broken if entry.level is not Level.ERROR]
    parts = [f"{len(errors)} broken{_aside(*_new(errors, ledger))}"]
    if milder:
        parts.append(f"{len(milder)} to mend{_aside('no error', *_new(milder, ledger))}")
    attested = f" ({ledger.attested} attested)" if ledger.attested else ""
    parts += [f"{ledger.count(Verdict.UNVERIFIED)} unverified", f"{ledger.count(Verdict.UPHELD)} upheld{attested}"]
    if ledger.waived:
        parts.append(f"{ledger.waived} waived")
    if ledger.fixed:
        parts.append(f"{len(ledger.fixed)} fixed")
    total = len(ledger.entries)
    return f"{total} finding{'' if total == 1 else 's'}: {', '.join(parts)}"


def was_so_before(entry: Entry) -> bool:
    """Tell whether the base has it too, so that the change did not bring it."""
    return entry.standing is Standing.EXISTING


def _new(entries: list[Entry], ledger: Ledger) -> Iterator[str]:
    if ledger.base is not None and entries:
        yield f"{sum(not was_so_before(entry) for entry in entries) or 'none'} new"


def _aside(*words: str) -> str:
    return f" ({', '.join(words)})" if words else ""


def page_address(rule: Rule) -> str:
    """Return where the rule's page can be read on the web; a third party's rule has the command that prints it."""
    folder = rule.id.replace("-", "_")
    return (
        f"{HOME}/blob/v{rule.version}/checks/upheld_checks/{folder}/README.md"
        if rule.distribution == "upheld"
        else HOME
    )
