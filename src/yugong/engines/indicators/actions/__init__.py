"""What changes the counted facts: recounting what was touched, folding, backfilling."""
