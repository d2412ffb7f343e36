"""Text in, ranked passages out; nothing here knows of chat."""
