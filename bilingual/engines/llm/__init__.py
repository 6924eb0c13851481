"""Local language models as engines: one layer of prompts and of judging answers, and two ways to the model.

`prompt.py` says what is asked, `answers.py` what counts as an answer, `server.py` and `gguf.py` reach the model, and `engine.py`
goes from requests to hypotheses.
"""
