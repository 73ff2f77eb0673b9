"""Formulas: what authors write in TeX, looked over and drawn. Sole user of ziamath, ziafont and latex2mathml."""
