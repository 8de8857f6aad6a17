"""Reading study-tour reports: bytes in, structure and meaning out. Pure Python, no Django."""
