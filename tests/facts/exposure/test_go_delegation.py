"""Programs of Go that hand all over to another module, by themselves or through a thin package of their own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from making import repository
from upheld.facts.exposure.delegation import delegations

MODULE = {"go.mod": "module example.com/shop\n\ngo 1.24\n"}
CALLS_OWN = 'package main\n\nimport "example.com/shop/internal/app"\n\nfunc main() {\n\tapp.Run()\n}\n'
MAIN = 'package main\n\nimport (\n\t"os"\n\n\t{}\n)\n\nfunc main() {{\n\t{}\n}}\n'
RUNS = 'package app\n\nimport (\n\t"log"\n\n\trelay "example.org/relay/v2"\n)\n\n// Run runs it.\nfunc Run() {\n\tif err := relay.Serve(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n'


def found(folder: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(each.dependency, str(each.location)) for each in delegations(repository(folder, {**MODULE, **files}))]


@pytest.mark.parametrize(
    ("imported", "called"),
    [
        ('"example.org/relay/cmd"', "cmd.Execute()"),
        ('"example.org/relay/cmd"', "os.Exit(cmd.Main(os.Args))"),
        ('their "example.org/relay/cmd"', "their.RunServer(os.Args)"),
        ('"example.org/relay/cmd"', "if err := cmd.NewRootCommand().Execute(); err != nil {\n\t\tos.Exit(1)\n\t}"),
        ('"example.org/relay/cmd"', "cmd.RootCmd.Execute()"),
    ],
)
def test_a_main_that_only_calls_another_module_is_delegated(tmp_path: Path, imported: str, called: str) -> None:
    assert found(tmp_path, {"cmd/shop/main.go": MAIN.format(imported, called)}) == [
        ("example.org/relay/cmd", "cmd/shop/main.go:6")
    ]


def test_a_thin_package_of_its_own_is_looked_through(tmp_path: Path) -> None:
    assert found(tmp_path, {"main.go": CALLS_OWN, "internal/app/app.go": RUNS}) == [
        ("example.org/relay/v2", "internal/app/app.go:6")
    ]


def test_two_thin_packages_are_looked_through_and_a_circle_ends(tmp_path: Path) -> None:
    outer = 'package app\n\nimport "example.com/shop/internal/inner"\n\nfunc Run() {\n\tinner.Run()\n}\n'
    circle = (
        outer.replace("package app", "package inner")
        .replace("internal/inner", "internal/app")
        .replace("inner.", "app.")
    )
    inner = {"main.go": CALLS_OWN, "internal/app/app.go": outer}

    assert found(
        tmp_path / "a", {**inner, "internal/inner/inner.go": RUNS.replace("package app", "package inner")}
    ) == [("example.org/relay/v2", "internal/inner/inner.go:6")]
    assert found(tmp_path / "b", {**inner, "internal/inner/inner.go": circle}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"main.go": MAIN.format('"github.com/spf13/cobra"', "cobra.RunIt()")},
        {"main.go": MAIN.format('"example.org/relay/log"', "log.Setup()")},
        {"main.go": MAIN.format('"example.org/relay/cmd"\n\t"example.org/other"', "cmd.Execute()")},
        {"main.go": CALLS_OWN, "internal/app/app.go": RUNS + "// more\n" * 1000},
        {"main.go": CALLS_OWN, "internal/app/app.go": "package app\n\nfunc Run() {}\n"},
        {"main.go": CALLS_OWN},
        {"examples/a/main.go": MAIN.format('"example.org/relay/cmd"', "cmd.Execute()")},
        {"main.go": MAIN.format('"example.org/relay/cmd"', "cmd.Execute()").replace("func main()", "func other()")},
    ],
)  # fmt: skip
def test_what_does_more_or_hands_nothing_over_is_not(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert found(tmp_path, files) == []


def test_without_a_module_nothing_is_told(tmp_path: Path) -> None:
    text = MAIN.format('"example.org/relay/cmd"', "cmd.Execute()")

    assert list(delegations(repository(tmp_path, {"main.go": text}))) == []
