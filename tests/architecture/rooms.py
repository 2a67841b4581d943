"""Draws the rooms of the program and who imports whom, from the imports themselves, into `docs/architecture.md`.

`python -m tests.architecture.rooms` writes the picture again; a test says when it is stale.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import grimp

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "architecture.md"
PACKAGES: Final = ("criteria", "assets", "store", "screens", "tui")
BEGIN: Final = "<!-- rooms: drawn by `python -m tests.architecture.rooms` -->\n"
END: Final = "<!-- end of rooms -->"

Rooms = Mapping[str, frozenset[str]]
"""For each room, the rooms that it imports directly."""


def room_of(module: str) -> str:
    """Return the room of a module: its package, or in `tui` the package one level down."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "tui" else parts[0]


def rooms() -> Rooms:
    """Return what each room imports, read from the source files. `tui` itself is only where the program starts."""
    graph = grimp.build_graph(*PACKAGES)
    found: dict[str, set[str]] = {room_of(module): set() for module in graph.modules}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            if room_of(importer) != room_of(imported):
                found[room_of(importer)].add(room_of(imported))
    entrance = {"tui", "tui.__main__"}
    return {room: frozenset(direct - entrance) for room, direct in sorted(found.items()) if room not in entrance}


def below(room: str, imports: Rooms) -> frozenset[str]:
    """Return every room that is reached from `room` by one import or more."""
    reached: set[str] = set()
    waiting = set(imports[room])
    while waiting:
        following = waiting.pop()
        if following not in reached:
            reached.add(following)
            waiting |= imports[following]
    return frozenset(reached)


def arrows(imports: Rooms) -> list[tuple[str, str]]:
    """Return the arrows of the picture: an import that also follows from two others is left out."""
    return [
        (room, other)
        for room, direct in imports.items()
        for other in sorted(direct)
        if not any(other in below(between, imports) for between in direct if between != other)
    ]


def _id(room: str) -> str:
    return room.replace(".", "_")


def picture(imports: Rooms) -> str:
    """Return the picture as a Mermaid flow chart."""
    inside = [room for room in imports if room.startswith("tui.")]
    lines = ["```mermaid", "flowchart TD", "  subgraph tui"]
    lines += [f"    {_id(room)}[{room.removeprefix('tui.')}]" for room in inside]
    lines += ["  end", *(f"  {_id(room)}" for room in imports if room not in inside)]
    lines += [f"  {_id(room)} --> {_id(other)}" for room, other in arrows(imports)]
    return "\n".join([*lines, "```", ""])


def drawn_into(document: str) -> str:
    """Return the document with today's picture in it."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{picture(rooms())}\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(drawn_into(DOCUMENT.read_text("utf-8")), "utf-8")
