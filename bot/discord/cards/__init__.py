"""The messages of the bot as plain data; nothing here imports discord."""
