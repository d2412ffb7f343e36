"""An index on a cluster of OpenSearch, for archives that outgrow one machine and for many bots at once."""
