"""The screen with a hub's settings."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from wagtail_mathshub.hubs.models import HubHoliday, HubTerm


@pytest.mark.parametrize("model", [HubHoliday, HubTerm])
def test_days_the_wrong_way_round_are_refused(model):
    row = model(first_day=date(2027, 5, 31), last_day=date(2027, 5, 28))
    with pytest.raises(ValidationError) as caught:
        row.clean()
    assert "last_day" in caught.value.error_dict
