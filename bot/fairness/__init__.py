"""Shares one machine among the people who ask at the same time: limits of rates, and turns."""
