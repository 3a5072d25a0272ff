"""The rules of this scene: whom a service is for, and what is asked of it."""
