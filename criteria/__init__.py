"""The pure core: answers in, verdicts out. No disk, clock, randomness, screen, or words for people."""
