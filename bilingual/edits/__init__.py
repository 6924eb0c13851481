"""What a person changed in a finished document, found and taken into the memory."""
