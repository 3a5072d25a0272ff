"""The rules of this scene: dated, cited, explained."""
