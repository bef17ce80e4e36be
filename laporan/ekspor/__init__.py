"""Every list that somebody sees, as a file: its columns are data, its rows are those that he sees."""
