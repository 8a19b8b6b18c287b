"""The blocks, and what they are drawn from."""
