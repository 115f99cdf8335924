"""What it means: reading, matching, answering. Of its modules only ``client`` knows Discord."""
