"""Case files: how a case becomes the tables of its file. Never what its red lines mean."""
