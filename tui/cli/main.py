"""`pulmoscreen`: reads the command line, merges the settings, and hands over to one command."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final, NoReturn

DONE, FOUND, REFUSED, BROKEN = 0, 1, 2, 70


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        """End with the sentence on standard error."""
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(REFUSED)


@dataclass(frozen=True)
class Command:
    """A command: what it does, an example, and where it is added; its module is imported only when it is called."""

    group: str
    does: str
    example: str
    adder: str
    needs_settings: bool = True


COMMANDS: Final = {
    "run": Command("For people", "the kiosk in this terminal, one person after another (the default)",
                   "pulmoscreen --emergency-number 112", "tui.cli.commands:add_run"),
    "plain": Command("For people", "the same as plain lines: for screen readers, braille, pipes and terminals that cannot draw",
                     "pulmoscreen plain --language es", "tui.cli.commands:add_plain"),
    "serve": Command("For people", "an SSH server whose only content is the kiosk: every connection is one person",
                     "pulmoscreen serve --port 2222", "tui.ssh.command:add_serve"),
    "assess": Command("For programs", "answers as JSON to an assessment as JSON",
                      "pulmoscreen assess answers.json", "tui.cli.assess:add_assess_command", needs_settings=False),
    "schema": Command("For programs", "the JSON Schema of answers, assessment, record or config",
                      "pulmoscreen schema answers", "tui.cli.commands:add_schema", needs_settings=False),
    "log": Command("For staff", "look at, check, export and purge the session log",
                   "pulmoscreen log stats", "tui.cli.log:add_log_commands"),
    "check": Command("For staff", "site, log, clock, terminal, machine, launcher: what is wrong, how to mend it",
                     "pulmoscreen check --config site.toml", "tui.cli.commands:add_check"),
    "gallery": Command("For staff", "every screen in every language and size, as pictures to look through",
                       "pulmoscreen gallery pictures", "tui.cli.commands:add_gallery"),
    "staff-pin": Command("For staff", "ask for a PIN and print the line that opens the staff area, for [staff]",
                         "pulmoscreen staff-pin", "tui.cli.staff_pin:add_staff_pin", needs_settings=False),
}  # fmt: skip

OPTIONS: Final = (
    ("--config", "FILE", "the site's configuration"),
    ("--data", "DIR", "the folder of the session log"),
    ("--language", "CODE", "the language to begin with"),
    ("--emergency-number", "N", "the number to call in an emergency"),
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    for name, metavar, does in OPTIONS:
        parser.add_argument(name, metavar=metavar, default=argparse.SUPPRESS, help=does)


def _help() -> str:
    lines = [
        "usage: pulmoscreen [COMMAND] [OPTIONS]",
        "",
        "Informs about symptoms and circumstances that one patient article names.",
        "",
    ]
    for group in dict.fromkeys(command.group for command in COMMANDS.values()):
        lines.append(f"{group}:")
        for name, command in COMMANDS.items():
            if command.group == group:
                lines += [f"  {name:<10}{command.does}", f"            {command.example}"]
        lines.append("")
    lines.append("Options, before or after the command:")
    lines += [f"  {f'{name} {metavar}':<22}{does}" for name, metavar, does in OPTIONS]
    lines += [f"  {'--version':<22}the version", "", "`pulmoscreen COMMAND --help` says more about one command."]
    return "\n".join(lines) + "\n"


def _leaves(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001 - no public way
    return [parser, *(leaf for action in below for child in action.choices.values() for leaf in _leaves(child))]


def _parse(arguments: Sequence[str]) -> tuple[str, argparse.Namespace]:
    first = Parser(prog="pulmoscreen", add_help=False, allow_abbrev=False)
    _add_options(first)
    first.add_argument("-h", "--help", action="store_true")
    first.add_argument("--version", action="store_true")
    first.add_argument("command", nargs="?", choices=COMMANDS, default=None)
    first.add_argument("rest", nargs=argparse.REMAINDER)
    early, unknown = first.parse_known_args(arguments)
    if early.help or early.version:
        sys.stdout.write(_help() if early.help else f"pulmoscreen {version('pulmoscreen')}\n")
        raise SystemExit(DONE)
    name = early.command or "run"
    module, function = COMMANDS[name].adder.split(":")
    second = Parser(prog="pulmoscreen", allow_abbrev=False)
    commands = second.add_subparsers(parser_class=Parser)
    add: Callable[..., None] = getattr(import_module(module), function)
    add(commands)
    for parser in _leaves(commands.choices[name]):
        _add_options(parser)
        parser.add_argument("--version", action="version", version=f"pulmoscreen {version('pulmoscreen')}")
    parsed = second.parse_args([name, *unknown, *early.rest])
    for option, value in vars(early).items():
        if option not in {"help", "version", "command", "rest"} and option not in parsed:
            setattr(parsed, option, value)
    return name, parsed


def _run(arguments: Sequence[str]) -> int:
    name, parsed = _parse(arguments)
    if not COMMANDS[name].needs_settings:
        return int(parsed.run(parsed))
    from tui.terminal.held_terminal import held  # noqa: PLC0415 - only the kiosk holds a terminal

    holds = name == "run" or (name == "plain" and os.isatty(0) and os.isatty(1))
    with held(locked=parsed.kiosk) if holds else nullcontext() as parsed.cooked:
        return _with_settings(parsed)


def _with_settings(parsed: argparse.Namespace) -> int:
    from tui.config.loader import load_settings  # noqa: PLC0415 - a command without settings starts faster

    options: dict[str, Any] = {key: getattr(parsed, key, None) for key in ("config", "data", "language", "emergency_number")}
    return int(parsed.run(parsed, load_settings(options, os.environ)))


def _clear_environment() -> None:
    # These write answers to disk, import code, press keys or lie about the size; the framework reads them at import.
    for name in list(os.environ):
        if name.startswith("TEXTUAL") or name in {"COLUMNS", "LINES"}:
            del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"


def _flushed(status: int) -> int:
    # At exit it would be too late to say that the disk behind standard output is full.
    sys.stdout.flush()
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done; 1 done but something was found wrong; 2 bad input or configuration, with one sentence on standard error;
        70 an error of the program's own, with its type and place only.
    """
    _clear_environment()
    for name, mode in (("stdout", "w"), ("stderr", "w"), ("stdin", "r")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open for as long as the program
    try:
        return _flushed(_run(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        # Whoever read the output has gone, or its disk is full; nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"pulmoscreen: {error.filename or 'standard output'}: {error.strerror}\n")
        return FOUND
    except ValueError as error:
        if type(error).__name__ not in {"SettingsError", "TextsError"}:
            return _broken(error)
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except Exception as error:  # noqa: BLE001 - a traceback could show what a person answered
        return _broken(error)


def _broken(error: Exception) -> int:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"  # noqa: PTH119
    sys.stderr.write(f"pulmoscreen: internal error: {type(error).__name__} at {where}\n")
    return BROKEN
