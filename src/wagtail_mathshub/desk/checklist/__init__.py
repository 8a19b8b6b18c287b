"""What a page should have before it is published."""
