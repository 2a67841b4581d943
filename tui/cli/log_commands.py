"""The commands below `pulmoscreen log`, with their options."""

import argparse
import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from tui.cli.parser import Parser

Command = Callable[..., Parser]

LOG: Final = ("config", "data")
"""The common options that these commands use."""


class _Formats(Collection[str]):
    """The formats that `store.formats` has; that module is loaded only when they are looked at."""

    def _names(self) -> Collection[str]:
        from store.formats import FORMATS  # noqa: PLC0415 - as above

        return FORMATS

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


FORMATS: Final = _Formats()


def add_log(log: Parser) -> None:
    """Add the commands below `log`."""
    add = log.add_commands(required=True)

    def command(name: str, summary: str, example: str = "", *, uses: tuple[str, ...] = LOG) -> Parser:
        parser = add(name, summary, uses=uses, example=f"pulmoscreen log {name}{example}")
        parser.set_defaults(handler=f"tui.cli.log:{name}")
        return parser

    _add_what_is_released(command)
    _add_between_logs(command)
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


def _add_what_is_released(command: Command) -> None:
    choose = (*LOG, "language")
    stats = command("stats", "counts of the visits that are released, in steps that hide small ones", " --json", uses=choose)
    stats.add_argument("--from", dest="source", metavar="DSN", help="of all sites, from the database that `log ship` fills")
    stats.add_argument("--json", action="store_true", help="as JSON instead of tables")
    export = command(
        "export", "write the records that are released, each in a batch large enough to hide in",
        " --format csv -o visits.csv", uses=choose,
    )  # fmt: skip
    for parser in (stats, export):
        _add_choice(parser)
    export.add_argument(
        "--format", choices=FORMATS, metavar="FORMAT", help="the format of the file, which needs -o: %(choices)s"
    )
    export.add_argument("-o", "--output", metavar="PATH", help="a new file, or - for standard output")
    export.add_argument("--raw", action="store_true", help="everything as it is, for `log import` in another log; needs -o")
    export.add_argument("--bundle", metavar="DIR", help="a new folder: CSV, codebook, schemas, checksums, in place of a file")


def _add_between_logs(command: Command) -> None:
    take_in = command("import", "take in what another log wrote with `log export --raw`, each record once", " kiosk-2.raw")
    take_in.add_argument("file", metavar="FILE", help="the file that the other log wrote")
    take_in.set_defaults(handler="tui.cli.log_transfer:import_file")
    ship = command("ship", "deliver the released batches to PostgreSQL, each once", " --to postgresql://kiosk@db.example/fleet")
    ship.add_argument("--to", metavar="DSN", help="the database; without it, the one in [ship] of the configuration")
    ship.add_argument("--create", action="store_true", help="first make or migrate tables, views and roles, as their owner")
    ship.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    ship.set_defaults(handler="tui.cli.log_fleet:ship")


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
