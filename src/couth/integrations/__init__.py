"""In front of what really sends: the guard, its store, and the transports that recognise a message on its way out."""
