"""Content folders in, model out; importers for manuscripts that come in other forms."""
