"""Files for the printer: colours in inks, boxes, marks, covers, pages imposed on sheets."""
