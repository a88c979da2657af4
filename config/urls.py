from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import dev_mail, health, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("components/", pages.components, name="components"),
    path("offline/", pages.offline, name="offline"),
    path("sw.js", pages.service_worker, name="service-worker"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("threads.urls")),
    path("", include("notifications.urls")),
]

if settings.DEV_MAIL:
    urlpatterns += [
        path("dev/mail/", dev_mail.mails, name="dev_mails"),
        path("dev/mail/<str:key>/", dev_mail.mail, name="dev_mail"),
    ]

if settings.ADMIN_SITE:
    from allauth.account.decorators import secure_admin_login
    from django.contrib import admin

    # Without the wrapper neither the sign-in limits nor a second factor would hold there.
    admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
    urlpatterns.append(path("django-admin/", admin.site.urls))

handler500 = "config.pages.server_error"
