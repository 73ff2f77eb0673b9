"""What differs between two versions: typed values, by pure functions; what it comes from is found afterwards."""
