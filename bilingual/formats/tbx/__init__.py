"""TBX, the exchange format of termbases."""
