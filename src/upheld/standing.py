"""What a change brings: the ledger of its head beside that of its base."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from upheld.model import Entry, Ledger, Standing, Verdict


def compared(head: Ledger, base: Ledger) -> Ledger:
    """Return the head's ledger in which everything that is not well is new or existing, with what is fixed.

    Two findings are the same where rule, kind of promise and subject are: lines, counts and versions may differ.
    """
    return replace(
        head,
        entries=tuple(_told(head.entries, base.entries)),
        base=base.commit,
        fixed=tuple(_gone(base.entries, head.entries)),
    )


def _told(entries: Iterable[Entry], before: Sequence[Entry]) -> Iterable[Entry]:
    known = Counter(map(_key, before))
    upheld = {each.fingerprint for each in before if each.finding.verdict is Verdict.UPHELD}
    for entry in entries:
        if entry.is_well:
            yield entry
            continue
        existing = entry.finding.known_before or known[_key(entry)] > 0
        standing = Standing.EXISTING if existing else Standing.NEW
        known[_key(entry)] -= 1
        lost = entry.finding.verdict is Verdict.UNVERIFIED and not existing and entry.fingerprint in upheld
        yield replace(entry, standing=standing, lost=lost)


def _gone(before: Iterable[Entry], now: Iterable[Entry]) -> Iterable[Entry]:
    here = Counter(map(_key, now))
    for entry in before:
        if entry.finding.verdict is not Verdict.BROKEN or entry.waiver is not None:
            continue
        if here[_key(entry)] <= 0:
            yield entry
        here[_key(entry)] -= 1


def _key(entry: Entry) -> tuple[str, Verdict, bool]:
    return entry.fingerprint, entry.finding.verdict, entry.is_pressing
