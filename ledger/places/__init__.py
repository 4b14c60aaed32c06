"""Where people live and who looks after them: doors, grids, workers, the door plan of a building."""
