"""Who you are and for whom you act; receipts (number + token); sealing."""
