"""What visitors see of sign-up: the form, an application by its link, the interest form."""
