"""Shows answers, checks and sources in a terminal, and holds the prompt."""
