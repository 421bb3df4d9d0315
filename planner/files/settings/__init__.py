"""The planner's own configuration: its tables, its folder, its reading. No program writes it."""
