"""Is this PDF what was signed? `periksa.periksa` asks a limited child; everything it says is in `bentuk`."""
