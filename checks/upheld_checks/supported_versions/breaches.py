"""The ways in which a statement of supported versions can be untrue."""

from collections.abc import Iterator

from upheld.check import Evidence, Finding, Location, Verdict
from upheld.coverage import Coverage, branch_exists
from upheld.policy.supported_versions import Row, SupportedVersions
from upheld.repository import Repository
from upheld.versions import Branch, covered


def breaches(promise: SupportedVersions, held: Coverage, repository: Repository) -> Iterator[Finding]:
    """Yield everything that is untrue: of the latest release first, then row by row."""
    if held.releases.main:
        yield from _latest_release(promise, held)
        yield from _never_released(held)
        yield from _released_after_all(held)
    yield from _contradictions(held)
    yield from _missing_branches(promise, repository)


def _latest_release(promise: SupportedVersions, held: Coverage) -> Iterator[Finding]:
    latest = held.releases.main[-1]
    unsupported = held.of(latest.version, supported=False)
    if held.of(latest.version, supported=True):
        return
    if unsupported:
        row = unsupported[0].row
        message = f"the latest release, {latest.tag}, is covered by '{row.text}', which the policy calls unsupported"
        yield _broken(row.location, message, "latest release", held, "support it, or release a supported version")
    elif not held.uncertain:
        message = f"the latest release, {latest.tag}, is covered by no row that is supported"
        yield _broken(promise.place, message, "latest release", held, "add a row for it; `upheld fix` proposes one")


def _never_released(held: Coverage) -> Iterator[Finding]:
    for each in held.rows:
        if each.never_released:
            message = f"'{each.row.text}' is said to be supported, but no release matches it"
            how = "remove the row, or tag the release that it speaks of"
            yield _broken(each.row.location, message, each.row.text, held, how)


def _released_after_all(held: Coverage) -> Iterator[Finding]:
    for each in held.rows:
        if each.row.denied and (released := covered(each.row.denied, held.releases.versions)):
            message = f"this version is said to be unreleased, but {max(released)} is released"
            yield _broken(
                each.row.location, message, f"unreleased {each.row.text}", held, "say which releases get fixes"
            )


def _contradictions(held: Coverage) -> Iterator[Finding]:
    for clash in held.contradictions:
        yes, no = clash.supported, clash.unsupported
        message = f"'{no.text}' is unsupported and '{yes.text}' is supported, but both cover {clash.version}"
        subject = f"{yes.text} against {no.text}"
        how = f"end one where the other begins: `{no.text}` reaches into `{yes.text}`"
        yield _broken(no.location, message, subject, held, how, related=(yes.location,))


def _missing_branches(promise: SupportedVersions, repository: Repository) -> Iterator[Finding]:
    for row in promise.rows:
        branch = _named_branch(row)
        if branch and branch.certain and branch_exists(branch, repository) is False:
            count = len(repository.references.branches)
            yield Finding(
                verdict=Verdict.BROKEN,
                message=f"the policy names the branch '{branch.name}', which does not exist",
                subject=f"branch {branch.name}",
                location=row.location,
                evidence=(Evidence("git branches", f"{count} branches, none of that name"),),
                help="name a branch that exists, or remove the row",
            )


def _named_branch(row: Row) -> Branch | None:
    if isinstance(row.scope, Branch):
        return row.scope
    return Branch(row.branch) if row.branch else None


def _broken(
    place: Location, message: str, subject: str, held: Coverage, how: str, *, related: tuple[Location, ...] = ()
) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=message,
        subject=subject,
        location=place,
        related=related,
        evidence=held.releases.evidence,
        help=how,
    )
