"""权益维护 "一键通": appeals, mediation, legal aid, letters and supervision, each heard to its end."""
