"""Uploading, reviewing, and the page that monitors ask."""
from django.urls import path

from .views import health, review, upload

urlpatterns = [
    path("upload/", upload.upload, name="upload"),
    path("upload/<int:pk>/", review.review, name="review"),
    path("healthz", health.healthz, name="healthz"),
]
