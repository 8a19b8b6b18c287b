"""Moving in: what an old website holds becomes pages of a hub."""
