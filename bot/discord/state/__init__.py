"""What the bot remembers over a restart, in one SQLite file; never imports discord."""
