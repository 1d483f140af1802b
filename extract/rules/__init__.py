"""The rules as data: TOML files read by `extract.rulebook`."""
