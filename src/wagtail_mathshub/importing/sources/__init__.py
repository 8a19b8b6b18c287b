"""Old sites, opened: each kind of source gives the same pages."""
