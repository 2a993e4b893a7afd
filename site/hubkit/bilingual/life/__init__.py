"""What happens to one language version of a page happens to the others.

Wagtail's action classes are what the admin's views, the bulk actions and code all go through, so
they are where it is seen to. Importing the modules connects them.
"""
