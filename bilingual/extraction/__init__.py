"""Terms out of posts: what they explain, what recurs unexplained, and what the English has made of it so far."""
