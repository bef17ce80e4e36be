"""Where help is found: the channels of LKPP's helpdesk and consultation."""
