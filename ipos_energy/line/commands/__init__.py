"""The commands: one file each, with its arguments (`declare`) and what it does (`execute`)."""
