"""What leaves the house by email: the outbox, what the emails say, and the clockwork that sends them."""
