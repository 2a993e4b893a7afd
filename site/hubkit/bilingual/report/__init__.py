"""The report: every pair that the user may edit, with its state."""
