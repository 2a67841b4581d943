"""The help of the program: its commands in groups, each with an example.

`pulmoscreen --help` shows `overview.txt`, without making a parser; `python -m tui help > tui/cli/overview.txt` makes it again.
"""

from collections.abc import Iterator
from itertools import groupby

from tui.cli.commands import DESCRIPTION, EXIT_STATUSES
from tui.cli.parser import COMMON, Parser


def overview(root: Parser) -> str:
    """Return what `pulmoscreen --help` shows."""
    return "\n".join(_lines(root)) + "\n"


def _lines(root: Parser) -> Iterator[str]:
    yield from ("usage: pulmoscreen [COMMAND] [OPTIONS]", "", DESCRIPTION, "")
    width = max(map(len, root.commands)) + 2
    for group, commands in groupby(root.commands.items(), lambda command: command[1].group):
        yield f"{group}:"
        for name, parser in commands:
            yield f"  {name:<{width}}{(parser.description or '').removesuffix('.')}"
            yield f"  {'':<{width}}{parser.example}"
        yield ""
    yield "Options, before or after the command:"
    for name, (metavar, does) in COMMON.items():
        yield f"  {f'--{name} {metavar}':<22}{does}"
    yield f"  {'-V, --version':<22}show the version and exit"
    yield from ("", "Exit status:")
    for status, meaning in EXIT_STATUSES.items():
        yield f"  {status:<4}{meaning}"
    yield from ("", "`pulmoscreen help COMMAND` says more about one command.")
