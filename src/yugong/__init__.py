"""Yugong 渝工: a digital service platform for trade unions and their workers."""
