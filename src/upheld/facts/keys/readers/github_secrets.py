"""Secrets of GitHub Actions, Dependabot and Codespaces, of a repository, an environment or an organisation.

The shapes are those of GitHub's OpenAPI description as the package githubkit 0.16 (schemas 26.10, API 2022-11-28 and
2026-03-10) has them: `ActionsSecret`, `DependabotSecret`, `CodespacesSecret`, `OrganizationActionsSecret` and their
lists, `total_count` and `secrets`; and of `gh secret list --json` (manual of gh, "JSON fields").
"""

import re
from collections.abc import Iterator

from upheld.facts.keys.complete import Page, entries_of
from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key
from upheld.facts.keys.nulls import rewritten
from upheld.facts.keys.records import Record

SOURCE = "GitHub secrets"
HOW = "GitHub never tells a value, so something else has been added to the list"

_OF_THE_API = frozenset({"name", "created_at", "updated_at", "visibility", "selected_repositories_url"})
_OF_GH = frozenset({"name", "updatedAt", "visibility", "numSelectedRepos", "selectedReposURL"})
_ADDRESS = re.compile(r"https?://[^/]+/(?:api/v3/)?orgs/([A-Za-z0-9-]{1,100})/(actions|codespaces|dependabot)/")
_NOTE = "the date proves that it was written, not that the value is another"


def recognises(document: Document) -> bool:
    """Tell it by `total_count` with `secrets`, or by a list of names with the times of writing and nothing else."""
    records = document.records
    if not records:
        return False
    return all(map(_is_page, records)) or all(map(_is_secret, records))


def read(document: Document) -> Iterator[Key]:
    """Yield every secret.

    Raises:
        MetadataError: a time is none, or pages are missing.
    """
    if not _is_page(document.records[0]):
        yield from (_key(document, each) for each in document.records)
        return
    pages = (Page(each, tuple(each.records("secrets")), _total(each)) for each in document.records)
    for entry in entries_of(pages, how="ask for all pages, as `gh api --paginate` does"):
        yield _key(document, entry)


def _is_page(record: Record) -> bool:
    return record.has("total_count", "secrets") and all(_has_name(each) for each in record.records("secrets"))


def _has_name(record: Record) -> bool:
    return record.has("name", "updated_at")


def _is_secret(record: Record) -> bool:
    return (record.has("name", "updated_at") and record.keys() <= _OF_THE_API) or (
        record.has("name", "updatedAt") and record.keys() <= _OF_GH
    )


def _total(record: Record) -> int | None:
    total = record["total_count"]
    return total if isinstance(total, int) else None


def _key(document: Document, record: Record) -> Key:
    if "updatedAt" in record:
        created, changed = None, record.moment("updatedAt")
    else:
        created, changed = record.moment("created_at"), rewritten(record, "created_at", "updated_at")
    return Key(
        source=SOURCE,
        kind="secret",
        name=record.name("name") or "without a name",
        location=document.at(record, "name"),
        scope=document.scope or _scope(record),
        created=created,
        changed=changed,
        note=_NOTE,
    )


def _scope(record: Record) -> str | None:
    """Return the organisation and the program whose secret it is, where the entry tells."""
    match = _ADDRESS.match(record.text("selected_repositories_url", "selectedReposURL") or "")
    if match:
        return f"organisation {match[1]}, {match[2].capitalize()}"
    return "organisation" if record.text("visibility") else None
