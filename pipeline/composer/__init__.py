"""Chinese paragraphs into lines, from characters and their widths: pure, and ignorant of faces and layout engines."""
