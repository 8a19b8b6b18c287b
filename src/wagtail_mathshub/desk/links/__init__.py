"""Looks whether the addresses that pages link to still answer."""
