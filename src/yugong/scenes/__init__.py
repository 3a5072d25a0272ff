"""The five first-level scenes; none knows another."""
