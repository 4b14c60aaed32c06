"""What the search box and the page of hits share: asking beside the window, and how a hit is said and painted."""
