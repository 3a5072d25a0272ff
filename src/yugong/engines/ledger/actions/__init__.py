"""What is done to the books; nothing else writes them."""
