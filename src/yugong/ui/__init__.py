"""The design system: parts, shells, pages, tables, forms and menus."""
