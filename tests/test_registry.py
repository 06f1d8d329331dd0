"""Which checks are installed: packages are made beside the installed ones, as `pip install` would leave them."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from upheld.folders import PluginError
from upheld.model import Level
from upheld.policy.supported_versions import SupportedVersions
from upheld.registry import folders, installed_checks, load, promise_kinds

CHECK = """
from upheld.check import Level, check
from upheld.policy.security_policy import SecurityPolicy

@check(SecurityPolicy, level=Level.NOTE)
def {name}(promise, context):
    yield from ()
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Make a distribution with a package of checks, each a name with the text of its module."""
    monkeypatch.syspath_prepend(tmp_path)

    def installed(distribution: str, /, page: str | None = "# A page\n", **checks: str) -> None:
        package = distribution.replace("-", "_")
        info = tmp_path / f"{package}-2.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 2.5\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[upheld.checks]\nours = {package}\n", encoding="utf-8")
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
        for name, text in checks.items():
            folder = tmp_path / package / name
            folder.mkdir()
            (folder / "check.py").write_text(text, encoding="utf-8")
            if page is not None:
                (folder / "README.md").write_text(page, encoding="utf-8")

    yield installed
    for module in [name for name in sys.modules if name.startswith(("widget_checks", "gadget_checks"))]:
        del sys.modules[module]


def test_our_own_checks_come_through_the_public_door() -> None:
    found = folders()["supported-versions"]

    assert (found.distribution, found.package) == ("upheld", "upheld_checks")
    assert load(found).check.promise_type is SupportedVersions


def test_rules_are_listed_in_alphabetical_order(install: Install) -> None:
    install("widget-checks", zebra=CHECK.format(name="zebra"), aardvark=CHECK.format(name="aardvark"))
    names = list(folders())

    assert names == sorted(names)
    assert {"aardvark", "zebra", "supported-versions"} <= set(names)


def test_a_folder_with_a_check_is_a_rule_with_its_page_and_distribution(install: Install) -> None:
    install("widget-checks", page="# It is so\n\nWhy.\n", safe_words=CHECK.format(name="safe_words"))
    rule = load(folders()["safe-words"]).rule

    assert (rule.id, rule.level, rule.promise_kind) == ("safe-words", Level.NOTE, "security-policy")
    assert (rule.distribution, rule.version, rule.title, rule.summary) == ("widget-checks", "2.5", "It is so", "Why.")


def test_nothing_of_a_check_is_imported_to_list_it(install: Install) -> None:
    install("widget-checks", failing="raise SystemExit(7)")

    assert folders()["failing"].title == "A page"


@pytest.mark.parametrize(
    ("text", "page", "why"),
    [
        ("raise ValueError('oh')", "# A page\n", "cannot be imported: ValueError('oh')"),
        ("import not_there_at_all", "# A page\n", "cannot be imported: ModuleNotFoundError"),
        ("def (", "# A page\n", "cannot be imported: SyntaxError"),
        ("", "# A page\n", "has no function odd made with @check"),
        ("def odd(promise, context): ...", "# A page\n", "has no function odd made with @check"),
        (CHECK.format(name="even"), "# A page\n", "has no function odd made with @check"),
        (CHECK.format(name="odd"), None, "has no README.md that can be read"),
        (CHECK.format(name="odd").replace("SecurityPolicy,", "int,"), "# A page\n", "takes int, which names no `kind`"),
    ],
)
def test_a_check_that_cannot_be_loaded_is_told_with_who_brought_it(
    install: Install, text: str, page: str | None, why: str
) -> None:
    install("widget-checks", page=page, odd=text)

    with pytest.raises(PluginError) as caught:
        load(folders()["odd"])

    assert f"check 'odd' of widget-checks {why}" in str(caught.value)


def test_a_check_that_cannot_be_loaded_silences_no_other(install: Install) -> None:
    install("widget-checks", odd="raise ValueError", even=CHECK.format(name="even"))

    assert {"odd", "even", "supported-versions"} <= {installed.rule.id for installed in installed_checks()}


def test_only_the_checks_that_are_wanted_are_imported(install: Install) -> None:
    install("widget-checks", odd="raise ValueError", even=CHECK.format(name="even"))

    assert [installed.rule.id for installed in installed_checks([folders()["even"]])] == ["even"]
    assert "widget_checks.odd.check" not in sys.modules


def test_two_distributions_with_one_rule_are_refused(install: Install) -> None:
    install("widget-checks", twice=CHECK.format(name="twice"))
    install("gadget-checks", twice=CHECK.format(name="twice"))

    with pytest.raises(PluginError, match="gadget-checks and widget-checks both bring a check 'twice'"):
        folders()


def test_a_package_that_is_gone_is_told_with_who_names_it(install: Install, tmp_path: Path) -> None:
    install("widget-checks")
    (tmp_path / "widget_checks" / "__init__.py").unlink()
    (tmp_path / "widget_checks").rmdir()

    with pytest.raises(PluginError, match="widget-checks names the package 'widget_checks', which is not installed"):
        folders()


def test_each_kind_of_promise_is_named_once() -> None:
    kinds = promise_kinds(installed_checks())

    assert len(kinds) == len(set(kinds))
    assert SupportedVersions in kinds
