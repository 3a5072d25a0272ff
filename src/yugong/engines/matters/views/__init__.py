"""The pages that read any kind: the phone's form, list and matter; the desk's worklist and matter."""
