"""How a Word document that somebody edited is read."""
