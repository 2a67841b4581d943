"""Completion scripts for bash, zsh and fish, made from the parser by shtab."""

import shtab

from tui.cli.commands import build
from tui.cli.parser import Parser


def script(shell: str) -> str:
    """Return the script that completes commands, options, choices, files and folders in `shell`."""
    root = build()
    _complete_paths(root)
    return shtab.complete(root, shell).rstrip() + "\n"


def _complete_paths(parser: Parser) -> None:
    for action in parser.listed:
        kind = {"FILE": shtab.FILE, "PATH": shtab.FILE, "DIR": shtab.DIRECTORY}.get(str(action.metavar))
        if kind is not None:
            # This is how shtab is told what a value is.
            action.complete = kind  # type: ignore[attr-defined]
    for command in parser.commands.values():
        _complete_paths(command)
