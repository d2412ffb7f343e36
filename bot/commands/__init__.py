"""The commands, one module each, imported when it is run: ``run`` does the work and returns the exit code."""
