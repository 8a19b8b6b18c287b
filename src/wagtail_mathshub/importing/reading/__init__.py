"""Bytes and documents of old sites, before anybody looks at what they say."""
