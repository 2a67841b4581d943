"""`pulmoscreen gallery`: every screen as a picture."""
