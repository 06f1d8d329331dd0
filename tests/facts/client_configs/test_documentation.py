"""Configurations that documents show."""

from pathlib import Path

from making import repository
from upheld.facts.client_configs import client_configs
from upheld.facts.client_configs.documentation import MOST_BLOCKS, shown_configs

BLOCK = '{"mcpServers": {"one": {"command": "run", "env": {"API_TOKEN": "your-token"}}}}'


def test_blocks_of_code_are_read_with_their_lines(tmp_path: Path) -> None:
    text = f"""# Use

```json
{{
  "mcpServers": {{
    "one": {{
      "command": "run",
      "env": {{"API_TOKEN": "your-token"}}
    }}
  }}
}}
```

```sh
echo '"mcpServers": {{}}'
```

> ~~~toml
> [mcp_servers.two]
> command = "run"
> ~~~
{BLOCK}
"""
    first, second = client_configs(repository(tmp_path, {"README.md": text}))
    assert first.in_documentation
    assert [str(server.location) for config in (first, second) for server in config.servers] == [
        "README.md:6",
        "README.md:19",
    ]
    assert [(each.name, each.given.value, each.location.line) for each in first.settings] == [
        ("API_TOKEN", "placeholder", 8)
    ]


def test_a_part_of_a_configuration_and_what_is_no_json_are_passed_over() -> None:
    assert list(shown_configs("README.md", '```json\n"mcpServers": {"one": {"command": "x"}}\n```\n')) == []
    assert list(shown_configs("README.md", '```json\n{"mcpServers": ...}\n```\n')) == []
    assert list(shown_configs("README.md", '```python\n{"mcpServers": {"one": {"command": "x"}}}\n```\n')) == []


def test_a_block_that_is_not_closed_holds_nothing() -> None:
    assert list(shown_configs("README.md", f"```json\n{BLOCK}\n")) == []


def test_a_longer_fence_holds_shorter_ones() -> None:
    text = f"````json\n{BLOCK}\n```\n````\n```json\n{BLOCK}\n```\n"
    assert [config.line for config in shown_configs("README.md", text)] == [6]


def test_only_so_many_blocks_are_read() -> None:
    text = f"```json\n{BLOCK}\n```\n" * (MOST_BLOCKS + 50)
    assert len(list(shown_configs("README.md", text))) == MOST_BLOCKS


def test_hostile_documents_are_read_to_a_bound() -> None:
    head = '"mcpServers": \n'
    assert list(shown_configs("README.md", head + "```\n" * 100_000)) == []
    assert list(shown_configs("README.md", head + "`" * 500_000)) == []
    assert list(shown_configs("README.md", head + "> " * 200_000)) == []
