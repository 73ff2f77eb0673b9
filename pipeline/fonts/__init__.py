"""The faces of the house: their manifest, what they cover, and how they are remade from the Debian packages."""
