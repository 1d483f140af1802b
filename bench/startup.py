"""How long the command line takes to start: CPU seconds, the least of several runs.

Limits (records and commands, issue 2): `--version` 0.3 s, `--help` 0.5 s.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

RUNS = 7
LIMITS = {"--version": 0.3, "--help": 0.5}


def cpu_seconds(argument):
    """User and system time of one run in a process of its own."""
    code = "from hongtou.cli import main; main()"
    before = os.times()
    command = [sys.executable, "-c", code, argument]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = (after.children_user, after.children_system)
    return sum(spent) - before.children_user - before.children_system


def main():
    """Print the figures as JSON; end with 1 where a limit is passed."""
    figures = {name: min(cpu_seconds(name) for _ in range(RUNS)) for name in LIMITS}
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    sys.exit(any(figures[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    main()
