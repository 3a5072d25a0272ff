"""The demo's year of aid: money, households in hardship, four seasons, a child's chain, mutual aid."""
