"""Chongqing's upper levels: divisions with their days, functional zones, industry unions."""
