"""Retrieves candidate passages by BM25, the same from every engine."""
