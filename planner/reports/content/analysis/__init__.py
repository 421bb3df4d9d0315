"""The answers of the analysis as pages."""
