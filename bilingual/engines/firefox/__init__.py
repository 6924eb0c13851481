"""Firefox's translation models, run by `fxtranslate` (the extra `bilingual[firefox]`): files, processes, the engine."""
