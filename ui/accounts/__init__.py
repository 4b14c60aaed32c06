"""月账: the month account, its printed report, and closing."""
