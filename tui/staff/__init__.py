"""The staff area: PIN, counts, export."""
