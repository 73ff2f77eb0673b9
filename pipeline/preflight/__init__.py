"""Whether a finished PDF, ours or not, is fit for a purpose: checks, each in a file of its own, chosen by profiles."""
