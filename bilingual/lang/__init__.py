"""What is true of Chinese and English text anywhere: numbers, dates, roles, names, words, repetition."""
