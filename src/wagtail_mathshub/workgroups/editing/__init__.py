"""What stands on the editing screens of Work Groups and projects beside their fields."""
