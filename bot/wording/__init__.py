"""Words what a person reads, by outcome and type of answer."""
