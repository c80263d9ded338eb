"""What happened: small frozen typed events, the only thing that is ever stored.

No tag and no field of an event is ever renamed: old logs must open for ever. New fields get
defaults; an unknown field or tag means that a newer version wrote the log.
"""

from __future__ import annotations

from typing import TypeAlias

from agendas.meeting.event import Event
from agendas.meeting.meeting_events import (
    Adjourned,
    Answer,
    Blanked,
    Candidate,
    CandidateAdded,
    CandidateRemoved,
    CapacitySet,
    ClockPaused,
    ClockResumed,
    Corrected,
    EmergencyJudged,
    Finalised,
    ItStandIn,
    MeetingOpened,
    MeetingResumed,
    NoteTaken,
    Origin,
    PersonAbsent,
    PersonArrived,
    PersonExcused,
    PersonLeft,
    Promise,
    PromiseAnswered,
    Redone,
    StageEntered,
    TimeExtended,
    Undone,
    WentOnProvisionally,
)
from agendas.meeting.ranking_events import (
    BallotAbstained,
    BallotCast,
    ColumnRated,
    Decided,
    DecisionTakenBack,
    DuelHeld,
    DuelsDecided,
    DuelsOpened,
    FairnessKept,
    LineDrawn,
    MethodChosen,
    MoveExplained,
    NotFitting,
    Objected,
    OverCapacityExplained,
    RankingRevealed,
    ReadBackSaid,
    RequestMoved,
    RoundOpened,
    RoundRules,
    Standing,
    SwapMade,
    TieApplied,
)
from agendas.meeting.request_events import (
    BatchCommitted,
    Emergency,
    EmergencyLogged,
    EmergencyStruck,
    MappingKept,
    Patch,
    RequestAdded,
    RequestChanged,
    RequestRemoved,
    RequestRevived,
    RequestTabled,
    RequestUntabled,
    RevivalUndone,
    TablingUndone,
    WorkspaceMade,
)

__all__ = [
    "Adjourned",
    "Answer",
    "AnyEvent",
    "BallotAbstained",
    "BallotCast",
    "BatchCommitted",
    "Blanked",
    "Candidate",
    "CandidateAdded",
    "CandidateRemoved",
    "CapacitySet",
    "ClockPaused",
    "ClockResumed",
    "ColumnRated",
    "Corrected",
    "Decided",
    "DecisionTakenBack",
    "DuelHeld",
    "DuelsDecided",
    "DuelsOpened",
    "Emergency",
    "EmergencyJudged",
    "EmergencyLogged",
    "EmergencyStruck",
    "Event",
    "FairnessKept",
    "Finalised",
    "ItStandIn",
    "LineDrawn",
    "MappingKept",
    "MeetingOpened",
    "MeetingResumed",
    "MethodChosen",
    "MoveExplained",
    "NotFitting",
    "NoteTaken",
    "Objected",
    "Origin",
    "OverCapacityExplained",
    "Patch",
    "PersonAbsent",
    "PersonArrived",
    "PersonExcused",
    "PersonLeft",
    "Promise",
    "PromiseAnswered",
    "RankingRevealed",
    "ReadBackSaid",
    "Redone",
    "RequestAdded",
    "RequestChanged",
    "RequestMoved",
    "RequestRemoved",
    "RequestRevived",
    "RequestTabled",
    "RequestUntabled",
    "RevivalUndone",
    "RoundOpened",
    "RoundRules",
    "StageEntered",
    "Standing",
    "SwapMade",
    "TablingUndone",
    "TieApplied",
    "TimeExtended",
    "Undone",
    "WentOnProvisionally",
    "WorkspaceMade",
]

AnyEvent: TypeAlias = (
    WorkspaceMade | RequestAdded | RequestChanged | RequestRemoved | RequestTabled
    | RequestUntabled | RequestRevived | BatchCommitted | MappingKept | EmergencyLogged
    | EmergencyStruck | RevivalUndone | TablingUndone
    | MeetingOpened | StageEntered | PersonArrived | PersonAbsent | PersonExcused | PersonLeft
    | ItStandIn | WentOnProvisionally | PromiseAnswered | EmergencyJudged | CapacitySet
    | CandidateAdded | CandidateRemoved | MethodChosen | RoundOpened | BallotCast
    | BallotAbstained | RankingRevealed | LineDrawn | RequestMoved | MoveExplained
    | OverCapacityExplained | Decided | DecisionTakenBack | Objected | ReadBackSaid | NoteTaken
    | TimeExtended | ClockPaused | ClockResumed | Blanked | Adjourned | MeetingResumed | Undone
    | Redone | Finalised | Corrected
    | ColumnRated | DuelsOpened | DuelHeld | DuelsDecided | SwapMade | FairnessKept
)  # fmt: skip
