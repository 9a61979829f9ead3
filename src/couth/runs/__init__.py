"""A whole run: which files, judged by how many processes, what is known already, and which findings count."""
