"""Marks what stands in one sentence: quantities, entities, clauses, descriptions."""
