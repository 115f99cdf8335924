"""What holds across articles: pure functions of readings and corrections, the same whatever order articles came in."""
