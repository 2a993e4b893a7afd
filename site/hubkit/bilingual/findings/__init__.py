"""What can be wrong between the languages, one module a kind; `checking` runs them."""
