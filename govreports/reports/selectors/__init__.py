"""What the pages read, one module a page; every selector costs a fixed number of queries."""
