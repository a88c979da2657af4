"""Who may sign in and how, cookies, headers. Follows OWASP ASVS 5.0 level 2."""

import secrets
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from config import env
from config.data_folder import kept_secret
from config.settings.base import BOBBIN_DATA, BOBBIN_URL, LOOPBACK_HOSTS

_address = urlsplit(BOBBIN_URL)
_https = _address.scheme == "https"

SECRET_KEY = env.text("SECRET_KEY") or kept_secret(BOBBIN_DATA / "secret-key", secrets.token_urlsafe(50))
# Keys that were in use before: what they signed stays valid until they are taken off the list.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = sorted({_address.hostname or "localhost", *LOOPBACK_HOSTS})
CSRF_TRUSTED_ORIGINS = [BOBBIN_URL]
CSRF_FAILURE_VIEW = "config.pages.csrf_failure"

# Cookies; the prefix makes a browser refuse them from a sibling domain or over http.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Only a reverse proxy that always sets or strips this header may be trusted with it.
_proxy_header = env.text("PROXY_SSL_HEADER")
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_" + _proxy_header.upper().replace("-", "_"), "https") if _proxy_header else None
)
SECURE_SSL_REDIRECT = bool(_https and _proxy_header)
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        # 'self' covers the socket in current browsers; older Safari wants it by name.
        "connect-src": [SELF, f"{'wss' if _https else 'ws'}://{_address.netloc}"],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

AUTH_USER_MODEL = "accounts.User"
# E-mail addresses are unique in any spelling: by a constraint on lower(email), which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"

# allauth: one account, one e-mail address; joining is by invitation (accounts.adapter).
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# None asks: "Keep me signed in on this device".
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {
    "login": "accounts.forms.passwords.LoginForm",
    "add_email": "accounts.forms.passwords.ChangeEmailForm",
    "change_password": "accounts.forms.passwords.ChangePasswordForm",
    "set_password": "accounts.forms.passwords.SetPasswordForm",
    "reset_password": "accounts.forms.passwords.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.passwords.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.passwords.ReauthenticateForm",
}
# Beside allauth's own (https://docs.allauth.org/en/latest/account/rate_limits.html): ours.
ACCOUNT_RATE_LIMITS = {
    "set_up": "10/m/ip",
    "join": "20/m/ip",
    "ask_to_join": "20/m/ip,3/10m/key",
    "invite": "10/m/user",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
# How many proxies in front may be believed about the client's address; the sign-in limits count by it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0, at_most=10)
