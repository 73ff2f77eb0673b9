"""The desk: a local web page where an issue is made. Files on disk stay the only truth."""
