"""One parser for the whole command line: common options anywhere, and errors of one sentence that name the nearest word."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NoReturn

from tui import __version__
from tui.config.suggestion import suggestion
from tui.visit.exit_codes import REFUSED

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from tui.config.settings import Settings

ReadSettings = Callable[[], "Settings"]
"""Reads the settings of the site as they are now: options, environment and file."""

COMMON: Final = {
    "config": ("FILE", "the site's configuration"),
    "data": ("DIR", "the folder of the session log"),
    "language": ("CODE", "the language to begin with"),
    "emergency-number": ("N", "the number to call in an emergency"),
}
"""Options that every command takes, before and after its name; its help lists those that it uses."""

_UNKNOWN_COMMAND: Final = re.compile(r"argument COMMAND: invalid choice: '(.*)' \(choose")


class Arguments(argparse.Namespace):
    """What a command line says, with the defaults of what may stand before or after the command."""

    parser: "Parser"
    """The parser of the command."""
    handler: str
    """The function that does the work, as `module:function`."""
    config: str | None = None
    data: str | None = None
    language: str | None = None
    emergency_number: str | None = None
    port: str | None = None
    once: bool = False
    kiosk: bool = False

    @property
    def settings(self) -> "dict[str, str | None]":
        """The options that set what the configuration could set too."""
        return {name: getattr(self, name) for name in ("config", "data", "language", "emergency_number", "port")}


class Parser(argparse.ArgumentParser):
    """The parser of the program or of one command.

    Attributes:
        group: the heading under which the program's help lists this command.
        example: a command line to try.
        listed: the options and arguments, in the order of the help.
        commands: the parsers of the commands below this one, by name.
    """

    def __init__(self, *, uses: Sequence[str] = (), group: str = "", example: str = "", **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        self.group, self.example = group, example
        self.listed: list[argparse.Action] = []
        self.commands: dict[str, Parser] = {}
        epilog = f"example:\n  {example}" if example else None
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=_width())
        super().__init__(allow_abbrev=False, formatter_class=formatter, epilog=epilog, **settings)
        for name, (metavar, does) in COMMON.items():
            shown = does if name in uses else argparse.SUPPRESS
            self.add_argument(f"--{name}", metavar=metavar, default=argparse.SUPPRESS, help=shown)
        shown = argparse.SUPPRESS if group else "show the version and exit"
        self.add_argument("-V", "--version", action="version", version=f"pulmoscreen {__version__}", help=shown)
        self.set_defaults(parser=self)

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:  # noqa: ANN401 - argparse's own
        """Add an option or argument, and remember it for the man page."""
        action = super().add_argument(*names, **settings)
        self.listed.append(action)
        return action

    def add_commands(self, *, required: bool) -> Callable[..., "Parser"]:
        """Return a function that adds a command below this one and returns its parser."""
        below = self.add_subparsers(title="commands", metavar="COMMAND", prog=self.prog, required=required, parser_class=Parser)

        def add(name: str, summary: str, **settings: Any) -> Parser:  # noqa: ANN401 - argparse's own
            description = f"{summary[0].upper()}{summary[1:]}."
            parser = below.add_parser(name, help=summary, **{"group": self.group, "description": description} | settings)
            self.commands[name] = parser
            return parser

        return add

    def options(self) -> set[str]:
        """Return the options of this command and of those below it."""
        own = {name for action in self.listed for name in action.option_strings}
        return own.union(*(parser.options() for parser in self.commands.values()))

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Print the help; argparse would pass over a disk that is full."""
        (file or sys.stdout).write(self.format_help())

    def refuse(self, word: str) -> NoReturn:
        """End with a sentence about a word that this command does not take."""
        if word.startswith("-"):
            self.error(f"{word}: there is no such option{suggestion(word, self.options())}")
        self.error(f"{word}: is one argument too many")

    def error(self, message: str) -> NoReturn:
        """End with exit status 2, one sentence on standard error, and where to read more."""
        if unknown := _UNKNOWN_COMMAND.match(message):
            near = suggestion(unknown[1], self.commands)
            message = f"{unknown[1]}: there is no such command{near or '; there are ' + ', '.join(self.commands)}"
        told = "".join(letter if letter.isprintable() else "?" for letter in f"{message}. See `{self.prog} --help`.")
        sys.stderr.write(f"pulmoscreen: {told.replace('?. ', '? ')}\n")
        raise SystemExit(REFUSED)


@cache
def _width() -> int:
    # argparse measures the terminal for every option that is added, with a module that takes long to import.
    try:
        return (os.get_terminal_size(1).columns or 80) - 2
    except OSError:
        return 78


def parse(root: Parser, words: Sequence[str]) -> Arguments:
    """Return what the command line says.

    Raises:
        SystemExit: it asks for help or the version (0), or it is not understood (2); both have been told.
    """
    reached, known = root, root.options()
    for word in takewhile(lambda word: word != "--", words):
        reached = reached.commands.get(word, reached)
        name = word.partition("=")[0]
        if word.startswith("--") and name not in known:
            # Otherwise what follows it would be taken for a command.
            reached.refuse(name)
    arguments, left = root.parse_known_args(words, Arguments())
    misplaced = [f"--{name}" for name in ("once", "kiosk") if name in vars(arguments)]
    for word in (*left, *(name for name in misplaced if name not in arguments.parser.options())):
        arguments.parser.refuse(word)
    return arguments
