"""A repository that begins: its workflow, its first policy, its configuration."""
