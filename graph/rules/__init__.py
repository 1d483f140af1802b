"""Dated rules of jurisdictions, as data."""
