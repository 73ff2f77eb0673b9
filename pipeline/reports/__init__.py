"""Reports for people: pages of one file each, which need no other file and no network."""
