"""Bytes in and bytes out: the driver, the input filter, terminal modes."""
