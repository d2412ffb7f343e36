"""Words what a person reads: leads, verdicts, failures, counts and dates."""
