"""Holds the policy itself against what GitHub shows: that there is one, and that no hidden copy says something else."""

from collections.abc import Iterator

from upheld.check import Context, Evidence, Finding, Level, Location, Verdict, check
from upheld.model import Edit
from upheld.policy.security_policy import SecurityPolicy
from upheld_checks.security_policy.starter import starter


@check(SecurityPolicy)
def security_policy(promise: SecurityPolicy, context: Context) -> Iterator[Finding]:
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
        help_ = "make it a readable text file" if source.path else "add SECURITY.md, or ask again online"
        yield Finding(verdict=Verdict.UNVERIFIED, message=promise.unreadable[0], subject="policy", help=help_)
    elif source.path is None:
        yield _missing(context)
    elif not promise.differing:
        evidence = Evidence("repository", f"{source.path}, from {source.source}")
        message = f"{source.path} is the policy that GitHub shows"
        yield Finding(verdict=Verdict.UPHELD, message=message, subject="policy", evidence=(evidence,))


def _missing(context: Context) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message="there is no security policy",
        subject="policy",
        level=Level.WARNING,
        evidence=(Evidence("repository", "no SECURITY file in .github/, the root or docs/"),),
        help="write down what you keep today: `upheld fix` proposes a start",
        fix=(Edit("SECURITY.md", 1, 0, starter(context)),),
    )
