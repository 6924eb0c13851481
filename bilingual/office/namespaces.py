"""The namespaces of a Word document, as lxml spells them before a name (ECMA-376 part 1, annex A)."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
