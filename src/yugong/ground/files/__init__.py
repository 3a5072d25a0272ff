"""Attachments: checked, cleaned, stored by content hash, and handed out only to who may read them."""
