"""What is put in the place of functions of WeasyPrint and of the libraries below it: one file for each reason."""
