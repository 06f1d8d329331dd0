"""What is not known: files that tell nothing, incidents of unknown keys, secrets that only workflows name."""

from collections.abc import Iterator

from upheld.check import Evidence, Finding, Level, Verdict
from upheld.facts.keys.key import Evidence as Metadata
from upheld.key_hygiene.ages import counted
from upheld.key_hygiene.limits import Limits
from upheld.key_hygiene.remark import called, named
from upheld.key_hygiene.workflow_secrets import GITHUB, idle, unlisted
from upheld.policy.kinds.key_rotation import KeyRotation
from upheld_checks.key_rotation.survey import File, Survey
from upheld_checks.key_rotation.trusted import NEW

EXPORT = "`upheld keys export` writes what GitHub tells of them; keep it in .upheld/keys, or give it with --evidence"
_SHOWN = 10


def of_files(found: Survey, promise: KeyRotation, limits: Limits) -> Iterator[Finding]:
    """Yield a finding for each file that could not be read whole, was refused, or is too old."""
    for file in found.files:
        if file.gap:
            yield _of_file(file, promise, f"metadata are to be at most {counted(limits.evidence_age, 'day')} old")


def _of_file(file: File, promise: KeyRotation, expected: str) -> Finding:
    metadata = file.evidence
    place = file.place(metadata.line if metadata.problem else 1)
    help_ = "mend or replace the file, so that its keys can be told"
    if metadata.problem == NEW:
        help_ = "read it, and merge it where it is true: then its keys are told"
    elif not metadata.problem:
        help_ = "take the metadata anew; `evidence_age` in .upheld.yml says how old they may be"
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"{metadata.source or 'metadata of keys'}: {file.gap}{'' if metadata.problem else f'; {expected}'}",
        subject=f"{metadata.path} {'unread' if metadata.problem else 'too-old'}",
        location=place,
        related=(promise.location,) if place and not metadata.problem else (),
        evidence=(file.shown(_told(metadata), metadata.line),),
        help=help_,
        secret_in=file.unshown,
        holds_secret=metadata.problem is not None,  # what is refused, or not understood, may hold values
    )


def _told(metadata: Metadata) -> str:
    names = ", ".join(named(each) for each in metadata.keys[:_SHOWN])
    return (
        f"{len(metadata.keys)} keys were read{f': {names}' if names else ''}{', ...' if metadata.keys[_SHOWN:] else ''}"
    )


def of_incidents(found: Survey) -> Iterator[Finding]:
    """Yield a finding for each incident that names a key of which nothing is known."""
    told: set[tuple[str, str]] = set()
    for each in sorted(found.incidents, key=lambda each: each.since, reverse=True):
        about = (each.name.casefold(), each.rule)
        if about not in told and not any(each.is_about(key) for key in found.all_keys):
            told.add(about)
            yield Finding(
                verdict=Verdict.UNVERIFIED,
                message=f"`{each.name}` {each.what}, and no metadata tell of it",
                subject=f"{each.name} {each.rule}",
                also=(each.name,),
                location=each.location,
                help=f"list it in keys.yml with the day on which it was `rotated`; {EXPORT}",
            )


def of_workflows(found: Survey, promise: KeyRotation, limits: Limits) -> Iterator[Finding]:
    """Yield what the names of secrets in workflows tell beside the metadata."""
    unknown = unlisted(found.used, found.all_keys)
    lists_secrets = any(file.evidence.source == GITHUB for file in found.files)
    if unknown and not lists_secrets:
        yield Finding(
            verdict=Verdict.UNVERIFIED,
            message=f"no metadata tell of {secrets_named(found)}, which workflows use; {limits.expected}",
            subject="secrets of workflows",
            related=tuple(each.location for each in unknown[:_SHOWN]),
            help=EXPORT,
        )
    for each in unknown if lists_secrets else ():
        yield Finding(
            verdict=Verdict.UNVERIFIED,
            message=f"the secret `{each.name}` is used here, and is not among the GitHub secrets that are listed",
            subject=f"{GITHUB}/{each.name} unlisted",
            also=(each.name, f"{GITHUB}/{each.name}"),
            location=each.location,
            related=(promise.location,),
            help="give the secrets of environments and of the organisation too, or add the one that is missing",
        )
    for file in found.files:
        listed = () if file.stale else file.evidence.keys
        for key in idle(found.used, listed):
            place = file.place(key.location.line)
            yield Finding(
                verdict=Verdict.BROKEN,
                message=f"GitHub {called(key)} is used by no workflow; what nothing uses is to be taken away",
                subject=f"{key.source}/{key.name} idle",
                also=(key.name, f"{key.source}/{key.name}"),
                location=place,
                related=(promise.location,) if place else (),
                evidence=(
                    file.shown(f"{named(key)} is listed", key.location.line),
                    Evidence("workflow", f"read: {', '.join(found.used.files[:_SHOWN]) or 'there is none'}"),
                ),
                level=Level.WARNING,
                help="take it away, unless another branch or Dependabot needs it",
                secret_in=file.unshown,
            )


def secrets_named(found: Survey) -> str:
    """Return the secrets that workflows use and no metadata list, as a phrase; empty where there is none."""
    names = [f"`{each.name}`" for each in unlisted(found.used, found.all_keys)]
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if names[_SHOWN:] else ""
    return f"the secret{'s' if names[1:] else ''} {', '.join(names[:_SHOWN])}{more}"
