"""组织管理 "一网管": joining a union, rosters, members and the tree of unions."""
