#!/usr/bin/env python3
"""Everything a person does with the site on their own machine: `python3 deploy/local.py run`.

Needs nothing but Python 3.11, 3.12 or 3.13; what the site itself needs goes into `.venv`.
`make run`, `make test` and so on call this file.
"""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deploy import interpreter

if not interpreter.is_supported(sys.version_info):
    sys.exit(interpreter.hand_over(sys.argv))

from deploy import environment, messages, package, processes, server, suite


def setup() -> int:
    """Make or repair .venv with everything for running and testing, and compile the catalogs."""
    environment.ready("test")
    environment.compile_catalogs()
    print("Ready. Next: make run, or python3 deploy/local.py run")
    return 0


COMMANDS = {
    "run": (server.run, "start the site with its demo content on http://127.0.0.1:8000/"),
    "test": (suite.test, "all checks and tests, on SQLite and PostgreSQL and in the browser"),
    "quick": (suite.quick, "the quick tests on SQLite"),
    "lint": (suite.lint, "style, types, layers, templates and migrations"),
    "setup": (setup, "make or repair .venv"),
    "messages": (messages.collect, "collect the texts to translate, compile the catalogs"),
    "wheel": (package.check, "build the wheel and try it on Wagtail 7.4 and 8.0"),
}


def usage() -> str:
    lines = [f"  {name:<10}{about}" for name, (_, about) in COMMANDS.items()]
    return "\n".join(["python3 deploy/local.py COMMAND", "", *lines, f"  {'help':<10}this list"])


def stop_once(number: int, _frame: object) -> None:
    """Turns the first signal into an exit, so that every child is ended on the way out."""
    for each in processes.ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise processes.Stopped(number)


def main(arguments: list[str]) -> int:
    """Runs one command and returns the exit code; troubles end in a sentence, not a traceback."""
    if arguments in (["help"], ["-h"], ["--help"]):
        print(usage())
        return 0
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(usage(), file=sys.stderr)
        return 2
    os.chdir(environment.ROOT)
    command, _ = COMMANDS[arguments[0]]
    try:
        return command()
    except processes.LocalError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as refusal:
        print(f"\nThe machine refused: {refusal}.", file=sys.stderr)
        return 1
    except processes.Stopped as stopped:
        print("\nStopped.", flush=True)
        # Ending the server is how `run` is meant to end; a broken-off test is no success.
        return 0 if command is server.run else 128 + stopped.number


if __name__ == "__main__":
    for ending in processes.ENDING:
        signal.signal(ending, stop_once)
    sys.exit(main(sys.argv[1:]))
