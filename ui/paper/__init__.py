"""Paper on the screen: the pages of a PDF, its printing and saving, for every page that prints something."""
