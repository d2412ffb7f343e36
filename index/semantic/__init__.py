"""An optional model that says how near a text is to a question; it only ranks, every word is still the sources'."""
