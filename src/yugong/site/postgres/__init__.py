"""The database backend that never mistakes an uncertain commit for a done one."""
