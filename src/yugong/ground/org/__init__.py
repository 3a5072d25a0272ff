"""The tree of unions in time: units, posts, employers, partner agencies and divisions."""
