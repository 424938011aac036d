"""The line: one run from file to result, and the commands that a planner types."""
