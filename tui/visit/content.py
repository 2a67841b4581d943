"""Texts and sources as a visit needs them: what would fail in the middle of a visit is told before the first one."""

from collections.abc import Callable, Iterator

from assets.catalog import REFERENCE, Catalog, TextsError, load
from screens.wording.needed import compared, unlike_code
from store.faults import Fault


def unlike_program(catalog: Catalog) -> Iterator[str]:
    """Yield a sentence for each text that the program needs and English lacks, and for each that nothing asks for."""
    yield from unlike_code(catalog)
    yield from compared(f"{REFERENCE}.toml: staff.problems", Fault, catalog.languages[REFERENCE].staff.problems)


def load_content(wants: Callable[[str, bool], bool] | None = None) -> Catalog:
    """Load texts and sources, of every language, or of those that are wanted, as `load` asks.

    Raises:
        TextsError: English or the sources cannot be used, or do not have what the program needs.
    """
    catalog = load(wants=wants)
    if found := list(unlike_program(catalog)):
        raise TextsError("; ".join(found))
    return catalog
