"""Programs that the reliability tests start as processes of their own."""
