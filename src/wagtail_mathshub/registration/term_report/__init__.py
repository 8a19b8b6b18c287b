"""How many schools and people take part in a hub's offer, counted for those who answer for it."""
