"""Six engines that act for every scene; none knows another."""
