"""The widgets, one a file; each draws its own glyphs and knows nothing of the others."""
