"""The ecosystems' own tools: each reads pairs of versions, a pair a line, and says how they compare.

The answer to a pair is -1, 0 or 1, or `x` where the tool takes one of the two for no version.
"""

import glob
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

Pairs = Sequence[tuple[str, str]]


class AbsentError(Exception):
    """A tool is not on this machine or cannot be built; the message says what is missing."""


class Tool(NamedTuple):
    """What compares the versions of an ecosystem."""

    name: str
    command: tuple[str, ...]
    folder: Path

    def compare(self, pairs: Pairs) -> list[str]:
        """Return the answers, in order."""
        lines = "".join(f"{left}\t{right}\n" for left, right in pairs)
        answers = _run(self.command, self.folder, lines).split()
        if len(answers) != len(pairs):
            raise ValueError(f"{self.name} answered {len(answers)} of {len(pairs)} pairs")
        return answers


def tool(ecosystem: str, folder: Path) -> Tool:
    """Return an ecosystem's tool, built in `folder` where it has to be.

    Raises AbsentError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return _TOOLS[ecosystem](folder)


def _run(command: Sequence[str], folder: Path, lines: str = "") -> str:
    try:
        result = subprocess.run(
            command, cwd=folder, input=lines, capture_output=True, text=True, check=False, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AbsentError(str(error)) from error
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines() or ["nothing"]
        raise AbsentError(f"`{' '.join(command)[:60]}` ended with {result.returncode}: {said[-1][:200]}")
    return result.stdout


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    raise AbsentError(f"{name} is not here")


def _first(*patterns: str) -> str:
    for pattern in patterns:
        for found in sorted(glob.glob(pattern), reverse=True):  # noqa: PTH207 - absolute patterns
            return found
    raise AbsentError(f"none of {', '.join(patterns)} is here")


def _npm(folder: Path) -> Tool:
    library = _first(f"{_run((_program('npm'), 'root', '-g'), folder).strip()}/npm/node_modules/semver")
    script = folder / "compare.js"
    script.write_text(f"""
const semver = require({library!r});
const answer = line => {{
  const pair = line.split("\\t").map(text => semver.parse(text));
  return pair.includes(null) ? "x" : semver.compare(pair[0], pair[1]);
}};
const lines = require("fs").readFileSync(0, "utf8").split("\\n").slice(0, -1);
console.log(lines.map(answer).join("\\n"));
""")
    node = _program("node")
    release = _run((node, "-p", f"require({library + '/package.json'!r}).version"), folder).strip()
    return Tool(f"semver {release} (npm)", (node, str(script)), folder)


def _go(folder: Path) -> Tool:
    go = _program("go")
    (folder / "go.mod").write_text("module compare\n\ngo 1.22\n")
    (folder / "main.go").write_text("""package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/semver"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		left, right, _ := strings.Cut(lines.Text(), "\\t")
		if semver.IsValid(left) && semver.IsValid(right) {
			fmt.Println(semver.Compare(left, right))
		} else {
			fmt.Println("x")
		}
	}
}
""")
    _run((go, "get", "golang.org/x/mod/semver"), folder)
    _run((go, "build", "-o", "compare", "."), folder)
    release = _run((go, "list", "-m", "-f", "{{.Version}}", "golang.org/x/mod"), folder).strip()
    return Tool(f"golang.org/x/mod/semver {release}", (str(folder / "compare"),), folder)


def _cargo(folder: Path) -> Tool:
    cargo = _program("cargo")
    (folder / "src").mkdir(exist_ok=True)
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "compare"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\nsemver = "1"\n'
    )
    (folder / "src" / "main.rs").write_text("""use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (left, right) = line.split_once('\\t').unwrap();
        match (semver::Version::parse(left), semver::Version::parse(right)) {
            (Ok(left), Ok(right)) => println!("{}", left.cmp_precedence(&right) as i8),
            _ => println!("x"),
        }
    }
}
""")
    _run((cargo, "build", "--quiet"), folder)
    release = _run((cargo, "pkgid", "semver"), folder).strip().rpartition("@")[2]
    return Tool(f"crate semver {release}", (str(folder / "target" / "debug" / "compare"),), folder)


def _hex(folder: Path) -> Tool:
    elixir = _program("elixir")
    script = folder / "compare.exs"
    script.write_text("""
for line <- IO.stream(:stdio, :line) do
  [left, right] = line |> String.trim_trailing("\\n") |> String.split("\\t")

  case {Version.parse(left), Version.parse(right)} do
    {{:ok, left}, {:ok, right}} -> IO.puts(%{lt: -1, eq: 0, gt: 1}[Version.compare(left, right)])
    _ -> IO.puts("x")
  end
end
""")
    release = _run((elixir, "-e", "IO.puts(System.version())"), folder).strip()
    return Tool(f"Version of Elixir {release}", (elixir, str(script)), folder)


def _ruby(folder: Path) -> Tool:
    ruby = _program("ruby")
    script = folder / "compare.rb"
    script.write_text("""
$stdin.each_line(chomp: true) do |line|
  left, right = line.split("\\t", -1)
  known = [left, right].all? { |text| !text.strip.empty? && Gem::Version.correct?(text) }
  puts(known ? Gem::Version.new(left) <=> Gem::Version.new(right) : "x")
end
""")
    return Tool(f"Gem::Version {_run((ruby, '-e', 'puts Gem::VERSION'), folder).strip()}", (ruby, str(script)), folder)


def _composer(folder: Path) -> Tool:
    php = _program("php")
    library = _first("/usr/share/php/Composer/Semver/autoload.php")
    script = folder / "compare.php"
    # A branch by name equals itself and is neither above nor below anything: Composer does not order it.
    script.write_text(f"""<?php
require {library!r};
$parser = new Composer\\Semver\\VersionParser();
while (($line = fgets(STDIN)) !== false) {{
    try {{
        [$left, $right] = array_map([$parser, "normalize"], explode("\\t", rtrim($line, "\\n")));
        if (strpos($left, "dev-") === 0 || strpos($right, "dev-") === 0) {{
            throw new UnexpectedValueException();
        }}
        $less = Composer\\Semver\\Comparator::lessThan($left, $right);
        echo $less ? -1 : (Composer\\Semver\\Comparator::greaterThan($left, $right) ? 1 : 0), "\\n";
    }} catch (UnexpectedValueException $error) {{
        echo "x\\n";
    }}
}}
""")
    release = _run((php, "-r", "echo PHP_VERSION;"), folder).strip()
    return Tool(f"composer/semver, PHP {release}", (php, str(script)), folder)


def _maven(folder: Path) -> Tool:
    java = _program("java")
    home = str(Path(shutil.which("mvn") or "/usr/share/maven/bin/mvn").resolve().parents[1])
    jar = Path(_first(f"{home}/lib/maven-artifact-*.jar", "/usr/share/java/maven-artifact-3*.jar")).resolve()
    source = folder / "Compare.java"
    # The class takes any text; a POM's values are trimmed, and some marks are refused in its versions.
    source.write_text(r"""import java.io.*;
import org.apache.maven.artifact.versioning.ComparableVersion;

public class Compare {
  public static void main(String[] arguments) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] pair = line.split("\\t", -1);
      System.out.println(answer(pair[0].trim(), pair[1].trim()));
    }
  }

  static String answer(String left, String right) {
    if (left.isEmpty() || right.isEmpty() || (left + right).matches(".*[\\\\/:\"<>|?*\\[\\](){},].*")) {
      return "x";
    }
    return "" + Integer.signum(new ComparableVersion(left).compareTo(new ComparableVersion(right)));
  }
}
""")
    return Tool(f"ComparableVersion, {_jar_version(jar)}", (java, "-cp", str(jar), str(source)), folder)


def _jar_version(jar: Path) -> str:
    with ZipFile(jar) as archive:
        lines = archive.read("META-INF/MANIFEST.MF").decode().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("Implementation-Version")), jar.name)


def _packaging(folder: Path) -> Tool:
    script = folder / "compare.py"
    script.write_text("""
import sys
from packaging.version import InvalidVersion, Version

for line in sys.stdin:
    try:
        left, right = map(Version, line.rstrip("\\n").split("\\t"))
        print((left > right) - (left < right))
    except InvalidVersion:
        print("x")
""")
    return Tool(f"packaging {version('packaging')}", (sys.executable, str(script)), folder)


def _nuget(folder: Path) -> Tool:
    dotnet = _program("dotnet")
    framework = "net" + ".".join(_run((dotnet, "--version"), folder).split(".")[:1]) + ".0"
    (folder / "compare.csproj").write_text(f"""<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>{framework}</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="NuGet.Versioning" Version="6.*" /></ItemGroup>
</Project>
""")
    (folder / "Program.cs").write_text("""using System;
using NuGet.Versioning;

for (var line = Console.ReadLine(); line != null; line = Console.ReadLine()) {
    var pair = line.Split('\\t');
    var known = NuGetVersion.TryParse(pair[0], out var left) & NuGetVersion.TryParse(pair[1], out var right);
    Console.WriteLine(known ? Math.Sign(VersionComparer.VersionRelease.Compare(left, right)).ToString() : "x");
}
""")
    _run((dotnet, "build", "--output", "built", "--nologo"), folder)
    return Tool("NuGet.Versioning 6", (dotnet, str(folder / "built" / "compare.dll")), folder)


def _pub(folder: Path) -> Tool:
    dart = _program("dart")
    (folder / "pubspec.yaml").write_text(
        'name: compare\nenvironment:\n  sdk: "^3.0.0"\ndependencies:\n  pub_semver: ^2.1.0\n'
    )
    script = folder / "compare.dart"
    script.write_text("""import 'dart:io';
import 'package:pub_semver/pub_semver.dart';

void main() {
  for (var line = stdin.readLineSync(); line != null; line = stdin.readLineSync()) {
    try {
      final pair = line.split('\\t').map(Version.parse).toList();
      print(pair[0].compareTo(pair[1]).sign);
    } on FormatException {
      print('x');
    }
  }
}
""")
    _run((dart, "pub", "get"), folder)
    return Tool("pub_semver 2", (dart, "run", str(script)), folder)


_TOOLS: dict[str, Callable[[Path], Tool]] = {
    "npm": _npm,
    "crates.io": _cargo,
    "Go": _go,
    "Hex": _hex,
    "PyPI": _packaging,
    "Maven": _maven,
    "RubyGems": _ruby,
    "Packagist": _composer,
    "NuGet": _nuget,
    "Pub": _pub,
}
