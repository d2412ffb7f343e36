"""The parts of an index on disk, from the bytes up.

table.py        a sorted table of lines: the vocabulary, and the catalogue of sources
blocks.py       the form in which an article is stored: its passages, their text and their terms
documents.py    the blocks of all articles, read a few passages at a time
selection.py    the best of some passages, by the exact score
postings.py     the inverted lists, kept by tantivy
generations.py  the folder of an index: its complete states, which of them serves, and its lock
counts.py       the figures of a collection, article by article
catalogue.py    what is known of each source
reading.py      sources read and analysed, in several processes
draft.py        the generation that is being made
building.py     from a folder of sources to the next complete generation
checking.py     whether what is stored still equals the sources
"""
