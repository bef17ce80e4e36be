"""Forms of letters, by writer: kirim (the sender), tu, disposisi."""
