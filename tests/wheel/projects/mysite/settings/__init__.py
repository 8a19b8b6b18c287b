"""One module of settings for each kind of site."""
