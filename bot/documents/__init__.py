"""Documents that are made from a recipe when they are delivered."""
