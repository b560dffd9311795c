"""Which sets there are, and on which the thresholds are chosen and the classifiers taught."""

LEARNT = "febrl2"  # as large as the others, so that chance likeness is as frequent
FEBRL = ("febrl1", LEARNT, "febrl3", "febrl4")
UK = ("train", "measure")
