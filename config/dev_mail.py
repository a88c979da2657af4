from django.http import HttpRequest, HttpResponse


def mails(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def mail(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(status=501)
