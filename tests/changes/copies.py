"""A copy of the repository, and a change that is written down in a file, applied to it edit by edit."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
NOT_COPIED: Final = shutil.ignore_patterns(".*", "__pycache__", "pictures", "build", "dist", "mutants")

CHANGES: Final = ("symptom", "card", "language", "screen", "format")

Edit = dict[str, Any]


def edits_of(change: str) -> list[Edit]:
    """Return the edits of a change, in order: `insert` stands `after`, `before` or in place (`replace`) of some text.

    An edit without any of the three is a new file.
    """
    if change == "language":
        return _made_up_language()
    edits: list[Edit] = tomllib.loads((Path(__file__).parent / f"{change}.toml").read_text("utf-8"))["edit"]
    return edits


def _made_up_language() -> list[Edit]:
    """Return French with another code and a word before most texts, so that it is no copy, and with the French phrases."""
    french = (ROOT / "assets" / "texts" / "fr.toml").read_text("utf-8")
    words = french.index("[ui]")
    texts = re.sub(r'(?<= )"(?=[^"\n]* [^"\n]*"$)([^"\n]{1,70}")', r'"Xx \1', french[words:], flags=re.MULTILINE)
    head = french[:words].replace('code = "fr"', 'code = "xx"').replace('name = "Français"', 'name = "Xx"')
    denied = (ROOT / "assets" / "deny.toml").read_text("utf-8")
    phrases = denied[denied.index("[fr.words]") :].replace("[fr.", "[xx.")
    return [
        {"file": "assets/texts/xx.toml", "insert": head + texts},
        {"file": "assets/deny.toml", "after": denied, "insert": phrases},
        {"file": "tests/assets/deny_xx.toml", "insert": (ROOT / "tests" / "assets" / "deny_fr.toml").read_text("utf-8")},
    ]


def files_of(change: str) -> list[str]:
    """Return the files that a change edits or makes, each once."""
    return list(dict.fromkeys(edit["file"] for edit in edits_of(change)))


def copy_to(folder: Path) -> Path:
    """Return the root of a new copy, without what the repository ignores."""
    copied: Path = shutil.copytree(ROOT, folder / "copy", ignore=NOT_COPIED)
    return copied


def apply(edits: Iterable[Edit], root: Path) -> None:
    """Make the edits in the copy at `root`."""
    for edit in edits:
        path = root / edit["file"]
        anchor = edit.get("after") or edit.get("before") or edit.get("replace")
        if anchor is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edit["insert"], "utf-8")
            continue
        whole = path.read_text("utf-8")
        assert anchor in whole, f"{edit['file']} does not hold {anchor!r}"
        put = {"after": anchor + edit["insert"], "before": edit["insert"] + anchor, "replace": edit["insert"]}
        path.write_text(whole.replace(anchor, next(put[how] for how in put if how in edit), 1), "utf-8")


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python command in the copy, with its packages before all others."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False)
