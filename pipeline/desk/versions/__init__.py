"""The page of versions: approved ones, what moved since, proofs, comments on places of pages."""
