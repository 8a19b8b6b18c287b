"""The screens of an import in the Wagtail admin."""
