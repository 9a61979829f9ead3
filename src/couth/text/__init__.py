"""Text: folding with offsets, sentences, words, emoji, links, quotations, placeholders, languages, phrases."""
