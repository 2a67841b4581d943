"""Findings as words; no Textual here, so that plain lines use it too."""
