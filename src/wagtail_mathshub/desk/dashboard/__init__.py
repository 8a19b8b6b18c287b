"""What a hub's editors find on the admin's first page: what happens, what closes, what fills, what waits for them."""
