"""A small OpenID Connect provider here: real HTTP, its own RSA key, and the lies a test asks for."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "yugong", "s3cret:/?"


class Vouching:
    """The provider: `claims` are what it says of whoever signs in; `token` may change the signed answer."""

    def __init__(self):
        self.key, self.kid = rsa.generate_private_key(public_exponent=65537, key_size=2048), "k1"
        self.claims = {"sub": "u1", "phone_number": "+86 13800001234", "phone_number_verified": True}
        self.userinfo = {}
        self.token = lambda claims: jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid})
        self.codes, self.bearers = {}, set()
        server = self
        self.http = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (Handler,), {"house": property(lambda _: server)})
        )
        self.issuer = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def described(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
        }

    def jwks(self):
        held = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**held, "kid": self.kid, "alg": "RS256", "use": "sig"}]}

    def authorize(self, address):
        """What a person's browser does there: agrees, and is sent back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["client_id"], asked["scope"]) == (
            "code",
            CLIENT,
            "openid phone",
        )
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, form, authorization):
        """A code for a token: once, to who asked for it, with the verifier of its challenge."""
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.codes.pop(form.get("code"), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        good = asked and proof == asked["code_challenge"] and form["redirect_uri"] == asked["redirect_uri"]
        if not good or pair != "yugong:s3cret%3A%2F%3F":
            return None
        now = int(time.time())
        base = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        bearer = secrets.token_urlsafe(8)
        self.bearers.add(bearer)
        return {
            "token_type": "Bearer",
            "access_token": bearer,
            "id_token": self.token({**base, **self.claims}),
        }


class Handler(BaseHTTPRequestHandler):
    """The provider's addresses."""

    def do_GET(self):
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.answer(
            {
                "/.well-known/openid-configuration": self.house.described,
                "/jwks": self.house.jwks,
                "/userinfo": lambda: self.house.userinfo if bearer in self.house.bearers else None,
            }.get(self.path, lambda: None)()
        )

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(text).items()}
        self.answer(self.house.exchange(form, self.headers.get("Authorization", "")))

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(400 if body is None else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *given):
        pass
