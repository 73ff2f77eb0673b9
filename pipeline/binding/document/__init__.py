"""One PDF of many: pages, tags, outline, destinations, annotations, metadata."""
