"""The law and practice of this scene, as rules that say why."""
