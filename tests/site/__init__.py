"""The platform as it is put together: settings, schema, start-up."""
