"""Models that run on CTranslate2: folders of them, batches, pieces, and what is too long for one decode."""
