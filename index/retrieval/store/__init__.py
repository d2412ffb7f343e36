"""The parts of an index on disk, from the bytes up.

schema.py       the tables, the manifest, and how they are opened
packing.py      an article as the rows in which it is stored, and what is counted of it
rows.py         the rows of a complete generation, read a few at a time
generations.py  the folder of an index: its complete states, which of them serves, and its lock
postings.py     the inverted lists, kept by tantivy
rescoring.py    the best of some passages, by the exact score
ingest.py       sources read and analysed, in several processes
writer.py       the generation that is being made
updating.py     from a folder of sources to the next complete generation
verifying.py    whether what is stored still equals the sources
"""
