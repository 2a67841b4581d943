"""The commands that are not a room of their own: run, schema, check and gallery."""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from tui.config.settings import Settings, SiteFile

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

SCHEMAS: Final = ("answers", "assessment", "record", "config")


def add_run(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `run`."""
    parser = commands.add_parser("run", help="the kiosk in this terminal")
    parser.add_argument("--once", action="store_true", help="end after one person")
    parser.add_argument("--kiosk", action="store_true", help="locked: no key and no mouse ends it, only the staff area")
    parser.set_defaults(run=_run)


def add_plain(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `plain`."""
    parser = commands.add_parser("plain", help="the kiosk as plain lines")
    parser.add_argument("--once", action="store_true", help="end after one person, as it always does in a pipe")
    parser.add_argument("--kiosk", action="store_true", help="locked: no key ends it")
    parser.set_defaults(run=_plain)


def add_schema(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `schema`."""
    parser = commands.add_parser("schema", help="JSON Schema")
    parser.add_argument("of", metavar="WHAT", choices=SCHEMAS, help=f"one of {', '.join(SCHEMAS)}")
    parser.set_defaults(run=_schema)


def add_check(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `check`."""
    parser = commands.add_parser("check", help="what is wrong, and how to mend it")
    parser.add_argument("--content", action="store_true", help="look at texts and sources instead, one line for each finding")
    parser.set_defaults(run=_check)


def add_gallery(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `gallery`."""
    parser = commands.add_parser("gallery", help="every screen as a picture")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder for the pictures and their index.html")
    parser.add_argument("--theme", action="append", metavar="NAME", help="only this theme; may be given several times")
    parser.set_defaults(run=_gallery)


def _run(args: argparse.Namespace, settings: Settings) -> int:
    from tui.supervisor.command import run  # noqa: PLC0415 - only this command needs the framework

    return run(settings, once=args.once, kiosk=args.kiosk, cooked=getattr(args, "cooked", None))


def _plain(args: argparse.Namespace, settings: Settings) -> int:
    from tui.cli.plain import plain  # noqa: PLC0415 - as above

    return plain(settings, once=args.once, kiosk=args.kiosk, cooked=getattr(args, "cooked", None))


def _schema(args: argparse.Namespace) -> int:
    import json  # noqa: PLC0415 - only here

    from criteria.answers import Answers  # noqa: PLC0415
    from criteria.assess import Assessment  # noqa: PLC0415
    from store.record import Record  # noqa: PLC0415

    models: dict[str, Any] = {"answers": Answers, "assessment": Assessment, "record": Record, "config": SiteFile}
    mode = "serialization" if args.of in {"assessment", "record"} else "validation"
    sys.stdout.write(json.dumps(models[args.of].model_json_schema(mode=mode), indent=2, ensure_ascii=False) + "\n")
    return 0


def _check(args: argparse.Namespace, settings: Settings) -> int:
    if args.content:
        from tui.check.content import content_check  # noqa: PLC0415

        return content_check()
    from tui.check.command import check  # noqa: PLC0415

    return check(settings)


def _gallery(args: argparse.Namespace, settings: Settings) -> int:
    from tui.gallery.command import gallery  # noqa: PLC0415

    return gallery(settings, args.folder, args.theme)
