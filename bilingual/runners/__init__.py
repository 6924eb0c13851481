"""How a batch of posts is spread over the machine."""
