"""One view for each step of a visit."""
