"""走访: noting a visit with its matters on one form, and looking back at visits."""
