"""`pulmoscreen check`: what is wrong with a site, its host and its log, and how to fix it."""
