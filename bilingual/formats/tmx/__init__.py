"""TMX, the exchange format of translation memories: of a post, of terms, of what people wrote."""
