"""What every way of entering visits and matters needs: which door is meant, which category."""
