"""The formats that hold templates: each read so that every character of a text keeps its place in the file."""
