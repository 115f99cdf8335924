"""Errors that a person may meet. Each one's text is the sentence that they see.

RefusalError       what was asked for can't be done here, now, or by this person
"""


class RefusalError(Exception):
    """Something that can't be done for a reason that the person can act on; ``str()`` is the sentence for them."""
