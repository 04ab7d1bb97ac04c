"""Taking a posted case back."""
