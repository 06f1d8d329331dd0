import pytest

from kinds_read import told
from upheld.policy.kinds.dependency_updates import DependencyUpdates


@pytest.mark.parametrize(
    "text",
    [
        "Keep dependencies up to date.",
        "We keep all third-party libraries current.",
        "- Regular dependency updates",
        "Dependencies are updated weekly via Dependabot.",
        "- **Dependabot**: automated updates and security patches",
        "Dependabot runs weekly.",
        "Renovate is enabled.",
        "We will upgrade vulnerable dependencies promptly.",
        "Outdated dependencies are upgraded automatically.",
        "## Dependencies\n\n- Automatic updates every week",
        "We watch our dependencies and patch them quickly.",
        "Security patches for dependencies are applied at once.",
        "- Third-party libraries: report these upstream. We will pull the fix in.",
        "- **Third-party libraries**: kept up to date",
        "We update the go.mod versions every week.",
        "The lockfiles are regularly refreshed.",
        "- **Dependency scanning**: Dependabot security updates",
        "CI runs `osv-scanner` on each push, and Dependabot opens updates for modules.",
        "## Dependency management\n\n### Policy\n\n- **Minor updates**: reviewed and applied weekly",
        "Packages in the chain are regularly checked for new versions.",
        "Renovate keeps our packages fresh.",
        "- **Packages**: Renovate",
        "Dependabot performs automated upgrades on dependencies.",
    ],
)
def test_keeping_dependencies_up_to_date_is_a_promise(text: str) -> None:
    ((_, force, fields),) = told(DependencyUpdates, text)
    assert (force, fields) == ("commitment", {})


@pytest.mark.parametrize(
    "text",
    [
        "Security updates are released monthly.",
        "Dependabot alerts are enabled.",
        "Open a pull request to update the dependency.",
        "Dependency updates are reviewed by two people.",
        "Review dependency updates before merging.",
        "Package updates are published on npm.",
        "Updates to packages are announced on the list.",
        "Dependencies are pinned to exact versions.",
        "- **Update cadence** - monthly dependency audits",
        "## Out of scope\n\n- Outdated dependencies\n- Missing dependency updates",
        "We do not update vendored dependencies.",
        "We pull the fix in as soon as it lands.",
        "Upgrading certain dependencies may have negative impacts.",
        "We will decide whether or not to upgrade the dependency.",
        "We weigh the risk of not upgrading the dependency.",
        "## Dependency upgrades\n\nWe will only upgrade to patches of the same series.",
        "In case of a flaw:\n\n1. Update the affected dependency\n2. Tag a patch",
        "See the [Dependabot guide](dependabot.md).",
        "- [Dependabot documentation](https://widgets.test/dependabot)",
        "- Minor: merged by a bot (see `.github/workflows/dependabot-merge.yml`)",
        "A defect of Renovate goes to its makers, as every package does.",
        "The patch reaches those who use the Renovate ecosystem.",
    ],
)
def test_other_updates_are_left(text: str) -> None:
    assert told(DependencyUpdates, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Best practices\n\n- Keep dependencies updated",
        "- Keep your dependencies updated",
        "- [ ] Dependencies are up to date",
        "```sh\n# Keep dependencies updated\nmake deps\n```",
    ],
)
def test_what_the_reader_is_to_do_is_a_practice(text: str) -> None:
    ((_, force, _),) = told(DependencyUpdates, text)
    assert force == "practice"


def test_an_invitation_to_those_who_use_it_is_a_practice() -> None:
    text = "Maintainers of projects that use it are invited to update their dependency."
    assert told(DependencyUpdates, text) == [(1, "practice", {})]


@pytest.mark.parametrize(
    "text",
    [
        "Tell us, so we can bump the dependency.",
        "- Pin or review plug-in and third-party provider updates.",
    ],
)
def test_a_bump_that_somebody_may_ask_for_is_no_promise(text: str) -> None:
    assert told(DependencyUpdates, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dependabot alerts and automatic update PRs",
        "Dependabot: weekly vulnerability scanning and updates",
        "A bot scans our dependencies for vulnerabilities and raises upgrade pull requests.",
        "All libraries are kept at the latest secure version.",
        "Dependencies are maintained with the latest patches.",
    ],
)
def test_what_warns_may_bring_updates_too(text: str) -> None:
    assert told(DependencyUpdates, f"## Security\n\n{text}\n") == [(3, "commitment", {})]


def test_an_alert_on_versions_brings_no_update() -> None:
    assert told(DependencyUpdates, "Dependabot alerts tell us of vulnerable versions.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Pull requests that update a dependency are welcome.",
        "How to update a dependency:\n\n1. `poetry update name`\n",
        "Dependabot is disabled.",
    ],
)
def test_how_others_update_is_no_promise(text: str) -> None:
    assert not told(DependencyUpdates, text)


@pytest.mark.parametrize(
    "text", ["Submodules are kept in step with upstream.", "Fixes of our libraries are picked up quickly."]
)
def test_updates_may_be_told_in_many_words(text: str) -> None:
    assert told(DependencyUpdates, text)


@pytest.mark.parametrize(
    "text",
    [
        "Our gems get bumped at the start of each cycle.",
        "A bot upgrades the bundled libraries.",
        "Our vendored parser tracks the upstream branch.",
        "Patch releases of our dependencies flow in automatically.",
        "The base image is rebuilt nightly.",
        "Outdated packages are replaced.",
        "Weekly dependency PRs are merged by the team.",
        "## Dependencies\n\nThey are updated every month.",
        "We use few libraries. Those are kept current.",
    ],
)
def test_whoever_brings_what_is_newer_updates_dependencies(text: str) -> None:
    assert [(force, fields) for _, force, fields in told(DependencyUpdates, text)] == [("commitment", {})]


@pytest.mark.parametrize(
    "text",
    [
        "Dependencies are pinned and never updated.",
        "To update dependencies, run `make deps`.",
        "Dependencies may be upgraded to mend a flaw.",
        "Dependency PRs are disabled.",
        "Advisories that we have addressed by dependency upgrades.",
        "Downstream projects update their dependencies on us.",
        "Are the dependencies up to date?",
        "We provide security updates for versions released on `crates.io`.",
        "The library updates its cache.",
    ],
)
def test_an_update_that_may_come_is_past_or_is_anothers_is_left(text: str) -> None:
    assert not told(DependencyUpdates, text)


def test_a_flaw_that_is_reported_upstream_is_taken_over_once_it_is_mended() -> None:
    assert told(DependencyUpdates, "Report these upstream; we will upgrade once a fix is out.")


def test_the_line_on_which_a_fix_is_taken_over_is_the_one_that_counts() -> None:
    text = "- Flaws of a third-party library (report them upstream; we\n  watch and take fixed releases)\n"
    assert [line for line, _, _ in told(DependencyUpdates, text)] == [2]
