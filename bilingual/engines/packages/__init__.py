"""Translation models on this machine: fetched, checked, unpacked, listed."""
