"""Nanchuan's year 2025 as its union told of it: replayed day by day, at full size or at any scale."""
