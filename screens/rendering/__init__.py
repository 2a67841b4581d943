"""How things are drawn: colours, codes, wrapping."""
