"""Screens that lie over a step: help, languages, the take-away, PIN and staff."""
