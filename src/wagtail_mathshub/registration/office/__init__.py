"""The screens of sign-up for those who work for a hub."""
