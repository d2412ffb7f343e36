"""Shows answers, checks and sources in a terminal, and runs the prompt."""
