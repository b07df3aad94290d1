"""Forms of authorities, filled in from data, and the evidence that goes with them."""
