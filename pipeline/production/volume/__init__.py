"""The issues of a year: made ready, bound, with their finding aids."""
