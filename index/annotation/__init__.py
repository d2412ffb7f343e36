"""Annotation of single sentences: quantities, named entities and clauses."""
