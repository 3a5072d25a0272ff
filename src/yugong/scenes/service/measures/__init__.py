"""What is counted of services: sessions, stations, orders that were received, health screenings."""
