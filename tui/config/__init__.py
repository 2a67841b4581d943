"""What a site sets, and where it is read from."""
