"""Why a scenario has no best operation: what was found, and how it is said."""
