"""Letters: today the register of letters that leave by hand."""
