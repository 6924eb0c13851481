"""What the commands print: tables, differences, findings and bars, for people, for programs and for a pull request."""
