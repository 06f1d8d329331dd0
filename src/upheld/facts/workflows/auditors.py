"""The tools that look for known vulnerabilities in dependencies, by the commands and actions that run them.

The names are those that a policy's reader gives them (`upheld.policy.dependency_words`).
"""

import re
from collections.abc import Iterator, Mapping

from upheld.facts.workflows.invocation import invoked
from upheld.facts.workflows.runs import Use
from upheld.nouns import dataclass


@dataclass(frozen=True)
class Program:
    """A command that runs tools: the program, and the words after it that make it an audit."""

    name: str
    tools: tuple[str, ...]
    subcommands: tuple[str, ...] = ()
    """One of these has to follow; empty where the program does nothing else."""
    never: tuple[str, ...] = ()
    """Words that make it something else: `npm audit fix`."""
    fails_with: tuple[str, ...] = ()
    """Options without one of which it reports, but never fails."""


_NPM, _YARN, _PNPM, _BUN = "npm audit", "yarn audit", "pnpm audit", "bun audit"
_PROGRAMS = (
    Program("npm", (_NPM,), ("audit",), ("fix", "signatures")),
    Program("yarn", (_YARN,), ("audit", "npm audit")),
    Program("pnpm", (_PNPM,), ("audit",), ("--fix",)),
    Program("bun", (_BUN,), ("audit",)),
    Program("audit-ci", (_NPM, _YARN, _PNPM)),
    Program("better-npm-audit", (_NPM,), ("audit",)),
    Program("improved-yarn-audit", (_YARN,)),
    Program("npm-audit-resolver", (_NPM,)),
    Program("check-audit", (_NPM,)),
    Program("pip-audit", ("pip-audit",)),
    Program("safety", ("Safety",), ("check", "scan")),
    Program("uv", ("uv audit",), ("audit",)),
    Program("poetry", ("poetry audit",), ("audit",)),
    Program("cargo-audit", ("cargo audit",)),
    Program("cargo-deny", ("cargo-deny",), ("check", "check advisories"), ("licenses", "bans", "sources")),
    Program("govulncheck", ("govulncheck",)),
    Program("nancy", ("nancy",), ("sleuth",)),
    Program("bundler-audit", ("bundler-audit",)),
    Program("bundle-audit", ("bundler-audit",)),
    Program("composer", ("composer audit",), ("audit",)),
    Program("local-php-security-checker", ("composer audit",)),
    Program("mix", ("mix_audit",), ("deps.audit",)),
    Program("mix", ("mix hex.audit",), ("hex.audit",)),
    Program("dotnet", ("dotnet list package --vulnerable",), ("list", "package"), (), ("--vulnerable",)),
    Program("osv-scanner", ("OSV-Scanner",)),
    Program("snyk", ("Snyk",), ("test", "monitor"), ("container", "code", "iac")),
    Program(
        "trivy", ("Trivy",), ("fs", "filesystem", "repo", "repository", "rootfs", "sbom", "image"), (), ("--exit-code",)
    ),
    Program("grype", ("Grype",), (), ("db",), ("--fail-on", "-f")),
    Program("dependency-check", ("OWASP Dependency-Check",), (), (), ("--failOnCVSS",)),
    Program("dependency-check.sh", ("OWASP Dependency-Check",), (), (), ("--failOnCVSS",)),
    Program("retire", ("Retire.js",)),
    Program("auditjs", ("auditjs",), ("ossi", "iq")),
    Program("socket", ("Socket",), ("ci", "scan")),
    Program("debricked", ("Debricked",), ("scan",)),
    Program("jf", ("JFrog Xray",), ("audit", "scan")),
    Program("ws", ("Mend",)),
    Program("mend", ("Mend",)),
    Program("upheld", ("Upheld",), ("check",)),
)
_BUILD_TASKS = re.compile(
    r"(?:^|:)(?P<check>dependencyCheck(?:Analyze|Aggregate)|(?:dependency-check-maven:|dependency-check:)(?:check|aggregate))$"
)
_BUILDERS = {"gradle", "gradlew", "mvn", "mvnw", "gradlew.bat", "mvnw.cmd", "sbt"}
_NO_RUN = {"--help", "-h", "--version", "-V", "help", "version"}
_ACTIONS = {
    "pypa/gh-action-pip-audit": "pip-audit",
    "pyupio/safety-action": "Safety",
    "pyupio/safety": "Safety",
    "google/osv-scanner-action": "OSV-Scanner",
    "golang/govulncheck-action": "govulncheck",
    "rustsec/audit-check": "cargo audit",
    "actions-rs/audit-check": "cargo audit",
    "actions-rust-lang/audit": "cargo audit",
    "embarkstudios/cargo-deny-action": "cargo-deny",
    "andrewmcodes/bundler-audit-action": "bundler-audit",
    "symfonycorp/security-checker-action": "composer audit",
    "aquasecurity/trivy-action": "Trivy",
    "anchore/scan-action": "Grype",
    "snyk/actions": "Snyk",
    "actions/dependency-review-action": "dependency-review",
    "dependency-check/dependency-check_action": "OWASP Dependency-Check",
    "sonatype-nexus-community/nancy-github-action": "nancy",
    "socketdev/action": "Socket",
    "debricked/actions": "Debricked",
    "oke-py/npm-audit-action": _NPM,
    "dependencytrack/gh-upload-sbom": "Dependency-Track",
    "mend/mend-scan-action": "Mend",
    "gitlab:dependency-scanning": "GitLab dependency scanning",
    "retirejs/retire-js-action": "Retire.js",
}
_NOT_DEPENDENCIES = re.compile(
    r"snyk/actions/(?:iac|docker|setup)|anchore/scan-action/download-grype|debricked/actions/[^/]*fingerprint"
)
_SCRIPTS = re.compile(r"[\w./-]{0,100}\.(?:py|sh|js|ts|mjs|rb|ps1)")


@dataclass(frozen=True)
class Auditing:
    """That a use looks for known vulnerabilities in dependencies, with these tools."""

    tools: tuple[str, ...]
    fails_nothing: str | None = None
    """Why what it finds fails no job: "without `--exit-code`"."""


def auditing(use: Use) -> Auditing | None:
    """Return which tools a command or an action runs, or None where it runs none."""
    found = _action(use) if use.action else _command(use.words)
    if found is None:
        return None
    return Auditing(found.tools, use.passed_over or found.fails_nothing)


def _action(use: Use) -> Auditing | None:
    action = use.action or ""
    name = next((name for name in _ACTIONS if action == name or action.startswith(f"{name}/")), None)
    if name is None or _NOT_DEPENDENCIES.match(action):
        return None
    if name == "aquasecurity/trivy-action":
        quiet = None if use.inputs.get("exit-code", "0") != "0" else "without `exit-code`"
        return Auditing((_ACTIONS[name],), quiet) if _looks_at_packages(use.inputs) else None
    wanted = use.inputs.get("command", "check").split()
    if name == "embarkstudios/cargo-deny-action" and not _denies_advisories(wanted):
        return None
    return None if name == "anchore/scan-action" and "image" in use.inputs else Auditing((_ACTIONS[name],))


def _looks_at_packages(inputs: Mapping[str, str]) -> bool:
    """Tell whether Trivy is asked for vulnerabilities, and not of an image: that is what is shipped around the program."""
    kind = inputs.get("scan-type", "image" if "image-ref" in inputs else "fs")
    return kind not in {"image", "config"} and "vuln" in inputs.get("scanners", "vuln")


def _denies_advisories(words: list[str]) -> bool:
    kinds = {"advisories", "bans", "licenses", "sources", "all"} & set(words)
    return not kinds or bool({"advisories", "all"} & kinds)


def _command(words: tuple[str, ...]) -> Auditing | None:
    named = invoked(words)
    if not named or _NO_RUN & set(named[1:]):
        return None
    program, rest = named[0], named[1:]
    if program in _BUILDERS and any(map(_BUILD_TASKS.search, rest)):
        return Auditing(("OWASP Dependency-Check",))
    for known in _PROGRAMS:
        if known.name == program and _is_run(known, rest):
            quiet = known.fails_with and not any(word.partition("=")[0] in known.fails_with for word in rest)
            return Auditing(known.tools, f"without `{known.fails_with[0]}`" if quiet else None)
    return None


def _is_run(known: Program, rest: tuple[str, ...]) -> bool:
    if set(known.never) & set(rest) and not (known.name == "cargo-deny" and _denies_advisories(list(rest))):
        return False
    if known.name == "dotnet":
        return {"--vulnerable", "package"} <= set(rest)
    if known.name == "trivy" and "image" in rest[:3]:
        return False
    if known.name == "grype" and not any(word.startswith(("dir:", "sbom:", ".", "/")) for word in rest):
        return False
    return not known.subcommands or _subcommand(rest) in known.subcommands


def _subcommand(rest: tuple[str, ...]) -> str | None:
    """Return the first word that is neither an option nor, it seems, an option's value; two words after `npm`."""
    words = list(_bare(rest))
    if words[:2] == ["npm", "audit"]:
        return "npm audit"
    return words[0] if words else None


def _bare(rest: tuple[str, ...]) -> Iterator[str]:
    takes_value = False
    for word in rest:
        if word.startswith("-"):
            takes_value = word in _WITH_VALUE
        elif takes_value:
            takes_value = False
        else:
            yield word


_WITH_VALUE = {
    "--prefix", "-C", "--dir", "--cwd", "--filter", "-F", "--workspace", "-w", "--working-dir", "-d", "--project",
    "--directory", "--config", "-c", "--manifest-path", "--cache-dir", "--color",
}  # fmt: skip


def scripts_of(use: Use) -> tuple[str, ...]:
    """Return the scripts of the repository that a command names, without a leading `./`."""
    return tuple(word.removeprefix("./") for word in use.words[:6] if _SCRIPTS.fullmatch(word))
