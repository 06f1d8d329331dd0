# upheld: allow secret -- opens the sandbox only until 2026-06-30
TOKEN = "<planted token>"
