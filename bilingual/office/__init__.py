"""Files of office programs, and XML from elsewhere: opened safely, and packed the same each time."""

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""What files of old Word and Excel, and encrypted ones, begin with (MS-CFB 2.2)."""
PACKED = (b"PK", COMPOUND)
"""What the files of office programs begin with."""
