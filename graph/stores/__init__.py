"""Stores of the property graph: one file a store, all behind base.Store."""
