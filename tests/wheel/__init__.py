"""The package as a site gets it: built, installed without the source tree, and used."""
