"""Scanning: QR codes drawn, worn by screens and copiers, and read back."""
