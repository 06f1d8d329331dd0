"""Tells which promises a change of the policy takes back or makes weaker."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict, check
from upheld.lines import split_lines
from upheld.policy.security_policy import SecurityPolicy
from upheld.tree import Tree


@check(SecurityPolicy, level=Level.WARNING, compares=True)
def weakened_promises(promise: SecurityPolicy, context: Context) -> Iterator[Finding]:
    if context.base is None or context.base_commit is None:
        return
    from upheld.weakening import weakened  # noqa: PLC0415 - most runs compare nothing

    base = f"the policy at {context.base_commit[:12]}"
    found = list(weakened(context.before, context.promises, context.today))
    for each in found:
        was = each.before
        yield Finding(
            verdict=Verdict.BROKEN,
            message=f"the change weakens a promise ({was.kind}): {each.how}",
            subject=f"{was.kind}: {each.how}",
            location=each.after or _where_it_was(each.place, promise, context.base),
            evidence=(Evidence("git", f"{base} says “{was.quote}” in line {each.place.line}"),),
            help="keep it, or let those who rely on it know; a waiver says who decided so, and why",
        )
    if not found and context.before:
        number = sum(each.stated for each in context.before)
        message = f"the change takes back none of {number} {'promise' if number == 1 else 'promises'}"
        evidence = (Evidence("git", f"{base} makes {number}"),)
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="promises", evidence=evidence)


def _where_it_was(place: Location, promise: SecurityPolicy, base: Tree) -> Location | None:
    """Return the line of the policy, as it is now, that stands where the line stood."""
    if promise.document is None or promise.source.path is None:
        return None
    from difflib import SequenceMatcher  # noqa: PLC0415 - needed where something is gone

    before = split_lines(base.read_text(place.path) or "")
    now = promise.document.source_lines
    for _, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if first <= place.line - 1 < last:
            line = min(start + place.line - 1 - first, max(end - 1, start))
            return Location(promise.source.path, max(1, min(line + 1, len(now))))
    return None
