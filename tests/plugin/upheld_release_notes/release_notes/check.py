"""Holds the promise of release notes against the releases and the headings of the changelog."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Location, Verdict, check
from upheld.facts.releases import Releases, releases
from upheld.facts.tags import read_tag
from upheld.policy.reading import read_document
from upheld.repository import UnreadableFileError
from upheld.versions import Version
from upheld_release_notes.release_notes.promise import ReleaseNotes


@check(ReleaseNotes)
def release_notes(promise: ReleaseNotes, context: Context) -> Iterator[Finding]:
    released = releases(context.repository, context.services)
    try:
        text = context.repository.read_text(promise.file)
        announced = None if text is None else set(_announced(promise.file, text))
    except UnreadableFileError as error:
        yield _unverified(str(error), "make it a readable text file")
        return
    if released.unknown_because:
        yield _unverified(f"it cannot be told what was released: {released.unknown_because}", released.how_to_know)
    elif not released.main:
        yield _unverified("there is no final release yet", "tag the releases, for example `v1.0.0`")
    elif announced is None:
        yield _broken(f"there is no {promise.file}", released, f"add {promise.file}, a heading for each release")
    else:
        yield _compared(promise.file, announced, released)


def _compared(file: str, announced: set[Version], released: Releases) -> Finding:
    missing = [release.tag for release in released.main if release.version not in announced]
    if missing:
        message = (
            f"{len(missing)} of {len(released.main)} releases have no entry in {file}, the last of them {missing[-1]}"
        )
        return _broken(message, released, f"add a heading for each to {file}", Location(file))
    return Finding(
        verdict=Verdict.UPHELD,
        message=f"every release has an entry in {file}",
        subject="release notes",
        evidence=(*released.evidence, Evidence("changelog", f"{len(announced)} entries", Location(file))),
    )


def _announced(file: str, text: str) -> Iterator[Version]:
    # A heading over nothing announces nothing, so only headings that a block stands under are asked.
    for heading in {heading for block in read_document(file, text).blocks for heading in block.headings}:
        for word in heading.text.split():
            if release := read_tag(word.strip("[](),:")):
                yield release.version


def _broken(message: str, released: Releases, how: str, *related: Location) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=message,
        subject="release notes",
        related=related,
        evidence=released.evidence,
        help=how,
    )


def _unverified(message: str, how: str | None) -> Finding:
    return Finding(verdict=Verdict.UNVERIFIED, message=message, subject="release notes", help=how)
