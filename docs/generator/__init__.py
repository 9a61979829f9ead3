"""Markdown pages made from the code and the default policy."""
