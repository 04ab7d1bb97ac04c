"""Who acts for the member, and with which document."""
