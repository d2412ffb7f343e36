"""Turns text into terms; knows neither questions nor documents."""
