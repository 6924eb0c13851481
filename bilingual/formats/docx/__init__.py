"""Word documents: written, and read back after Word, LibreOffice or WPS saved them."""
