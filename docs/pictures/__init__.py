"""What `docs/pictures.py` is made of, and the picture of the README."""
