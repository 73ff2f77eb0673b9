"""Joins several PDFs into one: pages, tags, outline, destinations, annotations, metadata."""
