"""What several formats share: XML and zip files read safely, sheets, addresses, the outline of a document."""
