"""The site's own base page model, as bare as Wagtail allows."""

from django.db import models
from wagtail.models import AbstractPage


class BasePage(AbstractPage):
    category = models.CharField(max_length=100, blank=True)
