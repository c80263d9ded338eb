"""A request edited as a whole: texts in, one event out, or every text that is wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agendas.agenda import Agenda
from agendas.editing import EDITED, EDITED_LABELS, Wrong, edited, edited_fields, text_of
from agendas.meeting import events as e
from agendas.meeting.commands.spec import Situation
from agendas.meeting.workspace import Workspace
from agendas.request import Effort, Question, Request, Talk

TODAY = date(2026, 11, 3)
REQUEST = Request(
    "R-001",
    "A form",
    date(2026, 1, 1),
    problem="three forms",
    deadline=date(2026, 12, 1),
    effort=Effort(Decimal("2.50"), "Brandt", date(2026, 10, 27)),
    systems=("SAP", "mail"),
    talk=Talk(date(2026, 10, 1), "Okafor", "fine"),
    links=("https://a.example/1,2", "https://a.example/3"),
    questions=(Question("how many?", "Meier", "Brandt"), Question("when?", answer="in May")),
)


def situation(request: Request = REQUEST) -> Situation:
    at = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    return Situation(Workspace(last=2, requests={request.id: request}), "Meier", at)


def patch_of(texts, request=REQUEST):
    made = edited(situation(request), "R-001", texts)
    assert isinstance(made, tuple), made
    (event,) = made
    assert isinstance(event, e.RequestChanged)
    return event.patch


@pytest.mark.parametrize("field", edited_fields(REQUEST))
def test_a_text_typed_as_it_stands_changes_nothing(field):
    if field not in ("effort", "talk_on"):
        assert edited(situation(), "R-001", {field: text_of(REQUEST, field)}) == ()


def test_every_field_that_people_type_has_a_label():
    assert all(name in EDITED_LABELS for name in EDITED)


def test_several_texts_are_one_event():
    patch = patch_of({"title": "One  form", "deadline": "", "effort": "1,5", "labels": "a, b"})
    assert patch.title == "One form"
    assert patch.deadline is None
    assert patch.effort == Effort(Decimal("1.5"), "Brandt", TODAY)
    assert patch.labels == ("a", "b")


def test_another_name_keeps_the_estimate_and_its_date():
    patch = patch_of({"effort_by": "Sato"})
    assert patch.effort == Effort(Decimal("2.50"), "Sato", date(2026, 10, 27))


def test_an_address_keeps_its_commas():
    patch = patch_of({"links": "https://a.example/1,2 https://b.example/4,5"})
    assert patch.links == ("https://a.example/1,2", "https://b.example/4,5")


def test_a_talk_is_dated_and_may_be_taken_out():
    patch = patch_of({"talk": "half of it", "talk_on": "2026-10-20"})
    assert patch.talk == Talk(date(2026, 10, 20), "Okafor", "half of it")
    assert patch_of({"talk": "", "talk_who": ""}).talk is None


def test_questions_are_answered_and_asked():
    patch = patch_of(
        {
            "answer_0": "900",
            "question": "who pays?",
            "question_of": "Costa",
            "question_due": "1 Dec",
        }
    )
    assert patch.questions[0] == Question("how many?", "Meier", "Brandt", None, "900")
    assert patch.questions[2] == Question("who pays?", "Meier", "Costa", date(2026, 12, 1))


def test_every_wrong_text_is_named_and_nothing_is_changed():
    made = edited(
        situation(),
        "R-001",
        {
            "title": " ",
            "effort": "soon",
            "deadline": "soon",
            "service_class": "urgent",
            "confidential": "maybe",
            "question_of": "Costa",
            "sponsor": "Costa",
        },
    )
    assert isinstance(made, Wrong)
    assert {refused.where for refused in made.refused} == {
        "title", "effort", "deadline", "service_class", "confidential", "question",
    }  # fmt: skip


def test_what_is_not_there_cannot_be_edited():
    made = edited(situation(), "R-009", {"title": "x"})
    assert isinstance(made, Wrong)


def test_the_agenda_asks_only_for_fields_that_can_be_typed():
    assert set(Agenda.__struct_fields__) >= {"ready"}
    assert set(Agenda("x", "monthly", (), ()).ready) <= set(EDITED)  # type: ignore[arg-type]
