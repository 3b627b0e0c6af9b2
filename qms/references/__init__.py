"""What documents rest on: citations found in their text, laws and standards outside, and dead references."""
