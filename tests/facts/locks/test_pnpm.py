import pytest

from facts.locks.mutating import EMPTY
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.pnpm import read

NINE = """\
lockfileVersion: '9.0'

patchedDependencies:
  p@1.0.0:
    hash: abc
    path: patches/p.patch

importers:

  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(peer@2.0.0)
      b-old:
        specifier: npm:b@1
        version: b@1.0.0
      local:
        specifier: workspace:*
        version: link:packages/local
    devDependencies:
      '@s/d':
        specifier: ^1.0.0
        version: 1.0.0

  packages/local:
    dependencies:
      p:
        specifier: 1.0.0
        version: 1.0.0(patch_hash=abc)

packages:

  '@s/d@1.0.0':
    resolution: {integrity: sha512-x}

  a@1.0.0:
    resolution: {integrity: sha512-x}
    engines: {node: '>=4'}
    deprecated: |-
      use another:
        now

  b@1.0.0:
    resolution: {integrity: sha512-x, tarball: https://cdn.example.org/b-1.0.0.tgz}

  both@1.0.0:
    resolution: {integrity: sha512-x}
    bundledDependencies:
      - inner

  commit@https://codeload.github.com/o/r/tar.gz/abc:
    resolution: {tarball: https://codeload.github.com/o/r/tar.gz/abc}
    version: 1.0.0

  folder@file:folder:
    resolution: {directory: folder, type: directory}

  node@runtime:24.0.0:
    resolution: {type: binary}
    version: 24.0.0

  only@1.0.0:
    resolution: {integrity: sha512-x}

  p@1.0.0:
    resolution: {integrity: sha512-x}

  packed@file:packed.tgz:
    resolution: {integrity: sha512-x, tarball: file:packed.tgz}
    version: 1.0.0

  peer@2.0.0:
    resolution: {integrity: sha512-x}

  url@https://cdn.example.org/url-1.0.0.tgz:
    resolution: {tarball: https://cdn.example.org/url-1.0.0.tgz}
    version: 1.0.0

snapshots:

  '@s/d@1.0.0':
    dependencies:
      both: 1.0.0
      only: 1.0.0

  a@1.0.0(peer@2.0.0):
    dependencies:
      both: 1.0.0
      peer: 2.0.0

  b@1.0.0: {}

  both@1.0.0: {}

  only@1.0.0: {}

  p@1.0.0(patch_hash=abc): {}

  peer@2.0.0: {}
"""


def lock(text: str) -> Lock:
    return read("pnpm-lock.yaml", text, EMPTY)


def test_version_9_is_read_with_what_leads_to_each_package() -> None:
    found = lock(NINE)

    assert found.form == "pnpm-lock.yaml 9.0"
    assert [(str(pin.package), pin.direct, pin.development, pin.note) for pin in found.pins] == [
        ("@s/d 1.0.0", True, True, None),
        ("a 1.0.0", True, False, None),
        ("b 1.0.0", True, False, "from cdn.example.org; installed as b-old"),
        ("both 1.0.0", False, False, "bundles packages that are not listed"),
        ("only 1.0.0", False, True, None),
        ("p 1.0.0", True, False, "patched"),
        ("peer 2.0.0", False, False, None),
        ("url 1.0.0", False, None, "from cdn.example.org"),
    ]


def test_what_no_advisory_can_be_held_against_is_told() -> None:
    assert [(each.name, each.reason) for each in lock(NINE).unaudited] == [
        ("commit", "is taken from a git repository"),
        ("node", "is a runtime, not a package of npm"),
        ("packed", "is taken from a file"),
    ]


def test_a_document_on_pnpm_itself_is_read_before_that_of_the_project() -> None:
    tool = """\
---
lockfileVersion: '9.0'

importers:

  .:
    packageManagerDependencies:
      pnpm:
        specifier: 11.0.0
        version: 11.0.0

packages:

  pnpm@11.0.0:
    resolution: {integrity: sha512-x}

snapshots:

  pnpm@11.0.0: {}

---
"""

    found = lock(tool + NINE)

    first = found.pins[0]
    assert (str(first.package), first.location.line, first.direct, first.development) == ("pnpm 11.0.0", 14, True, True)
    assert [pin.location.line for pin in found.pins[1:]] == [
        pin.location.line + tool.count("\n") for pin in lock(NINE).pins
    ]


def test_variants_for_other_peers_are_one_package() -> None:
    text = """\
lockfileVersion: 5.4
specifiers:
  a: 1.0.0
dependencies:
  a: 1.0.0_peer@1.0.0
packages:
  /a/1.0.0_peer@1.0.0:
    resolution: {integrity: sha512-x}
    dev: false
  /a/1.0.0_peer@2.0.0:
    resolution: {integrity: sha512-x}
    dev: true
  /@s/b/1.0.0-rc.1:
    resolution:
      integrity: sha512-x
    dev: true
    optional: true
  registry.example.org/c/2.0.0:
    resolution: {integrity: sha512-x}
  github.com/o/r/abc:
    resolution: {commit: abc, repo: https://example.org/r, type: git}
    name: r
    version: 1.0.0
"""

    found = lock(text)

    assert [(str(pin.package), pin.location.line, pin.direct, pin.development, pin.note) for pin in found.pins] == [
        ("a 1.0.0", 7, True, False, None),
        ("@s/b 1.0.0-rc.1", 13, False, True, "optional"),
        ("c 2.0.0", 18, False, False, None),
    ]
    assert [(each.name, each.reason) for each in found.unaudited] == [("r", "is taken from a git repository")]


def test_version_6_names_an_archive_in_fields_of_its_own() -> None:
    text = """\
lockfileVersion: '6.0'
dependencies:
  x:
    specifier: https://cdn.example.org/x-1.0.0.tgz
    version: '@cdn.example.org/x-1.0.0.tgz'
packages:
  '@cdn.example.org/x-1.0.0.tgz':
    resolution: {tarball: https://cdn.example.org/x-1.0.0.tgz}
    name: x
    version: 1.0.0
    dev: false
"""

    assert [(str(pin.package), pin.location.line, pin.note) for pin in lock(text).pins] == [
        ("x 1.0.0", 7, "from cdn.example.org")
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "states no `lockfileVersion`"),
        ("packages: {}\n", 1, "states no `lockfileVersion`; versions 5, 6 and 9 are read"),
        ("a: 1\nlockfileVersion: '7.0'\n", 2, "is of version 7.0; versions 5, 6 and 9 are read"),
        ("lockfileVersion: '9.0'\nlockfileVersion: '9.0'\n", 2, "says lockfileVersion twice"),
        ("lockfileVersion: '9.0'\na: &x {}\nb: *x\n", 3, "aliases"),
        ("- lockfileVersion: '9.0'\n", 1, "is no mapping"),
        ("lockfileVersion: 'unclosed\n", 2, "is no YAML"),
        ("---\nlockfileVersion: '9.0'\n" * 6, 9, "has more than 4 documents"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(LockError, match=message) as caught:
        lock(text)

    assert caught.value.line == line
