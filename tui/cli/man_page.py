"""The man page, made from the parser: `python -m tui.cli.man_page > docs/pulmoscreen.1`."""

import argparse
import sys
from collections.abc import Iterable, Iterator

from tui import __version__
from tui.cli.commands import DESCRIPTION, EXIT_STATUSES, build
from tui.cli.parser import COMMON, Parser

_ENVIRONMENT = {
    "PULMOSCREEN_CONFIG, PULMOSCREEN_DATA, PULMOSCREEN_LANGUAGE, PULMOSCREEN_EMERGENCY_NUMBER": "the options of the same names",
    "PULMOSCREEN_SECTION_KEY": "any setting of the configuration, such as PULMOSCREEN_KIOSK_WARN_AFTER",
    "NO_COLOR": "where it is set, the screens use no colour",
}
_FILES = {
    "~/.config/pulmoscreen/config.toml": "the configuration, where --config and PULMOSCREEN_CONFIG name no other",
    "~/.local/share/pulmoscreen": "the session log, where neither --data nor the configuration names another folder",
}
_PRECEDENCE = "An option takes precedence over the environment, the environment over the configuration file."


def man_page() -> str:
    """Return the page in the language of man(7)."""
    return "\n".join(_lines(build())) + "\n"


def _lines(root: Parser) -> Iterator[str]:
    # No date: the page belongs to a version, and would otherwise differ each day.
    yield f'.TH PULMOSCREEN 1 "" "pulmoscreen {__version__}" "User Commands"'
    yield from (".SH NAME", r"pulmoscreen \- a terminal kiosk that informs about pulmonary metastasis")
    yield from (".SH SYNOPSIS", ".B pulmoscreen", "[COMMAND] [OPTIONS]")
    yield from (".SH DESCRIPTION", _text(f"{DESCRIPTION} It informs; it makes no diagnosis and recommends nothing."))
    yield ".SH OPTIONS"
    yield _text(f"These stand before or after the command. {_PRECEDENCE}")
    yield from _terms({f"--{name} {metavar}": does for name, (metavar, does) in COMMON.items()}.items())
    yield from _terms([("-h, --help", "show the help of the program or of a command"), ("-V, --version", "show the version")])
    yield ".SH COMMANDS"
    for parser in root.commands.values():
        yield from _command(parser)
    for heading, terms in (("EXIT STATUS", EXIT_STATUSES), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f".SH {heading}"
        yield from _terms(terms.items())


def _command(parser: Parser) -> Iterator[str]:
    if not parser.commands:
        yield f'.SS "{_text(" ".join((parser.prog, *map(_usage, _own(parser)))))}"'
        yield _text(parser.description or "")
        yield from _terms((_name(action), _help(action)) for action in _own(parser))
        yield from (".PP", "Example:", ".PP", ".nf", ".RS", _text(parser.example), ".RE", ".fi")
    for below in parser.commands.values():
        yield from _command(below)


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%(choices)s", ", ".join(action.choices or ()))


def _own(parser: Parser) -> list[argparse.Action]:
    """Return what this command lists beside the common options."""
    common = {"-h", *(f"--{name}" for name in COMMON)}
    return [a for a in parser.listed if a.help is not argparse.SUPPRESS and not common.intersection(a.option_strings)]


def _name(action: argparse.Action) -> str:
    value = action.metavar or (f"{{{','.join(action.choices)}}}" if action.choices else "")
    return " ".join(filter(None, (", ".join(action.option_strings), str(value))))


def _usage(action: argparse.Action) -> str:
    name = _name(action).rpartition(", ")[2]
    return name if action.required and action.nargs != "*" else f"[{name}]"


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in terms:
        yield from (".TP", f".B {_text(term)}", _text(meaning))


def _text(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


if __name__ == "__main__":
    sys.stdout.write(man_page())
