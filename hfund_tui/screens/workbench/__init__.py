"""The main screen after sign-in: find a member, see everything at a glance, begin a service."""
