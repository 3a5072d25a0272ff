"""The addresses of this scene for partner agencies, below /partner/."""

from yugong.scenes.service import urls_health

urlpatterns = [*urls_health.partner]
