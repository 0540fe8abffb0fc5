"""What we ask of simulations."""
