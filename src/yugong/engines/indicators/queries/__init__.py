"""What is read of the counted facts: readings, the lists behind them, and the proof."""
