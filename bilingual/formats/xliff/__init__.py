"""XLIFF 1.2, the exchange format of CAT tools."""
