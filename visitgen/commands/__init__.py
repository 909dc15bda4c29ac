"""The commands: each the order of its stages. The only package that prints."""
