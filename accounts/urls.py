from django.urls import path

from accounts.views import invitations, join, members, people, profile, security, set_up, welcome

urlpatterns = [
    path("setup/", set_up.set_up, name="setup"),
    path("join/", join.ask, name="join-ask"),
    path("join/asked/", join.asked, name="join-asked"),
    path("join/<str:secret>/", join.use, name="join"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/preview/", welcome.preview, name="welcome-preview"),
    path("profile/", profile.profile, name="profile"),
    path("security/", security.security, name="security"),
    path("security/sessions/end-others/", security.end_others, name="sessions-end-others"),
    path("security/sessions/<int:number>/end/", security.end_one, name="session-end"),
    path("people/<str:handle>/", people.person, name="person"),
    path("people/<str:handle>/avatar/", people.avatar, name="avatar"),
    path("admin/members/", members.members, name="members"),
    path("admin/members/domains/", members.set_domains, name="members-domains"),
    path("admin/members/invite/", invitations.invite, name="invite"),
    path("admin/members/link/", invitations.link, name="invite-link"),
    path("admin/members/invitations/<int:number>/revoke/", invitations.revoke, name="invitation-revoke"),
    path("admin/members/<str:handle>/role/", members.set_role, name="member-role"),
    path("admin/members/<str:handle>/deactivate/", members.end_access, name="member-deactivate"),
    path("admin/members/<str:handle>/reactivate/", members.give_access, name="member-reactivate"),
]
