"""Answers that are kept, so that reading an old site can stop and go on."""

from __future__ import annotations

import pytest

from wagtail_mathshub.importing.fetching.asking import Answer, NoAnswer
from wagtail_mathshub.importing.fetching.keeping import Keeping, KeptAnswers
from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.refusals import MediaRefused

PAGE = "https://old.example.org/about/"


class Site:
    """Answers what it was given, and notes what it was asked."""

    allowed, limits = None, LIMITS

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def ask(self, address, **options):
        self.asked.append(address)
        answer = self.answers.get("answer")
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_an_answer_is_asked_for_once_and_stays_whole(tmp_path):
    answer = Answer(PAGE, 200, "text/html", b"first\nsecond\n\0\xff", location="", disposition="inline")
    site = Site(answer=answer)
    first = KeptAnswers(site, Keeping(tmp_path)).ask(PAGE, types=("text/",))
    assert KeptAnswers(site, Keeping(tmp_path)).ask(PAGE, types=("text/",)) == first == answer
    assert site.asked == [PAGE]
    KeptAnswers(site, Keeping(tmp_path)).ask(PAGE, types=("image/",))
    assert site.asked == [PAGE, PAGE]


@pytest.mark.parametrize("kind", [MediaRefused, NoAnswer])
def test_what_was_refused_stays_refused_in_the_same_way(tmp_path, kind):
    site = Site(answer=kind("Too slow."))
    for _turn in range(2):
        with pytest.raises(MediaRefused, match=r"Too slow\.") as raised:
            KeptAnswers(site, Keeping(tmp_path)).ask(PAGE)
        assert type(raised.value) is kind
    assert site.asked == [PAGE]


def test_pauses_are_only_kept_before_something_is_really_asked(tmp_path):
    slept = []
    kept = KeptAnswers(Site(answer=Answer(PAGE, 404)), Keeping(tmp_path), sleep=slept.append)
    for address in (PAGE, PAGE, f"{PAGE}more/"):
        kept.sleep(1.5)
        kept.ask(address)
    assert slept == [1.5, 1.5]


def test_a_stop_before_a_question_keeps_nothing_of_it(tmp_path):
    class Enough(BaseException):
        pass

    def stop():
        raise Enough

    site = Site(answer=Answer(PAGE, 404))
    with pytest.raises(Enough):
        KeptAnswers(site, Keeping(tmp_path, stop)).ask(PAGE)
    assert site.asked == []
    assert list(tmp_path.iterdir()) == []
