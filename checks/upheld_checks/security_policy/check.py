"""Holds the policy itself against what GitHub shows: that there is one, and that no hidden copy says something else."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict, check
from upheld.policy.security_policy import SecurityPolicy

_STARTER = "add SECURITY.md: which versions get fixes, where to report, and how soon an answer comes"


@check(SecurityPolicy)
def security_policy(promise: SecurityPolicy, context: Context) -> Iterator[Finding]:
    del context
    source = promise.source
    for copy in promise.differing:
        yield Finding(
            verdict=Verdict.BROKEN,
            message=f"this copy is hidden by {source.path}, which says something else",
            subject=f"copy {copy}",
            location=Location(copy),
            related=(promise.location,),
            evidence=(Evidence("repository", f"GitHub shows {source.path} only"),),
            help="keep one copy, the one that GitHub shows: .github/ comes before the root, the root before docs/",
        )
    if promise.unreadable:
        why = promise.unreadable[0]
        yield Finding(verdict=Verdict.UNVERIFIED, message=why, subject="policy", help="make it a readable text file")
    elif source.path is None:
        yield Finding(
            verdict=Verdict.BROKEN,
            message="there is no security policy",
            subject="policy",
            level=Level.WARNING,
            evidence=(Evidence("repository", "no SECURITY file in .github/, the root or docs/"),),
            help=_STARTER,
        )
    elif not promise.differing:
        evidence = Evidence("repository", f"{source.path}, from {source.source}")
        message = f"{source.path} is the one policy"
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="policy", evidence=(evidence,))
