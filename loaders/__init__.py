"""Loaders: one file a kind of input, each makes meeting records."""
