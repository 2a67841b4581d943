"""Classes are put together from objects that they hold: none has more than two of ours among its ancestors."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

ROOMS = ("criteria", "assets", "store", "screens", "tui")
MOST = 2


def classes() -> Iterator[type]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if module.name.endswith("__main__"):
                continue
            members = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
            yield from (kind for _, kind in members if kind.__module__ == module.name)


def ours_among_ancestors(kind: type) -> list[str]:
    return [ancestor.__qualname__ for ancestor in kind.__mro__[1:] if ancestor.__module__.split(".")[0] in ROOMS]


def test_no_class_has_more_than_two_of_ours_among_its_ancestors() -> None:
    found = {kind: ours_among_ancestors(kind) for kind in classes()}
    assert len(found) > 100
    assert not {kind: ancestors for kind, ancestors in found.items() if len(ancestors) > MOST}
