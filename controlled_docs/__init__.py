"""The model document set: real Word files an agency can adopt, their manifest and the script that makes them."""
