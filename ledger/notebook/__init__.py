"""记一笔: a page as it is written by hand, read into visits and matters. Offline, by rules and word lists."""
