"""Who signed a record: the approval of the pull request that brought it."""

from collections.abc import Iterator

from upheld.check import Context, Evidence
from upheld.services import ServiceError
from upheld.services.github import github_hosts
from upheld_checks.policy_review.records import Recorded


def signed(record: Recorded, context: Context) -> Iterator[Evidence]:
    """Yield what GitHub tells of the commit that brought a record; nothing where it is not asked."""
    repository = context.repository
    if context.services.offline or not repository.owner_and_name or repository.host not in github_hosts():
        return
    changes = repository.changes((record.location.path,), most=1)
    if not changes:
        return
    from upheld.services.approvals import approval  # noqa: PLC0415 - most runs have no record to ask about

    commit = changes[0].commit
    try:
        found = approval(context.services, "/".join(repository.owner_and_name), commit)
    except ServiceError as error:
        yield Evidence("GitHub", f"whether the record was approved is not known: {error}")
        return
    if found is None:
        yield Evidence("GitHub", f"no pull request brought the record, which came with {commit[:12]}")
    elif found.by:
        yield Evidence("GitHub", f"the record came with #{found.number}, approved by {', '.join(found.by)}")
    else:
        yield Evidence("GitHub", f"the record came with #{found.number}, which nobody else approved")
