"""The page of pictures: files taken in, where they stand, what is written of them."""
