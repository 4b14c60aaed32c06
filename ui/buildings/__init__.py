"""The buildings of the community as door plans."""
