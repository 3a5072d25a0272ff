"""The rows everything stands on: audit, parameters, org, people, access, files, notices, jobs."""
