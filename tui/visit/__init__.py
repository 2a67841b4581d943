"""What every visit has, whatever shows it: outcome, idle guard, recording, error log."""
