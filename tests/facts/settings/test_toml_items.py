import pytest

from upheld.facts.settings.toml_items import read_toml_items

SAMPLE = '''model = "a"
note = """
[mcp_servers.not_a_table]
key = "no"
"""

[mcp_servers."a.b"]
command = "run"
args = ["x",
  "y"]
env = { TOKEN = "t" }

[mcp_servers.c.env]
OTHER = "o"
'''


def test_tables_and_keys_know_their_lines() -> None:
    servers = read_toml_items(SAMPLE).get("mcp_servers")
    assert servers is not None
    first, second = servers.pairs
    assert (first.key, first.line) == ("a.b", 7)
    assert [(pair.key, pair.line) for pair in first.item.pairs] == [("command", 8), ("args", 9), ("env", 11)]
    environment = second.item.get("env")
    assert environment is not None
    assert [(pair.key, pair.line, pair.item.value) for pair in environment.pairs] == [("OTHER", 14, "o")]


def test_lines_begin_where_a_block_of_a_document_does() -> None:
    assert read_toml_items("a = 1\nb = 2\n", first_line=40).pairs[1].line == 41


@pytest.mark.parametrize("text", ["a = ", "[a", "a = 1\na = 2", "a" + ".a" * 2_000 + " = 1"])
def test_what_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_toml_items(text)
