"""Ranks candidates: features, score, confidence, selection, refusal."""
