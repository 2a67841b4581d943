"""Delivery of released batches to PostgreSQL, and the figures of all sites from there."""
