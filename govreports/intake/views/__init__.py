"""Pages for staff: each module is one page."""
