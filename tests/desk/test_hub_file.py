"""What a file or a command line may say of a hub, and what it is told when it says something else."""

from datetime import date

import pytest

from wagtail_mathshub.desk.hub_file import Area, HubFileError, checked, read

TERM = {"term": "autumn", "first_day": "2026-09-01", "last_day": date(2026, 12, 18)}


def faults(**given):
    with pytest.raises(HubFileError) as caught:
        checked(given)
    return caught.value.faults


def test_all_that_is_known_is_taken():
    details = checked(
        {
            "key": "northmoor",
            "hostname": "northmoor.example.org",
            "port": 443,
            "at_root": True,
            "name": "Northmoor Maths Hub",
            "colours": ["#6D2F68", "#9DB65B"],
            "nearly_full_percent": 10,
            "privacy": {"controller": "The academy", "retention_months": 36, "version": "2026-09"},
            "labels": {"ect": "New teachers"},
            "local_authorities": ["Northmoor", {"name": "Westmere", "code": "E10000099"}],
            "terms": [TERM],
            "holidays": [{"name": "Half-term", "first_day": "2026-10-26", "last_day": "2026-10-30"}],
        }
    )
    assert details.site == {
        "key": "northmoor",
        "hostname": "northmoor.example.org",
        "port": 443,
        "at_root": True,
    }
    assert details.columns["colour_2"] == "#9DB65B"
    assert details.columns["privacy_notice_version"] == "2026-09"
    assert details.areas == [Area("Northmoor"), Area("Westmere", "E10000099")]
    assert (details.terms[0].name, details.terms[0].academic_year) == ("autumn", "2026-27")
    assert details.holidays[0].first_day == date(2026, 10, 26)


def test_nothing_said_is_nothing_known():
    assert checked({}).columns == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": "#fff"}, ["colour: Did you mean colours?", "Known are: key, hostname"]),
        ({"key": "North Moor"}, ["key: Use letters, digits and hyphens"]),
        ({"hostname": "https://northmoor.example.org"}, ["hostname: Write the host name alone"]),
        ({"port": "80"}, ["port: Write a number from 1 to 65535."]),
        ({"port": True}, ["port: Write a number"]),
        ({"at_root": "yes"}, ["at_root: Write true or false."]),
        ({"email": "nobody"}, ["email: Enter a valid email address."]),
        ({"front_end_url": "northmoor"}, ["front_end_url: Enter a valid URL."]),
        ({"name": "x" * 121}, ["name: Ensure this value has at most 120 characters"]),
        (
            {"nearly_full_percent": 101},
            ["nearly_full_percent: Ensure this value is less than or equal to 100."],
        ),
        ({"figure": "cat"}, ["figure: ", "Known are: odd_numbers, staircases"]),
        ({"default_licence": "mine"}, ["default_licence: ", "CC-BY-4.0"]),
        ({"social_links": [{"name": "Here"}]}, ["social_links: Write a list like"]),
        ({"colours": ["#6D2F68"]}, ["colours: Write two colours"]),
        ({"colours": ["#6D2F68", "green"]}, ["colours.2: "]),
        ({"privacy": {"controler": "x"}}, ["privacy.controler: Did you mean controller?"]),
        ({"privacy": {"retention_months": 0}}, ["privacy.retention_months: "]),
        ({"privacy": "ours"}, ["privacy: This should hold keys with values."]),
        ({"labels": {"ect": 3}}, ["labels.ect: Write your words in quotes."]),
        ({"labels": ["ect"]}, ["labels: This should hold keys with values."]),
        ({"local_authorities": "Northmoor"}, ["local_authorities: This should be a list."]),
        ({"local_authorities": [{"code": "E10000099"}]}, ["local_authorities.1: Write a name"]),
        (
            {"local_authorities": ["", "x" * 61, 3]},
            ["local_authorities.1: ", "authorities.2: ", "authorities.3: "],
        ),
        (
            {"local_authorities": [{"name": "A", "ons": "E1"}]},
            ["local_authorities.1.ons: ", "Known are: name, code"],
        ),
        ({"terms": [TERM, TERM | {"term": "winter"}]}, ["terms.2.term: Known are: autumn, spring, summer."]),
        ({"terms": [TERM | {"first_day": "1 Sept"}]}, ["terms.1.first_day: Write a day like 2026-09-01."]),
        ({"terms": [TERM | {"last_day": "2026-08-01"}]}, ["terms.1.last_day: This is before the first day."]),
        (
            {"terms": [TERM | {"academic_year": "2026"}]},
            ["terms.1.academic_year: Write two neighbouring years"],
        ),
        ({"terms": [TERM | {"academic_year": "2025-26"}]}, ["not all in the academic year 2025-26"]),
        ({"terms": [TERM, TERM]}, ["terms: autumn 2026-27 is there twice."]),
        ({"terms": [3]}, ["terms.1: Write first_day and last_day"]),
        ({"holidays": [{"day": "2026-10-26"}]}, ["holidays.1.day: ", "first_day: Write a day like"]),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_what_is_allowed(given, said):
    lines = "\n".join(faults(**given))
    assert [text for text in said if text not in lines] == []


def test_everything_that_is_wrong_is_said_at_once():
    assert len(faults(email="nobody", colours=["#1", "#2"], phon="1")) == 4


def test_toml_and_json_say_the_same(tmp_path):
    toml, json = tmp_path / "hub.toml", tmp_path / "hub.json"
    toml.write_text(
        'name = "Northmoor"\n[[terms]]\nterm = "autumn"\nfirst_day = 2026-09-01\nlast_day = 2026-12-18\n'
    )
    json.write_text(
        '{"name": "Northmoor", "terms": [{"term": "autumn", "first_day": "2026-09-01", "last_day": "2026-12-18"}]}'
    )
    assert checked(read(toml)) == checked(read(json))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("hub.yaml", "name: x", "write it as TOML"),
        ("hub.toml", "name = ", "hub.toml: "),
        ("hub.json", "[1]", "it should hold keys with values"),
        ("hub.toml", None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(HubFileError) as caught:
        read(path)
    assert said in str(caught.value)
    assert name in str(caught.value)
