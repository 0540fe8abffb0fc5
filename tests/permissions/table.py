"""Who may, written out: for each address, what each person is answered.

`in`: let in (a page, a redirect, or what is wrong with an empty form); `sign in`: asked to;
`403`: not for this role; `404`: not yours, so it does not exist for you; `405`: never this way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PEOPLE = (
    "visitor",
    "stranger",
    "learner",
    "classmate",
    "guest",
    "module_lead",
    "coordinator",
    "juror",
    "registrar",
    "expert",
    "other expert",
    "graduate",
    "module_lead of 2026",
    "coordinator of 2026",
    "juror of 2026",
    "registrar of 2026",
)
Answers = dict[str, str]


def anyone() -> Answers:
    return dict.fromkeys(PEOPLE, "in")


def nobody() -> Answers:
    return dict.fromkeys(PEOPLE, "404")


def anyone_signed_in() -> Answers:
    return anyone() | {"visitor": "sign in"}


def only(people: str, *, hidden_from: str = "") -> Answers:
    """These are let in; for those it does not exist; the others are refused."""
    answers = dict.fromkeys(PEOPLE, "403") | {"visitor": "sign in"}
    for names, answer in ((people, "in"), (hidden_from, "404")):
        answers |= {name.strip(): answer for name in names.split(",") if name.strip()}
    return answers


def hidden_from_all_but(person: str) -> Answers:
    return dict.fromkeys(PEOPLE, "404") | {"visitor": "sign in", person: "in"}


@dataclass(frozen=True, slots=True)
class Row:
    """One address asked for in one way; `blanks` says which object fills a blank of it."""

    route: str
    answers: Answers
    method: str = "get"
    year: str = "2027"
    blanks: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([self.method, self.route, self.year, *self.blanks.values()])


LEARNERS = "learner, classmate"
STAFF = "module_lead, coordinator"
MARKERS = f"{STAFF}, juror, expert, other expert"
EVERYONE_HERE = f"{LEARNERS}, guest, {MARKERS}, registrar"
EVERYONE_THERE = (
    "graduate, module_lead of 2026, coordinator of 2026, juror of 2026, registrar of 2026"
)


def _of_a_certificate(route: str, method: str) -> tuple[Row, Row]:
    """One of 2026: a registrar of that year says what stands; below 2027 it does not exist."""
    blanks = {"number": "certified"}
    return (
        Row(route, only("", hidden_from="registrar"), method, blanks=blanks),
        Row(route, only("registrar of 2026"), method, "2026", blanks=blanks),
    )


HOME = (
    Row("home", anyone()),
    Row("edition_home", only(EVERYONE_HERE)),
    Row("edition_home", only(EVERYONE_THERE), year="2026"),
    Row("news", anyone_signed_in()),
    Row("news_reading", anyone_signed_in(), "post"),
    Row("notice_reading", hidden_from_all_but("learner"), "post"),
    # Only a demo shows its mail: home/test_news.py looks at it there.
    Row("demo_mails", nobody()),
    Row("demo_mail", nobody()),
    Row("settings", anyone_signed_in()),
    Row("settings", anyone_signed_in(), "post"),
)

DOORS = (
    Row("personal_link", anyone()),
    Row("personal_link", anyone(), "post"),
    Row("set_language", anyone(), "post"),
    Row("passkeys", anyone_signed_in()),
    Row("passkey_addition", anyone_signed_in(), "post"),
    Row("passkey_code", anyone_signed_in(), "post"),
    Row("passkey_confirmation", anyone_signed_in(), "post"),
    Row("passkey", hidden_from_all_but("learner")),
    Row("passkey", hidden_from_all_but("learner"), "post"),
    Row("passkey_removal", hidden_from_all_but("learner"), "post"),
)

VERIFICATION = (
    Row("verify", anyone()),
    Row("verify", anyone(), "post"),
    Row("verify_number", anyone()),
    Row("verify_credential", anyone(), "post"),
    Row("api_description", anyone()),
    Row("trust", anyone()),
    Row("programme_did", anyone()),
    Row("institution_did", anyone()),
    Row("status_list", anyone(), blanks={"number": "list number"}),
    Row("achievement", anyone()),
    Row("achievement_json", anyone()),
    Row("achievement_with_honours", anyone(), blanks={"honours": "honours"}),
    Row("achievement_with_honours_json", anyone(), blanks={"honours": "honours"}),
    Row("terms", anyone()),
    Row("terms_document", anyone()),
    Row("suspension_list", anyone(), blanks={"number": "list number"}),
)

HOLDER = (
    Row("my_diploma", anyone_signed_in()),
    Row("diploma_pdf", hidden_from_all_but("graduate")),
    Row("diploma_json", hidden_from_all_but("graduate")),
    Row("presentation", anyone_signed_in()),
    *(
        Row(f"certificate{file}", hidden_from_all_but("graduate"), blanks={"number": "certified"})
        for file in ("", "_pdf", "_json", "_png", "_svg", "_bundle")
    ),
    Row("certificates", only("coordinator")),
    Row("certificates", only("coordinator of 2026"), year="2026"),
    Row("certificates_issue", only("coordinator"), "post"),
    Row("certificates_issue", only("coordinator of 2026"), "post", "2026"),
    Row("diploma_png", hidden_from_all_but("graduate")),
    Row("diploma_svg", hidden_from_all_but("graduate")),
    Row("diploma_bundle", hidden_from_all_but("graduate")),
)

DIPLOMA_OFFICE = (
    # No PDF is signed in the rehearsed year: there is no certificate to publish yet.
    Row("paper_authority", nobody()),
    Row("paper_certificates", nobody()),
    Row("own_supplement", hidden_from_all_but("graduate")),
    Row("own_transcript", hidden_from_all_but("graduate")),
    Row("diploma_batch", only("coordinator, registrar")),
    Row("diploma_batch", only("coordinator of 2026, registrar of 2026"), year="2026"),
    Row("diploma_batch_run", only("coordinator"), "post"),
    Row("diploma_batch_run", only("coordinator of 2026"), "post", "2026"),
    Row("diploma_mandate", only("registrar"), "post"),
    Row("diploma_mandate", only("registrar of 2026"), "post", "2026"),
    Row("diploma_mandate_withdrawal", only("registrar"), "post"),
    Row("diploma_mandate_withdrawal", only("registrar of 2026"), "post", "2026"),
    Row("diploma_refusal", only("", hidden_from="registrar")),
    Row("diploma_refusal", only("", hidden_from="registrar"), "post"),
    Row("diploma_refusal", only("registrar of 2026"), year="2026"),
    Row("diploma_refusal", only("registrar of 2026"), "post", "2026"),
    Row("diploma_refusal_lifted", only("", hidden_from="registrar"), "post"),
    Row("diploma_refusal_lifted", only("registrar of 2026"), "post", "2026"),
    Row("diploma_supplement", only("", hidden_from="coordinator, registrar")),
    Row("diploma_supplement", only("coordinator of 2026, registrar of 2026"), year="2026"),
    Row("diploma_transcript", only("", hidden_from="coordinator, registrar")),
    Row("diploma_transcript", only("coordinator of 2026, registrar of 2026"), year="2026"),
    Row("diploma_ceremony", only("coordinator")),
    Row("diploma_ceremony", only("coordinator of 2026"), year="2026"),
    Row("diploma_ceremony_csv", only("coordinator")),
    Row("diploma_ceremony_csv", only("coordinator of 2026"), year="2026"),
    Row("diploma_ceremony_pdf", only("coordinator")),
    Row("diploma_ceremony_pdf", only("coordinator of 2026"), year="2026"),
    Row("diplomas", only("coordinator, registrar")),
    Row("diplomas", only("coordinator of 2026, registrar of 2026"), year="2026"),
    Row("diploma_preparation", only("coordinator"), "post"),
    Row("diploma_preparation", only("coordinator of 2026"), "post", "2026"),
    Row("signing_keys", only("coordinator, registrar")),
    Row("key_rotation", only("registrar"), "post"),
    Row("key_loss", only("", hidden_from="registrar"), blanks={"key": "no key"}),
    Row("key_loss", only("", hidden_from="registrar"), "post", blanks={"key": "no key"}),
    Row("certificates_issued", only("coordinator, registrar")),
    Row("certificates_issued", only("coordinator of 2026, registrar of 2026"), year="2026"),
    *_of_a_certificate("certificate_revocation", "get"),
    *_of_a_certificate("certificate_revocation", "post"),
    *_of_a_certificate("certificate_suspension", "get"),
    *_of_a_certificate("certificate_suspension", "post"),
    *_of_a_certificate("certificate_suspension_lifting", "post"),
    Row("diploma_suspension", only("", hidden_from="registrar")),
    Row("diploma_suspension", only("registrar of 2026"), year="2026"),
    Row("diploma_suspension", only("registrar of 2026"), "post", "2026"),
    Row("diploma_suspension_lifting", only("", hidden_from="registrar"), "post"),
    Row("diploma_suspension_lifting", only("registrar of 2026"), "post", "2026"),
    Row("diploma_signatures", only("registrar"), "post"),
    Row("diploma_signatures", only("registrar of 2026"), "post", "2026"),
    # A diploma of 2026 asked for below 2027 does not exist there.
    Row("diploma_signature", only("", hidden_from="registrar"), "post"),
    Row("diploma_signature", only("registrar of 2026"), "post", "2026"),
    Row("diploma_revocation", only("", hidden_from="registrar")),
    Row("diploma_revocation", only("", hidden_from="registrar"), "post"),
    Row("diploma_revocation", only("registrar of 2026"), year="2026"),
    Row("diploma_revocation", only("registrar of 2026"), "post", "2026"),
)

CONTENT = (
    Row("programme", only(f"{LEARNERS}, {STAFF}")),
    Row("module", only(f"{LEARNERS}, {STAFF}")),
    *(
        Row("activity", only(f"{LEARNERS}, {STAFF}", hidden_from="guest"), blanks={"slug": kind})
        for kind in ("lesson", "quiz", "assignment")
    ),
    Row("reading", only(LEARNERS, hidden_from="guest"), "post", blanks={"slug": "lesson"}),
    Row("attempts", only(LEARNERS, hidden_from="guest"), "post", blanks={"slug": "quiz"}),
    Row("papers", only(LEARNERS, hidden_from="guest"), "post", blanks={"slug": "assignment"}),
    Row("my_gradebook", only(LEARNERS)),
)

# The learner's own paper, which the expert was asked to mark; their quiz, not yet submitted.
_NOT_THEIR_PAPER = "classmate, guest, juror, registrar, other expert"
_SEES_THE_PAPER = only(f"learner, expert, {STAFF}", hidden_from=_NOT_THEIR_PAPER)
_SEES_THE_DRAFT = only("learner", hidden_from=f"{_NOT_THEIR_PAPER}, expert, {STAFF}")
WORK = (
    Row("attempt", _SEES_THE_PAPER),
    Row("attempt", _SEES_THE_PAPER, "post"),
    Row("attempt", _SEES_THE_DRAFT, blanks={"attempt": "quiz attempt"}),
    Row("attempt", _SEES_THE_DRAFT, "post", blanks={"attempt": "quiz attempt"}),
    Row("attempt", only("", hidden_from=EVERYONE_THERE), year="2026"),
    Row("comments", _SEES_THE_PAPER, "post"),
    Row("comments", _SEES_THE_DRAFT, "post", blanks={"attempt": "quiz attempt"}),
    Row("paper_file", _SEES_THE_PAPER),
    Row("paper_file", only("", hidden_from=EVERYONE_THERE), year="2026"),
)

_OWN_SHEET = only("expert", hidden_from=f"{STAFF}, juror, other expert")
MARKING = (
    Row("marking_desk", only(MARKERS)),
    Row("sheet", _OWN_SHEET),
    Row("sheet", _OWN_SHEET, "post"),
    Row("signature", _OWN_SHEET, "post"),
    Row("sheet_writes", _OWN_SHEET, "post"),
    Row("sheet_difference", _OWN_SHEET, "post"),
    Row("marking_offline", only(MARKERS)),
    Row("marking_worker", anyone()),
    Row("experts", only("coordinator")),
    Row("expert_links", only("coordinator"), "post"),
    Row("expert_links", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("expert_link_withdrawal", only("coordinator"), "post"),
    Row("expert_link_withdrawal", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("ratings", only("coordinator")),
    Row("ratings", only("coordinator"), "post"),
)

_OTHER_YEAR = only("", hidden_from="module_lead of 2026, coordinator of 2026, juror of 2026")
_OWN_SESSION = only(f"{STAFF}, expert", hidden_from="other expert")
FOLLOWING = (
    Row("cohort", only(STAFF)),
    Row("cohort_csv", only(STAFF)),
    Row("gradebook", only(f"{STAFF}, juror")),
    Row("gradebook", _OTHER_YEAR, year="2026"),
    Row("presence", _OWN_SESSION),
    Row("presence", _OWN_SESSION, "post"),
    Row("journal", only("coordinator")),
    Row("journal_csv", only("coordinator")),
)

# Guests come to the datathon, jurors and registrars to none of the lectures, an expert to theirs.
_COMES_TO_THE_SESSION = only(
    f"{LEARNERS}, {STAFF}, expert", hidden_from="guest, juror, registrar, other expert"
)
TIME = (
    Row("agenda", only(EVERYONE_HERE)),
    Row("agenda", only(EVERYONE_THERE), year="2026"),
    Row("month", only(EVERYONE_HERE)),
    Row("subscription", only(EVERYONE_HERE)),
    Row("subscription", only(EVERYONE_HERE), "post"),
    Row("session", _COMES_TO_THE_SESSION),
    Row("session_ics", _COMES_TO_THE_SESSION),
    # Telephones read it without signing in: its secret address is the key.
    Row("calendar", anyone()),
    Row("calendar", nobody(), blanks={"key": "wrong key"}),
    Row("planning", only(STAFF)),
    Row("import_calendar", only("coordinator")),
    Row("import_calendar", only("coordinator"), "post"),
    Row("move_session", only("coordinator")),
    Row("move_session", only("coordinator"), "post"),
)

JURY = (
    Row("jury", only("coordinator, juror")),
    Row("simulation", only("coordinator, juror")),
    Row("angoff_rounds", only("coordinator, juror")),
    Row("angoff_rounds", only("coordinator"), "post"),
    # The round is still open: a juror reads it once it is closed.
    Row("angoff_round", only("coordinator", hidden_from="juror")),
    Row("angoff_round", only("", hidden_from="coordinator of 2026, juror of 2026"), year="2026"),
    Row("angoff_judges", only("coordinator"), "post"),
    Row("angoff_judges", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("angoff_second", only("coordinator"), "post"),
    Row("angoff_closure", only("coordinator"), "post"),
    Row("angoff_closure", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("angoff_estimates", _OWN_SHEET),
    Row("angoff_estimates", _OWN_SHEET, "post"),
    Row("jury", only("coordinator of 2026, juror of 2026"), year="2026"),
    Row("decision", only("coordinator, juror")),
    Row("decision", only("", hidden_from="coordinator of 2026, juror of 2026"), year="2026"),
    Row("decisions", only("juror"), "post"),
    Row("deliberation", only("coordinator, juror")),
    Row("deliberation", only("coordinator of 2026, juror of 2026"), year="2026"),
    Row("deliberation_now", only("", hidden_from="coordinator, juror")),
    Row("deliberation_now", only("coordinator of 2026, juror of 2026"), year="2026"),
    Row("deliberation_opening", only("coordinator"), "post"),
    Row("deliberation_order", only("", hidden_from="coordinator, juror"), "post"),
    Row("deliberation_freeze", only("", hidden_from="juror"), "post"),
    Row("deliberation_presence", only("", hidden_from="coordinator, juror"), "post"),
    Row("common_motion", only("", hidden_from="juror"), "post"),
    Row("votes", only("", hidden_from="juror"), "post"),
    Row("motion_closing", only("", hidden_from="juror"), "post"),
    Row("motion_withdrawal", only("", hidden_from="juror"), "post"),
    Row("deliberation_case", only("", hidden_from="coordinator, juror")),
    Row(
        "deliberation_case",
        only("coordinator of 2026, juror of 2026"),
        year="2026",
        blanks={"enrolment": "decided"},
    ),
    Row("motions", only("", hidden_from="juror"), "post"),
    Row("recusals", only("", hidden_from="juror"), "post"),
    Row("decisions", only("", hidden_from="juror of 2026"), "post", "2026"),
)

# Nothing is frozen in 2027 yet: whoever may follow the jury finds no minutes there.
_NO_MINUTES = {"number": "list number"}
_NONE_TO_READ = only("", hidden_from="coordinator, juror")
_NONE_TO_SIGN = only("", hidden_from="juror")
MINUTES = (
    Row("minutes_list", only("coordinator, juror")),
    Row("minutes_list", only("coordinator of 2026, juror of 2026"), year="2026"),
    Row("minutes_drawing_up", only("coordinator, juror"), "post"),
    Row("minutes", _NONE_TO_READ, blanks=_NO_MINUTES),
    Row("minutes_json", _NONE_TO_READ, blanks=_NO_MINUTES),
    Row("minutes_pdf", _NONE_TO_READ, blanks=_NO_MINUTES | {"language": "french"}),
    Row("minutes_signature", _NONE_TO_SIGN, "post", blanks=_NO_MINUTES),
    Row("minutes_code", _NONE_TO_SIGN, "post", blanks=_NO_MINUTES),
    Row("minutes_refusal", _NONE_TO_SIGN, "post", blanks=_NO_MINUTES),
    Row("my_decision", only(LEARNERS)),
    Row("my_decision", only(LEARNERS), "post"),
    Row("appeals", only("coordinator")),
    Row("appeal", only("", hidden_from="coordinator"), blanks={"appeal": "list number"}),
    Row("appeal", only("", hidden_from="coordinator"), "post", blanks={"appeal": "list number"}),
    Row("appeal_reopening", only("coordinator"), "post"),
)

# Everyone who takes part follows the datathon; a private board is for its owners until revealed.
_CHALLENGE = {"slug": "challenge"}
_PRIVATE = _CHALLENGE | {"board": "private board"}
_NOT_OWNERS = f"{LEARNERS}, guest, juror, registrar, expert, other expert"
_OWNERS_ONLY = only(STAFF, hidden_from=_NOT_OWNERS)
_TEAM = only(f"{LEARNERS}, guest")
# A submission of the graduate's team: of 2026, and never below 2027.
_SENT = _CHALLENGE | {"submission": "submission"}
_OWNERS_THERE = "module_lead of 2026, coordinator of 2026"
_ITS_TEAM = only(f"graduate, {_OWNERS_THERE}", hidden_from="juror of 2026, registrar of 2026")
DATATHON = (
    Row("datathon", only(EVERYONE_HERE)),
    Row("datathon", only(EVERYONE_THERE), year="2026"),
    Row("datathon_queue", only(EVERYONE_HERE)),
    Row("challenge", only(EVERYONE_HERE), blanks=_CHALLENGE),
    Row("datathon_board", only(EVERYONE_HERE), blanks=_CHALLENGE),
    Row("datathon_board_named", _OWNERS_ONLY, blanks=_PRIVATE),
    Row("datathon_board_named", only(EVERYONE_THERE), year="2026", blanks=_PRIVATE),
    Row("datathon_board_live", _OWNERS_ONLY, blanks=_PRIVATE),
    Row("datathon_revelation", only(STAFF), "post", blanks=_CHALLENGE),
    Row("datathon_submissions", _TEAM, blanks=_CHALLENGE),
    Row("datathon_submission_form", _TEAM, blanks=_CHALLENGE),
    Row("datathon_submission_form", _TEAM, "post", blanks=_CHALLENGE),
    Row("datathon_submission", _ITS_TEAM, year="2026", blanks=_SENT),
    Row("datathon_submission", only("", hidden_from=EVERYONE_HERE), blanks=_SENT),
    Row("datathon_submission_live", _ITS_TEAM, year="2026", blanks=_SENT),
    Row("datathon_cancellation", only("graduate"), "post", "2026", _SENT),
    Row("datathon_desk", only(STAFF), blanks=_CHALLENGE),
    Row("datathon_stewards", only(STAFF), "post", blanks=_CHALLENGE),
    Row("datathon_steward_departure", only(STAFF), "post", blanks=_CHALLENGE),
    Row("datathon_rescorings", only(STAFF), "post", blanks=_CHALLENGE),
    Row("datathon_import", only("coordinator")),
    Row("datathon_import", only("coordinator"), "post"),
    Row("datathon_rescoring", only(_OWNERS_THERE), "post", "2026", _SENT),
    Row("datathon_report", only("", hidden_from=EVERYONE_THERE), year="2026", blanks=_SENT),
)

# The learner's team, with the guest, and what it shares and asks; the classmate is in another one.
# The guest, a patient partner, and the other expert are mentors; the expert sits on a panel.
_NUMBER = {"number": "team"}
_FILE, _LINK = _NUMBER | {"file": "team file"}, _NUMBER | {"link": "team link"}
_HELPERS = f"{STAFF}, other expert, guest"
_SEES_THE_TEAM = only(f"learner, {_HELPERS}", hidden_from="classmate")
_OWN_THINGS = only("learner, guest", hidden_from=f"classmate, {STAFF}, other expert")
TEAMS = (
    Row("teams", only(_HELPERS)),
    Row("team", _SEES_THE_TEAM, blanks=_NUMBER),
    Row("team_links", _SEES_THE_TEAM, "post", blanks=_NUMBER),
    Row("team_link_removal", _OWN_THINGS, "post", blanks=_LINK),
    Row("team_files", _SEES_THE_TEAM, "post", blanks=_NUMBER),
    Row("team_file", _SEES_THE_TEAM, blanks=_FILE),
    Row("team_file_removal", _OWN_THINGS, "post", blanks=_FILE),
    Row("team_discussion", _SEES_THE_TEAM, "post", blanks=_NUMBER),
    Row("team_help", only("learner, guest", hidden_from="classmate"), "post", blanks=_NUMBER),
    Row("help_queue", only(_HELPERS)),
    Row("help_turn", only(_HELPERS), "post"),
    Row("help_request", _SEES_THE_TEAM),
    Row("help_taking", only(_HELPERS), "post"),
    Row("help_putting_back", only("other expert", hidden_from=f"{STAFF}, guest"), "post"),
    Row("help_answers", _SEES_THE_TEAM, "post"),
    Row("help_closure", _SEES_THE_TEAM, "post"),
    Row("mentors", only(f"{LEARNERS}, {_HELPERS}")),
    Row("mentor_naming", only("coordinator"), "post"),
    Row("mentor_leaving", only("coordinator"), "post"),
    Row("mentor_leaving", only("", hidden_from="coordinator of 2026"), "post", "2026"),
)

# What is not given is told in a sentence on the challenge's page, which everyone here may read.
_OF_THE_TEAM = only("learner, guest", hidden_from="classmate")
ACCESS = (
    Row("challenge_file", only(EVERYONE_HERE), blanks=_CHALLENGE | {"file": "data file"}),
    Row("agreement", only(EVERYONE_HERE)),
    Row("agreement", only(EVERYONE_HERE), "post"),
    *(
        Row(f"access_{name}", only("coordinator"))
        for name in ("people", "people_csv", "downloads", "downloads_csv", "decisions")
    ),
    *(
        Row(f"access_{name}", only("coordinator"), "post")
        for name in ("recognitions", "grants", "suspensions", "lifting")
    ),
    Row("access_lifting", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("dossier", _SEES_THE_TEAM, blanks=_NUMBER),
    Row("dossier_part", _OWN_THINGS, blanks=_NUMBER),
    Row("dossier_part", _OWN_THINGS, "post", blanks=_NUMBER),
    Row("dossier_challenge", _OF_THE_TEAM, "post", blanks=_NUMBER),
    Row("dossier_handing_in", _OF_THE_TEAM, blanks=_NUMBER),
    Row("dossier_handing_in", _OF_THE_TEAM, "post", blanks=_NUMBER),
    Row("follow_up", _OF_THE_TEAM, blanks=_NUMBER),
    Row("follow_up", _OF_THE_TEAM, "post", blanks=_NUMBER),
    Row("projects", only(f"{STAFF}, juror")),
    Row("projects", only(f"{_OWNERS_THERE}, juror of 2026"), year="2026"),
    Row("datathon_judged", _OWNERS_ONLY, blanks=_CHALLENGE),
    Row("datathon_judged", only(EVERYONE_THERE), year="2026", blanks=_CHALLENGE),
)

_OTHERS_WHO_MARK = "module_lead, juror, expert, other expert"
_OWN_SEAT = only("expert", hidden_from=f"{STAFF}, juror, other expert")
PANELS = (
    Row("panels", only("coordinator")),
    Row("panels", only("coordinator"), "post"),
    Row("panel", only("coordinator")),
    Row("panel", only("", hidden_from="coordinator of 2026"), year="2026"),
    Row("panel_composition", only("coordinator"), "post"),
    Row("panel_jurors", only("coordinator"), "post"),
    Row("juror_leaving", only("coordinator"), "post"),
    Row("panel_conflicts", only("coordinator"), "post"),
    Row("panel_assignment", only("coordinator"), "post"),
    Row("panel_closure", only("coordinator"), "post"),
    Row("panel_closure", only("", hidden_from="coordinator of 2026"), "post", "2026"),
    Row("panel_standard", only("coordinator", hidden_from=_OTHERS_WHO_MARK)),
    Row("panel_standard", _OTHER_YEAR, year="2026"),
    Row("declaration", _OWN_SEAT),
    Row("declaration", _OWN_SEAT, "post"),
)

_PATIENT, _OVER = {"slug": "patient"}, {"encounter": "ended encounter"}
_OWN_PATIENT = only("learner", hidden_from="classmate")
_OF_THE_EDITION = "classmate, guest, juror, registrar, expert, other expert"
SIMULATION = (
    Row("activity", only(f"{LEARNERS}, {STAFF}", hidden_from="guest"), blanks=_PATIENT),
    Row("encounters", only(LEARNERS), "post", blanks=_PATIENT),
    Row("encounter", _OWN_PATIENT),
    Row("encounter_pause", _OWN_PATIENT),
    *(
        Row(f"encounter_{name}", _OWN_PATIENT, "post")
        for name in ("turns", "orders", "hypotheses", "hypothesis_aside", "handoff")
    ),
    *(
        Row(f"encounter_{name}", _OWN_PATIENT, "post")
        for name in ("consultations", "judgements", "resumption", "words", "ending")
    ),
    Row("encounter_turn_withdrawal", _OWN_PATIENT, "post", blanks={"turn": "waiting"}),
    Row("encounter_ending", _OWN_PATIENT),
    # Under way, it is seen by its author; over, by the staff too.
    Row("debrief", only("learner", hidden_from=f"{STAFF}, {_OF_THE_EDITION}")),
    Row("debrief", only(f"learner, {STAFF}", hidden_from=_OF_THE_EDITION), blanks=_OVER),
    Row("transcript", only("learner", hidden_from=f"{STAFF}, {_OF_THE_EDITION}")),
    Row("transcript", only(f"learner, {STAFF}", hidden_from=_OF_THE_EDITION), blanks=_OVER),
    # Nobody rates this one: it has no rubric.
    Row("encounter_ratings", only("", hidden_from=STAFF), "post", blanks=_OVER),
    # A classmate was asked to rate the learner's talk, blind.
    Row("peer_rating", only("classmate", hidden_from="learner")),
    Row("peer_rating", only("classmate", hidden_from="learner"), "post"),
    Row("peer_remark_report", _OWN_PATIENT, "post", blanks=_OVER),
    Row("word", only("coordinator", hidden_from="module_lead")),
)

_SERIES, _ITEM = {"attempt": "series attempt"}, {"slug": "item"}
_OWN_SERIES = only("learner", hidden_from="classmate")
_KEEPERS = f"{STAFF}, expert, other expert"
_CASE, _REVIEW = {"slug": "case"}, {"slug": "case", "turn": "waiting"}
CRITIQUES = (
    Row("activity", only(f"{LEARNERS}, {STAFF}", hidden_from="guest"), blanks={"slug": "series"}),
    Row("critique_series", only(LEARNERS), "post", blanks={"slug": "series"}),
    Row("critique", _OWN_SERIES, blanks=_SERIES),
    Row("critique_output", _OWN_SERIES, blanks=_SERIES),
    Row("critique_output", _OWN_SERIES, "post", blanks=_SERIES),
    Row("critique_trust", _OWN_SERIES, blanks=_SERIES | {"slug": "trust"}),
    Row("critique_trust", _OWN_SERIES, "post", blanks=_SERIES | {"slug": "trust"}),
    Row("critique_submission", _OWN_SERIES, "post", blanks=_SERIES),
    Row("critique_curve", only(LEARNERS)),
    Row("critique_evidence", only(STAFF)),
    Row("critique_items", only(_KEEPERS)),
    Row("critique_item", only(_KEEPERS), blanks=_ITEM),
    Row("critique_item", only(_KEEPERS), "post", blanks=_ITEM),
    Row("critique_mutations", only(_KEEPERS)),
    Row("critique_mutations", only(_KEEPERS), "post"),
    Row("trust_panel", only(f"{_KEEPERS}, juror")),
    Row("trust_panel", only(f"{_KEEPERS}, juror"), "post"),
    Row("cases", only(STAFF)),
    Row("case", only(STAFF), blanks=_CASE),
    Row("case_review", only(STAFF), "post", blanks=_REVIEW),
    Row("case_withdrawal", only(STAFF), "post", blanks=_CASE),
)

# The day of 2026 is over; that of 2027 is not planned yet. The graduate's team has passed.
_OTHERS_THERE = "module_lead of 2026, coordinator of 2026, juror of 2026, registrar of 2026"
_HEARS = only("coordinator of 2026, juror of 2026", hidden_from="module_lead of 2026")
_PLANS, _NOTHING_YET = only("coordinator of 2026"), only("", hidden_from="coordinator")
_PACK, _PAUSE = {"number": "presenting"}, {"pause": "pause"}
DAY = (
    Row("day_plan", only("coordinator")),
    Row("day_plan", only("coordinator"), "post"),
    Row("day_plan", _PLANS, year="2026"),
    Row("day_order", only(EVERYONE_HERE)),
    Row("day_order", only(EVERYONE_THERE), year="2026"),
    Row("day_ics", only("graduate", hidden_from=_OTHERS_THERE), year="2026"),
    *(
        Row(name, _NOTHING_YET, "post")
        for name in ("day_rooms", "day_pauses", "day_layout", "day_draw", "day_publication")
    ),
    *(
        Row(name, _PLANS, "post", "2026")
        for name in ("day_rooms", "day_pauses", "day_layout", "day_draw", "day_publication")
    ),
    Row("day_unpublication", _PLANS, "post", "2026"),
    Row("day_room_removal", _PLANS, "post", "2026"),
    Row("day_pause_removal", _PLANS, "post", "2026", _PAUSE),
    Row("day_pause_removal", _NOTHING_YET, "post", blanks=_PAUSE),
    Row("day_place", _PLANS, "post", "2026"),
    Row("day_place", _NOTHING_YET, "post"),
    Row("day_repair", _PLANS, year="2026"),
    Row("day_repair", _PLANS, "post", "2026"),
    Row("day_repair", _NOTHING_YET),
    Row("day_room", _HEARS, year="2026"),
    Row("day_room", only("", hidden_from=MARKERS)),
    Row("day_marks", _HEARS, "post", "2026"),
    Row("day_presence", _HEARS, "post", "2026"),
    Row("day_presence", only("", hidden_from=MARKERS), "post"),
    Row("day_screen", only(EVERYONE_THERE), year="2026"),
    Row("day_pack", _HEARS, year="2026", blanks=_PACK),
    Row("day_pack", only("", hidden_from=MARKERS), blanks=_PACK),
    Row("day_pack_zip", _HEARS, year="2026", blanks=_PACK),
)

TABLE = (
    *HOME,
    *DOORS,
    *VERIFICATION,
    *HOLDER,
    *DIPLOMA_OFFICE,
    *CONTENT,
    *WORK,
    *MARKING,
    *FOLLOWING,
    *TIME,
    *JURY,
    *MINUTES,
    *DAY,
    *DATATHON,
    *TEAMS,
    *ACCESS,
    *PANELS,
    *SIMULATION,
    *CRITIQUES,
)
