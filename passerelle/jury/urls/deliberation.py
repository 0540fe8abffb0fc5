from django.urls import path

from ..views import deliberation as sitting
from ..views import deliberation_case as case

urlpatterns = [
    path("deliberation/", sitting.deliberation, name="deliberation"),
    path("deliberation/now/", sitting.deliberation_now, name="deliberation_now"),
    path("deliberation/opening/", sitting.opening, name="deliberation_opening"),
    path("deliberation/presences/<int:member>/", sitting.presence, name="deliberation_presence"),
    path("deliberation/order/", sitting.order, name="deliberation_order"),
    path("deliberation/together/", sitting.together, name="common_motion"),
    path("deliberation/freeze/", sitting.freeze, name="deliberation_freeze"),
    path("deliberation/motions/<int:motion>/votes/", sitting.votes, name="votes"),
    path("deliberation/motions/<int:motion>/closing/", sitting.closing, name="motion_closing"),
    path(
        "deliberation/motions/<int:motion>/withdrawal/",
        sitting.withdrawal,
        name="motion_withdrawal",
    ),
    path("deliberation/<int:enrolment>/", case.case, name="deliberation_case"),
    path("deliberation/<int:enrolment>/motions/", case.motions, name="motions"),
    path("deliberation/<int:enrolment>/recusals/", case.recusals, name="recusals"),
]
