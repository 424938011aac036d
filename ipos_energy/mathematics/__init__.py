"""The mathematics: from the park's equations to a solved linear program."""
