"""What is counted of rights: appeals, teams, mediation, legal aid, letters, law education."""
