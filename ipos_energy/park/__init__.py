"""The park: what a scenario may say, and the physics of its equipment."""
