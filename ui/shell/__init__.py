"""The frame round every page: sidebar, search, notices, shortcuts, and the way from page to page."""
