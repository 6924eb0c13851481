"""`translate edit`: a page on this machine where people turn drafts into a published text (the extra `bilingual[web]`).

HTTP in, pages out: which requests are let in, what is asked of `bilingual.project`, and what comes back as JSON. No rule about
posts, terms or files lives here.
"""
