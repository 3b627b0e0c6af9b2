"""Records: filled forms bound to the form's version, the file plan, corrections by added notes."""
