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
