"""What people are told: an in-app inbox, and SMS and WeChat behind ports."""
