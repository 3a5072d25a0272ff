"""职工服务“一站享”: stations, activities, health, orders and votes, news."""
