"""`pulmoscreen run`: one worker after another on this terminal."""
