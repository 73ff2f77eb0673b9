"""Reads PDFs of any origin within bounds: mends what is broken, removes what does harm, refuses the rest."""
