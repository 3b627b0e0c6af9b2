"""What documents rest on: citations in their text, laws and standards outside, dead references."""
