"""What is counted of unions, members, fees and the desk's work."""
