"""Money and goods in double entry: funds, budgets, commitments, payments, and the books they stand in."""
