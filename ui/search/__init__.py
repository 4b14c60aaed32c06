"""Everything that was found for the words of the search box."""
