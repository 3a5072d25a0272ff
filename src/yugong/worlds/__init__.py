"""Populations for the demo, the tests and the benchmarks, replayed through the scenes' own actions."""
