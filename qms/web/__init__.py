"""Everything that speaks HTTP and HTML and knows no room: guards, errors, layout, static files."""
