"""Why something cannot be imported, in words for the person who asked."""

from __future__ import annotations


class ImportRefused(Exception):
    """The source as a whole cannot be imported."""


class PageRefused(Exception):
    """One page cannot be imported; the others can."""


class MediaRefused(Exception):
    """A file of the old site cannot be had: too large, of a kind that is not taken, or not allowed to be asked for."""


class NameUnknown(MediaRefused):
    """No computer has this name."""


class NamesSilent(MediaRefused):
    """Whoever keeps the names of computers gave no answer: nobody can tell whether there is one of this name."""


class PrivateAddress(MediaRefused):
    """The name leads to a computer inside a private network, which is never asked."""


class BadCertificate(MediaRefused):
    """The other side cannot show that it is who it says."""
