"""A question in, a card out."""
