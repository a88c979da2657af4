"""Bobbin's own settings, so that every middleware is there, and one more address."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.reference.urls"
