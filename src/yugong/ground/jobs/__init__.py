"""Background work and its timetable on Procrastinate, deferred in the caller's transaction."""
