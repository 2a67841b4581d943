"""What every visit has, on screens and in plain lines: outcome, idle guard, time limits, recorder, error log, printing."""
