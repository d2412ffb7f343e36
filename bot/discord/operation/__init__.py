"""What an operator watches: health over HTTP, figures, and the word to the supervisor. Nothing here imports discord."""
