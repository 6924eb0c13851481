"""The parts a Word document is made of."""
