"""What changed on paper between two finished PDFs, told in words: snapshots of PDFs, and their comparison."""
