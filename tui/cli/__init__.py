"""The command line: parsing, the commands, exit statuses."""
