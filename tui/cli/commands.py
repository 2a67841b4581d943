"""Every command with its options and its help. The module that does the work is imported only when its command is called."""

import argparse
from collections.abc import Callable
from typing import Final

from tui.cli.log_commands import LOG, add_log
from tui.cli.parser import COMMON, Parser

PEOPLE, PROGRAMS, STAFF = "For people", "For programs", "For staff"
SITE: Final = tuple(COMMON)

SCHEMAS: Final = ("answers", "assessment", "record", "export", "config")
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
    _add_helpers(add)
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
    assess.add_argument("--fhir", action="store_true", help="FHIR R4 QuestionnaireResponses in place of plain answers")
    assess.set_defaults(handler="tui.cli.assess:run_assess")
    questionnaire = add(
        "questionnaire",
        "the questions as a FHIR R4 Questionnaire, in every language",
        group=PROGRAMS, example="pulmoscreen questionnaire --fhir",
    )  # fmt: skip
    questionnaire.add_argument("--fhir", action="store_true", required=True, help="as FHIR R4, which is all there is")
    questionnaire.set_defaults(handler="tui.cli.fhir_questionnaire:questionnaire")
    schema = add("schema", f"the JSON Schema of {_either(SCHEMAS)}", group=PROGRAMS, example="pulmoscreen schema answers")
    schema.add_argument("of", metavar="WHAT", choices=SCHEMAS, help=_either(SCHEMAS))
    schema.set_defaults(handler="tui.cli.handlers:schema")


def _add_for_staff(add: Add) -> None:
    log = add("log", "look at, check, export and purge the session log", group=STAFF, uses=LOG, example="pulmoscreen log stats")
    add_log(log)
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
    _add_phone_page(add)
    pin = add(
        "staff-pin",
        "ask for a PIN and print the line that opens the staff area, for [staff]",
        group=STAFF, example="pulmoscreen staff-pin",
    )  # fmt: skip
    pin.set_defaults(handler="tui.cli.staff_pin:staff_pin")


def _add_phone_page(add: Add) -> None:
    phone = add(
        "phone-page",
        "write the page that shows a summary on a person's phone, as one file for any web server",
        group=STAFF, uses=("config", "language", "emergency-number"), example="pulmoscreen phone-page p.html",
    )  # fmt: skip
    phone.add_argument("file", metavar="FILE", help="a new file, or - for standard output")
    phone.set_defaults(handler="tui.cli.phone_page:phone_page")


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


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
