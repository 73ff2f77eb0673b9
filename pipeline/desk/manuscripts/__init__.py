"""The page of manuscripts: files of Word taken in, and what an import leaves to be settled."""
