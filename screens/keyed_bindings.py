"""What keys do at a widget, in the language in use."""

from collections.abc import Iterable, Mapping

from textual.binding import BindingsMap
from textual.dom import DOMNode


class KeyedBindings:
    """The bindings of each kind of widget with the keymap applied, once.

    The framework applies it to each widget again whenever it looks what a key does, which took a third of the time of a key.
    """

    def __init__(self) -> None:
        self._keymap: Mapping[str, str] | None = None
        self._of: dict[type[DOMNode], BindingsMap] = {}

    def chain(self, nodes: Iterable[DOMNode], keymap: Mapping[str, str]) -> list[tuple[DOMNode, BindingsMap]]:
        """Return what keys do at `nodes`. A keymap is never changed in place: for another language there is another one."""
        if keymap is not self._keymap:
            self._keymap, self._of = keymap, {}
        return [(node, self._bindings(node, keymap)) for node in nodes]

    def _bindings(self, node: DOMNode, keymap: Mapping[str, str]) -> BindingsMap:
        kind = type(node)
        if kind not in self._of:
            bindings = node._bindings.copy()  # noqa: SLF001 - the framework's own way to them
            bindings.apply_keymap(keymap)
            self._of[kind] = bindings
        return self._of[kind]
