"""Libraries that only some formats need."""

from importlib import import_module
from typing import Any, Final

from store.disk import LogError

_REQUIREMENTS: Final = {
    "pandas": "pandas>=2.2",
    "psycopg": "psycopg[binary]>=3.2",
    "pyarrow": "pyarrow>=18",
    "pyreadstat": "pyreadstat>=1.3",
    "xlsxwriter": "XlsxWriter>=3.2",
}


def optional(name: str, extra: str) -> Any:  # noqa: ANN401 - a module
    """Import a library that one of the program's extras installs.

    Raises:
        LogError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:  # psycopg without libpq is one as well
        wanted = _REQUIREMENTS[name.partition(".")[0]]
        raise LogError(
            f"{extra} needs {name}, which is not installed here: pip install '{wanted}', which is in the extra [{extra}]"
        ) from None
