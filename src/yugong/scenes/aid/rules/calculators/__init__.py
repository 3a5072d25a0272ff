"""The calculators of aid; each file declares those of one concern, with the cases that show what they say."""
