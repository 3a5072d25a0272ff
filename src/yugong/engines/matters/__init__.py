"""The matters engine: what a worker asks for, held by someone, on a clock, until handled and heard."""
