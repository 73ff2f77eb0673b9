"""What press editions and covers share, and finished files on sheets."""
