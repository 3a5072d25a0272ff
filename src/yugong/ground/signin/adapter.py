"""What allauth must know about us: its secrets are sealed by our vault, and addresses are kept coarse."""

from base64 import b64decode, b64encode
from ipaddress import ip_address, ip_network

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from yugong.ground.people import vault
from yugong.ground.signin.place import place_of

CELL = {"table": "mfa_authenticator", "column": "data", "row": "secret"}
ISSUER = "渝工"


def coarse(address: str) -> str:
    """The network of an address: enough to recognise one's own sign-ins, too little to follow a person."""
    ip = ip_address(address)
    return str(ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False).network_address)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's session list asks for the address; it gets the network only."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return coarse(place_of(request))


class FactorAdapter(DefaultMFAAdapter):
    """The keys of second factors and recovery codes are stored sealed."""

    def encrypt(self, text: str) -> str:
        return b64encode(vault.seal(text, **CELL)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(b64decode(encrypted_text), **CELL)
