"""The parts of an index on disk, each with a format of its own.

table.py        a sorted table of lines: the vocabulary, and the catalogue of sources
documents.py    what was read of every article: its passages, their text and their terms
postings.py     the inverted lists, kept by tantivy
generations.py  the folder of an index: its complete states, which of them serves, and its lock
building.py     from a folder of sources to the next complete state
checking.py     whether what is stored still equals the sources
"""
