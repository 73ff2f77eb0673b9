"""Drawings and pictures of pixels that come from anyone: what they are, how large, and how much work."""
