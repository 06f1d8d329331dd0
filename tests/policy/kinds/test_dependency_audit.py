import pytest

from kinds_read import told
from making import document
from upheld.policy.kinds.dependency_audit import DependencyAudit


@pytest.mark.parametrize(
    ("text", "tools", "cadence"),
    [
        ("`govulncheck` runs weekly in CI.", ["govulncheck"], "weekly"),
        ("Dependencies are scanned for known vulnerabilities.", [], None),
        ("- Monthly dependency audits", [], "monthly"),
        ("We audit our dependencies every quarter.", [], "quarterly"),
        ("- **Dependency scanning**: Dependabot and Snyk", ["Dependabot", "Snyk"], None),
        ("Dependabot alerts are enabled.", ["Dependabot"], None),
        ("- Dependencies monitored via Dependabot", ["Dependabot"], None),
        ("- **Dependency review**: checks each pull request", ["dependency-review"], "every pull request"),
        ("`pip audit` and `npm-audit` gate every release.", ["pip audit", "npm-audit"], "every release"),
        ("- Dependency vulnerability scanning using `cargo-audit`", ["cargo-audit"], None),
        ("- Use **Bundler Audit** for automated CVE scanning", ["Bundler Audit"], None),
        ("- `osv-scanner` on every push and pull request", ["osv-scanner"], "every push and pull request"),
        ("We have scanners in place for our code, dependencies and images.", [], None),
        (
            "CI runs `govulncheck` on every pull request, and Dependabot opens updates for modules.",
            ["govulncheck"],
            "every pull request",
        ),
        (
            "- Actions are pinned, dependencies are audited, artifacts are signed, SBOMs come with every release",
            [],
            None,
        ),
        ("We watch security advisories for our third-party libraries.", [], None),
        ("Trivy checks the packages in our images.", ["Trivy"], None),
        ("| npm audit | clean |\n| --- | --- |\n| cargo audit | nightly |", ["cargo audit"], "nightly"),
        ("**Safety** fails on any CVE.", ["Safety"], None),
        ("## Dependencies\n\n- Nightly `tools/deps_audit.sh` scan", ["tools/deps_audit.sh"], "nightly"),
        ("Software composition analysis runs on every push.", [], "every push"),
        ("Our actions run automated scans of the supply chain.", [], None),
        ("The project has an automated `cargo deny` check.", ["cargo deny"], None),
    ],
)
def test_an_audit_is_read_with_its_tools_and_rhythm(text: str, tools: list[str], cadence: str | None) -> None:
    ((_, force, fields),) = told(DependencyAudit, text)
    assert (force, fields) == ("commitment", {"tools": tools, "cadence": cadence})


@pytest.mark.parametrize(
    "text",
    [
        "Dependabot opens weekly pull requests for updates.",
        "- CodeQL scans our code on every push",
        "Audit logging is enabled for all dependencies of a task.",
        "We know that npm audit reports two moderate findings.",
        "Findings from `npm audit` without a proof are not accepted.",
        "## Out of scope\n\n- Whatever Snyk says of a dependency",
        "Dependencies are tracked in `go.sum`.",
        "Verify with `npm audit signatures`.",
        "- Safety is our first concern",
        "Review dependency updates before merging.",
        "- Fixed: run govulncheck in CI (`0a1b2c3d`)",
        "We do not scan dependencies.",
        "The parser needs libraries that might appear in security scanners.",
        "## Dependencies\n\nThese binaries might appear in security scanners.",
        "- Annual third-party security audits",
        "## Dependencies\n\nPackages are regularly scanned for new versions.",
        "- [pip-audit documentation](https://widgets.test/pip-audit)",
        "## Dependency audits\n\nFor local auditing:",
        "## Dependencies\n\n- Secret scanning is enabled",
    ],
)
def test_what_examines_no_dependencies_is_left(text: str) -> None:
    assert told(DependencyAudit, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Best practices\n\n- Run `npm audit`",
        "If you find a vulnerability in a library:\n\n1. Check with `npm audit`",
        "- [ ] Dependencies audited with `npm audit`",
        "You should run `npm audit`.",
        "```sh\nnpm install\nnpm audit\nnpm audit fix\n```",
    ],
)
def test_what_the_reader_is_to_run_is_a_practice(text: str) -> None:
    ((_, force, fields),) = told(DependencyAudit, text)
    assert (force, fields) == ("practice", {"tools": ["npm audit"], "cadence": None})


def test_the_sentences_of_a_line_make_one_promise() -> None:
    text = "Dependencies are scanned with Snyk. We also run `govulncheck` daily."
    assert told(DependencyAudit, text) == [(1, "commitment", {"tools": ["Snyk", "govulncheck"], "cadence": "daily"})]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("These checks run on every push and pull request:\n\n| Tool | For |\n| --- | --- |\n| Snyk | known CVEs |", 5),
        ("Every push and every PR:\n\n- Snyk", 3),
    ],
)
def test_what_introduces_a_list_says_how_often(text: str, line: int) -> None:
    assert told(DependencyAudit, text) == [
        (line, "commitment", {"tools": ["Snyk"], "cadence": "every push and pull request"})
    ]


def test_the_practices_that_a_project_follows_are_its_own() -> None:
    text = "This project follows the best practices, including:\n\n- Dependency scanning with `cargo-deny`"
    assert told(DependencyAudit, text) == [(3, "commitment", {"tools": ["cargo-deny"], "cadence": None})]


def test_a_tool_keeps_its_usual_name_for_the_checks() -> None:
    (read,) = DependencyAudit.read(document("- `cargo-audit` runs weekly"))
    assert (read.tools, read.fields()["tools"]) == (("cargo audit",), ["cargo-audit"])
    stated = DependencyAudit.stated_as(
        {"tools": ["osv-scanner"], "cadence": None}, location=read.location, quote="", force=read.force
    )
    assert (stated.tools, stated.fields()["tools"]) == (("OSV-Scanner",), ["osv-scanner"])
    assert set(DependencyAudit.field_types()) == {"tools", "cadence"}


@pytest.mark.parametrize(
    "text",
    [
        "- No npm audit noise: there are no dependencies",
        "Some Dependabot alerts are real but cannot be resolved yet.",
        "It uses the dependency data without another scan provider.",
        "## Resources\n\n- [Snyk vulnerability database](https://widgets.test/vuln)",
        "A good run prints `audited N packages`.",
        "Questions on packages go to help@snyk.io.",
        "For bugs in Snyk, write to its makers; packages are not meant.",
        "Our systems are scanned by third-party firms.",
        "All code is audited by an outside third party.",
        "- `bannedParts` - a dependency scan for banned packages",
        "## Audit findings\n\n- `govulncheck` told of three flaws",
        "## Known limitations\n\n- Only `trivy` looks at packages",
        "- Simple CVE scans of your tree (install `trivy` for more)",
        "For the supply chain, such as the Dependabot cooldown, see `supply.md`.",
        "What is accepted stands in the `cargo deny` configuration.",
    ],
)
def test_what_only_speaks_of_an_auditor_is_left(text: str) -> None:
    assert told(DependencyAudit, f"# Policy\n\n{text}") == []


def test_the_rhythm_before_the_colon_holds_for_all_that_follows_it() -> None:
    text = (
        "Every release runs a gate before it is built: alerts, linters, `govulncheck`, and `npm audit`, of all trees."
    )
    assert [fields["cadence"] for _, _, fields in told(DependencyAudit, text)] == ["every release"]


def test_dependabot_audits_where_the_words_above_speak_of_audits() -> None:
    text = "## Dependencies\n\nAudits run by themselves:\n\n- Weekly via Dependabot\n"
    assert (5, "commitment", {"tools": ["Dependabot"], "cadence": "weekly"}) in told(DependencyAudit, text)


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Checks: Trivy and CodeQL scans, signed images", ["Trivy"]),
        ("Trivy scans our container images.", ["Trivy"]),
        ("We run Trivy on the docker image.", ["Trivy"]),
    ],
)
def test_a_tool_that_looks_into_images_audits_what_they_are_made_of(text: str, tools: list[str]) -> None:
    assert [tool for _, _, fields in told(DependencyAudit, text) for tool in fields["tools"]] == tools


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- **Trivy**:\n  - scans dependencies on every pull request\n  - uploads results\n",
            [(2, ["Trivy"], "every pull request")],
        ),
        (
            "- Snyk helps us ship safe images:\n  - Images are scanned weekly\n  - Images are monitored to find new vulnerabilities\n",
            [(2, ["Snyk"], "weekly"), (3, ["Snyk"], None)],
        ),
        ("- **Snyk scanning**:\n  - every week\n", [(1, ["Snyk"], None)]),
    ],
)
def test_a_tool_in_the_item_above_is_handed_down_to_the_items_that_tell_what_it_does(
    text: str, expected: list[tuple[int, list[str], str | None]]
) -> None:
    found = [(line, fields["tools"], fields["cadence"]) for line, _, fields in told(DependencyAudit, text)]
    assert [each for each in found if each[1]] == expected


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Docker images are scanned nightly for vulnerabilities.", [[]]),
        ("We scan all images for CVEs.", [[]]),
        ("- **Trivy**: filesystem and image vulnerability scanning", [["Trivy"]]),
        ("- Container security scanning", []),
        ("- Build and scan the image to confirm that the CVEs are gone", []),
        ("We have third-party audits of the whole app.", []),
        ("We have yearly third-party audits of our dependencies.", [[]]),
        ("WhiteSource Bolt watches our packages.", [["WhiteSource Bolt"]]),
        ("We scan to detect vulnerabilities:\n\n- The platform constantly monitors our code and dependencies", [[]]),
    ],
)
def test_images_and_code_are_audited_where_vulnerabilities_are_what_is_sought(
    text: str, tools: list[list[str]]
) -> None:
    assert [fields["tools"] for _, _, fields in told(DependencyAudit, text)] == tools


@pytest.mark.parametrize(
    ("text", "found"),
    [("- Monthly dependency audits with Snyk", 1), ("- 2024: dependency audit with Snyk", 0)],
)
def test_what_goes_on_is_no_past_under_a_heading_on_history(text: str, found: int) -> None:
    assert len(told(DependencyAudit, f"## Audit history\n\n{text}\n")) == found


@pytest.mark.parametrize(
    "text",
    [
        "We are thinking about adding Snyk.",
        "Dependency scanners report false positives here.",
        "Please audit the dependencies that you add.",
        "There is no automated dependency audit yet.",
        "We used Snyk until 2023.",
        "You may see npm audit complain.",
    ],
)
def test_what_is_not_done_is_no_audit(text: str) -> None:
    assert not told(DependencyAudit, text)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("- Weekly vulnerability checks\n", "weekly"),
        ("Before we tag a release, the alerts for our libraries are checked for new CVEs.", "every release"),
        ("All libraries are scanned, and we look at what was found each Monday.", "weekly"),
        ("- Grype scan of the images before we cut the release", "every release"),
        ("Packages are scanned every 36 hours with Grype.", "every 36 hours"),
        ("The base image is scanned for known CVEs nightly.", "nightly"),
        ("| When | Tool |\n| --- | --- |\n| PR | dependency-review |\n", "every pull request"),
    ],
)
def test_audits_may_be_told_in_many_words(text: str, cadence: str) -> None:
    assert [fields["cadence"] for _, _, fields in told(DependencyAudit, text)] == [cadence]


@pytest.mark.parametrize(
    "text",
    [
        "Dependabot keeps us informed of libraries with known vulnerabilities.",
        "The lock file is audited.",
        "- Continuous dependency monitoring",
        "The project has two dependencies. Both are scanned.",
        "## Dependencies\n\n- Monthly security audits",
    ],
)
def test_dependencies_are_audited_by_whatever_name_they_go(text: str) -> None:
    assert len(told(DependencyAudit, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Integrators are responsible for auditing their own dependencies.",
        "Crates are reviewed through cargo-vet audits.",
        "We review and update our dependencies to mend vulnerabilities.",
        "The advisory reaches scanners such as Dependabot.",
        "Docker socket security is up to the host.",
        "Report known vulnerabilities in packages upstream.",
        "If a library has a known vulnerability, we check the impact.",
        "The project uses no packages. It is checked by a linter.",
        "Their upstream advisories are inherited; we pin versions and watch for CVEs.",
        "## Dependencies\n\n- Release and audit tools are pinned",
    ],
)
def test_what_others_examine_or_for_other_ends_is_left(text: str) -> None:
    assert not told(DependencyAudit, text)


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("`yarn npm audit` runs in CI.", ["yarn npm audit"]),
        ("`bundle audit` runs in CI.", ["bundle audit"]),
        ("Regular audits with `pip-audit` and `safety`", ["pip-audit", "safety"]),
        ("We use Grype instead of Trivy for our packages.", ["Grype"]),
        ("Images are scanned by Harbor for vulnerabilities.", ["Harbor"]),
        ("Packages are watched by Mend.", ["Mend"]),
        ("Dependency reviews for pull requests", ["dependency-review"]),
        ("Dependabot and renovate monitor our packages.", ["Dependabot", "Renovate"]),
        ("Renovate alerts are enabled.", ["Renovate"]),
    ],
)
def test_of_the_tools_of_a_sentence_each_that_is_used_counts_once_as_it_is_written(text: str, tools: list[str]) -> None:
    assert [fields["tools"] for _, _, fields in told(DependencyAudit, text)] == [tools]
