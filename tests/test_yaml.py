import pytest

from upheld.yaml import YamlError, read_yaml_text


def test_every_value_knows_its_place() -> None:
    item = read_yaml_text("on:\n  push: {}\nrun: |\n  one\n  two\nversion: 1.10\n")

    assert item is not None
    assert [(pair.key, pair.line, pair.item.line) for pair in item.pairs] == [
        ("on", 1, 2),
        ("run", 3, 3),
        ("version", 6, 6),
    ]
    assert (item.text("run"), item.text("version")) == ("one\ntwo\n", "1.10")
    assert [pair.item.is_block for pair in item.pairs] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "kind"), [("a: true", "other"), ("a:", "other"), ("a: 'true'", "text"), ("a: 3", "text")]
)
def test_only_what_is_plainly_no_text_is_told_apart(text: str, kind: str) -> None:
    item = read_yaml_text(text)

    assert item is not None
    assert item.pairs[0].item.kind == kind


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n...\n"])
def test_an_empty_text_holds_nothing(text: str) -> None:
    item = read_yaml_text(text)

    assert item is None or item.value == ""


def test_aliases_and_merge_keys_are_resolved_where_they_are_allowed() -> None:
    item = read_yaml_text("base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nagain: *base\n", aliases=True)

    assert item is not None
    more, again = item.get("more"), item.get("again")
    assert more is not None
    assert again is not None
    assert (more.text("a"), more.text("b"), again.text("b")) == ("1", "3", "2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1\nb: *x\n", "aliases"),
        ("a: [1, 2", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "several documents"),
        ("? [a]\n: 1\n", "a key must be a text"),
        ("[" * 200, "nested more than 100 levels deep"),
        ("- 1\n" * 20_000, "more values than are read"),
    ],
)
def test_what_is_no_small_tree_is_refused(text: str, said: str) -> None:
    with pytest.raises(YamlError, match=said):
        read_yaml_text(text)


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 20)]

    with pytest.raises(YamlError, match="more values"):
        read_yaml_text("\n".join(lines), aliases=True)


def test_an_alias_of_what_is_not_finished_is_refused() -> None:
    with pytest.raises(YamlError, match="undefined alias"):
        read_yaml_text("a: &a [*a]\n", aliases=True)


def test_a_mistake_is_told_with_its_place() -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml_text("a: 1\nb: *x\n")

    assert (caught.value.line, caught.value.column) == (2, 4)
