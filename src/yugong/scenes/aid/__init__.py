"""困难帮扶“一件事”: the household is asked once, rules say why, and money arrives."""
