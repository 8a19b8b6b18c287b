"""New Work Groups from a project, one or several at once."""
