"""How options are declared in each language: by the parsers of command lines and the readers of the environment."""
