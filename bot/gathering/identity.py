"""What makes an article the same article: its canonical address, else its words."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Parameters that tell where a reader came from, not what is read. Source: the public documentation of the services that
# add them (Google Analytics and Ads, Meta, Microsoft, Mailchimp, AT Internet, X, Instagram).
_TRACKING = frozenset(
    """fbclid gclid dclid gbraid wbraid msclkid yclid mc_cid mc_eid igshid twclid ocid ncid cmpid smid xtor
    ref_src""".split()
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """Return the canonical form of a web address, or None where ``url`` is none.

    Scheme and host in lower case, no default port, user, fragment or tracking parameters; the rest as it stands.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or any(c.isspace() or not c.isprintable() for c in url.strip()):
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    if len(kept) != len(pairs):
        query = urlencode(kept)
    return urlunsplit((scheme, host, quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), query, ""))


def _is_tracking(name: str) -> bool:
    name = name.lower()
    return name.startswith("utm_") or name in _TRACKING


def content_id(text: str) -> str:
    """Return the id of an article that has neither an id nor an address: 20 hexadecimal digits of its words' SHA-256.

    White space makes no difference, so that a copy with other line ends is the same article.
    """
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:20]
