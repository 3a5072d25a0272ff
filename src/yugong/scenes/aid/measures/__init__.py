"""What is counted of aid: households on file, what was paid and handed out, mutual aid."""
