import pytest

from facts.locks import python_samples
from facts.locks.files import Files
from upheld.facts.locks import locks, unlocked
from upheld.facts.locks.unlocked import Unlocked

NPM_LOCK = '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0"}}}'
CARGO_LOCK = 'version = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+https://index.crates.io/"\n'
BOM = '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"purl": "pkg:maven/org.example/a@1.0"}]}'


def found(files: dict[str, str | None]) -> tuple[Unlocked, ...]:
    return locks(Files(files)).unlocked


def places(files: dict[str, str | None]) -> list[tuple[str, str]]:
    return [(str(each.location), each.ecosystem) for each in found(files)]


@pytest.mark.parametrize(
    ("path", "text", "place", "ecosystem"),
    [
        ("pyproject.toml", python_samples.PYPROJECT, "pyproject.toml:5", "PyPI"),
        ("pyproject.toml", '[dependency-groups]\ndev = ["a"]\n', "pyproject.toml:1", "PyPI"),
        ("pyproject.toml", '[project.optional-dependencies]\ncli = ["a"]\n', "pyproject.toml:1", "PyPI"),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3"\na = "1"\n', "pyproject.toml:1", "PyPI"),
        ("pyproject.toml", '[tool.poetry.group.dev.dependencies]\na = "1"\n', "pyproject.toml:1", "PyPI"),
        ("pyproject.toml", '[project]\ndynamic = ["version", "dependencies"]\n', "pyproject.toml:2", "PyPI"),
        ("setup.cfg", "[options]\ninstall_requires =\n    a\n", "setup.cfg:2", "PyPI"),
        ("setup.py", "import setuptools\nsetuptools.setup(\n  install_requires=['a'],\n)\n", "setup.py:3", "PyPI"),
        ("Pipfile", '[packages]\na = "*"\n', "Pipfile:1", "PyPI"),
        ("requirements.in", "# what we need\na\n", "requirements.in:2", "PyPI"),
        ("requirements.txt", "\na>=1\n", "requirements.txt:2", "PyPI"),
        ("requirements.txt", "a==1\n", "requirements.txt:1", "PyPI"),
        ("package.json", '{\n  "dependencies": {"a": "1"}\n}', "package.json:2", "npm"),
        ("package.json", '{\n  "name": "b",\n  "devDependencies": {"a": "1"}}', "package.json:3", "npm"),
        ("Cargo.toml", '[package]\nname = "b"\n\n[dependencies]\na = "1"\n', "Cargo.toml:4", "crates.io"),
        ("Cargo.toml", "[target.'cfg(unix)'.dependencies]\na = {version = '1'}\n", "Cargo.toml:1", "crates.io"),
        ("composer.json", '{\n"require": {"php": ">=8", "a/a": "1"}}', "composer.json:2", "Packagist"),
        ("Gemfile", "source 'https://rubygems.org'\ngem 'a'\n", "Gemfile:2", "RubyGems"),
        ("Gemfile", "gemspec\n", "Gemfile:1", "RubyGems"),
        ("pom.xml", "<project>\n <dependency>\n", "pom.xml:2", "Maven"),
        ("build.gradle", "dependencies {\n    implementation 'a:a:1'\n}\n", "build.gradle:2", "Maven"),
        ("build.gradle.kts", 'dependencies {\n    testImplementation("a:a:1")\n}\n', "build.gradle.kts:2", "Maven"),
        ("build.gradle.kts", "dependencies {\n    api(libs.a)\n}\n", "build.gradle.kts:2", "Maven"),
        ("src/App.csproj", '<Project>\n<PackageReference Include="A" />', "src/App.csproj:2", "NuGet"),
        ("packages.config", '<packages>\n<package id="A" />', "packages.config:2", "NuGet"),
        ("mix.lock", "%{}", "mix.lock:1", "Hex"),
        ("environment.yml", "dependencies: [a]", "environment.yml:1", "conda"),
    ],
)  # fmt: skip
def test_what_is_asked_for_without_a_lock_is_told_with_its_line(
    path: str, text: str, place: str, ecosystem: str
) -> None:
    (each,) = found({path: text})

    assert (str(each.location), each.ecosystem) == (place, ecosystem)
    assert each.message.startswith(path)
    assert each.help


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\nname = "a"\n\n[build-system]\nrequires = ["hatchling"]\n'),
        ("pyproject.toml", '[project]\ndependencies = []\n[tool.poetry.dependencies]\npython = "^3"\n'),
        ("setup.py", "from setuptools import setup\nsetup(install_requires=[])"),
        ("src/setup.py", "class Setup:\n    install_requires = ['a']\n"),
        ("setup.py", "from setuptools import setup\nsetup()\n"),
        ("setup.cfg", "[options]\ninstall_requires =\n\n[other]\n"),
        ("Pipfile", "[packages]\n"),
        ("requirements.txt", "a==1 --hash=sha256:b\n"),
        ("requirements.txt", "-e .\n"),
        ("package.json", '{"dependencies": {}, "peerDependencies": {"a": "1"}}'),
        ("package.json", '{"dependencies": {"a": "workspace:*", "b": "file:../b"}}'),
        ("package.json", "[]"),
        ("Cargo.toml", '[dependencies]\na = {path = "../a"}\nb = {workspace = true}\n'),
        ("composer.json", '{"require": {"php": ">=8", "ext-json": "*"}}'),
        ("Gemfile", "source 'https://rubygems.org'\n"),
        ("pom.xml", "<project></project>"),
        ("build.gradle", "plugins {\n    id 'java'\n}\n"),
        ("src/App.csproj", "<Project></Project>"),
        ("examples/package.json", '{"dependencies": {"a": "1"}}'),
    ],
)
def test_what_asks_for_nothing_needs_no_lock(path: str, text: str) -> None:
    assert found({path: text}) == ()


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": python_samples.PYPROJECT, "uv.lock": python_samples.UV},
        {"pyproject.toml": python_samples.PYPROJECT, "poetry.lock": python_samples.POETRY_2},
        {"pyproject.toml": python_samples.PYPROJECT, "pylock.toml": python_samples.PYLOCK},
        {"pyproject.toml": python_samples.PYPROJECT, "requirements.txt": python_samples.PIP_COMPILE},
        {"pyproject.toml": python_samples.PYPROJECT, "requirements/all.txt": python_samples.PIP_COMPILE},
        {"pyproject.toml": python_samples.PYPROJECT, "uv.lock": "version = 2\n"},
        {"requirements.in": "jinja2\n", "requirements.txt": python_samples.PIP_COMPILE},
        {"requirements.txt": "jinja2\n", "uv.lock": python_samples.UV},
        {
            "setup.py": "import setuptools\nsetup(\ninstall_requires=['a'])",
            "requirements.txt": python_samples.PIP_COMPILE,
        },
        {"packages/a/package.json": '{"dependencies": {"a": "1"}}', "package-lock.json": NPM_LOCK},
        {"package.json": '{"dependencies": {"a": "1"}}', "package-lock.json": NPM_LOCK},
        {"crates/a/Cargo.toml": '[dependencies]\na = "1"\n', "Cargo.lock": CARGO_LOCK},
        {"pom.xml": "<dependency>", "bom.json": BOM},
    ],
)
def test_what_a_lock_covers_is_locked(files: dict[str, str | None]) -> None:
    assert found(files) == ()


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"a/pyproject.toml": python_samples.PYPROJECT, "b/uv.lock": python_samples.UV}, "a/pyproject.toml:5"),
        ({"a/pyproject.toml": python_samples.PYPROJECT, "uv.lock": python_samples.UV}, "a/pyproject.toml:5"),
        ({"pyproject.toml": python_samples.PYPROJECT, "uv.lock": "version = 1\n"}, "pyproject.toml:5"),
        (
            {"pyproject.toml": python_samples.PYPROJECT, "requirements.txt": "sphinx==1 --hash=sha256:a\n"},
            "pyproject.toml:5",
        ),
        ({"requirements.txt": "flask\n", "uv.lock": python_samples.UV}, "requirements.txt:1"),
        ({"a/package.json": '{"dependencies": {"a": "1"}}', "b/package-lock.json": NPM_LOCK}, "a/package.json:1"),
        ({"composer.json": '{"require": {"a/a": "1"}}', "package-lock.json": NPM_LOCK}, "composer.json:1"),
        ({"pom.xml": "<dependency>", "bom.json": BOM.replace("maven/org.example", "npm")}, "pom.xml:1"),
    ],
)
def test_a_lock_of_something_else_covers_nothing(files: dict[str, str | None], place: str) -> None:
    assert [where for where, _ in places(files)] == [place]


def test_the_members_of_a_workspace_are_locked_by_its_lock() -> None:
    lock = (
        python_samples.UV + '\n[[package]]\nname = "inner"\nversion = "1"\nsource = { editable = "packages/inner" }\n'
    )
    files: dict[str, str | None] = {
        "uv.lock": lock,
        "packages/inner/pyproject.toml": python_samples.PYPROJECT,
        "packages/other/pyproject.toml": python_samples.PYPROJECT,
    }

    assert places(files) == [("packages/other/pyproject.toml:5", "PyPI")]


def test_pins_without_what_they_need_in_turn_are_told_beside_what_they_lock() -> None:
    here = locks(Files({"requirements.txt": "# by hand\nflask==3.0.0\n"}))

    assert len(here.locks[0].pins) == 1
    (each,) = here.unlocked
    assert each.message == "requirements.txt pins what it names, but not what those packages need in turn"
    assert str(each.location) == "requirements.txt:2"


def test_manifests_of_which_the_same_is_to_be_said_are_told_as_one() -> None:
    asking = '{"dependencies": {"a": "1"}}'

    (each,) = found({"b/c/package.json": asking, "b/package.json": asking, "a/z/package.json": asking})
    assert (
        each.message
        == "b/package.json asks for packages of npm, and no lock tells their versions; so it is with 2 more"
    )
    assert [str(location) for location in (each.location, *each.others)] == [
        "b/package.json:1",
        "a/z/package.json:1",
        "b/c/package.json:1",
    ]


def test_what_alone_is_missing_from_a_list_is_named() -> None:
    (each,) = found({"requirements.in": "jinja2\nsetuptools\n", "requirements.txt": python_samples.PIP_COMPILE})

    assert each.message == "requirements.in asks for setuptools, and no lock tells the version"


def test_a_list_of_ranges_that_includes_what_is_not_there_is_told_of_each() -> None:
    here = locks(Files({"requirements.txt": "a\n-r gone.txt\n"}))

    assert [entry.name for entry in here.locks[0].unaudited] == ["a", "gone.txt"]
    assert here.unlocked == ()


@pytest.mark.parametrize("path", ["pyproject.toml", "package.json", "Cargo.toml"])
@pytest.mark.parametrize("text", ["{", None, "a = " + "[" * 5000, '{"a": ' + "[" * 100_000])
def test_a_manifest_that_cannot_be_read_is_told(path: str, text: str | None) -> None:
    (each,) = found({path: text})

    assert each.message == f"{path} cannot be read, so what it asks for is not known"


def test_manifests_beyond_a_number_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocked, "MOST_MANIFESTS", 2)

    found_here = found({f"p{number}/package.json": "{}" for number in range(5)})
    assert [each.message for each in found_here] == [
        "p2/package.json and what follows it is not read: there are more than 2 manifests"
    ]
