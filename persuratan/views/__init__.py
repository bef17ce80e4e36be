"""Pages of letters, by reader: umum (everybody), kirim/progres/milik (the sender), tu, pejabat and disposisi."""
