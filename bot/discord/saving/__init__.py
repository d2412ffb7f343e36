"""What people add to the sources: posts, answers and files, in a folder of its own; never imports discord."""
