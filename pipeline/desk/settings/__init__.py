"""Facts of publication, issue and volume as forms, and new ones."""
