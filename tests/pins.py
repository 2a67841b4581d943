"""The PIN that tests look for in files, in memory and on screens: so long that no id, checksum or hash holds it by chance."""

from typing import Final

PIN: Final = "28064973150"
