"""What a hub's people see first."""
