"""Every command with its options and its help. The module that does the work is imported only when its command is called."""

import argparse
import re
from collections.abc import Callable
from typing import Final

from tui.cli.parser import COMMON, Parser

PEOPLE, PROGRAMS, STAFF = "For people", "For programs", "For staff"
SITE: Final = tuple(COMMON)
LOG: Final = ("config", "data")

SCHEMAS: Final = ("answers", "assessment", "record", "export", "config")
FORMATS: Final = ("csv", "jsonl", "parquet", "xlsx", "sav", "dta")
SHELLS: Final = ("bash", "zsh", "fish")

DESCRIPTION: Final = "Informs about the symptoms and circumstances that one patient article on pulmonary metastasis names."

EXIT_STATUSES: Final = {
    "0": "done",
    "1": "done, but something was found wrong",
    "2": "bad input or configuration; one sentence on standard error says what",
    "70": "an internal error; only its type and place are told",
}

Add = Callable[..., Parser]


class Root(Parser):
    """The parser of the program."""

    def format_help(self) -> str:
        """Return the commands in groups, each with an example."""
        from tui.cli.overview import overview  # noqa: PLC0415 - only the help needs it

        return overview(self)


def build() -> Parser:
    """Return the parser of the whole command line."""
    root = Root(prog="pulmoscreen", uses=SITE, description=DESCRIPTION)
    root.set_defaults(handler="tui.cli.handlers:run")
    _add_kiosk_options(root, hidden=True)
    add = root.add_commands(required=False)
    _add_for_people(add)
    _add_for_programs(add)
    _add_for_staff(add)
    return root


def _add_kiosk_options(parser: Parser, *, hidden: bool = False) -> None:
    for name, does in (
        ("--once", "end after one person"),
        ("--kiosk", "locked: no key and no mouse ends it, only the staff area"),
    ):
        shown = argparse.SUPPRESS if hidden else does
        parser.add_argument(name, action="store_true", default=argparse.SUPPRESS, help=shown)


def _add_for_people(add: Add) -> None:
    run = add(
        "run",
        "serve one person after another in this terminal (the default command)",
        group=PEOPLE, uses=SITE, example="pulmoscreen --emergency-number 112",
    )  # fmt: skip
    run.set_defaults(handler="tui.cli.handlers:run")
    plain = add(
        "plain",
        "the same as plain lines, for screen readers, braille, pipes and terminals that cannot draw",
        group=PEOPLE, uses=SITE, example="pulmoscreen plain --language es",
    )  # fmt: skip
    plain.set_defaults(handler="tui.cli.handlers:plain")
    for parser in (run, plain):
        _add_kiosk_options(parser)
    serve = add(
        "serve",
        "an SSH server whose only content is the kiosk: every connection is one person",
        group=PEOPLE, uses=SITE, example="pulmoscreen serve --port 2222",
    )  # fmt: skip
    serve.add_argument("--port", metavar="N", default=argparse.SUPPRESS, help="the port to listen on (2222)")
    serve.set_defaults(handler="tui.cli.handlers:serve")


def _add_for_programs(add: Add) -> None:
    assess = add(
        "assess",
        "read answers as one JSON object and write what follows from them as JSON",
        group=PROGRAMS, example="""echo '{"cough": "yes", "cough_duration": "3_weeks_or_more"}' | pulmoscreen assess""",
    )  # fmt: skip
    assess.add_argument("file", nargs="?", default="-", metavar="FILE", help="the answers; standard input where missing or -")
    assess.add_argument("--lines", action="store_true", help="JSON Lines in and out, in order, in constant memory")
    assess.set_defaults(handler="tui.cli.assess:run_assess")
    schema = add("schema", f"the JSON Schema of {_either(SCHEMAS)}", group=PROGRAMS, example="pulmoscreen schema answers")
    schema.add_argument("of", metavar="WHAT", choices=SCHEMAS, help=_either(SCHEMAS))
    schema.set_defaults(handler="tui.cli.handlers:schema")


def _add_for_staff(add: Add) -> None:
    log = add("log", "look at, check, export and purge the session log", group=STAFF, uses=LOG, example="pulmoscreen log stats")
    _add_log(log)
    check = add(
        "check",
        "check site, log, clock, terminal, machine and launcher: what is wrong and how to fix it",
        group=STAFF, uses=SITE, example="pulmoscreen check --config site.toml",
    )  # fmt: skip
    check.add_argument("--content", action="store_true", help="check texts and sources instead")
    check.add_argument("--json", action="store_true", help="print the results as JSON")
    check.set_defaults(handler="tui.cli.handlers:check")
    gallery = add(
        "gallery",
        "draw every screen in every language and size, as pictures to look through",
        group=STAFF, uses=("config", "emergency-number"), example="pulmoscreen gallery pictures",
    )  # fmt: skip
    gallery.add_argument("folder", metavar="DIR", help="an empty or new folder for the pictures and their index.html")
    gallery.add_argument("--theme", action="append", metavar="NAME", help="only this theme; may be given several times")
    gallery.set_defaults(handler="tui.cli.handlers:gallery")
    pin = add(
        "staff-pin",
        "ask for a PIN and print the line that opens the staff area, for [staff]",
        group=STAFF, example="pulmoscreen staff-pin",
    )  # fmt: skip
    pin.set_defaults(handler="tui.cli.staff_pin:staff_pin")
    _add_helpers(add)


def _add_helpers(add: Add) -> None:
    completion = add(
        "completion",
        f"print a script that completes commands and options in {_either(SHELLS)}",
        group=STAFF, example="pulmoscreen completion bash > /etc/bash_completion.d/pulmoscreen",
    )  # fmt: skip
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=_either(SHELLS))
    completion.set_defaults(handler="tui.cli.handlers:completion")
    show = add("help", "show the help of a command", group=STAFF, example="pulmoscreen help log export")
    show.add_argument("words", nargs="*", metavar="COMMAND", help="the command, such as check or log export")
    show.set_defaults(handler="tui.cli.handlers:show_help")


def _add_log(log: Parser) -> None:
    add = log.add_commands(required=True)

    def command(name: str, summary: str, example: str = "", *, uses: tuple[str, ...] = LOG) -> Parser:
        parser = add(name, summary, uses=uses, example=f"pulmoscreen log {name}{example}")
        parser.set_defaults(handler=f"tui.cli.log:{name}")
        return parser

    choose = (*LOG, "language")
    stats = command("stats", "counts of the visits that are released, in steps that hide small ones", " --json", uses=choose)
    stats.add_argument("--json", action="store_true", help="as JSON instead of tables")
    export = command(
        "export", "write the records that are released, each in a batch large enough to hide in",
        " --format csv -o visits.csv", uses=choose,
    )  # fmt: skip
    for parser in (stats, export):
        _add_choice(parser)
    export.add_argument("--format", choices=FORMATS, help="the format of the file; needs -o")
    export.add_argument("-o", "--output", metavar="PATH", help="a new file, or - for standard output")
    export.add_argument("--bundle", metavar="DIR", help="a new folder: CSV, codebook, schemas, checksums, in place of a file")
    command("verify", "read everything and name every damaged record")
    command("audit", "print what staff did: starts, the staff area, wrong PINs, exports, purges")
    purge = command("purge", "drop the records that are older than the retention")
    purge.add_argument("--clock-checked", action="store_true", help="you have looked at the clock, and it is right")
    purge.add_argument("--simulated", action="store_true", help="drop made-up visits instead, however old they are")
    simulate = command("simulate", "add made-up visits, marked as such, to a log of their own", " 500 --data demonstration")
    simulate.add_argument("number", metavar="N", type=_natural, help="how many visits")
    simulate.add_argument("--seed", metavar="S", type=int, help="the same seed makes up the same people, under new ids")
    simulate.add_argument("--weeks", metavar="W", type=_natural, default=104, help="spread them over W weeks (104)")
    simulate.add_argument("--print-ids", action="store_true", help="print each id once its record is on the disk")


def _add_choice(parser: Parser) -> None:
    parser.add_argument("--by", choices=("quarter", "year"), help="tell quarters or years, and nothing finer")
    parser.add_argument("--since", metavar="WEEK", type=_week, help="only batches that begin in this week or later: 2026-W40")
    parser.add_argument("--until", metavar="WEEK", type=_week, help="only batches that end in this week or earlier")
    language = next(action for action in parser.listed if "--language" in action.option_strings)
    language.help = "only batches in this language"


def _week(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-W[0-9]{2}", text):
        raise argparse.ArgumentTypeError("must be an ISO week such as 2026-W40")
    return text


def _natural(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("must be a whole number from 1")
    return number


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
