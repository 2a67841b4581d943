"""The ways in: the kiosk in a terminal and the commands. Clock, paths, texts and log are made here and handed on."""

__version__ = "0.1.0"
