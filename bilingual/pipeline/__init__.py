"""The one place that knows the order of the stages: from a post to its units in three languages."""
