"""Signatures: whole and intact by pyHanko's own validator, PDF/A-2a and PDF/UA-1 as before, wrong keys."""

import datetime
import io
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as Parsed
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import (
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pipeline.binding.preservation import signing
from pipeline.binding.preservation.bag_check import verify
from pipeline.binding.preservation.fixity import SUMS_NAME, checksums
from pipeline.binding.preservation.signing import FIELD_NAME, open_key, sign_pdf
from pipeline.errors import BindingError, FileAccessError, KanbenError, MissingProgramError, UsageError
from tests.conftest import Validate
from tests.finished import finished_sample

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
SECRET = "口令 secret"
TODAY = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Identity:
    """A private key with a certificate that vouches for itself."""

    key: PrivateKey
    certificate: x509.Certificate

    def pkcs12(self, secret: str | None = SECRET) -> bytes:
        encryption = NoEncryption() if secret is None else BestAvailableEncryption(secret.encode())
        return pkcs12.serialize_key_and_certificates(b"name", self.key, self.certificate, None, encryption)

    def key_pem(self, secret: str | None = SECRET) -> bytes:
        encryption = NoEncryption() if secret is None else BestAvailableEncryption(secret.encode())
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)

    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def identity(
    kind: str = "rsa", first: datetime.datetime = TODAY - DAY, last: datetime.datetime = TODAY + DAY
) -> Identity:
    key: PrivateKey = (
        rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    )
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "甲地工会档案室")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(first).not_valid_after(last).add_extension(usage, critical=True)
    return Identity(key, builder.sign(key, hashes.SHA256()))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every attempt to connect or to look up a name fails, and is noted."""
    attempts: list[object] = []

    def refuse(*values: object, **_named: object) -> None:
        attempts.append(values)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield attempts
    assert attempts == []


def key_file(folder: Path, data: bytes) -> Path:
    (folder / "key").write_bytes(data)
    return folder / "key"


def nobody() -> str:
    raise AssertionError("no passphrase is needed")


@cache
def page() -> bytes:
    """A PDF of one empty page, without any annotation."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@dataclass(frozen=True)
class Verdict:
    """What the validator says: the bytes signed are those, the signer is trusted, nothing lies outside."""

    intact: bool
    trusted: bool
    whole: bool


def verdict(data: bytes, signer: Identity) -> Verdict:
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    root = Parsed.load(signer.certificate.public_bytes(serialization.Encoding.DER))
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[root], allow_fetching=False))
    return Verdict(
        status.intact and status.valid, status.trusted, status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    )


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_the_signature_is_intact_and_covers_the_whole_file(tmp_path: Path, no_network: list[object], kind: str) -> None:
    signer = identity(kind)
    key = open_key(key_file(tmp_path, signer.pkcs12()), lambda: SECRET)
    assert key.name == "甲地工会档案室"
    signed = sign_pdf(page(), key)
    assert signed.startswith(page())  # an update: what was signed stays byte by byte
    assert verdict(signed, signer) == Verdict(intact=True, trusted=True, whole=True)
    assert no_network == []


def test_it_is_pades_baseline_b(tmp_path: Path) -> None:
    key = open_key(key_file(tmp_path, identity().pkcs12()), lambda: SECRET)
    (signature,) = PdfFileReader(io.BytesIO(sign_pdf(page(), key))).embedded_signatures
    assert signature.field_name == FIELD_NAME
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    names = {attribute["type"].native for attribute in signature.signer_info["signed_attrs"]}
    # ETSI EN 319 142-1, table 1: content type, digest and the signer's certificate; the time is in the dictionary.
    assert {"content_type", "message_digest", "signing_certificate_v2"} <= names
    assert "signing_time" not in names
    assert "/M" in signature.sig_object
    assert signature.signer_info["unsigned_attrs"].native is None  # no time stamp


def test_one_flipped_byte_breaks_it(tmp_path: Path) -> None:
    signer = identity()
    signed = sign_pdf(page(), open_key(key_file(tmp_path, signer.pkcs12()), lambda: SECRET))
    at = signed.index(b"\xbf")  # in the comment at its head: every reader still opens it
    flipped = signed[:at] + b"\xbe" + signed[at + 1 :]
    assert (verdict(signed, signer).intact, verdict(flipped, signer).intact) == (True, False)


def test_what_is_added_later_is_not_covered(tmp_path: Path) -> None:
    signer = identity()
    signed = sign_pdf(page(), open_key(key_file(tmp_path, signer.pkcs12()), lambda: SECRET))
    assert verdict(signed + b"% more\n", signer).whole is False


def test_the_signer_is_trusted_by_those_only_who_trust_the_certificate(tmp_path: Path) -> None:
    signed = sign_pdf(page(), open_key(key_file(tmp_path, identity().pkcs12()), lambda: SECRET))
    assert verdict(signed, identity("ec")) == Verdict(intact=True, trusted=False, whole=True)


@pytest.mark.slow
def test_a_signed_issue_is_still_pdf_a_and_pdf_ua(tmp_path: Path, verapdf: Validate) -> None:
    finished = finished_sample("gongyun")
    key = open_key(key_file(tmp_path, identity().pkcs12()), lambda: SECRET)
    sources = {"issue": finished.pdf.read_bytes()}
    # A first page without annotations has no tab order before it is signed.
    sources |= {
        name: data for name, data in finished.issue.files.items() if name.endswith(".pdf") and name != finished.pdf.name
    }
    bare = {name: data for name, data in sources.items() if not _first_page_has_annotations(data)}
    assert bare
    chosen = {"issue": sources["issue"], "bare": next(iter(bare.values()))}
    paths = []
    for name, data in chosen.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(sign_pdf(data, key))
        assert verdict(paths[-1].read_bytes(), identity()) == Verdict(intact=True, trusted=True, whole=True)
    for results in verapdf(paths).values():
        assert {flavour: str(result) for flavour, result in results.items()} == {"2a": "passed", "ua1": "passed"}


def _first_page_has_annotations(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "/Annots" in pdf.pages[0]


@pytest.mark.slow
def test_what_the_file_says_of_itself_stays(tmp_path: Path) -> None:
    pdf = finished_sample("gongyun").pdf
    key = open_key(key_file(tmp_path, identity().pkcs12()), lambda: SECRET)
    with pikepdf.open(pdf) as before, pikepdf.open(io.BytesIO(sign_pdf(pdf, key))) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        assert len(after.pages) == len(before.pages)


def test_keys_of_every_kind_are_opened(tmp_path: Path) -> None:
    signer, other = identity(), identity("ec")
    both = other.certificate_pem() + signer.certificate_pem()  # the key's own is found whatever the order
    files = {
        "pkcs12": signer.pkcs12(),
        "pem": signer.key_pem() + both,
        "traditional": both + signer.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            BestAvailableEncryption(SECRET.encode()),
        ),
    }  # fmt: skip
    for data in files.values():
        key = open_key(key_file(tmp_path, data), lambda: SECRET)
        assert verdict(sign_pdf(page(), key), signer).intact
    for data in (signer.pkcs12(None), signer.key_pem(None) + both):
        assert open_key(key_file(tmp_path, data), nobody).name == key.name


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (lambda: identity().pkcs12("other"), "passphrase of the key is wrong"),
        (lambda: identity().key_pem("other") + identity().certificate_pem(), "passphrase of the key is wrong"),
        (lambda: identity().certificate_pem(), "holds no private key"),
        (lambda: identity().key_pem(), "holds no certificate of its private key"),
        (lambda: identity().key_pem() + identity("ec").certificate_pem(), "holds no certificate of its private key"),
        (
            lambda: pkcs12.serialize_key_and_certificates(
                b"n", None, identity().certificate, None, BestAvailableEncryption(SECRET.encode())
            ),
            "holds no private key",
        ),
        (lambda: identity("rsa", TODAY - 9 * DAY, TODAY - DAY).pkcs12(), "is valid from"),
        (lambda: identity("rsa", TODAY + DAY, TODAY + 9 * DAY).pkcs12(), "is valid from"),
        (lambda: b"", "damaged, or of a kind"),
        (lambda: b"no key", "damaged, or of a kind"),
        (lambda: identity().pkcs12()[:-100], "damaged, or of a kind"),
        (lambda: b"0" * 1_000_001, "too large for a key"),
        (
            lambda: b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + identity().certificate_pem(),
            "damaged, or of a kind",
        ),
        (
            lambda: identity().key_pem() + b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "damaged, or of a kind",
        ),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_is_told(tmp_path: Path, data: "type[bytes]", complaint: str) -> None:
    path = key_file(tmp_path, data())
    with pytest.raises(UsageError, match=complaint) as caught:
        open_key(path, lambda: SECRET)
    assert SECRET not in str(caught.value)


def test_no_flipped_byte_of_a_key_crashes(tmp_path: Path) -> None:
    good = identity().pkcs12(None)
    opened = 0
    for at in range(0, len(good), 37):
        path = key_file(tmp_path, good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        try:
            open_key(path, lambda: SECRET)
            opened += 1
        except KanbenError:
            continue
    assert opened < len(good) // 37


@pytest.mark.parametrize("name", ["none", ""])
def test_a_key_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileAccessError, match="cannot be read"):
        open_key(tmp_path / name, nobody)


def test_a_missing_library_is_told_with_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    with pytest.raises(MissingProgramError, match=r"pip install 'kanben\[sign\]'"):
        open_key(key_file(tmp_path, identity().pkcs12()), nobody)


def test_what_cannot_be_signed_is_told(tmp_path: Path) -> None:
    key = open_key(key_file(tmp_path, identity().pkcs12()), lambda: SECRET)
    with pikepdf.new() as pdf:
        empty = io.BytesIO()
        pdf.save(empty)
    with pikepdf.open(io.BytesIO(page())) as pdf:
        encrypted = io.BytesIO()
        pdf.save(encrypted, encryption=pikepdf.Encryption(user="u", owner="o"))
    signed = sign_pdf(page(), key)
    for data in (b"", b"no PDF", page()[:200], empty.getvalue(), encrypted.getvalue(), signed):
        with pytest.raises(BindingError, match="cannot be signed"):
            sign_pdf(data, key)
    with pytest.raises(FileAccessError, match="No such file"):
        sign_pdf(tmp_path / "none.pdf", key)


def time_stamps() -> DummyTimeStamper:
    """Time stamps of an authority of our own: nothing is asked of the network."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "time")])
    purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(2).not_valid_before(TODAY - DAY).not_valid_after(TODAY + DAY)
    signed = builder.add_extension(purpose, critical=True).sign(key, hashes.SHA256())
    own = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        Parsed.load(signed.public_bytes(serialization.Encoding.DER)), PrivateKeyInfo.load(own), fixed_dt=TODAY
    )


def test_a_signed_volume_is_kept_verifiable_for_decades(tmp_path: Path, no_network: list[object]) -> None:
    """PAdES B-LTA (ETSI EN 319 142-1, 6.3): what proves certificates is in the file, under an archive time stamp."""
    signer, stamper = identity(), time_stamps()
    key = open_key(key_file(tmp_path, signer.pkcs12()), lambda: SECRET)
    signed = sign_pdf(page(), key)
    roots = [Parsed.load(signer.certificate.public_bytes(serialization.Encoding.DER)), stamper.tsa_cert]
    terms = PdfSignatureMetadata(
        field_name="Archive",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        use_pades_lta=True,
        validation_context=ValidationContext(trust_roots=roots, allow_fetching=False),
    )
    kept = PdfSigner(terms, key.signer, timestamper=stamper).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed)))
    for _decade in range(2):
        stamp = PdfTimeStamper(stamper)
        reader = PdfFileReader(io.BytesIO(kept.getvalue()))
        kept = stamp.update_archival_timestamp_chain(reader, terms.validation_context, in_place=False)
    assert kept.getvalue().startswith(signed)
    reader = PdfFileReader(io.BytesIO(kept.getvalue()))
    assert "/DSS" in reader.root
    assert [each.field_name for each in reader.embedded_regular_signatures] == [FIELD_NAME, "Archive"]
    for signature in reader.embedded_regular_signatures:
        assert validate_pdf_signature(signature, terms.validation_context).bottom_line
    assert len(reader.embedded_timestamp_signatures) == 3
    for time_stamp in reader.embedded_timestamp_signatures:
        found = validate_pdf_timestamp(time_stamp, terms.validation_context)
        assert (found.intact, found.valid, found.trusted) == (True, True, True)

    (tmp_path / "volume.pdf").write_bytes(signed)
    (tmp_path / SUMS_NAME).write_bytes(checksums({"volume.pdf": signed}))
    (tmp_path / "volume.pdf").write_bytes(kept.getvalue())
    (told,) = verify(tmp_path).problems
    assert told.message.startswith("The file was added to behind its end")
    (tmp_path / "volume.pdf").write_bytes(kept.getvalue().replace(b"%PDF-1.", b"%PDF-2.", 1))
    assert [each.message for each in verify(tmp_path).problems] == ["The file was changed."]
    (tmp_path / "volume.pdf").write_bytes(kept.getvalue())
    (tmp_path / SUMS_NAME).write_bytes(checksums({"volume.pdf": kept.getvalue()}))
    assert [each.message for each in verify(tmp_path).problems if each.path != tmp_path / "key"] == []
